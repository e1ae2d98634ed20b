"""Where phrases stand in a sentence that sounds like advice; `phrases.toml` has the phrases themselves, with reasons.

Each pattern serves one signal, which says what it is looked for in: the words before what advises, or those behind.
"""

import re

from tracker.extraction.lexicon import phrases


def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE)


# Words that advise.

ADVISORY = _pattern(phrases("advice", "warm"))
SHOULD = _pattern(phrases("advice", "should"))
MUST = _pattern(rf"\b{phrases('advice', 'must')}\b")
NEEDS = _pattern(phrases("advice", "needs"))
EXPECTING = _pattern(phrases("advice", "expecting"))
MERE = _pattern(rf"\b{phrases('advice', 'merely_good')}\b")
WISH = _pattern(phrases("advice", "wishes"))
FIRM = _pattern(rf"\W*(?:and |but |so )?{phrases('advice', 'firm')}\b")
COUNTED = _pattern(r"\W*(?:first(?:ly)?|first of all|second(?:ly)?|third(?:ly)?|next|finally|lastly),\s")
"""How one order of several opens: "First of all, sell the boats."."""
RAISING = _pattern(r"\s*raise (?:[€$£¥]|\d|(?:\w+ ){0,2}(?:thousand|million|money)\b)")
HEDGED = _pattern(r"\b(?:could|might|may want|may wish|this means \w+ing|can\b.{3,160}\bby \w+ing)\b")
BENEFIT = _pattern(
    r"\W*by \w+ing\b[^.;]{3,200}, [^.;,]{2,80} could (?:\w+ly )?"
    r"(?:(?:help )?(?:lower|reduce|improve|mitigate|ensure)\b|better\b|be\b)"
)
"""What somebody would gain by a deed: "By sharing its data, the office could lower its costs"."""
COULD = _pattern(
    rf"(?:could|might usefully) (?:also |instead |usefully |at least |now |easily |begin |start )?"
    r"(?!then|inadvertently|accidentally|unwittingly|unintentionally"
    rf"|{phrases('advice', 'befalling')}\b)"
    r"(?![^.]*(?: if |\bagain\b|\bonly\b|\bunless\b|, or ))"
)
"""A course that is open to somebody: "The bank could print the list"."""
MEANS = _pattern(rf"^(?! (?:also |then |further |now )*{phrases('advice', 'able')}\b).{{3,260}}\bby \w+ing\b")
SLOGAN = _pattern(
    rf"(?:{phrases('slogans', 'opens')}\b[^,.:;]{{2,40}}, {phrases('slogans', 'goes_on')}\b[^,.:;]{{2,40}}"
    r"|no\b[^,.:;]{2,40}\bwithout\b[^,.:;]{2,40}|no more\b[^,.:;]{2,40}|an end to\b[^,.:;]{2,50}"
    r"|no [a-z]+s\b[^,.:;]{0,50}|\w+(?: \w+)? first)[.!]?"
)

MEASURE = _pattern(
    rf"\W*(?:(?:an?|no more|no|an end to|more|fewer|less|better|{phrases('measures', 'how')}) "
    rf"(?!(?:{phrases('measures', 'how')} )?{phrases('measures', 'no_measure')}\b)[a-z]"
    r"|(?:the )?[a-z-]+(?:tion|ment|ance|ing|al) (?:of|for|in|with|between|to) [a-z]"
    r"|that (?:the|no|all|each|an?) [a-z])"
)
"""How an item opens that names what is wanted: "a ban on", "stronger rules", "publication of", "that no unit be"."""

OWN_VIEW = _pattern(
    r"\b(?:i|we) (?:also |still |really |do )?(?:think|believe|am convinced|are convinced|would argue)\b"
    r"|\bin (?:my|our) (?:own )?(?:view|opinion|judge?ment)\b"
)
"""How somebody says that it is his own view: "I think the state needs to say less"."""
THING = _pattern(r"\W*(?:the|this|these|that|those|its|their|all|two|three|four|five|six)\b")
"""How an item begins that only names a thing of those that an order is about: "Stop these works: the new quay, …"."""
CONCLUDING = _pattern(rf"\b{phrases('advice', 'concluding')}\b")

# Whose words it is.

