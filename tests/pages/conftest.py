import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import Desk, take
from tracker.settings import house, settings
from tracker.store.access import sole_person
from tracker.store.people_tables import Person
from tracker.store.upgrade import opened
from tracker.ui import MAIN, identity
from tracker.vocabulary.roles import Role


@dataclass
class Site:
    """The dashboard over a store with one brief of two candidates, one of them below the other."""

    desk: Desk
    patch: pytest.MonkeyPatch

    def visit(self, page: str, who: Person | None = None, **query: str) -> AppTest:
        """The page as this person sees it, the one who may do everything unless somebody is named."""
        email = (who or self.desk.me).email
        self.patch.setattr(identity, "_claimed", lambda: email)
        app = AppTest.from_file(str(MAIN), default_timeout=30).run()
        for name, value in query.items():
            app.query_params[name] = value
        place = os.path.relpath(house() / "pages" / f"{page}.py", MAIN.parent)
        return app.switch_page(place).run()

    def role(self, role: Role, unit: str = "") -> Person:
        """Somebody new who plays this part."""
        return self.desk.person(role, unit)


def said(app: AppTest) -> str:
    """Every word that the page shows outside its fields."""
    shown: list[Any] = [
        *app.title,
        *app.subheader,
        *app.markdown,
        *app.text,
        *app.caption,
        *app.error,
        *app.warning,
        *app.success,
    ]
    return "\n".join(map(said_by, shown))


def said_by(element: Any) -> str:
    """The words of one element, without what keeps Markdown from reading anything into them."""
    return str(element.value).replace("\\", "").replace("\u2060", "")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    url = f"sqlite:///{tmp_path}/site.db"
    monkeypatch.setenv("TRACKER_DATABASE_URL", url)
    monkeypatch.setenv("TRACKER_SIGN_IN", "test")
    settings.cache_clear()
    with opened(url) as store:
        with store.writing() as session:
            me = sole_person(session)
            taken = take(session, me)
        yield Site(Desk(store, me, taken), monkeypatch)
    settings.cache_clear()
