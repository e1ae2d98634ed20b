"""The tables: briefs and their recommendations, with what came of them.

People and history stand in `people_tables`, what a person has begun and not finished in `work_tables`.
"""

from datetime import date

from sqlalchemy import Column, Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

from tracker.vocabulary.names import Named


class Brief(SQLModel, table=True):
    """One publication. Its text never changes; one moved in from elsewhere may have no file and no text.

    `newer_id` is the brief that is its newer version: only the newest counts. One that was `removed` is shown and
    counted nowhere: taken out by undoing its upload, or for good, and then its words, file and names are gone.
    """

    id: int | None = Field(default=None, primary_key=True)
    sha256: str | None = Field(default=None, unique=True)
    file_name: str = ""
    format: str = ""
    language: str = ""
    parsed: bool = True
    pages: int | None = None
    text: str = Field(default="", sa_column=Column(Text, nullable=False))
    title: str = Field(default="", index=True)
    series: str = ""
    number: str = ""
    kind: str = ""
    published: date | None = Field(default=None, index=True)
    published_precision: str | None = None
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    newer_id: int | None = Field(default=None, foreign_key="brief.id")
    removed: bool = False
    version: int = 1


class Source(SQLModel, table=True):
    """The file that a brief was read from, and the document as read: kept apart, since few pages need them."""

    brief_id: int = Field(primary_key=True, foreign_key="brief.id")
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    document: str = Field(sa_column=Column(Text, nullable=False))


class Author(SQLModel, table=True):
    """Somebody who writes briefs, under one spelling; `same_as_id` leads from another one to the one that counts."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    same_as_id: int | None = Field(default=None, foreign_key="author.id", index=True)
    version: int = 1


class Addressee(SQLModel, table=True):
    """Somebody who is told to act, under one name; the printed names stand beside each recommendation.

    `same_as_id` leads from another name to the one that counts.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    same_as_id: int | None = Field(default=None, foreign_key="addressee.id", index=True)
    version: int = 1


NAMES: dict[Named, type[Author] | type[Addressee]] = {Named.AUTHOR: Author, Named.ADDRESSEE: Addressee}
"""Where the names of each kind stand."""


