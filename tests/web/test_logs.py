"""What the server writes down holds no secret, no word of what people wrote, and no sign that steers a terminal."""

import logging
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

import psutil
import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from tests.browser.conftest import serving
from tests.conftest import empty_store
from tests.web.test_sign_in import put
from tracker.store.sessions import Store
from tracker.web import logs

TOKEN = "trk_0123456789abcdef0123456789"
SAID = "A minister told us in confidence."


@pytest.fixture(autouse=True)
def as_the_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    put(monkeypatch, {"SMTP_PASSWORD": "hunter2", "OIDC_COOKIE_SECRET": "c" * 32})
    logs.apply()
    yield
    structlog.reset_defaults()
    logging.setLogRecordFactory(logging.LogRecord)


def written(capsys: pytest.CaptureFixture[str], wrong: Exception) -> str:
    structlog.get_logger("test").error("unforeseen", number="1", exc_info=wrong)
    told = capsys.readouterr()
    return told.out + told.err


@pytest.mark.parametrize(
    ("words", "secret"),
    [
        ("postgresql+psycopg://ann:p@ss:w0rd@db.example/tracker", "w0rd"),
        (f"Authorization: Bearer {TOKEN}", TOKEN),
        ("GET /share/12.Zm9vYmFyZm9vYmFy HTTP/1.1", "Zm9v"),
        ("/evidence/3?ticket=5.17.abcdef&x=1", "abcdef"),
        ("/oauth2callback?code=4a5b6c&state=zzz", "4a5b6c"),
        ("smtp: AUTH hunter2 refused", "hunter2"),
        ("cookie " + "c" * 32, "cccc"),
    ],
)
def test_a_secret_is_blotted_out(capsys: pytest.CaptureFixture[str], words: str, secret: str) -> None:
    found = written(capsys, ValueError(words))
    assert secret not in found
    assert logs.BLOT in found and "ValueError" in found and "unforeseen" in found


def test_what_other_programs_of_the_server_write_is_blotted_too(caplog: pytest.LogCaptureFixture) -> None:
    said = logging.getLogger("uvicorn.error")
    try:
        raise ValueError("GET /share/12.Zm9vYmFy")
    except ValueError:
        said.exception('"%s" failed', "GET /evidence/3?ticket=5.17.abcdef")
    assert "ValueError" in caplog.text and logs.BLOT in caplog.text
    assert not any(secret in caplog.text for secret in ("Zm9v", "abcdef"))


def test_a_server_writes_no_address_that_it_was_asked_for(tmp_path: Path) -> None:
    empty_store(tmp_path / "log.db")
    log = tmp_path / "server.log"
    with log.open("wb") as said, serving(tmp_path / "log.db", 0, said) as address:
        for asked in ("share/12.Zm9vYmFyZm9v", "evidence/1?ticket=abcdef", "oauth2callback?code=4a5b6c&state=zzz"):
            with suppress(urllib.error.HTTPError):
                urllib.request.urlopen(f"{address}/{asked}", timeout=20)
    written = log.read_text()
    assert not any(word in written for word in ("Zm9v", "abcdef", "4a5b6c", "share/", "HTTP/1.1"))


def failing(confidential: str) -> None:
    raise ValueError("Something else.")


def test_no_variable_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        failing(SAID)
    except ValueError as wrong:
        found = written(capsys, wrong)
    assert "failing" in found and "test_logs.py" in found
    assert SAID not in found


def test_the_check_sees_a_log_that_tells_variables(capsys: pytest.CaptureFixture[str]) -> None:
    structlog.reset_defaults()
    try:
        failing(SAID)
    except ValueError as wrong:
        assert SAID[:15] in written(capsys, wrong)


def test_no_word_of_a_statement_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(empty_store(tmp_path / "log.db"))
    with store, store.engine.connect() as connection, pytest.raises(SQLAlchemyError) as wrong:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": SAID})
    found = written(capsys, wrong.value)
    assert "nowhere" in found
    assert SAID not in found


def test_nobody_steers_a_terminal_through_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    found = written(capsys, ValueError("\x1b[2J\x1b]0;title\x07 \u202eeman"))
    assert not set(found) & set("\x1b\x07\u202e")


def test_an_address_that_cannot_be_used_keeps_its_password(tmp_path: Path) -> None:
    there = "postgresql+psycopg://ann:hunter3@127.0.0.1:1/tracker?connect_timeout=1"
    done = subprocess.run(
        [sys.executable, "-m", "tracker.cli", "--db", there, "check"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "TRACKER_DATABASE_URL": there},
        timeout=60,
    )
    assert done.returncode != 0
    assert "hunter3" not in done.stdout + done.stderr


def test_no_other_message_of_the_loop_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    for wrong in (ValueError("one"), KeyError("two")):
        logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: %r", "x" * 99, exc_info=wrong)
    assert len(caplog.records) == 2


def test_a_server_out_of_connections_says_so_once_and_goes_on(tmp_path: Path) -> None:
    said = tmp_path / "said.log"
    with (
        said.open("wb") as log,
        serving(Path(empty_store(tmp_path / "full.db").removeprefix("sqlite:///")), 0, log) as at,
    ):
        port = urlsplit(at).port
        server = next(one for one in psutil.Process().children() if _listens(one, port))
        used = server.num_fds()
        server.rlimit(psutil.RLIMIT_NOFILE, (used + 20, used + 20))
        held = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(60)]
        for one in held:
            one.sendall(b"GET /readyz HTTP/1.1\r\nX-Slow: ")
        sleep(2.5)
        for one in held:
            one.close()
        assert urllib.request.urlopen(f"{at}/readyz", timeout=20).status == 200
    told = said.read_text()
    assert told.count("out of system resource") == 1
    assert len(told) < 20_000


def _listens(process: psutil.Process, port: int | None) -> bool:
    return any(one.laddr.port == port for one in process.net_connections() if one.status == psutil.CONN_LISTEN)
