import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.conftest import take
from tests.conftest import empty_store
from tracker.settings import settings
from tracker.store.access import sole_person
from tracker.store.upgrade import opened


@pytest.fixture
def no_loop() -> Iterator[None]:
    """A browser that a test before has left open in this process keeps its loop running; Dask starts none beside."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a store that does not exist yet, which every command of the test uses."""
    url = f"sqlite:///{tmp_path}/cli.db"
    monkeypatch.setenv("TRACKER_DATABASE_URL", url)
    settings.cache_clear()
    yield url
    settings.cache_clear()


@pytest.fixture
def taken(empty: str, tmp_path: Path) -> str:
    """A store with one brief: a confirmed headline (B-2020-12-3/R1) and a pending supporting one (R2)."""
    with opened(empty_store(tmp_path / "cli.db")) as store, store.writing() as session:
        take(session, sole_person(session), confirm=True)
    return empty
