from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from tests.actions.conftest import Desk, take
from tests.web.conftest import ask
from tracker.actions import evidence, people, review
from tracker.settings import settings
from tracker.store.access import sole_person
from tracker.store.clock import now, standing_at
from tracker.store.people_tables import Person
from tracker.store.upgrade import opened
from tracker.ui.identity import TEST_NAME
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.roles import Role
from tracker.web import evidence_files, tickets
from tracker.web.evidence_files import address, thing
from tracker.web.headers import Headers

PUBLIC, HIDDEN = 1, 2


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A confirmed recommendation with a public and a confidential file."""
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/files.db")
    settings.cache_clear()
    with opened(settings().store_url) as store:
        with store.writing() as session:
            me = sole_person(session)
            taken = take(session, me)
            review.confirm(session, me, 1, None)
            kind = EvidenceKind.PUBLIC_DOCUMENT
            evidence.add(session, me, 1, kind, file=("Brief – “été”.html", b"<script>1</script>"))
            evidence.add(session, me, 1, kind, file=("secret.pdf", b"%PDF secret"), confidential=True)
            for role in (Role.VIEWER, Role.EDITOR):
                people.add(session, me, f"{role.value}@example.org", role)
        yield Desk(store, me, taken)
    settings.cache_clear()


APP = Starlette(routes=evidence_files.ROUTES, middleware=[Middleware(Headers)])


def link(desk: Desk, person: int, key: int, cookies: dict[str, str] | None = None) -> str:
    return address(key, tickets.issue(person, thing(key), {}, cookies or {}))


def test_a_file_comes_as_a_download_that_no_browser_opens(desk: Desk) -> None:
    answer = ask(APP, link(desk, desk.me.id or 0, PUBLIC))
    assert (answer.status, answer.body) == (200, b"<script>1</script>")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith(
        "attachment; filename=\"evidence-1\"; filename*=UTF-8''Brief"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cache-control"] == "private, no-store"


VIEWER, EDITOR = 2, 3


@pytest.mark.parametrize(
    ("person", "key", "status"),
    [(VIEWER, PUBLIC, 200), (VIEWER, HIDDEN, 404), (EDITOR, HIDDEN, 200), (99, PUBLIC, 403)],
)
def test_permission_is_asked_at_every_call(desk: Desk, person: int, key: int, status: int) -> None:
    assert ask(APP, link(desk, person, key)).status == status


def test_who_is_switched_off_is_refused_with_the_same_link(desk: Desk) -> None:
    there = link(desk, EDITOR, HIDDEN)
    assert ask(APP, there).status == 200
    with desk.store.writing() as session:
        session.get_one(Person, EDITOR).active = False
    answer = ask(APP, there)
    assert answer.status == 403
    assert b"secret" not in answer.body


@pytest.mark.parametrize("bad", ["", "x", "1.2.3", "1", "..", "1.99999999999.é"])
def test_without_a_ticket_there_is_nothing(desk: Desk, bad: str) -> None:
    assert ask(APP, f"/evidence/{PUBLIC}?ticket={quote(bad)}").status == 403


def test_a_ticket_is_for_one_file_one_person_and_some_hours(desk: Desk) -> None:
    ticket = tickets.issue(EDITOR, thing(PUBLIC), {}, {})
    assert ask(APP, address(HIDDEN, ticket)).status == 403
    person, until, seal = ticket.split(".")
    assert ask(APP, address(PUBLIC, f"1.{until}.{seal}")).status == 403
    assert ask(APP, address(PUBLIC, f"{person}.{int(until) + 1}.{seal}")).status == 403
    with standing_at(now() - timedelta(hours=tickets.HOURS + 1)):
        old = tickets.issue(EDITOR, thing(PUBLIC), {}, {})
    assert ask(APP, address(PUBLIC, old)).status == 403


@pytest.mark.parametrize("name", [TEST_NAME, "_streamlit_user", "_streamlit_user__1"])
def test_a_ticket_holds_in_the_browser_that_it_was_shown_in_alone(desk: Desk, name: str) -> None:
    there = link(desk, EDITOR, HIDDEN, {name: "the editor"})
    assert ask(APP, there).status == 403
    assert ask(APP, there, cookie=f"{name}=the viewer").status == 403
    assert ask(APP, there, cookie=f"other=1; {name}=the editor").status == 200


def test_behind_a_proxy_a_link_holds_for_the_one_whom_the_proxy_names(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_PROXY_HEADER", "X-Forwarded-Email")
    settings.cache_clear()
    ticket = tickets.issue(1, thing(PUBLIC), {"X-Forwarded-Email": "ann@example.org"}, {})
    assert tickets.holder(ticket, thing(PUBLIC), {"x-forwarded-email": "ann@example.org"}, {}) == 1
    assert tickets.holder(ticket, thing(PUBLIC), {"x-forwarded-email": "bo@example.org"}, {}) is None
    assert tickets.holder(ticket, thing(PUBLIC), {}, {}) is None


@pytest.mark.parametrize("key", ["x", "-1", "1.5", "²", "9" * 5000])
def test_what_is_no_key_is_nowhere(desk: Desk, key: str) -> None:
    assert ask(APP, f"/evidence/{quote(key)}?ticket=x").status == 404
