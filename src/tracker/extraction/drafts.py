"""What may be a finding, before it is known what else says the same."""

from dataclasses import dataclass, field

from tracker.document import Span
from tracker.extraction.judging import Judgement
from tracker.extraction.passages import Place, Said
from tracker.vocabulary.advice import Level

SET_OFF = frozenset({Place.OPENED, Place.ITEM, Place.ROW, Place.LABELLED, Place.HEADING, Place.LEAD})
"""Places in which the document itself sets a recommendation off."""


@dataclass(slots=True)
class Draft:
    """A finding before its place in the list is known.

    `above` are those whom the opening over its passage addresses, where its own sentence does not stand there;
    `behind` those whom a form below it, or brackets, name.
    """

    judgement: Judgement
    level: Level
    parent: "Draft | None"
    passage: Span
    addressees: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    also: list[Span] = field(default_factory=list)

    @property
    def said(self) -> Said:
        return self.judgement.said

    @property
    def span(self) -> Span:
        return self.said.sentence.span
