"""The language of the copy in memory: what the store is asked, so that the copy understands it and answers soon."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import BinaryExpression, Column, TextClause, column, select
from sqlalchemy import table as named_table
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.selectable import Exists
from sqlmodel import Session

DIALECT = postgresql.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
"""How the copy is asked: its language is that of PostgreSQL."""

Table = Callable[[Any, Callable[[], Iterable[int]]], str]


def in_its_language(session: Session, statement: Any, table: Table) -> Any:
    """The statement as the copy is asked.

    What is said in the store's own language, such as a search, is answered by the store: `table` names the one that has
    what was found for an equal question, or is found now (`store.looked_for`). What asks of each row whether others
    lead to it asks once which rows they lead to.
    """

    def told(part: Any, **_more: Any) -> Any:
        if isinstance(part, Exists):
            return _led_to(part)
        if not isinstance(part, TextClause):
            return None
        bound = part.compile()
        asked = (bound.string, *bound.params.values())
        name = table(asked, lambda: session.execute(part).scalars())
        return select(column("id")).select_from(named_table(name))

    if not any(isinstance(part, TextClause | Exists) for part in visitors.iterate(statement)):
        return statement
    traverse: Any = visitors.replacement_traverse
    return traverse(statement, {}, told)


def _led_to(part: Exists) -> Any:
    """`EXISTS (… WHERE inner = outer AND …)` as `outer IN (SELECT inner … WHERE …)`, which the copy answers in a fourth
    of the time; None for what asks otherwise.
    """
    inside: Any = part.element.element
    outside = {table.name for table in inside._correlate or ()}
    links, own = [], []
    for where in inside._where_criteria:
        link = _link(where, outside)
        if link is not None:
            links.append(link)
        elif _of(where, outside):
            return None
        else:
            own.append(where)
    if len(links) != 1:
        return None
    [(inner, outer)] = links
    return outer.in_(select(inner).where(*own))


def _link(where: Any, outside: set[str]) -> tuple[Any, Any] | None:
    """The inner and the outer column, neither ever empty, that a condition calls equal; None for other conditions."""
    if not isinstance(where, BinaryExpression) or where.operator is not operators.eq:
        return None
    sides = (where.left, where.right)
    if any(not isinstance(side, Column) or side.nullable for side in sides):
        return None
    inner, outer = sides if _of(sides[1], outside) else sides[::-1]
    return (inner, outer) if _of(outer, outside) and not _of(inner, outside) else None


def _of(where: Any, outside: set[str]) -> bool:
    """Whether the condition is of a row outside."""
    return any(isinstance(part, Column) and part.table.name in outside for part in visitors.iterate(where))
