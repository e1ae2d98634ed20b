"""Work of many people: drafts, profiles of imports, other spellings, newer versions, units, files of evidence."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import Moment
from tracker.store.migrations.shorthand import columns, drop, key, link, strings

revision = "0005"
down_revision = "0004"

_ADDED = {
    "unit": ("version INTEGER NOT NULL DEFAULT 1",),
    "person": (
        "preferences TEXT NOT NULL DEFAULT '{{}}'",
        "digest BOOLEAN NOT NULL DEFAULT TRUE",
        "digest_at {moment}",
    ),
    "author": ("same_as_id INTEGER REFERENCES author (id)", "version INTEGER NOT NULL DEFAULT 1"),
    "addressee": ("same_as_id INTEGER REFERENCES addressee (id)", "version INTEGER NOT NULL DEFAULT 1"),
    "brief": ("newer_id INTEGER REFERENCES brief (id)", "removed BOOLEAN NOT NULL DEFAULT FALSE"),
    "recommendation": ("unit_id INTEGER REFERENCES unit (id)",),
}
"""Plain ALTER TABLE on both engines: Alembic's way on SQLite copies the table, and loses what hangs on it."""
_INDEXED = (("author", "same_as_id"), ("addressee", "same_as_id"), ("recommendation", "unit_id"))


def upgrade() -> None:
    """Add the columns, and make the tables."""
    moment = "TIMESTAMP" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    for table, added in _ADDED.items():
        for column in added:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column.format(moment=moment)}")
    for table, name in _INDEXED:
        op.create_index(f"ix_{table}_{name}", table, [name])
    op.create_table(
        "draft",
        link("person_id", "person.id", primary=True),
        link("recommendation_id", "recommendation.id", primary=True),
        *columns(sa.Integer(), "seen"),
        *columns(sa.Text(), "fields"),
        *columns(Moment(), "at"),
    )
    op.create_table(
        "import_profile",
        key(),
        *strings("name"),
        *columns(sa.Text(), "mapping"),
        *columns(sa.Integer(), "version"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "evidence_file",
        link("evidence_id", "evidence.id", primary=True),
        *strings("name sha256"),
        *columns(sa.LargeBinary(), "data"),
    )
    op.create_table(
        "kept_apart",
        sa.Column("entity", sa.String(), primary_key=True),
        sa.Column("one_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("other_id", sa.Integer(), primary_key=True, autoincrement=False),
    )


def downgrade() -> None:
    """Drop them."""
    drop(["kept_apart", "evidence_file", "import_profile", "draft"])
    for table, name in _INDEXED:
        op.drop_index(f"ix_{table}_{name}", table)
    for table, added in _ADDED.items():
        for column in reversed(added):
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
