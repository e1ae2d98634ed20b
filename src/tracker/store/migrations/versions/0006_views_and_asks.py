"""Which recommendations ask the same, and the views that people have saved."""

import sqlalchemy as sa
from alembic import op

from tracker.store.migrations.shorthand import columns, drop, indexes, key, link, strings

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column, and make the table."""
    op.execute("ALTER TABLE recommendation ADD COLUMN repeats_id INTEGER REFERENCES recommendation (id)")
    indexes("recommendation", "repeats_id")
    op.create_table(
        "saved_view",
        key(),
        link("person_id", "person.id"),
        *strings("name page"),
        *columns(sa.Text(), "query"),
        *columns(sa.Boolean(), "shared removed"),
        *columns(sa.Integer(), "version"),
    )
    indexes("saved_view", "person_id")


def downgrade() -> None:
    """Drop them."""
    drop(["saved_view"])
    op.drop_index("ix_recommendation_repeats_id", "recommendation")
    op.execute("ALTER TABLE recommendation DROP COLUMN repeats_id")
