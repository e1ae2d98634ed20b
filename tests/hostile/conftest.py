"""One store in which every word that a person can write is an attack."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from tests.actions.conftest import document, extraction, finding
from tests.hostile.payloads import ALL
from tests.pages.conftest import Site, looked_through_once, served
from tracker.actions import correction, evidence, meetings, people, review, shares, tokens, units, updates, views
from tracker.actions.ingest import Taken, ingest
from tracker.errors import Invalid
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

__all__ = ["looked_through_once"]

ASK, STATUSES = "The ministry should publish figures.", ("not_assessed", "adopted", "in_progress", "no_movement")
Nth = Callable[[int], str]


EACH = 3
"""Every how many-th attack begins a brief: each stands in seven of its fields or more, in the long run in all."""


def payload(n: int) -> str:
    """The n-th attack, from the first again after the last."""
    return ALL[n % len(ALL)]


def filled(session: Session, me: Person, each: int = EACH, first: Nth = payload) -> Taken:
    """A brief with a recommendation for each few attacks, and people, units, views, meetings, tokens and links.

    `first` gives the words.
    """
    taken = [_brief(session, me, n, first) for n in range(0, len(ALL), each)]
    _around(session, me, 40, first)
    return taken[0]


def _brief(session: Session, me: Person, n: int, first: Nth) -> Taken:
    words = iter([first(n + step) for step in range(20)])
    around = next(words)
    text = f"{ASK}\n\n{around.replace(chr(10), ' ') or '-'}\n\nNobody advised this at all."
    found = extraction(
        finding(ASK, text, addressees=(next(words),), detail=next(words), label="1"),
        title=first(n),
        authors=(first(n), f"{next(words)} {n}"),
        topics=(next(words),),
        series=next(words),
        number=next(words),
        regions=("IRN",),
        published=PartialDate(date(2015 + n % 9, 1 + n % 12, 1)),
    )
    taken = ingest(session, me, f"{next(words)}.txt", f"{n}".encode(), document(text), found)
    key = taken.brief.id or 0
    row = review.amend(session, me, key, None, next(words), wording=first(n) if _seen(first(n)) else f"x{first(n)}")
    if n % 5:
        review.confirm(session, me, row.id or 0, None)
    source, quote, note = next(words), next(words), next(words)
    evidence.add(
        session,
        me,
        row.id or 0,
        EvidenceKind.PUBLIC_DOCUMENT,
        quote=quote,
        note=note if _seen(note + quote) else "x",
        source=source,
        file=(f"{next(words)}.txt", b"x") if n % 4 == 0 else None,
    )
    status: dict[str, Any] = (
        {"status": STATUSES[n % 4], "status_on": PartialDate.parse("2024-05")} if n % 4 and n % 5 else {}
    )
    outcome, rival, notes = next(words), next(words), next(words)
    updates.advance(
        session,
        me,
        row.id or 0,
        None,
        next(words) or "why",
        **status,
        outcome=outcome,
        rival_explanation=rival,
        notes=notes,
        owner=me.id,
    )
    if n % 9 == 0:
        correction.correct_brief(session, me, key, None, next(words), series=first(n + 21))
    return taken


def _around(session: Session, me: Person, many: int, first: Nth) -> None:
    turn = count()
    for n in range(many):
        for make in (
            lambda name: units.add(session, me, name),
            lambda name, n=n: people.add(session, me, f"p{n}@example.org", Role.VIEWER, name=name),
            lambda name: views.save(session, me, name, "overview", {"search": [name]}),
            lambda name: shares.make(session, me, name, today()),
        ):
            _tried(make, first(next(turn)))
    for _n in range(8):
        _tried(lambda name: tokens.make(session, me, name), first(next(turn)))
    day = today() - timedelta(days=1)
    row = meetings.prepare(session, me, day)
    told = (" ".join(word[:40] for word in first(next(turn)).split()[:14]) for _n in range(4))
    meetings.amend(session, me, row.id or 0, None, covering=next(told), decisions=list(told))


def _tried(make: Callable[[str], object], name: str) -> None:
    """Make something of this name; a name that says nothing is refused in words."""
    try:
        make(name[:80])
    except Invalid:
        return


def _seen(text: str) -> bool:
    return any(c.isprintable() and not c.isspace() for c in text)


@contextmanager
def attacked_site(folder: Path, each: int) -> Iterator[Site]:
    """The dashboard over a store of all attacks."""
    fill = partial(filled, each=each)
    with pytest.MonkeyPatch.context() as patch, served(folder, patch, fill=fill) as site:
        yield site


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that the tests of a module share: filled once, then only looked at."""
    with attacked_site(tmp_path_factory.mktemp("hostile"), EACH) as found:
        yield found
