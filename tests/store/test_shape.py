"""Whether what closes the history is what the program makes: on PostgreSQL, by what each trigger does."""

import pytest
from sqlalchemy import text

from tracker.store import shape
from tracker.store.sessions import Store

OPEN = "CREATE OR REPLACE FUNCTION change_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"


def test_a_new_store_lacks_nothing(store: Store) -> None:
    assert shape.missing(store) == ""


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("done", "named"),
    [
        ([OPEN], "change_kept"),
        (["ALTER TABLE ledger DISABLE TRIGGER ledger_kept"], "ledger_kept"),
        (["DROP TRIGGER change_not_emptied ON change"], "change_not_emptied"),
        (
            [
                "DROP TRIGGER ledger_kept ON ledger",
                "CREATE TRIGGER ledger_kept BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION ledger_kept()",
            ],
            "ledger_kept",
        ),
        (
            [
                "DROP TRIGGER ledger_kept ON ledger",
                "CREATE TRIGGER ledger_kept BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW WHEN (OLD.place > 7) "
                "EXECUTE FUNCTION ledger_kept()",
            ],
            "ledger_kept",
        ),
        (
            [
                "DROP TRIGGER ledger_kept ON ledger",
                "CREATE TRIGGER ledger_kept BEFORE UPDATE OF place OR DELETE ON ledger FOR EACH ROW "
                "EXECUTE FUNCTION ledger_kept()",
            ],
            "ledger_kept",
        ),
        (["CREATE TRIGGER mine BEFORE INSERT ON change FOR EACH ROW EXECUTE FUNCTION history_kept()"], "mine"),
    ],
)
def test_one_that_closes_less_or_is_not_ours_is_named(store: Store, done: list[str], named: str) -> None:
    with store.engine.begin() as connection:
        for statement in done:
            connection.execute(text(statement))
    assert shape.missing(store) == named
