"""When a page looks up what state the store is in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from tests.actions.conftest import take
from tests.pages.conftest import Site, served
from tracker.queries import state
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.ui import shell


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with served(tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The versions that were looked up."""
    found: list[int] = []
    present = state.present

    def noted(session: Session) -> state.State:
        seen = present(session)
        found.append(seen.version)
        return seen

    monkeypatch.setattr(state, "present", noted)
    return found


def total(site: Site) -> int:
    return shell.asked(listing, site.desk.me, Filter()).total


def test_a_page_looks_once(site: Site, looked: list[int]) -> None:
    with shell.looking_once():
        assert [total(site), total(site)] == [2, 2]
        assert not shell.sample()
    assert len(looked) == 1


def test_outside_of_a_page_it_is_looked_up_each_time(site: Site, looked: list[int]) -> None:
    total(site)
    total(site)
    assert len(looked) == 2


def test_a_page_sees_what_it_writes(site: Site, looked: list[int]) -> None:
    with shell.looking_once():
        total(site)
        with shell.writing():
            pass
        total(site)
    assert looked == [looked[0], looked[0] + 1]


def test_the_next_page_sees_what_others_wrote(site: Site, looked: list[int]) -> None:
    with shell.looking_once():
        assert total(site) == 2
    with site.desk.store.writing() as session:
        take(session, site.desk.me, b"another")
    with shell.looking_once():
        assert total(site) == 4
    assert looked == [looked[0], looked[0] + 1]
