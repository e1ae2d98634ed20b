"""What may be a finding, before it is known what else says the same."""

from collections import Counter
from dataclasses import dataclass, field

from tracker.document import Span
from tracker.extraction.judging import Judgement
from tracker.extraction.passages import Place, Said
from tracker.extraction.restated import content
from tracker.extraction.stance import stance_of
from tracker.vocabulary.advice import Level, Stance

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


def asked(draft: Draft) -> Counter[str]:
    """What the wording asks for, without who is to do it."""
    clause, text = draft.judgement.clause, draft.said.sentence.text
    passive = clause is None or clause.passive
    return content(text if passive or clause is None else text[clause.action :])


def is_against(draft: Draft) -> bool:
    """Whether the wording says to leave something alone."""
    return stance_of(draft.said.sentence.plain, draft.judgement.clause) is Stance.AVOID
