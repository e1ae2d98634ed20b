"""What directors prepare for meetings of the board."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import Moment
from tracker.store.migrations.shorthand import columns, drop, key, link

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "meeting",
        key(),
        *columns(sa.Date(), "day as_of"),
        *columns(sa.Integer(), "edition version"),
        *columns(sa.Text(), "covering decisions stories"),
        link("approved_by_id", "person.id", null=True),
        *columns(Moment(), "approved_at?"),
        sa.UniqueConstraint("day", "edition"),
    )


def downgrade() -> None:
    """Drop it."""
    drop(["meeting"])