RELATIVE = re.compile(rf"(?:.*\s)?{phrases('against', 'relative')}", re.IGNORECASE | re.DOTALL)
WHETHER = _pattern(
    r"\b(?:does not|doesn['’]t|did not|need not) mean (?:that )?[^.;,]{0,60}$|"
    r"\bin theory\b[^.;,]{0,20}$|\bwhether\b[^.;,]{0,120}$"
    r"|\b(?:consensus|agreement|debates?|questions?|disagree\w*|divided|dispute\w*|views?|neutral|agnostic)"
    r" (?:on|about|over|as to) (?:how|who|what|which|when|where) [^.;,]{0,60}$"
    r"|\bno (?:\w+ )?reasons? (?:in principle )?why [^.;]{0,100}$"
    r"|\b(?:(?:explains?|shows?|describes?|sets? out|illustrates?)(?: \w+)? how|(?:asks?|examines?|discusses|explores?"
    r"|considers?)(?: \w+)? (?:how|why)) [^.;,]{0,60}$"
    r"|\bnor (?:how|who|what|which|when|where|whether|why) [^.;,]{0,60}$"
)
INSERTED = _pattern(
    r",\s+(?:in the (?:view|opinion|words|eyes) of|according to) (?!us\b|the authors?\b)|"
    r",\s+(?!we |i |what|who|which|how|no matter )(?:the |a |an |its |their )?[\w’'-]+(?: [\w’'-]+){0,4} "
    rf"{phrases('against', 'says')}(?=,|\.)"
    r"|,\s+as (?:the |an? |one )?[^.,;]{2,60} (?:puts? it|ha(?:s|ve) it|says?|said|reads?|phrases? it)\W*$"
    rf"|,\s+{phrases('against', 'says')} (?:(?:the|an?|his|her|their|one) |(?-i:[A-Z]))[^.;:]{{2,90}}(?:\.|$)"
)
CREDITED = _pattern(
    r"\((?:proposed|suggested|recommended|requested|demanded|put forward) by (?!us\b|the authors?\b)[^()]*\)\W*$"
)
"""A bracket that says whose proposal it is: "(proposed by the shipowners)"."""
FOUND = _pattern(rf"\b(?:we|i)\s+(?:\w+ly\s+|also\s+)?{phrases('against', 'did')}\b")
ASKED_BEFORE = _pattern(rf"\b(?:we|i)\s+(?:had\s+)?(?:\w+ly\s+|also\s+)?{phrases('against', 'asked_before')}\b")
OWN_PLAN = _pattern(rf"\b(?:we|i)(?:['’]ll| {phrases('against', 'plan')})\b")
MAY_BE = _pattern(r"may (?:also |therefore |now )?be \w+(?:ed|en|wn|ght|de|ut)\b")
NOBODY = _pattern(rf"{phrases('against', 'nobody')}\b")
ANYBODY = _pattern(r"(?:we|one|you|anyone|anybody|everyone|everybody|readers|observers)")
"""Who is told what to take for granted: "We should not expect the plan to be adopted"."""
SOMEBODY = _pattern(phrases("against", "somebody"))
WHO_WISH = _pattern(r"(?:[\w’'-]+ ){1,3}(?:who|that) (?:also )?(?:wish|want|would like|intend|need)\b")
"""Of whom it is told how to get what they want: "Members who wish to ride with us should call"."""
TAKEN_FOR_GRANTED = _pattern(
    r"\s*(?:not |never |also |therefore )*"
    r"(?:expect|doubt|pretend|imagine|end up|be (?:surprised|fooled|under any illusion))\b"
)
"""What nobody should do, so that it is so: "No one should doubt that …"."""
NEED_NOT = _pattern(rf"\b{phrases('against', 'need_not')}")

POLITELY = _pattern(r"\W*(?:may|might) (?:i|we) (?:also |\w+ly )?(?:suggest|recommend|propose|urge|advise)\b")
"""A question that puts advice politely: "Might I suggest that you ask for the trials?"."""

# When it is about.

