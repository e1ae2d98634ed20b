"""What the authors say of a course of action: that it is best, that it is needed, that it would be a mistake."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.addressees import named
from tracker.extraction.lexicon import may_be_verb, phrases, verbs
from tracker.extraction.parts import to_the_reader
from tracker.extraction.sentences import opening
from tracker.extraction.subjects import before_base_verb


@dataclass(frozen=True, slots=True)
class Course:
    """A course and what is said of it: where those words stand, who is to take it, where it begins itself, whether it
    is advised against."""

    said: tuple[int, int]
    subject: str
    action: int
    negated: bool = False


def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE)


_THOUGHT = phrases("judging", "thoughts")
_NO_DEED = re.compile(rf"{_THOUGHT}|{phrases('judging', 'hollow')}")
_WHICH = rf"(?:much |far |\w+ly )?{phrases('judging', 'which')}"
_COURSES = rf"(?:[\w-]+ )?{phrases('judging', 'courses')}(?: of (?:the|this|that|our|such|public) \w+)?"
_TURN = phrases("judging", "turns")
_TO = rf"to (?!{_THOUGHT}\b|be (?:\w+ed|found|sought|{phrases('passives', 'participles')})\b)"
_IS = r"(?:is|would be|must be|has to be|should be|ought to be)"
_SAID_OF = (
    (
        rf"\b(?:the|a|an|our) {_WHICH} {_COURSES}(?: {_TURN})?(?: for (?P<who>[^.;,]{{2,60}}?))? {_IS}"
        rf"(?P<then> not)? (?:for (?P<who2>[^.;,]{{2,60}}?) )?{_TO}"
    ),
    (
        rf"\b(?:the (?P<who>[\w -]{{2,40}}?)['’]s? |the |our )(?:first |top |main |overriding |most urgent "
        rf"|immediate )?(?:priority|task|duty) (?:must|should|has to|ought to) be {_TO}"
    ),
    (
        rf"\bthe (?:answer|remedy|way out|way forward) (?:is|must be|would be|should be)"
        rf"(?: therefore| then| thus| simply)?(?P<then> not)? {_TO}"
    ),
    (
        rf"\b(?:the|our) (?:priority|task|job) (?:{_TURN} {_IS}|(?:must|should|has to|ought to) be) "
        rf"(?:for (?P<who>[^.;,]{{2,60}}?) )?{_TO}"
    ),
    (
        r"\bthere (?:is|remains) (?:also |now |therefore |still )?an? (?:[\w-]+ ){0,2}case for "
        rf"(?P<who>(?!{_THOUGHT})(?:[^.;,]{{3,60}}? (?!\w*thing ))??)(?={phrases('judging', 'doing')}\b)"
    ),
    (
        rf"\bthere is (?:also |now )?an? {phrases('judging', 'strong')} case for (?=an? (?!{_THOUGHT}\b))"
        rf"|\bthere (?:is every|are {phrases('judging', 'strong')}) (?:reasons?|grounds)"
        rf" (?:{_TO}|for (?!{_THOUGHT}\b)(?=\w+ing\b))"
        rf"|\bthe case for (?=(?:an? |\w+ing )(?!{_THOUGHT}\b)[^.;]{{3,80}} (?:is|remains) (?:now |thus |therefore )?"
        rf"{phrases('judging', 'strong')}\b)"
    ),
    (
        r"\bwhat (?:the|this|these|our) [\w’'-]+(?: [\w’'-]+){0,3} (?:now )?needs? (?:now |first |most )?is "
        rf"(?=(?:an?|one) (?!(?:[\w-]+ ){{0,3}}{phrases('judging', 'vague')}\b)(?:[\w’'-]+,? ){{3}})"
    ),
    (
        r"\bit(?: is|['’]s) (?:high |about |long past |past )?time (?:that )?(?P<who>(?!people\b)(?:the )?[a-z]{3}\w+"
        r"(?: \w+){0,3}?) "
        rf"(?=(?:\w+ed|{phrases('judging', 'done_by_now')})\b)"
    ),
    (
        rf"\b(?:the|our) (?:[\w-]+ )?priority for (?P<who>(?:the |[a-z]+ )?[^.;,]{{2,60}}?) "
        rf"(?:now |today |then )?{_IS} {_TO}"
        r"(?!(?:win|regain|retain|survive|hold on|cling)\b)"
    ),
    (
        rf"\bthere (?:is|can be) no (?:good |longer any |more )?(?:reason|excuse) for (?P<who>[^.;,]{{2,60}}?)"
        rf" not {_TO}"
        r"|\bif (?:i|we) were (?P<who2>(?:the |(?-i:[A-Z]))[^.;,]{2,60}), (?:i|we)(?: would|['’]d) "
        r"(?:(?P<then>not|never) )?(?=[a-z])(?!(?:be|have|feel|think|know|worry|want|expect)\b)"
    ),
    (
        r"\bthe (?:best|first|wisest|least|most useful|most sensible) (?:thing )?(?:that )?(?P<who>[^.;,]{3,60}?) "
        rf"(?:can|could) (?:now |still )?do(?: {_TURN})? is (?:to )?"
        rf"(?!{_THOUGHT}\b|{phrases('judging', 'hollow')}\b|(?:nothing|pray|wait|the|an?|that|this|its|their)\b)"
        r"(?=[a-z])"
    ),
    (
        r"\b(?:one|another) (?:critical|key|essential|important|crucial|vital|necessary) (?:first |next |further )?"
        r"(?:piece|step|element|part|component|measure)(?: (?:of|in|to|towards?) \w+ing\b[^.;:,]{3,80}?)? "
        rf"(?:is|will be|would be) (?:{_TO}|(?={phrases('judging', 'doing')}\b))"
    ),
    (
        r"\b(?:an?|one|another) (?:critical|key|essential|important|crucial|vital) part of \w+ing\b[^.;:,]{3,100}? "
        rf"(?:is|will be|would be) for (?P<who>[^.;,]{{2,60}}?) {_TO}"
    ),
    r"\bit (?:falls to|is up to|behoo?ves) (?P<who>[^.;,]{2,60}?) to(?! (?:decide|judge|say|determine|choose)\b)\b",
    r"\b(?:our|my) (?:advice|recommendation|message|plea) to (?P<who>[^.;,]{2,60}?) is to\b",
    r"\bit (?:\w+ ){0,3}makes? (?:\w+ )?sense for (?P<who>[^.;,]{2,60}?) to\b",
    (
        rf"\bwhat (?:is|would be|['’]s) (?:{phrases('judging', 'between')} )*{phrases('judging', 'needed')}"
        rf"(?: {_TURN}| first| instead| above all| most)* is (?:for (?P<who>[^.;,]{{2,60}}?) )?"
        rf"(?:{_TO}|(?=(?:an?|one) (?!(?:[\w-]+ ){{0,3}}{phrases('judging', 'vague')}\b)(?:[\w’'-]+,? ){{3}}))"
    ),
)
"""What is said of a course that is to be taken, ahead of it."""
_SAID = _pattern(
    r"\b(?=[aimotw])(?:"
    + "|".join(
        re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>_{place}>", one.replace(r"\b", "", 1)) for place, one in enumerate(_SAID_OF)
    )
    + ")"
)
_WRONG = _pattern(
    rf"(?P<deed>(?P<verb>\w+ing|to \w+)\b[^.;:]{{2,140}}?|(?:an?|another|any|further) [^.;:,]{{3,80}}?)"
    rf",? (?:(?:would|will) (?:therefore |\w+ly |also |thus )*be (?:\w+ly )?(?:{phrases('judging', 'bad')})"
    r"|(?:is|are|would|do|does) (?:therefore |\w+ly |also |thus )*not (?:be |seem |appear )?(?:to be )?(?:\w+ly )?"
    rf"{phrases('judging', 'warranted')})"
    r"(?! (?:only|if|unless|to)\b)\b"
)
"""A course with what is said against it behind: "Closing the school would be a mistake"."""
_WORTH = _pattern(
    rf"\W*(?:\w+, )?(?P<deed>(?:an?|the|such an?|this|\w+ing) [^.;:,]{{3,100}}?) "
    rf"(?:also |therefore )?{phrases('judging', 'merits')}\b"
    r"|\W*(?P<wanted>(?:an? (?!reply|answer|decision|report)|\w+ing )[^.;:,]{3,100}?) is (?:now )?long overdue\b"
)
"""A course that is worth taking: "A limit on fares merits consideration", "A ban on horns is long overdue"."""
_FIRST = _pattern(
    r"(?P<deed>(?P<verb>\w+ing)\b[^.;:]{2,100}?) (?:should|must|ought to|has to) (?:also |therefore |now )?be "
    r"(?:(?P<who>[\w -]{2,40}?)['’]s? |the |a |an |its |their )(?:[\w-]+ ){0,2}priority\b"
)
"""A course that is to come before others: "Repairing the pier should be the council's first priority"."""
_NEEDED = _pattern(
    rf"(?P<deed>(?P<verb>(?!{phrases('judging', 'goals')}\b)\w+ing)\b[^.;:,]{{6,200}}?) "
    r"(?:is|(?:is|will be) an? (?=\w+ (?:first |next )?step)) ?(?:also |therefore |thus |now |absolutely |equally )*"
    r"(?:essential|vital|critical|crucial|key|imperative|indispensable)(?: (?:first |next )?step)?\b(?=\W*$|, as is\b)"
)
"""A course that is needed: "Mapping these networks is critical"."""
_FRONT = _pattern(
    r"(?:but|yet|so|still|now|here|moreover|equally|likewise|for these reasons|in (?:short|our view))\b,? "
)
_AGAINST = _pattern(
    r"\b(?:we|i) (?:therefore |also |thus )?(?:do not|don['’]t|cannot|can['’]t|would not|could not) (?:\w+ly )?"
    r"(?:support|endorse|favou?r|back) (?=(?:the|any|an?|this|these|such|its|their|\w+ing)\b)"
    r"(?!the (?:view|idea|claim|notion|conclusion) that)"
)
"""What the authors set themselves against."""
_OURS = _pattern(
    r"\b(?:we|i) would (?P<not>not |never )?(?:therefore |also |instead |rather |sooner )*(?P<verb>[a-z]+)\b"
    r"(?P<how> (?:with|by|from)\b)?"
)
"""What the authors would do themselves, were it theirs to do: "We would not extend the levy"."""
_HAVE = _pattern(
    r"\b(?:we|i) would (?:therefore |rather |sooner |also )?have (?=(?:the|all|each|every|both) |(?-i:[A-Z]))"
)
"""What the authors would make somebody do: "I would have the minister publish it"."""
_TELL = _pattern(
    r"\b(?:we|i)(?: would|['’]d) (?:also |therefore |simply )?tell (?P<who>(?:the |(?-i:[A-Z]))[^.;:,]{2,60}?) "
    r"(?P<not>not )?to (?=[a-z])"
)
"""What the authors would tell somebody to do: "I would tell the minister to publish it"."""
_RATHER = re.compile(r"\b(?:rather|sooner|instead) \w+$", re.IGNORECASE)


# Words without which none of the patterns holds, so that most sentences are passed over at once.
_VERDICTS = (
    " would be ",
    " will be ",
    " not ",
    "therefore be",
    "ly be ",
    "so be ",
    " worth ",
    "merit",
    "deserve",
    "warrant",
    " priority",
    " overdue",
    " step",
    *(f" {word}" for word in "essential vital critical crucial key imperative indispensable".split()),
)
_REFUSALS = ("support", "endorse", "favo", "back")


def courses(text: str) -> Iterator[Course]:
    """The courses of which the text says that they are, or are not, to be taken."""
    for match in _SAID.finditer(text):
        said = {name.rstrip("_0123456789"): words for name, words in match.groupdict().items() if words}
        yield Course(match.span(), said.get("who", "").strip(), match.end(), "then" in said)
    if any(word in text for word in _VERDICTS):
        yield from _mistakes(text)
    if " would " in text or "I'd " in text or "I’d " in text:
        yield from _would(text)
    if any(word in text for word in _REFUSALS):
        for match in _AGAINST.finditer(text):
            yield Course(match.span(), "", match.end(), negated=True)


def _mistakes(text: str) -> Iterator[Course]:
    at = opening(text)
    front = _FRONT.match(text, at)
    at = front.end() if front else at
    first = _FIRST.match(text, at)
    if first and _is_deed(first["verb"].lower()):
        yield Course((first.end("deed"), first.end()), first["who"] or "", at)
    needed = _NEEDED.match(text, at)
    if needed and _is_deed(needed["verb"].lower()):
        yield Course((needed.end("deed"), needed.end()), "", at)
    worth = _WORTH.match(text)
    if worth:
        deed = "deed" if worth["deed"] else "wanted"
        yield Course((worth.end(deed) + 1, worth.end()), "", worth.start(deed))
    match = _WRONG.match(text, at)
    if match and (not match["verb"] or _is_deed(match["verb"].lower())):
        yield Course((match.end("deed"), match.end()), "", at, negated=True)


def _is_deed(word: str) -> bool:
    """Whether "closing" or "to close" is a deed with which people can be told to act, and no thought."""
    if word.startswith("to "):
        return word[3:] in verbs("imperative") and not _NO_DEED.fullmatch(word[3:])
    stem = word.removesuffix("ing")
    known = {stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem} & verbs("imperative")
    return bool(known) and not any(_NO_DEED.fullmatch(form) for form in (word, *known))


def _would(text: str) -> Iterator[Course]:
    for match in _HAVE.finditer(text):
        who, verb_at = before_base_verb(text[match.end() :])
        if who and named(who):
            yield Course(match.span(), who, match.end() + verb_at)
    for match in _TELL.finditer(text):
        if named(match["who"]) and not to_the_reader(match["who"]):
            yield Course(match.span(), match["who"], match.end(), bool(match["not"]))
    for match in _OURS.finditer(text):
        verb = match["verb"].lower()
        rather = bool(_RATHER.search(match.group()))
        begins = verb in ("start", "begin") and bool(match["how"])
        refused = bool(match["not"]) and verb in verbs("imperative") and not _NO_DEED.fullmatch(verb)
        held = rather and verb in ("see", "have", "let", "leave", "keep", "give")
        if held or ((begins or refused) and may_be_verb(verb)):
            yield Course(match.span(), "", match.start("verb"), bool(match["not"]))
