"""Tell sentences that open with a verb and tell somebody what to do."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.extraction.lexicon import may_be_verb, verbs
from tracker.extraction.sentences import opening

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE = re.compile(
    r"(?:(?:first of all|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth|fifth|sixth|seventh|eighth"
    r"|ninth|tenth|finally|lastly|last"
    r"|next(?! (?:week|month|year|day|time|term|spring|summer|autumn|winter)\b)"
    r"|then|also|instead|meanwhile|similarly|likewise|furthermore|moreover|in addition|additionally|above all"
    r"|most importantly|at the same time|in particular|specifically|in short|and|but|so|please|jointly|urgently"
    r"|immediately|together|now|today|always"
    r"|(?!(?:app|comp|multip|re|rep|supp|tal|ral)ly\b)\w+ly)\b[,:]?\s+)",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"(?:in|by|at|on|over|for|from|within|where|when|wherever|whenever|if|until|before|after|during|through|with"
    r"|without"
    r"|as|once|to|under|beyond|alongside|rather than|instead of|given|while|should)\b[^,;:.]{2,120},\s+(?:then\s+)?",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:do not|don['’]t(?:, [^,;.:]{2,30},)?|do n[o’']t|never|do|under no circumstances|on no account|in no case)\s+"
    r"(?:\w+ly\s+)?",
    re.IGNORECASE,
)
_DETERMINER = frozenset(
    "the a an its their his her our your this that these those all any each every no both more less fewer new such "
    "one two three four five six seven eight nine ten another existing it them him us".split()
)
_NOUN_BEFORE = frozenset(
    "of is are was were has have had will would can could may might must should shall does did do which who that "
    "and or between among remains remain needs need".split()
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|(?-i:may)|might|must|should|shall|does|did|remains?|means?"
    r"|needs? to|ought)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:(?:\d+\w?|[IVX]+)\s*(?:[:.,)–—-](?!\d)|$)|(?:one|two|three|four|five|six|seven|eight)\s*(?:[:.–—]|$))"
)
_NUMERAL = re.compile(r"\s+\d[\d.,]*\s+[a-z]")
_NUMBERED = re.compile(
    r"\s+(?:\d[\d.]*\w?|[IVX]+|[A-Z])\s+(?:(?:also|now|then|still|only|already|again|\w+ly)\s+)?(?:is|was|has|had"
    r"|will|would|can|could|may|might|must|should|shall|does|did|goes|went|begins?|began|(?:starts?|ends?) (?:in|on|at"
    r"|with)|closes (?:in|on|at)|opens (?:in|on|at)|covers|covered|comes|came|contains|gives|sets|shows|says"
    r"|requires|provides|applies|allows|follows|runs (?:from|for|to|until)|took|takes|became|becomes)\b"
)
"""What follows a noun with its number, of which something is told: "Round 3 goes to the field", "Phase II was late"."""
_NOTED = re.compile(r"\s+(?:\w{2,}ed(?<!eed)|made|done|spent|taken|given|under way|in hand|so far|to date)\W*$")
"""What makes a noun of the first of two words: "Work planned", "Progress made"."""
_PREFIX = re.compile(r"^(?:re|de|pre|co|up|over|out|dis|un)-?(?=[a-z]{3})")
_HAPPENED = re.compile(
    r"(?:\s+[a-z-]+){0,2}\s+(?:(?:rose|fell|grew|hit|came|went|lost|won|met|led|took|began|told|said)\s+(?:by|in|to"
    r"|the|a|an"
    r"|from|last|its|their|on|at|over|us|that|me)\b|\w+ed\s+(?:the|a|an|last|its|their|over|us|that|me|by \d|to \d"
    r"|from \d)\b)"
)
_STATES = re.compile(
    r"\s+[a-z-]+s (?:(?:already|still|often|now|rarely|seldom|usually|never|always) [a-z]+\b"
    r"|(?:(?:of|in|for|from|by|at|with) (?:[a-z-]+ ){1,4})?(?:that|which|who) [^.;:]{3,80}?"
    r" (?:have|has|are|were|had|will|cost|cause|need)\b"
    r"|(?:claim|say|argue|believe|think|insist|want|fear|know|agree|complain|object)"
    r" (?:that|it|the|a|an|they|he|she)\b)"
)
"""What follows a noun that says how things are: "Head teachers already do this"."""
_THIRD_PERSON = re.compile(
    r"\s+\w+(?:\s+\w+)?\s+[a-z]+[^s\s]s\s+(?:in|a|an|the|to|from|of|for|with|that|on|as|into|not)\b"
)
_DEED_OF = re.compile(r"\s+\w{3,}ing(?:\W*$|\s(?:with|for|of|in|on|and)\b)")
"""What follows an adjective that a deed has: "Clear planning with named roles"."""
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whose|where|when|while|whether|if|unless|until|because|so|as|how|what|before|after|once)\b"
    r"|[,;:(–—]",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s(?:--|[–—])\s[^–—]{2,160}?\s(?:--|[–—])(?=\s)")
"""What is put in between dashes, of a subject that a verb follows: "Free software -- or libre software -- is"."""
_LET = re.compile(
    r"\W*(?:and |but |so |then |now )?let (?P<who>(?!me\b|us\b|it be\b|there\b|alone\b|[A-Z]\b)(?:the |it |them "
    r"|[A-Z])[^.;:]{3,160})",
    re.IGNORECASE,
)
_MADE = re.compile(r"\s+(?:the|an?|its|their|your|every|each|all)\s+[\w-]+\s+(?=[a-z])")
_DOERS = 3
"""Words of a name behind its first in which the verb may stand: "Have the port's own pilots check"."""
_RHETORICAL = re.compile(
    r"(?:see|note|recall|imagine|suppose|compare|say|remember|think of|take[^.]{0,60}for example"
    r"|take the (?:\d{4}|case|example)"
    r"|consider,? for (?:example|instance)"
    r"|(?:do not|don['’]t|never) (?:take (?:my|our) word|confuse|mistake|conflate|let (?:that|this|it) (?:put|fool)"
    r"|get (?:me|us) wrong|be fooled|mind|expect|forget)"
    r"|consider (?:the (?:case|example|fact)|what|how|that|this)|look at|contrast|picture|witness|enter|figure|table"
    r"|thank|(?:let|allow) me)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Imperative:
    """Advice in the imperative: where its verb stands in the text, the verb in small letters, whether it is negated."""

    start: int
    end: int
    verb: str
    negated: bool


@lru_cache(maxsize=4096)
def imperative(text: str) -> Imperative | None:
    """The verb with which the text tells somebody what to do, None where it does not open so."""
    start = _start(text)
    negation = _NOT.match(text, start)
    at = negation.end() if negation else start
    word = _WORD.match(text, at)
    if not word:
        return None
    verb, rest = word.group().lower(), text[word.end() :]
    if verb == "have" and not negation and _made_to_act(rest):
        return Imperative(at, word.end(), verb, negated=False)
    if negation and negation.group().strip().lower() == "do" and verb in _DETERMINER:
        return Imperative(start, negation.end(), "do", negated=False)
    if negation and negation.group().lower().strip() != "do":
        return Imperative(start, word.end(), verb, negated=True) if may_be_verb(verb) else None
    if not _is_verb(verb, rest) or (word.group().isupper() and len(verb) > 1 and not text.isupper()):
        return None
    return Imperative(at, word.end(), verb, negated=False)


def let(text: str) -> str:
    """Whom the text lets act in "Let the Directorate meter every well", "" where it does not open so."""
    match = _LET.match(text)
    told = match and next((end for end in _WORD.finditer(match["who"]) if end.start() and _acts(end.group())), None)
    return match["who"][: told.start()].strip() if match and told else ""


def _made_to_act(rest: str) -> bool:
    """Whether "have" makes somebody act: "Have the auditors report in May"."""
    told = _MADE.match(rest)
    return any(_acts(word) for word in rest[told.end() :].split()[:_DOERS]) if told else False


def _acts(word: str) -> bool:
    return word.islower() and word in verbs("imperative")


def rhetorical(text: str) -> bool:
    """Whether an imperative only guides the reader through the text ("Consider the case of ...")."""
    return bool(_RHETORICAL.match(text, _start(text)))


def _start(text: str) -> int:
    """Where the clause begins, behind ordinals, adverbs and what is fronted."""
    at = opening(text)
    while match := _BEFORE.match(text, at):
        at = match.end()
    fronted = _FRONTED.match(text, at)
    if fronted:
        word = _WORD.match(text, fronted.end())
        if word and word.group()[0].islower() and word.group() in verbs("imperative") | {"do", "never"}:
            return fronted.end()
    return at


def _is_verb(verb: str, rest: str) -> bool:
    printed = _WORD.findall(rest[:60])[:2]
    following = [word.lower() for word in printed]
    after = following[0] if following else ""
    determined = after in _DETERMINER or bool(_NUMERAL.match(rest))
    if verb not in verbs("imperative") and not _derived(verb):
        small = printed[:1] == following[:1] and rest[:1] == " "
        return may_be_verb(verb) and small and determined and not (finite_soon(rest) or _NUMBERED.match(rest))
    if _labels(verb, rest) or _describes(verb, after, rest):
        return False
    if after in ("and", "or") and len(following) > 1 and following[1] in verbs("imperative"):
        return not finite_soon(rest)
    if after in _NOUN_BEFORE and not (after in ("and", "or", "that") and verb not in verbs("often_nouns")):
        return (after == "of" and verb in ("think", "dispose", "beware", "make", "take")) or (after == "no")
    if verb in verbs("often_nouns") and _NOTED.match(rest):
        return False
    is_noun = verb in verbs("often_nouns") | verbs("sometimes_adjectives") and not determined
    return not (is_noun and (finite_soon(rest) or _HAPPENED.match(rest) or _STATES.match(rest)))


def _labels(verb: str, rest: str) -> bool:
    """Whether the word is a label and no verb: "Step 1.", "Round 3 goes on", "Further,", "Project:"."""
    stop = rest.lstrip()[:1]
    return (
        bool(_COUNTED.match(rest) or _NUMBERED.match(rest))
        or (verb == "further" and (stop == "," or rest[:9] == " reading"))
        or (stop == ":" and verb in verbs("often_nouns"))
    )


def _derived(verb: str) -> bool:
    """Whether the word is made from a known verb, or as verbs are made: "de-escalate", "democratise"."""
    bare = _PREFIX.sub("", verb)
    return (bare != verb and bare in verbs("imperative")) or (
        len(verb) > 7 and verb.endswith(("ise", "ize", "ify", "ate")) and not verb.endswith("wise")
    )


def _describes(verb: str, after: str, rest: str) -> bool:
    """Whether the word is an adjective, as in "Open data" or "Open data comes in many forms"."""
    if verb not in verbs("often_adjectives") or after in _DETERMINER:
        return False
    short = len(_WORD.findall(rest[:60])) < 3
    gerund = verb in ("clear", "free", "live", "open") and _DEED_OF.match(rest)
    return bool(short or gerund or _THIRD_PERSON.match(rest))


def finite_soon(rest: str) -> bool:
    """Whether a finite verb follows in the same clause, so that the first word was its subject."""
    rest = _ASIDE.sub("", rest, count=1)
    finite = _FINITE.search(rest)
    if not finite:
        return False
    between = _SUBORDINATE.search(rest)
    return not between or finite.start() < between.start()
