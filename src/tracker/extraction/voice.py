"""Whose voice a sentence speaks in, as far as the words before its advice show."""

import re
from functools import lru_cache

from tracker.extraction.lexicon import past, phrases, verbs
from tracker.extraction.sentences import Sentence

_OWN = re.compile(
    r"(?:\b(?:we|i|our|my|this (?:report|paper|brief|note|study|memo|analysis)|(?:our|these|this"
    r"|the) (?:results?|findings?|analysis|evidence|data|experience|numbers)|the authors?|the present (?:report"
    r"|authors?))\b"
    r"|\bthe (?:panel|committee|commission|unit|inquiry|review|task force|working group|group of experts"
    r"|(?:special )?rapporteur|independent expert"
    r"|court)\b)\W+(?:(?:\w+ly|also|therefore|thus"
    r"|would|do|does|not|still|again|have|has|had|further|hereby|now|continue to|and)\W+){0,4}$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?:according to|in the (?:view|opinion|words) of|in (?:the )?(?:\w+ ){0,3}\w+['’]s? (?:view|opinion|words"
    r"|eyes)|in (?:his|her|their) (?:own )?(?:view|opinion|words|eyes|judge?ment|reading|telling)|(?:is|are|was"
    r"|were) of the (?:view|opinion)"
    r"|(?<!\ba )(?:says?|said|writes?|wrote) (?:that )?in|on \w+['’]s? account|in \w+ eyes|critics of|it (?:will"
    r"|may|has"
    r"|is) (?:also )?(?:be(?:en)? )?(?:said|argued|suggested|objected|reported)"
    r"|under (?:discussion|the plan)|asked whether|ask(?:s|ed|ing)? (?:(?:us|me|him|her|them|themselves"
    r"|the \w+) )?(?:if|whether)|on whether|about whether"
    r"|of whether|wonder(?:s|ed)? whether"
    r"|as (?:stated|put|said|observed|explained|phrased) by (?!us\b|our\b|the authors?\b)"
    r"|as (?:the |a |an )?(?:\w+ ){1,3}sees? it|(?:previous|earlier|prior|last|own|past) (?:recommendation|call"
    r"|advice|finding)s? (?:that|to|for)|the (?:idea"
    r"|claim|notion|argument|target|goal|requirement|belief|assumption|suggestion|demand|view|principle"
    r"|question|criterion"
    r"|criticism) (?:that|whether|of)"
    r"|(?:international|best|good|common|usual|accepted|established|standard|customary) (?:practice|custom|usage"
    r"|wisdom|rule) (?:is|holds|has it|says|requires) that"
    r"|(?:target|goal|aim|objective|ambition|plan|policy|intention|hope|position|demand) (?:is|was|remains) that"
    rf"|(?!(?:[\w-]*-)?{phrases('calling', 'writers')}(?:['’]s|s['’]))[\w-]{{1,40}}(?:['’]s|s['’]) (?:own |official "
    r"|stated |usual |first |main )?(?:view|opinion|advice|answer|response|reply|conclusion|preference|argument"
    r"|suggestion|proposal|recommendation|message|request|solution) (?:is|was|has been|had been|remains|remained) that"
    r"|recommendation (?:no\.? ?)?\d+(?:[^.;:]{0,60}? (?:was|were|had been) that|, that)"
    r"|(?:commonest|most (?:common|frequent|popular|cited|repeated)|recurring|recurrent)"
    r" (?:recommendation|demand|request|suggestion)s?\b(?![^.;:]{0,40}\bour\b)[^.;:]{0,60}? (?:is|was|were|are) that"
    rf"|(?:view|opinion|advice|recommendation|suggestion) of (?!our\b|(?:the|this) (?:task |working )?"
    rf"{phrases('calling', 'writers')}s?\b(?!['’]))(?:[\w’'-]+ ){{1,8}}?"
    r"(?:is|was|has been|had been|remains) that"
    r"|(?:comments|complaints|remarks|objections|responses|demands|criticisms) (?:such as|including|like|that)"
    r"|there (?:is|was) (?:\w+ ){0,2}(?:consensus|agreement|acceptance|feeling|recognition|concern"
    r"|support for the view) that"
    r"|(?:an?|the|one|another|main) (?:\w+ )?(?:argument|objection|rationale|counter-?argument)"
    r"(?: (?:for|against|to|behind|in) [^.;]{2,60})? (?:is|was|would be) that)\b",
    re.IGNORECASE,
)
_ENDORSED = re.compile(
    r"^\W*(?:and |but )?(?!as (?:\w+ ){1,4}sees? "
    r"|as (?:stated|put|said|observed|explained|phrased) by (?!us\b|our\b|the authors?\b))"
    r"(?:as|like|following|in line with|consistent with|echoing|building on)\b[^;]{2,160}?,\s",
    re.IGNORECASE,
)
_SURE = frozenset(
    "said says told argued argues replied replies warned warns insisted insists stated thought wrote".split()
)
_NOUNS = frozenset(
    "report reports demand demands claim claims plan plans state states question questions comment comments note notes "
    "answer answers need hope hopes request requests estimate estimates point points project projects hint "
    "promise promises pledge pledges remark remarks reason reasons say notice want wants advice show shows "
    "find finds finding found".split()
)
_SUBORDINATOR = re.compile(
    r"^(?:\s+(?:us|me|him|her|them|reporters|journalists|(?:the |a "
    r"|an )?[\w’'.-]+(?: [\w’'.-]+){0,7}?))??(?:\s*,(?: [^,]{1,40},)?)?\s+(?:that|whether|how|why)\b"
    r"|^\s*(?:us|me|him|her|them|reporters|journalists)?\s*:",
    re.IGNORECASE,
)
_CLAUSE_NEXT = re.compile(
    r"\s+(?:(?:should|must|ought|the|it|its|he|she|they|we|both|such|this|that|these|those|no|a|an|any|all|each|every"
    r"|there)\s|[A-Z]\w"
    r"|[a-z]+s\s+(?:should|must|ought)|(?:[a-z]+\s+){0,2}[a-z]+s\s*$)"
)
_SEVERAL = re.compile(
    r"(?:\b(?:some|many|most|others|few|people|critics)|[a-z]{2,}s)(?:\s+(?:also|now|still|even|(?:do|did) not))?\s+$",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\b(?P<who>[\w’'.-]+(?: [\w’'.-]+){0,5}?) (?:(?:has|had|have|was|were) (?:\w+ly |also |since |long )?)?"
    r"(?P<did>\w{2,}ed|took care|made (?:it )?(?:clear|plain)|saw to it|swore|held|found|ruled) "
    r"(?:(?:the|its|his|her|their|all|every|each|both|members|states) (?:[\w’'-]+ ){0,4}?"
    r"|(?:in|on|at|last|this|by|with) [\w’'-]+ )?that\b",
    re.IGNORECASE,
)
"""Somebody who did something of which a clause says what it was: "The tribunal has directed that"."""
_NO_DEED = frozenset(
    "provided indeed need based supposed granted seed speed feed showed proved demonstrated confirmed revealed "
    "illustrated underlined highlighted ensured required implied reminded".split()
)
"""Words that end as a verb in the past does, before "that", and tell of nobody's deed."""
_FACTS = re.compile(
    r"\b(?:it|this|that|these|results?|findings?|evidence|data|figures|experience|analysis|survey|events?|crisis"
    r"|tests?|trials?|records|numbers|history)(?: \w+ly)?$",
    re.IGNORECASE,
)
"""What shows something, and says nothing itself."""
_SPEAKERS = re.compile(r"\b(?:we|i|our|my|authors?)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"(?: (?:for|to|as|about|on|with))?(?: (?:the|these|this|those|that|following|follows?|see|have|do)){0,3}"
    r"(?: (?:two|three|four|five|six|seven|eight|several|some|many|a (?:few|number of)))?(?: [\w-]+){0,3}\s*:$",
    re.IGNORECASE,
)
"""What stands between such a verb and a list: "asked for the following three changes:"."""
_DETERMINED = re.compile(
    r"\b(?:(?:is|are|be|been|being)(?: \w+)?|it|this|to|the|a|an|its|their|his|her|of|this|these|no|any|for)\s+$",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    "say believe think argue claim insist fear hope expect want suggest feel maintain contend hold "
    "believed claimed feared hoped expected wanted suggested felt maintained contended held".split()
)
_ASKED_FOR = frozenset("recommended suggested proposed advised urged requested".split())
_PASSIVE = re.compile(r"\b(?:is|are) (?:(?:\w+ly|also|now|thus|therefore|further) )*$", re.IGNORECASE)
"""What stands before such a word where nobody is named who asks: "The following is recommended:"."""
_BY = re.compile(r"[^.;]{0,60}\bby\b", re.IGNORECASE)
_WRITTEN = frozenset(("wrote", "write", "writes"))
_PAPER = re.compile(r" this (?:paper|report|brief|note|study|review|submission)\b", re.IGNORECASE)
"""What stands behind such a verb where it tells who the authors are: "The group that wrote this paper"."""
_OBJECT = re.compile(r"^\s+(?:us|me|reporters|journalists|him|her|them)\s+", re.IGNORECASE)


