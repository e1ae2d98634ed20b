"""Recommendations, their links, and the evidence of what came of them."""

import sqlalchemy as sa
from alembic import op

from tracker.store.migrations.shorthand import columns, drop, indexes, key, link, strings

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    _recommendation()
    op.create_table(
        "recommendation_addressee",
        link("recommendation_id", "recommendation.id", primary=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        link("addressee_id", "addressee.id"),
        *strings("printed"),
    )
    indexes("recommendation_addressee", "addressee_id")
    for table, column, target in _LINKS:
        op.create_table(
            table,
            link("recommendation_id", "recommendation.id", primary=True),
            link(column, target, primary=True),
            *columns(sa.Integer(), "position"),
        )
        indexes(table, column)
    op.create_table(
        "evidence",
        key(),
        link("recommendation_id", "recommendation.id"),
        *strings("kind url dated_precision? source"),
        *columns(sa.Text(), "quote note"),
        *columns(sa.Date(), "dated?"),
        *columns(sa.Boolean(), "confidential withdrawn"),
        *columns(sa.Integer(), "version"),
    )
    indexes("evidence", "recommendation_id")


def _recommendation() -> None:
    op.create_table(
        "recommendation",
        key(),
        link("brief_id", "brief.id"),
        link("parent_id", "recommendation.id", null=True),
        link("superseded_by_id", "recommendation.id", null=True),
        link("owner_id", "person.id", null=True),
        *columns(sa.Integer(), "position span_start? span_end? passage_start? passage_end? page? action_type version"),
        *strings("reference origin label level stance? review status status_on_precision? response outcome_type?"),
        *strings("outcome_on_precision? fidelity? contribution priority"),
        *columns(sa.Text(), "quote? wording detail also reasons outcome rival_explanation notes"),
        *columns(sa.Float(), "confidence?"),
        *columns(sa.Date(), "status_on? outcome_on? due? verified_on? reverify_by?"),
        *columns(sa.Boolean(), "own_authors own_regions own_topics"),
        sa.UniqueConstraint("reference"),
    )
    indexes("recommendation", "parent_id owner_id status")
    op.create_index("recommendation_brief_position", "recommendation", ["brief_id", "position"])
    op.create_index("recommendation_counting", "recommendation", ["review", "level", "status"])


def downgrade() -> None:
    """Drop them."""
    drop(["evidence", *(table for table, _, _ in _LINKS), "recommendation_addressee", "recommendation"])


_LINKS = (
    ("recommendation_author", "author_id", "author.id"),
    ("recommendation_region", "code", "region.code"),
    ("recommendation_topic", "topic_id", "topic.id"),
)