_PARTICIPLE = rf"(?:\w{{2,}}{phrases('past', 'endings')}|{phrases('past', 'participles')})"
PAST = _pattern(
    rf"^\s*(?:{phrases('past', 'before_have')} )*have\s+(?:{phrases('past', 'behind_have')} )*{_PARTICIPLE}\b"
)
WOULD = _pattern(r"\b(?:would|might)\s+$")
FORESEEN = _pattern(r"\b(?:would|might|will)\s+$")
OUTCOME = _pattern(
    rf"^\s*(?:{phrases('expectation', 'before_outcomes')} )*"
    rf"(?:{phrases('expectation', 'outcomes')}|remain(?! {phrases('passives', 'decided')}\b))\b",
)
DEFINITE = _pattern(r"(?:what )?(?:the|this|these)\b|[A-Z]\w+ and [A-Z]")
"""How a subject begins that means somebody in particular."""
LAW_CHANGED = _pattern(
    r"\W*(?:the|this|that|these|those|our|its|(?:section|article|clause|title|chapter)s? \w+)\b"
    r"[^,;:]{0,120}?(?:, \d{4})? "
    r"(?:must|ha(?:s|ve) to) (?:also |therefore |now |first )*be (?:\w+ly )?"
    r"(?:amended|repealed|revised|replaced|scrapped|abolished|struck down|overhauled|rewritten)\b"
    r"(?![^.;]*\b(?:by (?!\w+ing\b)|before (?!the (?:next|end)\b)|when|every|each|if)\b)"
)
"""What is done to a law by nobody but those who make laws: "Section 9 must be amended"."""
OF_LAW = _pattern(
    r"\b(?:acts?|bills?|laws?|codes?|rules?|regulations?|sections?|articles?|clauses?|statutes?|directives?|ordinances?"
    r"|constitution|bans?|decrees?|treaty|provisions?)\b(?: [^,;]{0,60})?(?:, \d{4})?$"
)
"""How a subject ends that is a law or a part of one."""
STILL_BOUND = _pattern(
    r"\W*(?:also |then |and |or )?(?:it|he|she|they) (?:also |then |first )?(?:must|needs? to|ha(?:s|ve) to)\b"
)
"""How a sentence opens that goes on telling what somebody is bound to do."""
BECOMING = _pattern(r"^\s*(?:not )?(?:become|remain|stay|begin with|go to|come (?:first|before|from|under|out of)) ")
"""What a thing "ought to become", which nobody says of what is only likely."""
MONEY = _pattern(r"\b(?:money|funds?|funding|costs?|revenues?|proceeds|finance|sums?|surplus)$")
PAID = _pattern(
    r"^\s*(?:also |instead |then )?(?:come (?:out )?(?:of|from)|go (?:back )?(?:to|towards?|into)"
    r"|be (?:met|paid|found|drawn|taken) (?:from|out of|in)) (?:the|a|an|its|their|those|[a-z]+s)\b"
)
"""Where money is to come from or to go, which somebody decides."""
FIGURE = _pattern(
    r"^\s*(?!be )[a-z]+ (?:about |around |some |roughly |up to |over |under |more than |less than |at least "
    r"|nearly |almost "
    r"|between )?[€$£¥]?\d[\d.,]*\b(?! (?:of|per cent of|percent of) the (?:members|seats))"
)
"""What comes of it, in figures: "It should raise about 9 billion a year"."""
BY_A_SHARE = _pattern(
    r"^\s*(?:also |then |soon |\w+ly )?(?:cut|halve|double|lower|raise|shorten|lengthen|push up|bring down|shave)\b"
    r"[^.;]{1,60}? by (?:about |around |almost |nearly |over |up to |at least |more than |some )?"
    r"(?:half|(?:a|one|two|three)[ -](?:thirds?|quarters?|fifths?|tenths?)"
    r"|\d[\d.,]* ?(?:%|per ?cent|percentage points?))"
)
"""What a thing brings about, with how much: "New signals should cut delays by a third"."""
SURE_OUTCOME = _pattern(
    rf"^\s*(?:not )?be {phrases('expectation', 'sure_outcomes')}\b|^\s*find (?:more|less)\b"
    rf"|^\s*(?:soon |then |\w+ly )*(?:peak|{phrases('expectation', 'moves')}"
    rf"(?= {phrases('expectation', 'how_far')}\b))"
)
AWAITED = _pattern(
    r"^\s*(?:not |also )?expect (?:little|few|more|less|no|some|many|further|delays?)\b"
    r"|[;,] (?:as )?(?:it|they|he|she) (?:almost |nearly )?(?:always|usually|generally|normally|invariably) "
    r"(?:do(?:es)?|ha(?:s|ve))\b"
)
"""What somebody is to be ready for, or does by habit, and is not told to do: "should expect little warning"."""
OF_NATURE = _pattern(rf"(?:the )?(?:[\w-]+ ){{0,2}}{phrases('expectation', 'nature')}")
"""A subject that nobody can tell to act."""
A_RIGHT = _pattern(r"^[^.;:]{2,160}, (?:and|but|while) [^.;:,]{2,60}? may (?!also |want |wish |well )[a-z]+\b")
"""A right beside a duty, as rules grant it: "must license the dig, and residents may object"."""
DATED = _pattern(
    rf"^\s*{phrases('expectation', 'on_a_date')} ?.{{0,80}}\b(?:by|in|before|within|next|after) (?:the )?"
    rf"(?:\d|{phrases('expectation', 'dates')})|\bfor the first time (?:in|on|by|next)\b"
)

