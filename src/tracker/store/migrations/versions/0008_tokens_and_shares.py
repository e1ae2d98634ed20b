"""What lets in who has not signed in: tokens of programs, links to one report and when they were opened."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import Moment
from tracker.store.migrations.shorthand import columns, drop, indexes, key, link, strings

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "token",
        key(),
        link("person_id", "person.id"),
        *strings("name digest"),
        *columns(sa.Boolean(), "viewer_only"),
        *columns(Moment(), "made_at ends_at revoked_at? used_at?"),
        *columns(sa.Integer(), "version"),
        sa.UniqueConstraint("digest"),
    )
    indexes("token", "person_id")
    op.create_table(
        "share",
        key(),
        link("person_id", "person.id"),
        *strings("name seal"),
        *columns(sa.Date(), "as_of"),
        *columns(Moment(), "made_at ends_at revoked_at?"),
        *columns(sa.Integer(), "version"),
    )
    indexes("share", "person_id")
    op.create_table(
        "share_opening",
        key(),
        link("share_id", "share.id"),
        *columns(Moment(), "at"),
    )
    indexes("share_opening", "share_id")


def downgrade() -> None:
    """Drop them."""
    drop(["share_opening", "share", "token"])
