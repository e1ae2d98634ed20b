"""Full-text search over what recommendations say: FTS5 on SQLite, a tsvector index on PostgreSQL."""

from alembic import op

revision = "0004"
down_revision = "0003"

_WORDS = "wording, quote, detail"
_INSERT = f"""INSERT INTO recommendation_search (rowid, {_WORDS})
    VALUES (new.id, new.wording, new.quote, new.detail);"""
_DELETE = f"""INSERT INTO recommendation_search (recommendation_search, rowid, {_WORDS})
    VALUES ('delete', old.id, old.wording, old.quote, old.detail);"""
_TRIGGERS = {
    "recommendation_search_add": f"AFTER INSERT ON recommendation BEGIN {_INSERT} END",
    "recommendation_search_remove": f"AFTER DELETE ON recommendation BEGIN {_DELETE} END",
    "recommendation_search_change": f"AFTER UPDATE OF {_WORDS} ON recommendation BEGIN {_DELETE} {_INSERT} END",
}


def upgrade() -> None:
    """Make the index, and what keeps it true."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX recommendation_search ON recommendation USING gin"
            " (to_tsvector('simple', wording || ' ' || coalesce(quote, '') || ' ' || detail))"
        )
        return
    op.execute(
        f"CREATE VIRTUAL TABLE recommendation_search USING fts5 ({_WORDS},"
        " content='recommendation', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    for name, body in _TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {body}")
    op.execute("INSERT INTO recommendation_search (recommendation_search) VALUES ('rebuild')")


def downgrade() -> None:
    """Drop it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX recommendation_search")
        return
    for name in _TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP TABLE recommendation_search")