# What a law says already.

_LAWS = phrases("law", "texts")
LAW = _pattern(
    rf"\b{phrases('law', 'under')}\s+(?:[^;.]{{0,80}}?\b)?{_LAWS}\b[^;]{{0,80}}$"
    rf"|\b{_LAWS}\b[^;.]{{0,60}}\b{phrases('law', 'lays_down')}\b[^;]*$"
    rf"|\b{_LAWS}\b[^;.]{{0,60}}\b{phrases('law', 'binds')}\b[^.]{{0,120}}$"
    rf"|\b(?:is|are) {phrases('law', 'fixed')}\b[^.;]{{0,120}}[;,] [^.;]{{0,60}}$"
)
LAW_BEHIND = _pattern(
    rf"\b(?:by law|by statute|by regulation|by (?:its|their|his|her|the) (?:own )?{_LAWS}"
    rf"|as (?:the|its|their) [\w ]{{0,30}}{_LAWS} (?:requires?|provides?)"
    r"|as (?:it|they) do(?:es)? (?:each|every) \w+"
    r"|(?:which|as) (?:\w+ ){0,3}already (?:do|does|are|is))\b"
)
DEADLINE = _pattern(rf"^[^;.]{{0,60}}\b(?:by|within|no later than)\s+(?:\d|{phrases('law', 'numbers')}\b)")

EACH_YEAR = _pattern(r"\bby (?:the end of|\d{1,2} \w+|\w+ \d{1,2}|\w+)(?: of)? (?:each|every) (?:year|month|quarter)\b")
"""What is done by a date that comes round: "must file by 31 March each year"."""
WHERE = _pattern(
    r"\W*(?:where (?:a|an|the|no|any|there)|(?:when|whenever|if|once|each time) (?:an?|any|no|there)) [^.;]{3,200}, "
)
"""How a sentence opens that says what a rule provides for: "Where a school is full, the authority must"."""
DUE = _pattern(r"^[^;.]{0,100}\b(?:by|before|no later than)\s+(?:\d|the end of \d)")

HOW_OFTEN = _pattern(rf"\b{phrases('against', 'often')}\b")
TO_THAT_END = _pattern(
    rf"\b(?:in order )?to {phrases('against', 'to_that_end')}\b",
)
OF_ANY_KIND = _pattern(r"(?:an?|any|each|every) ")
OF_ONE_KIND = _pattern(r"\W*(?:an?|any|each|every) (?:[\w-]+ ){1,3}(?:that|who|which|whose) ")
"""How a sentence opens that tells of all of one kind: "A firm that is paid by the mile needs to"."""
IN_ORDER = _pattern(r"\b(?:in order|if (?:it|they|he|she|one) (?:is|are)) to\b")
GRANTED = _pattern(rf"\s*(?:also |therefore |now )?be {phrases('against', 'granted')}\b")
STANDARD = _pattern(rf"(?:an?|any|every|each) (?:\w+ly )?{phrases('against', 'as_it_ought_to_be')}\b")
"""A thing of a kind that is as it ought to be, of which what follows says what makes it so: "A sound register must"."""
FOR_ITS_PART = _pattern(r",?\s+for (?:its|their|his|her) part,?\s+(?:must|ha(?:s|ve) to|needs? to)\b")
WILL = _pattern(r"\bwill\s+$")

# What it is about.

