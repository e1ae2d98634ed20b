"""The ledger over history, and what keeps both from being altered."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import Moment
from tracker.store.ledger import enter_all
from tracker.store.migrations.shorthand import columns, indexes, link

revision = "0009"
down_revision = "0008"

_REFUSED = "history is only ever added to"
_ABOUT = "id entity entity_id field version actor_id on_behalf_of_id at batch".split()
_LINE = "place change_id digest hash at".split()
_OPEN = (
    "NOT EXISTS (SELECT 1 FROM ledger WHERE change_id = OLD.id AND salt IS NOT NULL)"
    " AND EXISTS (SELECT 1 FROM ledger WHERE change_id = OLD.id AND salt IS NULL)"
)
"""What a change says may be blanked once its salt is forgotten, until what is left of it has a line of its own."""
_FORGETS = "OLD.salt IS NOT NULL AND NEW.salt IS NULL"


def upgrade() -> None:
    """Make the table, enter what there is, and close both to all but what is added."""
    op.create_table(
        "ledger",
        sa.Column("place", sa.Integer(), primary_key=True),
        link("change_id", "change.id"),
        *columns(sa.LargeBinary(), "salt? digest hash"),
        *columns(Moment(), "at"),
    )
    enter_all(op.get_bind())
    for name, unique, where in (("change", True, "salt IS NOT NULL"), ("forgotten", False, "salt IS NULL")):
        condition = sa.text(where)
        op.create_index(
            f"ledger_{name}", "ledger", ["change_id"], unique=unique, sqlite_where=condition, postgresql_where=condition
        )
    indexes("ledger", "at")
    for statement in _closing(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Open history, and drop the ledger: one that is made anew has other hashes."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER change_kept ON change")
        op.execute("DROP TRIGGER change_not_emptied ON change")
        op.drop_table("ledger")
        op.execute("DROP FUNCTION change_kept(), ledger_kept(), history_kept()")
        return
    for name in ("kept", "not_deleted", "not_replaced"):
        op.execute(f"DROP TRIGGER change_{name}")
    op.drop_table("ledger")


def _closing(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return [*_on_postgresql()]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    found: dict[str, Any] = {
        "change_kept BEFORE UPDATE ON change": f"NOT ({_same(_ABOUT)} AND {_OPEN})",
        "change_not_deleted BEFORE DELETE ON change": "TRUE",
        "change_not_replaced BEFORE INSERT ON change": "EXISTS (SELECT 1 FROM change WHERE id = NEW.id)",
        "ledger_kept BEFORE UPDATE ON ledger": f"NOT ({_same(_LINE)} AND {_FORGETS})",
        "ledger_not_deleted BEFORE DELETE ON ledger": "TRUE",
        "ledger_in_order BEFORE INSERT ON ledger": (
            "NEW.place IS NOT (SELECT coalesce(max(place), 0) + 1 FROM ledger)"
            " OR EXISTS (SELECT 1 FROM ledger WHERE change_id = NEW.change_id AND salt IS NOT NULL)"
        ),
    }
    return [f"CREATE TRIGGER {head} WHEN {when} {refuse}" for head, when in found.items()]


def _on_postgresql() -> list[str]:
    made = []
    for table, names, allowed in (("change", _ABOUT, _OPEN), ("ledger", _LINE, _FORGETS)):
        made.append(
            f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF TG_OP = 'UPDATE' AND {_same(names)} AND {allowed} THEN RETURN NEW; END IF;"
            f" RAISE EXCEPTION '{_REFUSED}'; END $$"
        )
        made.append(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_kept()"
        )
    made.append(
        f"CREATE FUNCTION history_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{_REFUSED}'; END $$"
    )
    made += [
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION history_kept()"
        for table in ("change", "ledger")
    ]
    return made


def _same(names: list[str]) -> str:
    return " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in names)
