"""People, units, and the history of every change."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import Moment
from tracker.store.migrations.shorthand import columns, drop, indexes, key, link, strings

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table("unit", key(), *strings("name"), sa.UniqueConstraint("name"))
    op.create_table(
        "person",
        key(),
        *strings("email name role"),
        link("unit_id", "unit.id", null=True),
        *columns(sa.Boolean(), "active sole"),
        *columns(sa.Integer(), "version"),
        sa.UniqueConstraint("email"),
    )
    op.create_table(
        "change",
        key(),
        *strings("entity field batch"),
        *columns(sa.Integer(), "entity_id version"),
        *columns(sa.Text(), "old? new? why"),
        link("actor_id", "person.id", null=True),
        link("on_behalf_of_id", "person.id", null=True),
        *columns(Moment(), "at"),
    )
    indexes("change", "actor_id at batch")
    op.create_index("change_entity", "change", ["entity", "entity_id", "id"])
    state = op.create_table(
        "store_state", key(), *columns(sa.Integer(), "data_version"), *columns(sa.Boolean(), "sample")
    )
    op.bulk_insert(state, [{"id": 1, "data_version": 0, "sample": False}])


def downgrade() -> None:
    """Drop them."""
    drop(["store_state", "change", "person", "unit"])