REMINDING = _pattern(
    rf"\s*(?:not |never |also |therefore |always )?{phrases('against', 'reminding')}[,:]? (?:that|how|why)\b"
)
MUSING = _pattern(rf"\s*(?:not |never |all |also |therefore |always )*{phrases('against', 'musing')}\b")
TOLD = _pattern(
    rf"\s*(?:also |first |however |therefore )?be {phrases('against', 'told')}\b(?: (?!that\b)\w+){{0,4}}(?:,| that\b)"
)
"""What is only put into words: "It needs to be said that …"."""
TO_COUNT = _pattern(rf"\bto be {phrases('against', 'to_count')}\b")
SUPPOSED = _pattern(r"(?:^|[,;]\s|\b(?:even|only|and|but)\s)\W*if [^,;.]{1,80}$")
"""What stands ahead of a "should" that only supposes: "If the bank should fail, …"."""
IF_CHOSEN = _pattern(
    rf"\W*(?:if|should) [^,;.]{{2,60}}? {phrases('against', 'prefers')}\b[^,;.]{{0,60}}?"
    r"\b(?:option|alternative|model|scenario|variant|route) (?-i:[A-Z]|\d)"
)
"""A course that is only open, and on which what follows hangs: "If you prefer Option B, ask the bank"."""
DRAFTED = _pattern(rf"(?:.*\s)?{phrases('against', 'drafted')}(?: \w{{1,4}})?(?: (?:of|for|on) [^,;:]{{2,50}})?")
DRAFTING = _pattern(rf"\s*(?:not |also |therefore |expressly |explicitly )*{phrases('against', 'drafting')}\b")
NAMED_ONLY = _pattern(
    r"\W*what [^.;:,]{2,80} (?:should|must|can|could|ought to|needs? to|ha(?:s|ve) to) do(?: now| next| about it)?\W*$"
)
"""Words that stand over advice and give none: "What councils should do"."""
LEFT_OPEN = _pattern(
    rf"[^.;]{{2,100}} (?:is|are|remains?|seems) (?:also |still |therefore )?{phrases('against', 'open_questions')}"
)
ASKING_WORD = _pattern(r"\W*(?:and |but |yet |so )?(?:what|how|which|who|when|where|whether|why)\b")
PAPER = _pattern(
    rf"\b(?:{phrases('paper', 'with_care')}|{phrases('paper', 'manage')}"
    rf"|{phrases('paper', 'figures')}(?: (?:for|of|on|in|from) [\w ]{{2,40}})?"
    rf" should (?:not )?be {phrases('paper', 'read')}\b"
    rf"|{phrases('paper', 'worth')} (?:to )?{phrases('paper', 'note')}\b)"
)
TO_READERS = _pattern(rf"\W*{phrases('paper', 'orders')}")
_ENDS = (
    r"(?:^\W*(?:in order )?to\b [^.;:]{3,120}, [^.;:]{2,80} must (?:accomplish|achieve|attain|reach|meet) "
    r"(?:the following|these) (?:[\w-]+ ){0,2}(?:objectives|goals|aims)\s*:$|\bdefined (?:by|as)\b[^.;:]{0,60}\s*:$"
    r"|^(?![^:]*\b(?:should|must|ought|(?<!you )(?<!who )needs? to|ha(?:s|ve) to|urge|call|recommend|propose|ask)\b)"
    r"[^:]*\b(?:problems|challenges|obstacles|barriers|risks|threats|topics|questions)(?:,? (?:like|such as|including))"
    r"\s*:$)"
)
ENDS = _pattern(_ENDS)
"""How a sentence ends over a list of what somebody is after, or of what there is, and not of what to do."""
ANNOUNCES = _pattern(
    rf"\b(?:{phrases('announcing', 'phrases')}|include\s*:$|"
    rf"{phrases('announcing', 'makes')} (?:{phrases('announcing', 'how_many')}|\d+) (?:\w+ ){{0,3}}"
    rf"{phrases('announcing', 'things')}|what (?:we|i) {phrases('announcing', 'asks')}\b(?! (?:is|are|will be)\b)"
    rf"|{phrases('announcing', 'counted')} (?:\w+ )?{phrases('announcing', 'follow')}\b"
    rf"|recommendations?(?:, [^,]{{1,60}},)? {phrases('announcing', 'behind')})"
    rf"|{_ENDS}"
)
GOAL = _pattern(
    rf"^\s*(?:{phrases('goals', 'before_be')} )*be\s+"
    rf"(?!{phrases('goals', 'acting')}\b|\w+{phrases('goals', 'endings')}\b)"
)
INDIRECT = _pattern(rf"{phrases('questions', 'names')}\b")
ASKED_FOR = _pattern(rf"\b{phrases('questions', 'words')}(?: [\w’'-]+){{1,5}} $")
"""Before a duty, words that make it something to be found out: "Directors wrote what the states should do"."""
SAID_OF_WHAT = _pattern(r"\W*(?:and |but |yet |so )?what\b")
CLEFT = _pattern(
    r"\W*(?:but |and |so )?what (?P<who>.{3,80}?) (?:must|should|needs? to|ought to|ha(?:s"
    r"|ve) to) do\b[^.]{0,40} (?:is|are)\b"
)
"""An opening that turns a duty around: "What the bank must do is to lend"."""
ELLIPSIS = re.compile(r"\W*$|\s*be\W*$|\s*(?:[.;]|, (?:with|but|if|though)\b[^,]{1,40}$)")
"""What stands behind a duty that leaves out what is to be done: "It should, with changes."."""