@lru_cache
def _reporting() -> re.Pattern[str]:
    """Verbs that report; in capitals they are names: "Member States"."""
    forms = "|".join(sorted(past("reporting"), key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})\b")


def not_theirs(told: Sentence, before: int) -> tuple[int, int] | None:
    """The words before `before` that hand the sentence to somebody else: "critics say that", "in the union's view"."""
    text = told.plain[:before]
    endorsed = _ENDORSED.match(told.plain)
    start = endorsed.end() if endorsed and endorsed.end() <= before else 0
    found = _ACCORDING.search(text, start)
    if found and not _OWN.search(text[start : found.start()]):
        return found.span()
    past_deed = _laid_down(text, start)
    if past_deed:
        return past_deed
    for match in _reporting().finditer(text, start):
        if _reports(text, match, start) and not _closed(text[match.end() :]):
            return match.span()
    return None


def asked_by_others(text: str) -> bool:
    """Whether words over a list say that others asked for what stands in it: "The union asked for three things:"."""
    return any(
        text[: match.start()].strip(" ,") and not _SPEAKERS.search(text) and _LISTED.match(text, match.end())
        for match in _reporting().finditer(text)
        if (match.group().casefold() == "want" or match.group().casefold() not in verbs("reporting"))
        and not _OWN.search(text[: match.start()])
        and not _DETERMINED.search(text[: match.start()])
    )


