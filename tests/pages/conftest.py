import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import Desk, take
from tests.conftest import empty_store
from tracker.actions.ingest import Taken
from tracker.settings import house, settings
from tracker.store.access import sole_person
from tracker.store.people_tables import Person
from tracker.store.tables import Brief
from tracker.store.upgrade import opened
from tracker.ui import MAIN, identity
from tracker.vocabulary.roles import Role


@dataclass
class Site:
    """The dashboard over a store with one brief of two candidates, one of them below the other."""

    desk: Desk
    patch: pytest.MonkeyPatch
    people: dict[tuple[Role, str], Person] = field(default_factory=dict)

    def visit(self, page: str, who: Person | None = None, /, **query: str) -> AppTest:
        """The page as this person sees it, the one who may do everything unless somebody is named."""
        email = (who or self.desk.me).email
        self.patch.setattr(identity, "_claimed", lambda: email)
        app = AppTest.from_file(str(MAIN), default_timeout=120)
        for name, value in query.items():
            app.query_params[name] = value
        place = os.path.relpath(house() / "pages" / f"{page}.py", MAIN.parent)
        return app.switch_page(place).run()

    def role(self, role: Role, unit: str = "") -> Person:
        """Somebody who plays this part."""
        if (role, unit) not in self.people:
            self.people[role, unit] = self.desk.person(role, unit)
        return self.people[role, unit]


def said(app: AppTest) -> str:
    """Every word that the page shows outside its fields."""
    shown: list[Any] = [
        *app.title,
        *app.header,
        *app.subheader,
        *app.markdown,
        *app.text,
        *app.caption,
        *app.error,
        *app.warning,
        *app.success,
        *app.info,
    ]
    return "\n".join(map(said_by, shown))


def unfolded(app: AppTest, *shut: str) -> AppTest:
    """The page once the parts under these keys were unfolded, its filters unless others are named."""
    for key in shut or ("filters.bar",):
        app.session_state[key] = True
    return app.run()


def asked(app: AppTest, name: str) -> list[str]:
    """The values under this name in the address."""
    held = app.query_params.get(name, [])
    return [held] if isinstance(held, str) else list(held)


def said_by(element: Any) -> str:
    """The words of one element, without what keeps Markdown from reading anything into them."""
    return str(element.value).replace("\\", "").replace("\u2060", "")


@pytest.fixture(scope="session", autouse=True)
def looked_through_once() -> Iterator[None]:
    """Streamlit looks through all that is installed for parts of pages whenever a page is tried: once is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


def nothing(_session: Session, _me: Person) -> Taken:
    """What an empty store is filled with."""
    return Taken(Brief(), new=False, findings=0)


@contextmanager
def served(
    folder: Path, patch: pytest.MonkeyPatch, *, fill: Callable[[Session, Person], Taken] = take
) -> Iterator[Site]:
    """The dashboard over a store of its own in this folder, with a brief of two candidates or what `fill` takes in."""
    url = empty_store(folder / "site.db")
    patch.setenv("TRACKER_DATABASE_URL", url)
    patch.setenv("TRACKER_SIGN_IN", "test")
    settings.cache_clear()
    with opened(url) as store:
        with store.writing() as session:
            me = sole_person(session)
            taken = fill(session, me)
        yield Site(Desk(store, me, taken), patch)
    settings.cache_clear()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that this test may change."""
    with served(tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that the tests of a module share: filled once, then only looked at."""
    with pytest.MonkeyPatch.context() as patch, served(tmp_path_factory.mktemp("shared"), patch) as found:
        yield found
