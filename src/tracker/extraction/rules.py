"""Patterns that signals look for in the words around advice."""

import re

ADVISORY = re.compile(
    r"ought|would do|wise|advised|urged|invited|encouraged|called|requested|had better|best|better|usefully"
    r"|recommended",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"(?:.*\s)?(?:which|who|whose|that|what|whoever|whom)", re.IGNORECASE | re.DOTALL)
_PARTICIPLE = (
    r"(?:\w{2,}(?:ed|en|wn|ght|ld|pt)|been|had|done|made|put|set|cut|read|met|sent|built|begun|held|led|left|kept"
    r"|gone|come"
    r"|become|run|won|lost|found|found|spent|heard|stood|understood|paid|said|told|seen|hit|let|hurt|shut|split|sprung)"
)
PAST = re.compile(
    rf"^\s*(?:not |never |also |\w+ly |at least |by now |long )*have\s+(?:not |never |also |\w+ly "
    rf"|long )*{_PARTICIPLE}\b",
    re.I,
)
EXPECTING = re.compile(r"should|ought|must|have to|need to", re.IGNORECASE)
OUTCOME = re.compile(
    r"^\s*(?:not |also |then |now |soon |all |\w+ly )*(?:take effect|ease|climb|moderate|subside|recede|recover"
    r"|pick up|average|find more|find less|narrow|peak|widen|"
    r"be (?:complete|ready|possible|enough|able|available|over|better|worse|on line|online|finished|in place"
    r"|in service|in force"
    r"|sufficient|lower|higher|known|clear"
    r"|expected|felt|visible|obvious|easy|easier|no surprise|surprised|up and running|seen (?:as|in)|regarded"
    r"|read as|taken (?:as|to)|understood"
    r"|interpreted|borne in mind|noted|remembered|fully|issued|published in|passed|signed|completed|built|held)"
    r"|have (?:a|an|some|no|little|staff|enough|been)|help|suffice|prove|yield|take (?:at|about|some|a|an|no|two"
    r"|three|years|(?:\w+[- ]){1,2}(?:minutes|hours|days|weeks|months|years)\b)|fall|rise|grow|drop|decline"
    r"|reach|run|follow|return|resume|last|cost|bring|give (?:a|the|judgment)|settle|save|cover|begin|come|remain"
    r"|become|lead|result|mean|happen|work"
    r"|continue to|reflect|depend|benefit|reduce|increase|improve|make it|allow|let|enable|show|tell|produce|arrive"
    r"|open|end|enter|go (?:to|into)|replace)\b",
    re.IGNORECASE,
)
DATED = re.compile(
    r"^\s*(?:be (?:complete|completed|ready|able|issued|expected)|resume|return|release \w+ figures"
    r"|give judgment|rule|vote(?= (?:before|by|in|next))|have) ?.{0,80}\b(?:by|in|before|within|next"
    r"|after) (?:the )?(?:\d|spring"
    r"|summer|autumn|winter|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|next|early|late|mid|end|first|second|third|fourth|weeks|months)",
    re.IGNORECASE,
)
_LAWS = (
    r"(?:act|law|laws|bylaws?|by-laws?|code|constitution|convention|treaty|protocols?|statutes?|decree|directives?"
    r"|regulations?|rules?|order|ordinance|charter"
    r"|agreements?|contracts?|licen[cs]es?|permits?|conditions|article|clause|section|paragraph|resolution|benchmarks"
    r"|criteria|principles"
    r"|recommendations|framework|standards?"
    r"|guidelines?|handbook|policy|formula|court order)"
)
LAW = re.compile(
    rf"\b(?:under|by|pursuant to|in accordance with|according to|as required by"
    rf"|in terms of)\s+(?:[^;.]{{0,80}}?\b)?{_LAWS}\b[^;]{{0,80}}$"
    rf"|\b{_LAWS}\b[^;.]{{0,60}}\b(?:provides?|requires?|states?|says?|lays? down|stipulates?|obliges?|specif(?:y"
    rf"|ies)|advises?|prescribes?|notes?)\b[^;]*$",
    re.IGNORECASE,
)
LAW_BEHIND = re.compile(
    rf"\b(?:by law|by statute|by regulation|as (?:the|its|their) [\w ]{{0,30}}{_LAWS} (?:requires?|provides?)"
    rf"|as (?:it|they) do(?:es)? (?:each|every) \w+|(?:which|as) (?:\w+ ){0, 3}already (?:do|does|are|is))\b",
    re.I,
)
DEADLINE = re.compile(
    r"^[^;.]{0,60}\b(?:by|within|no later than)\s+(?:\d|(?:one|two|three|four|five|six|seven|ten|fifteen|thirty)\b)",
    re.I,
)
MUST = re.compile(r"\b(?:must|ha(?:s|ve) to|(?:is|are) asked to)\b", re.IGNORECASE)
FOUND = re.compile(
    r"\b(?:we|i)\s+(?:\w+ly\s+|also\s+)?(?:found|observed|noted|reported|learned|heard|saw|were told|assumed"
    r"|suggested|recommended|advised|urged|asked)\b",
    re.I,
)
PAPER = re.compile(
    r"\b(?:read|compared|treated|used|interpreted) with (?:care|caution)|should not (?:be compared|rely on th)"
    r"|(?:errors?|corrections?|complaints?) should be (?:reported|sent|addressed)|should contact the|(?:in"
    r"|into) the record\b|"
    r"\bshould be (?:considered|regarded|treated|interpreted|viewed)\s+(?:as\s+)?(?:preliminary|indicative"
    r"|illustrative|with|a rough)|"
    r"\bfor (?:more|further) (?:details|information)|^\W*(?:see|read) [A-Z]|\b(?:important|worth|useful|helpful|fair"
    r"|easy|hard|difficult|tempting) (?:to )?(?:not(?:e|ing)|recogni[sz]e|remember(?:ing)?|understand|emphasi[sz]e"
    r"|stress(?:ing)?|mention(?:ing)?|bear in mind|point(?:ing)? out|ask|say|see|imagine)\b"
    r"|recommend reading|"
    r"\b(?:please (?:cite|contact|note|send|visit|see)|cite (?:as|this)|should be (?:cited|sent|addressed|directed"
    r"|submitted|quoted|read (?:in|with|as|together)|destroyed|returned)"
    r"|not be (?:cited|quoted|reproduced|circulated|taken as (?:those|that|the))|(?:comments?|corrections?|enquiries"
    r"|inquiries|queries|questions about this|orders) (?:should|may|can|are|must)"
    r"|readers?\b[^.;]{0,60}? (?:should|may|can|will|ought|wishing)|you should (?:receive|not alter|cite|contact"
    r"|see|read)"
    r"|visit our|our (?:website|newsletter)|donate|subscribe"
    r"|see also|^\W*(?:please )?(?:see|get|download|read) (?:the|our|more|table|figure|box|annex|chapter|page)\b"
    r"|\b(?:see|get|read) more\b|\bsee (?:table|figure|box|annex|chapter|page)\b|copies of this"
    r"|(?:figures?|estimates?|numbers|data|findings|results|costs|averages|totals|rankings?) should (?:not )?be"
    r" (?:treated|read|seen|regarded|taken|interpreted|viewed|handled|understood|considered as|compared)\b"
    r"|\bshould (?:not )?be (?:taken|read|understood|construed|interpreted) (?:as|to)\b"
    r"|this (?:report|paper|memorandum|brief|publication|note|document) (?:should|may|must|can)\b"
    r"|^\W*please (?:print|cite|contact|visit|note|see|consider the environment)"
    r"|if you (?:or your staff )?have any questions|target (?:implementation )?date|report date|views expressed"
    r"|all rights)",
    re.IGNORECASE,
)
OWN_PLAN = re.compile(
    r"\b(?:we|i)(?:['’]ll| will| would like| plan| intend| are going| have (?:\w+ly )?(?:assigned|begun))\b", re.I
)
FIRM = re.compile(
    r"\W*(?:and |but |so )?(?:let (?:nobody|no one|no \w+|us not|there be)|please\b|do not|don['’]t|never)\b",
    re.IGNORECASE,
)
NEEDS = re.compile(r"(?:needs?|ha(?:s|ve)) to", re.IGNORECASE)
NOBODY = re.compile(r"(?:no|nobody|neither|none|nothing)\b", re.IGNORECASE)
NEED_NOT = re.compile(
    r"\b(?:need(?:s)? not|need(?:s)? no\b|do(?:es)? not (?:have|need) to|should not be (?:surprised|necessary"
    r"|difficult|hard))",
    re.IGNORECASE,
)
ANNOUNCES = re.compile(
    r"\b(?:these|our|all|its|their) recommendations (?:should |must )?be\b|"
    r"\bask (?:two|three|four|five|six|seven) things\b|"
    r"\binclude\s*:$|"
    r"\b(?:(?:makes?|making|offers?|sets? out|proposes?|puts? forward|presents?|following) (?:the following |these "
    r"|two |three |four |five |six |seven |eight |nine |ten |eleven |twelve |\d+ )"
    r"(?:\w+ ){0,3}(?:recommendations?|proposals?|suggestions?|measures?|steps?|asks?)"
    r"|recommendations?(?:, [^,]{1,60},)? (?:below|above|that follow|are (?:arranged|set out|addressed|numbered"
    r"|listed|grouped|based)|"
    r"of an? |made (?:in|by|to))|the following (?:recommendations?|measures|steps|proposals)|as recommended (?:above"
    r"|below))",
    re.IGNORECASE,
)
HEDGED = re.compile(r"\b(?:could|might|may want|may wish|can\b.{3,160}\bby \w+ing)\b", re.IGNORECASE)
GOAL = re.compile(
    r"^\s*(?:all |both |\w+ly |at least )*be\s+(?!able\b|careful\b|wary\b|required\b|ready to\b|asked\b|\w+(?:ed|en"
    r"|ught|ld|pt|wn|ade"
    r"|set|put|cut|un|ept|id|aid)\b)",
    re.I,
)
SURE_OUTCOME = re.compile(
    r"^\s*(?:not )?be (?:complete|enough|possible|over|surprised|expected|felt|visible|sufficient|half|relieved"
    r"|glad|pleased|grateful|proud|worried|alarmed|reassured|ashamed|concerned|able to|free to)\b"
    r"|^\s*(?:soon |then |\w+ly )*(?:peak|(?:rise|fall|drop|decline|grow|widen|narrow|ease)(?= (?:by|in|to \d|again"
    r"|further|slightly|sharply|next|this|over)\b))",
    re.I,
)
MERE = re.compile(r"\b(?:important|vital|crucial|critical|essential|imperative|necessary)\b", re.IGNORECASE)
WHETHER = re.compile(r"\bwhether\b[^.;,]{0,120}$", re.IGNORECASE)
INSERTED = re.compile(
    r",\s+(?!we |i )(?:the |a |an |its |their )?[\w’'-]+(?: [\w’'-]+){0,4} (?:says?|said|argues?|argued|claims?|claimed"
    r"|believes?|insists?|insisted"
    r"|told (?:us|me|reporters)|tells us|warns?|warned|explains?|explained|suggests?|suggested|thinks?|thought"
    r"|adds?|added|writes?|wrote)(?=,|\.)",
    re.IGNORECASE,
)
WISH = re.compile(r"might (?:want|wish) to|may (?:want|wish) to", re.IGNORECASE)
MEANS = re.compile(r"\b.{3,160}\bby \w+ing\b", re.IGNORECASE)
SLOGAN = re.compile(
    r"(?:(?:one|no|more|fewer|less|same|equal|every)\b[^,.:;]{2,40}, (?:one|no|more|fewer|less|faster|same|equal"
    r"|every|better)\b[^,.:;]{2,40}"
    r"|no\b[^,.:;]{2,40}\bwithout\b[^,.:;]{2,40}|\w+(?: \w+)? first)[.!]?",
    re.IGNORECASE,
)
SHOULD = re.compile(r"should(?:n['’]t)?|ought(?: not)? to|must", re.IGNORECASE)
WOULD = re.compile(r"\b(?:would|might)\s+$", re.IGNORECASE)
INDIRECT = re.compile(r"(?:why|how)\b", re.IGNORECASE)
"""How a clause begins that only names a question: "Why small states should speak up"."""
ELLIPSIS = re.compile(r"\W*$|\s*(?:[.;]|, (?:with|but|if|though)\b[^,]{1,40}$)")
"""What stands behind a duty that leaves out what is to be done: "It should, with changes."."""