def _laid_down(text: str, start: int) -> tuple[int, int] | None:
    """The words by which somebody else is told to have asked for, ruled or decided something, in whatever verb."""
    if "that" not in text[start:]:
        return None
    for match in _THAT.finditer(text, start):
        stated = match["did"].casefold() in _NO_DEED or _FACTS.search(match["who"])
        if not stated and not _SPEAKERS.search(text[start : match.end()]) and not _closed(text[match.end() :]):
            return match.span("did")
    return None


def endorsed_by_authors(told: Sentence, at: int) -> tuple[int, int] | None:
    """The fronted words by which the authors make others' advice their own: "As the mayors proposed,"."""
    match = _ENDORSED.match(told.plain)
    if not match or match.end() > at + 1 or not _reporting().search(match.group()):
        return None
    return match.span()


def _reports(text: str, match: re.Match[str], start: int) -> bool:
    word, rest = match.group().casefold(), text[match.end() :]
    ahead = text[start : match.start()]
    unsaid = word in _ASKED_FOR and _PASSIVE.search(ahead) and not _BY.match(rest)
    own_paper = word in _WRITTEN and _PAPER.match(rest)
    if unsaid or own_paper or (_OWN.search(ahead) and not ahead.rstrip().casefold().endswith(("told", "has", "had"))):
        return False
    if ahead.casefold().endswith("used to "):
        return True
    if re.search(r"\b(?:to|the|a|an|its|their|his|her|of|this|no|any)\s+$", ahead, re.IGNORECASE) and word in _NOUNS:
        return False
    if _SUBORDINATOR.match(rest):
        return bool(ahead.strip(" ,\"“”'"))
    if word in _SURE:
        return bool(_OBJECT.match(rest) or _CLAUSE_NEXT.match(rest))
    return bool(_SEVERAL.search(ahead)) and word in _PLAIN and bool(_CLAUSE_NEXT.match(rest))


def _closed(between: str) -> bool:
    """Whether what was reported has ended, and the sentence goes on in the authors' voice."""
    ended = between.rpartition("; ")
    return bool(ended[1]) and not re.search(r"\bthat\b", ended[2])