class Topic(SQLModel, table=True):
    """A subject under which briefs are filed."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class Region(SQLModel, table=True):
    """A country, and the group that charts fold it into (`vocabulary.regions`)."""

    code: str = Field(primary_key=True, max_length=3)
    region_group: str = Field(index=True)


class BriefAuthor(SQLModel, table=True):
    """Who wrote a brief, in the printed order."""

    __tablename__ = "brief_author"

    brief_id: int = Field(primary_key=True, foreign_key="brief.id")
    author_id: int = Field(primary_key=True, foreign_key="author.id", index=True)
    position: int = 0


class BriefRegion(SQLModel, table=True):
    """Which countries a brief is about."""

    __tablename__ = "brief_region"

    brief_id: int = Field(primary_key=True, foreign_key="brief.id")
    code: str = Field(primary_key=True, foreign_key="region.code", index=True)
    position: int = 0


class BriefTopic(SQLModel, table=True):
    """What a brief is filed under."""

    __tablename__ = "brief_topic"

    brief_id: int = Field(primary_key=True, foreign_key="brief.id")
    topic_id: int = Field(primary_key=True, foreign_key="topic.id", index=True)
    position: int = 0


class Recommendation(SQLModel, table=True):
    """One recommendation: its place in the brief, its words, and the seven answers about it.

    `quote` is the brief's text from `span_start` to `span_end`; `wording` may be amended. Where `own_authors`,
    `own_regions` or `own_topics` is set it carries links of its own, else it has those of its brief; so it is with
    `unit_id`. `repeats_id` leads to the one that stands for all that ask the same, which itself repeats none.
    `reasons` and `also` are JSON lists. `version` grows by one with every change.
    """

    __table_args__ = (
        Index("recommendation_brief_position", "brief_id", "position"),
        Index("recommendation_counting", "review", "level", "status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    brief_id: int = Field(foreign_key="brief.id")
    parent_id: int | None = Field(default=None, foreign_key="recommendation.id", index=True)
    repeats_id: int | None = Field(default=None, foreign_key="recommendation.id", index=True)
    position: int = 0
    origin: str = "parsed"
    span_start: int | None = None
    span_end: int | None = None
    passage_start: int | None = None
    passage_end: int | None = None
    page: int | None = None
    label: str = ""
    quote: str | None = Field(default=None, sa_column=Column(Text))
    wording: str = Field(sa_column=Column(Text, nullable=False))
    detail: str = Field(default="", sa_column=Column(Text, nullable=False))
    also: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    level: str = "headline"
    stance: str | None = "do"
    action_type: int = 4
    confidence: float | None = None
    reasons: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    review: str = "pending"
    status: str = Field(default="not_assessed", index=True)
    status_on: date | None = None
    status_on_precision: str | None = None
    response: str = "none_known"
    outcome_type: str | None = None
    outcome_on: date | None = None
    outcome_on_precision: str | None = None
    outcome: str = Field(default="", sa_column=Column(Text, nullable=False))
    fidelity: str | None = None
    contribution: str = "not_assessed"
    rival_explanation: str = Field(default="", sa_column=Column(Text, nullable=False))
    superseded_by_id: int | None = Field(default=None, foreign_key="recommendation.id")
    owner_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    due: date | None = None
    verified_on: date | None = None
    reverify_by: date | None = None
    priority: str = "normal"
    notes: str = Field(default="", sa_column=Column(Text, nullable=False))
    own_authors: bool = False
    own_regions: bool = False
    own_topics: bool = False
    version: int = 1


class RecommendationAddressee(SQLModel, table=True):
    """Who is told to act, as printed, in the printed order."""

    __tablename__ = "recommendation_addressee"

    recommendation_id: int = Field(primary_key=True, foreign_key="recommendation.id")
    position: int = Field(primary_key=True)
    addressee_id: int = Field(foreign_key="addressee.id", index=True)
    printed: str = ""


class RecommendationAuthor(SQLModel, table=True):
    """An author of its own, where a recommendation has other authors than its brief."""

    __tablename__ = "recommendation_author"

    recommendation_id: int = Field(primary_key=True, foreign_key="recommendation.id")
    author_id: int = Field(primary_key=True, foreign_key="author.id", index=True)
    position: int = 0


class RecommendationRegion(SQLModel, table=True):
    """A country of its own, where a recommendation is about others than its brief."""

    __tablename__ = "recommendation_region"

    recommendation_id: int = Field(primary_key=True, foreign_key="recommendation.id")
    code: str = Field(primary_key=True, foreign_key="region.code", index=True)
    position: int = 0


class RecommendationTopic(SQLModel, table=True):
    """A topic of its own, where a recommendation is filed under others than its brief."""

    __tablename__ = "recommendation_topic"

    recommendation_id: int = Field(primary_key=True, foreign_key="recommendation.id")
    topic_id: int = Field(primary_key=True, foreign_key="topic.id", index=True)
    position: int = 0


class Evidence(SQLModel, table=True):
    """Something that shows what came of a recommendation."""

    id: int | None = Field(default=None, primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    kind: str
    quote: str = Field(default="", sa_column=Column(Text, nullable=False))
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    url: str = ""
    dated: date | None = None
    dated_precision: str | None = None
    source: str = ""
    confidential: bool = False
    withdrawn: bool = False
    version: int = 1


class EvidenceFile(SQLModel, table=True):
    """The file that goes with a piece of evidence: kept apart, since few pages need it, and only ever downloaded."""

    __tablename__ = "evidence_file"

    evidence_id: int = Field(primary_key=True, foreign_key="evidence.id")
    name: str
    sha256: str
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
