"""What extraction finds in a document: values, each a span with its reasons."""

from dataclasses import dataclass, field

from tracker.document import Span
from tracker.vocabulary.advice import ActionType, Level, Stance
from tracker.vocabulary.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Reason:
    """One cue that spoke for or against a finding: the signal's name, its weight, and the words that set it off."""

    signal: str
    weight: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One recommendation as found.

    `span` covers the words that state it, `passage` those words and the rest of what is said about them (`detail`).
    `also` lists its other places in the document. `parent` is the place of the headline in the list of findings.
    `addressees` are as printed. `confidence` is 0 to 1. `label` is the document's own ("3", "2(b)", "").
    """

    span: Span
    level: Level
    passage: Span
    detail: str = ""
    also: tuple[Span, ...] = ()
    parent: int | None = None
    addressees: tuple[str, ...] = ()
    stance: Stance | None = Stance.DO
    action_type: ActionType = ActionType.GENERAL
    confidence: float = 0.0
    reasons: tuple[Reason, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the brief says of itself. `regions` are ISO 3166-1 alpha-3 codes; "" and () where nothing is said."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    series: str = ""
    number: str = ""
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document; `parsed` is False for a brief in a language that is not read."""

    metadata: Metadata = field(default_factory=Metadata)
    findings: tuple[Finding, ...] = ()
    language: str = ""
    parsed: bool = True
