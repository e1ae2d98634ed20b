"""Who acts in a clause, as far as the words around its verb show."""

import re

from tracker.extraction.lexicon import verbs
from tracker.extraction.sentences import opening

_FRONT = re.compile(
    r"(?:(?:first of all|and|but|so|yet|or|also|thus|hence|therefore|however|instead|meanwhile|moreover|furthermore"
    r"|finally|still"
    r"|rather(?! than)|similarly|likewise|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth|sixth|lastly"
    r"|nevertheless"
    r"|nonetheless|in addition|additionally|accordingly|as such|in particular|ideally|at (?:a|the very) minimum"
    r"|at the same time|above all|at the very least|at least|that said|first of all|most of all|in short|in sum|overall"
    r"|crucially|critically|equally|please)\b,?\s+)+",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"(?:in|by|at|on|over|for|from|within|where|when|wherever|whenever|if|until|before|after|during|through|with"
    r"|without"
    r"|as|once|to|under|beyond|alongside|rather than|instead of|given|while|since|although|though|because|despite"
    r"|following|based on|should|having|armed with|\w{3,}ing|among|across|unless|like|unlike"
    r"|pending|whatever|whoever|whichever|however)\b[^;:]{2,260}?,\s+",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:–—]\s+|,?\s+(?:and|but|so|yet|or|which|because|while|that)\s+", re.IGNORECASE)
_BUT = re.compile(r",\s+(?:but|so|yet)\s+", re.IGNORECASE)
_HELD = re.compile(r"(?:we|i) (?:\w+ly )?(?:do not |don['’]t )?(?:think|believe|hold|feel) (?:that )?", re.IGNORECASE)
_MEANS = re.compile(
    r"(?:this|that|it|which|all this) (?:\w+ly )?(?:means?|implies|follows|suggests) that\s+", re.IGNORECASE
)
_ASIDE = re.compile(
    r"(?:,?\s+for (?:its|their|his|her|our) part|,\s+(?:however|then|therefore|too|in turn|in particular|instead|though"
    r"|thus|of course|at least))\s*,?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",?\s+(?:which|who|whose|that|whom|where)\s.*$", re.IGNORECASE | re.DOTALL)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|do|does|did|[a-z]+ed)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_NOUN_YET = frozenset("the a an its their our your his her all every each both of for on to and or no any".split())
_INFINITIVE = re.compile(
    r"\s*([^;:]{1,160}?),? (?:first(?:ly)?, |therefore,? |in particular,? |above all,? |finally, |lastly, )?"
    r"(?:not )?to(?: (?!(?:the|an?|its|their|this|that|these|all|any|each"
    r"|every)\b)(?:\w+ly )?[a-z]|\s*:\s*$)"
)
_FOR = re.compile(
    r"\s*(?P<who>(?:the |all |both |every |each |our |(?-i:[A-Z]))[^;:]{1,100}?),? "
    r"for(?=\s*:\s*$| (?:an?|more|greater|better) )",
    re.IGNORECASE,
)
"""Who is asked for a thing and not to act: "the bank for a list"."""
_LONGEST = 14


def before_verb(text: str, end: int) -> tuple[str, int]:
    """The words before a verb at `end` that name its subject, and where the clause begins."""
    start = opening(text)
    for found in _BREAK.finditer(text, start, end):
        left, right = text[start : found.start()], text[found.end() : end]
        apart = found.group()[0] in ";:–—" or _BUT.fullmatch(found.group())
        if right.strip() and (apart or _FINITE.search(left)):
            start = found.end()
    front = _FRONT.match(text, start, end)
    start = front.end() if front else start
    while (fronted := _FRONTED.match(text, start, end)) and fronted.end() < end:
        start = fronted.end()
    held = _HELD.match(text, start, end)
    start = held.end() if held else start
    means = _MEANS.match(text, start, end)
    start = means.end() if means else start
    said = _ASIDE.sub("", text[start:end].rstrip(" ,"))
    return _RELATIVE.sub("", said).strip(" ,"), start


def before_infinitive(text: str) -> str:
    """Who is told to act: "Congress" in "Congress to pass the bill" and "Congress for a bill", "" where nobody is."""
    found, asked = _INFINITIVE.match(text), _FOR.match(text)
    if asked and (found is None or asked.end("who") < found.end(1)):
        return asked["who"].strip(" ,")
    return found[1].strip(" ,") if found else ""


def before_base_verb(text: str) -> tuple[str, int]:
    """The subject of a clause without auxiliary, and where its verb begins: "the Agency" in "the Agency not reply".

    ("", 0) where no verb follows.
    """
    before = ""
    for place, word in enumerate(_WORD.finditer(text)):
        small = word.group()
        if place > _LONGEST or (before and text[: word.start()].rstrip().endswith((";", ":"))):
            break
        auxiliary = small in ("be", "not", "have", "do", "should", "must", "ought", "also", "never")
        if before and before not in _NO_NOUN_YET and (auxiliary or small in verbs("imperative")):
            return text[: word.start()].strip(" ,"), word.start()
        before = small.lower()
    return "", 0
