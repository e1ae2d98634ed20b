"""How right extraction is by group of briefs, and how far its confidence can be believed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from tracker.document import Document, Format
from tracker.evaluation.convention import Convention, convention
from tracker.evaluation.matching import Matches
from tracker.evaluation.scores import headlines
from tracker.evaluation.tallies import Tally
from tracker.stats.reliability import Band, reliability
from tracker.stats.shares import Share, share

_DIGITS = 4


class Grouping(StrEnum):
    """By what labelled briefs are grouped."""

    FORMAT = "format"
    """The file format; "unread" where a file could not be read."""
    CONVENTION = "convention"
    """How the brief sets its recommendations off (`evaluation.convention`)."""


_ORDER: Mapping[Grouping, tuple[str, ...]] = {
    Grouping.FORMAT: (*Format, Convention.UNREAD),
    Grouping.CONVENTION: tuple(Convention),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The headline recommendations of a group of briefs.

    `precision` is the share of those found that are right, `recall` the share of those labelled that were found.
    """

    key: str
    documents: int
    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Groups of briefs in a fixed order, without empty ones; and the reliability curve over all findings.

    In the curve a finding of either level is right where a label says the same, whatever its level; a supporting one
    that only repeats its own headline is left out. `documents` and `digest` say which briefs were measured.
    """

    documents: int
    digest: str
    whole: Group
    groups: Mapping[Grouping, tuple[Group, ...]]
    reliability: tuple[Band, ...]

    def plain(self) -> dict[str, Any]:
        """What `tracker evaluate --json` prints of it, shares to four digits."""
        return {
            "headline": _shown(self.whole),
            "by": {by.value: [_shown(group) for group in groups] for by, groups in self.groups.items()},
            "reliability": [{"start": b.start, "end": b.end, "right": _rounded(b.right)} for b in self.reliability],
            "digest": self.digest,
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Accuracy":
        """What `tracker evaluate --json` printed; KeyError, TypeError or ValueError for anything else."""
        return cls(
            documents=int(kept["documents"]),
            digest=str(kept["digest"]),
            whole=_group(kept["headline"]),
            groups={by: tuple(map(_group, kept["by"][by.value])) for by in Grouping},
            reliability=tuple(Band(b["start"], b["end"], _share(b["right"])) for b in kept["reliability"]),
        )


@dataclass(slots=True)
class Count:
    """What is counted, brief by brief, on the way to an Accuracy."""

    tallies: dict[tuple[Grouping, str], list[Tally]] = field(default_factory=dict)
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, document: Document | None, labels: Mapping[str, Any], matches: Matches) -> None:
        """Count one brief; `document` is None where it could not be read."""
        found = headlines(matches)
        read = document.format.value if document else Convention.UNREAD.value
        self.tallies.setdefault((Grouping.FORMAT, read), []).append(found)
        self.tallies.setdefault((Grouping.CONVENTION, convention(document, labels).value), []).append(found)
        self.judged += _judged(matches)

    def accuracy(self, digest: str) -> Accuracy:
        """All that was counted."""
        groups = {by: tuple(self._groups(by)) for by in Grouping}
        every = [tally for (by, _key), tallies in self.tallies.items() if by is Grouping.FORMAT for tally in tallies]
        return Accuracy(len(every), digest, _together("all", every), groups, reliability(self.judged))

    def _groups(self, by: Grouping) -> Iterator[Group]:
        return (_together(key, self.tallies[by, key]) for key in map(str, _ORDER[by]) if (by, key) in self.tallies)


def _judged(matches: Matches) -> Iterator[tuple[float, bool]]:
    for place, one in enumerate(matches.predicted):
        if place not in matches.echoes and isinstance(one.get("confidence"), int | float):
            yield float(one["confidence"]), place in matches.label_of


def _together(key: str, tallies: Iterable[Tally]) -> Group:
    whole, documents = Tally(), 0
    for tally in tallies:
        whole.add(tally.hit, tally.extra, tally.missed)
        documents += 1
    return Group(key, documents, share(whole.hit, whole.hit + whole.extra), share(whole.hit, whole.hit + whole.missed))


def _shown(group: Group) -> dict[str, Any]:
    return {**asdict(group), "precision": _rounded(group.precision), "recall": _rounded(group.recall)}


def _rounded(of: Share) -> dict[str, Any]:
    return {name: round(n, _DIGITS) if isinstance(n, float) else n for name, n in asdict(of).items()}


def _group(kept: Mapping[str, Any]) -> Group:
    return Group(kept["key"], kept["documents"], _share(kept["precision"]), _share(kept["recall"]))


def _share(kept: Mapping[str, Any]) -> Share:
    return share(kept["part"], kept["whole"])
