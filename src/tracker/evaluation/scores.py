"""The figures of a run of extraction on labelled briefs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.evaluation.matching import Fields, Matches, match
from tracker.evaluation.tallies import Rate, Tally
from tracker.evaluation.words import name_key, overlap, words

_SAME_TITLE = 0.95


@dataclass(slots=True)
class Scores:
    """What was counted over all documents; `figures` are the numbers that people read."""

    documents: int = 0
    unread: int = 0
    negatives: Rate = field(default_factory=Rate)
    headline: Tally = field(default_factory=Tally)
    everything: Tally = field(default_factory=Tally)
    addressees: Tally = field(default_factory=Tally)
    authors: Tally = field(default_factory=Tally)
    regions: Tally = field(default_factory=Tally)
    topics: Tally = field(default_factory=Tally)
    stance: Rate = field(default_factory=Rate)
    parent: Rate = field(default_factory=Rate)
    title: Rate = field(default_factory=Rate)
    published: Rate = field(default_factory=Rate)
    number: Rate = field(default_factory=Rate)
    span: Rate = field(default_factory=Rate)

    def figures(self) -> dict[str, float | None]:
        """Each figure by its name, None where nothing was there to be counted."""
        return {
            "documents": self.documents,
            "unread": self.unread,
            "headline_f1": self.headline.f1,
            "headline_precision": self.headline.precision,
            "headline_recall": self.headline.recall,
            "all_f1": self.everything.f1,
            "all_precision": self.everything.precision,
            "all_recall": self.everything.recall,
            "negatives": self.negatives.value,
            "addressee_f1": self.addressees.f1,
            "stance_acc": self.stance.value,
            "parent_acc": self.parent.value,
            "title_acc": self.title.value,
            "authors_f1": self.authors.f1,
            "published_acc": self.published.value,
            "number_acc": self.number.value,
            "regions_f1": self.regions.f1,
            "topics_f1": self.topics.f1,
            "span_ok": self.span.value,
        }

    def add(self, found: Mapping[str, Any] | None, label: Mapping[str, Any]) -> Matches:
        """Count one document: what `tracker extract` printed of it (None: nothing), and its labels."""
        self.documents += 1
        unread = found is None or bool(found.get("error"))
        self.unread += unread
        shown: Mapping[str, Any] = {} if found is None or unread else found
        matches = match(shown.get("recommendations") or [], label["recommendations"])
        self._add_levels(matches)
        self._add_pairs(matches)
        self._add_metadata(shown, label)
        for one in matches.predicted:
            self.span.add(_stands_where_it_says(shown.get("content"), one))
        if not matches.labelled and not unread:
            self.negatives.right += len(matches.predicted)
            self.negatives.asked += 1
        return matches

    def _add_levels(self, matches: Matches) -> None:
        pairs, echoes = len(matches.label_of), len(matches.echoes)
        self.everything.add(pairs, len(matches.predicted) - pairs - echoes, len(matches.labelled) - pairs)
        told = headlines(matches)
        self.headline.add(told.hit, told.extra, told.missed)

    def _add_pairs(self, matches: Matches) -> None:
        for one, label in matches.pairs:
            if label.get("addressees") is not None:
                self.addressees.compare(_names(one.get("addressees")), _names(label["addressees"]))
            if label.get("stance"):
                self.stance.add(one.get("stance") == label["stance"])
            self.parent.add(_same_parent(one.get("parent"), label.get("parent"), matches.label_of))

    def _add_metadata(self, found: Mapping[str, Any], label: Mapping[str, Any]) -> None:
        if label.get("title"):
            self.title.add(overlap(words(found.get("title") or ""), words(label["title"])) >= _SAME_TITLE)
        if label.get("published"):
            self.published.add(found.get("published") == label["published"])
        if label.get("number"):
            self.number.add(str(found.get("number")) == str(label["number"]))
        if label.get("authors") is not None:
            self.authors.compare(_names(found.get("authors")), _names(label["authors"]))
        if label.get("regions") is not None:
            self.regions.compare(set(found.get("regions") or ()), set(label["regions"]))
        if label.get("topics"):
            self.topics.compare(_names(found.get("topics")), _names(label["topics"]))


def headlines(matches: Matches) -> Tally:
    """The headline recommendations of one document; a headline over a supporting label is neither right nor wrong."""
    wanted = {j for j, label in enumerate(matches.labelled) if label["level"] == "headline"}
    predicted = {i for i, one in enumerate(matches.predicted) if one.get("level") == "headline"}
    matched = {i for i in predicted if i in matches.label_of}
    hit = {i for i in matched if matches.label_of[i] in wanted}
    return Tally(len(hit), len(predicted - matched), len(wanted) - len(hit))


def _same_parent(parent: Any, right: int | None, label_of: Mapping[int, int]) -> bool:
    if right is None or not isinstance(parent, int):
        return parent is right
    return label_of.get(parent) == right


def _names(values: list[str] | None) -> set[str]:
    return {name_key(value) for value in values or ()}


def _stands_where_it_says(content: str | None, one: Fields) -> bool:
    start, end = one.get("start"), one.get("end")
    if content is None or not isinstance(start, int) or not isinstance(end, int):
        return False
    return content[start:end].split() == (one.get("text") or "").split()
