from pathlib import Path

import pytest
from starlette.applications import Starlette

from tests.web.conftest import ask
from tracker.store.upgrade import opened
from tracker.web.health import ROUTES

APP = Starlette(routes=list(ROUTES))


def test_the_server_is_alive() -> None:
    assert ask(APP, "/healthz").status == 200


def test_an_open_store_is_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/tracker.db"
    opened(url).close()
    monkeypatch.setenv("TRACKER_DATABASE_URL", url)
    assert ask(APP, "/readyz").status == 200


def test_no_store_is_not_ready_and_none_is_made_by_asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    assert ask(APP, "/readyz").status == 503
    assert list(tmp_path.iterdir()) == []


def test_a_store_without_tables_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty.db").touch()
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")
    assert ask(APP, "/readyz").status == 503


def test_why_a_store_is_not_ready_stays_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "not-a-store.db").write_text("this is no database, whatever its name says. " * 50)
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/not-a-store.db")
    answer = ask(APP, "/readyz")
    assert answer.status == 503
    assert b"not-a-store" not in answer.body
