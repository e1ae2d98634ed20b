"""A sentence where it stands and how it may advise, and the register of signals that look at it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tracker.extraction import rules
from tracker.extraction.addressees import is_pronoun, named
from tracker.extraction.clauses import Clause
from tracker.extraction.lexicon import verbs
from tracker.extraction.passages import Said

Hit = tuple[int, int] | None
"""Where in the sentence the words stand that set a signal off; `WHOLE` where it is not about single words."""

WHOLE = (0, 0)
_NO_OBJECT = frozenset(
    "if who what whether in by at after before from this next when once to off out until on under within of and".split()
)
_ADVERBS = frozenset("not also then now therefore never first again instead rather thus accordingly".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence where it stands, with one way in which it may advise (None where it only stands there)."""

    said: Said
    clause: Clause | None

    @property
    def text(self) -> str:
        """The sentence's words, with what it quotes blanked out."""
        return self.said.sentence.plain

    @property
    def words(self) -> str:
        """The words that advise, "" where none do."""
        return self.text[slice(*self.clause.cue)] if self.clause else ""

    @property
    def names_somebody(self) -> bool:
        """Whether the subject names somebody who can act, or points back to somebody named before."""
        subject = self.clause.subject if self.clause else ""
        return bool(named(subject)) or self.points_back or bool(rules.CLEFT.match(self.text))

    @property
    def points_back(self) -> bool:
        """Whether a pronoun is to act that means somebody named before."""
        clause = self.clause
        return bool(clause and not clause.passive and self.said.sentence.meant and is_pronoun(clause.subject))

    @property
    def acts(self) -> bool:
        """Whether the grammar shows somebody who can act."""
        subject = self.clause.subject.strip() if self.clause else ""
        known = subject.casefold() in ("you", "we", "i") or (is_pronoun(subject) and subject.casefold() != "it")
        return known or self._anybody or self.names_somebody

    @property
    def _anybody(self) -> bool:
        """Whether "one" is to act, right ahead of the words that advise."""
        if not self.clause or self.clause.subject.casefold() != "one":
            return False
        return self.text[: self.clause.cue[0]].casefold().split()[-1:] == ["one"]

    @property
    def nameless(self) -> bool:
        """Whether the subject is a thing of some kind, and bears no name."""
        return self.clause is not None and not re.search(r"(?<=.)\b[A-Z]", self.clause.subject)

    @property
    def asks_for_a_deed(self) -> bool:
        """Whether the verb behind the cue is one with which people are told to act, and has an object."""
        if not self.clause or self.clause.passive:
            return False
        words = re.findall(r"[a-z]+(?:-[a-z]+)*", self.text[self.clause.action :][:80].lower())
        said = [word for word in words if word not in _ADVERBS and not word.endswith("ly")]
        return len(said) > 1 and said[0] in verbs("imperative") and said[1] not in _NO_OBJECT

    @property
    def drafts(self) -> bool:
        """Whether it says what a law, a rule or a levy is to cover, which somebody is to draft."""
        clause = self.clause
        told = bool(clause) and bool(rules.SHOULD.fullmatch(self.words)) and not self.words.casefold().endswith("must")
        return bool(told and clause and rules.DRAFTED.fullmatch(clause.subject) and self.behind(rules.DRAFTING))

    @property
    def supposes(self) -> bool:
        """Whether its "should" tells of no duty but of a case: "If the bank should fail"."""
        should = self.clause is not None and self.words.casefold() == "should"
        return bool(should and self.clause and rules.SUPPOSED.search(self.text[: self.clause.cue[0]]))

    @property
    def of_nature(self) -> bool:
        """Whether it tells what weather and water do, which nobody can ask of them."""
        return bool(self.clause and not self.clause.passive and rules.OF_NATURE.fullmatch(self.clause.subject))

    @property
    def rules_so(self) -> Hit:
        """Where a rule goes on that lays a duty on one and gives another a right."""
        return self.behind(rules.A_RIGHT) if self.words.casefold() == "must" else None

    def behind(self, pattern: re.Pattern[str]) -> Hit:
        """Where the pattern stands in the words behind the cue."""
        start = self.clause.cue[1] if self.clause else 0
        match = pattern.search(self.text[start:])
        return (start + match.start(), start + match.end()) if match else None


@dataclass(frozen=True, slots=True)
class Signal:
    """A named, weighted reason; `find` gives the words that set it off, `meaning` says it to a reviewer."""

    name: str
    weight: float
    meaning: str
    find: Callable[[Cue], Hit]


SIGNALS: dict[str, Signal] = {}


def signal(weight: float) -> Callable[[Callable[[Cue], Hit]], Callable[[Cue], Hit]]:
    """Register a function as a signal under its own name; its docstring is its meaning."""

    def register(find: Callable[[Cue], Hit]) -> Callable[[Cue], Hit]:
        SIGNALS[find.__name__] = Signal(find.__name__, weight, (find.__doc__ or "").strip(), find)
        return find

    return register


def meaning(name: str) -> str:
    """What a signal says, as a sentence; of one that is no longer known, its name in words."""
    known = SIGNALS.get(name)
    return known.meaning if known else name.replace("_", " ").capitalize()


def when(true: bool) -> Hit:
    """A hit on no words in particular where something holds."""
    return WHOLE if true else None
