"""Briefs, the files they were read from, and who and what they are about."""

import sqlalchemy as sa
from alembic import op

from tracker.store.migrations.shorthand import columns, drop, indexes, key, link, strings

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    for name in ("author", "addressee", "topic"):
        op.create_table(name, key(), *strings("name"), sa.UniqueConstraint("name"))
    op.create_table("region", sa.Column("code", sa.String(3), primary_key=True), *strings("region_group"))
    indexes("region", "region_group")
    op.create_table(
        "brief",
        key(),
        *strings("sha256? file_name format language title series number kind published_precision?"),
        *columns(sa.Text(), "text"),
        *columns(sa.Boolean(), "parsed"),
        *columns(sa.Integer(), "pages? version"),
        *columns(sa.Date(), "published?"),
        link("unit_id", "unit.id", null=True),
        sa.UniqueConstraint("sha256"),
    )
    indexes("brief", "title published unit_id")
    op.create_table(
        "source",
        link("brief_id", "brief.id", primary=True),
        *columns(sa.LargeBinary(), "data"),
        *columns(sa.Text(), "document"),
    )
    for table, column, target in _LINKS:
        op.create_table(
            table,
            link("brief_id", "brief.id", primary=True),
            link(column, target, primary=True),
            *columns(sa.Integer(), "position"),
        )
        indexes(table, column)


def downgrade() -> None:
    """Drop them."""
    drop([*(table for table, _, _ in _LINKS), "source", "brief", "region", "topic", "addressee", "author"])


_LINKS = (
    ("brief_author", "author_id", "author.id"),
    ("brief_region", "code", "region.code"),
    ("brief_topic", "topic_id", "topic.id"),
)
