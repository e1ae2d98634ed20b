"""Who reads an archive: nobody overhears, nobody is waited for without end, what is in the way is one sentence."""

import builtins
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import pytest

from tests.cli.running import run
from tracker.cli import cluster
from tracker.cli.cluster import Hands, refuse_open_line
from tracker.errors import Invalid, NoWorkers

BIN = Path(sys.executable).parent
pytestmark = pytest.mark.usefixtures("no_loop")


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.1:8786", "tcp://cluster.example.org:8786", "ucx://127.0.0.1:1", "host", "tls://host", ""]
)
def test_a_scheduler_that_can_be_overheard_is_refused(address: str) -> None:
    with pytest.raises(Invalid):
        refuse_open_line(address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tls://cluster.example.org:8786"])
def test_a_scheduler_on_this_machine_or_behind_tls_is_taken(address: str) -> None:
    refuse_open_line(address)


class Told:
    """A client that says of its workers what it is given, and nothing where that is None."""

    def __init__(self, workers: dict[str, int] | None) -> None:
        self.workers = workers

    def nthreads(self, **_how: Any) -> dict[str, int]:
        if self.workers is None:
            raise OSError("gone")
        return self.workers


def test_nobody_waits_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(cluster, "monotonic", lambda: now)
    client = Told({"a": 2, "b": 1})
    hands = Hands(client)
    assert hands.count == 3
    nobody: list[dict[str, int] | None] = [{}, None]
    for lost in nobody:
        client.workers = lost
        now += cluster.PATIENCE
        hands.look()
        assert hands.count == 0
        now += 1
        with pytest.raises(NoWorkers, match="No worker is left"):
            hands.look()
        client.workers = {"a": 1}
        hands.look()
    hands.done()
    now += cluster.STALLED + 30
    hands.look()
    now += 1
    with pytest.raises(NoWorkers, match="do not finish"):
        hands.look()
    hands.done()
    hands.look()


def test_what_stands_in_the_way_is_one_sentence(tmp_path: Path, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWERING", 1)
    brief = str(tmp_path / "brief.txt")
    done = run("ingest", "--scheduler", "tcp://127.0.0.1:1", brief)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "No Dask scheduler" in done.err
    done = run("ingest", "--scheduler", "tls://127.0.0.1:1", brief)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "needs certificates" in done.err
    done = run("ingest", "--scheduler", "tls://127.0.0.1:1", "--workers", "2", brief)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "not both" in done.err
    imported = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "distributed":
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    done = run("ingest", "--workers", "2", brief)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "Dask, which is not installed" in done.err


def test_a_worker_imports_neither_tables_nor_pages() -> None:
    told = "import sys, tracker.cli.files as files; files.read_some; print({'pandas', 'tracker.web'} & {*sys.modules})"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "set()\n"


def certificates(folder: Path, name: str) -> dict[str, str]:
    """The environment of whoever has this certificate and believes no other, as Dask names it."""
    security: Any = distributed.Security
    made = security.temporary().get_tls_config_for_role("client")
    places = {}
    for kind, text in (("CA_FILE", made["ca_file"]), ("CLIENT__KEY", made["key"]), ("CLIENT__CERT", made["cert"])):
        file = folder / f"{name}-{kind.lower()}.pem"
        file.write_text(text, "ascii")
        places[f"DASK_DISTRIBUTED__COMM__TLS__{kind}"] = str(file)
    for role in ("SCHEDULER", "WORKER"):
        for kind in ("KEY", "CERT"):
            places[f"DASK_DISTRIBUTED__COMM__TLS__{role}__{kind}"] = places[
                f"DASK_DISTRIBUTED__COMM__TLS__CLIENT__{kind}"
            ]
    return places


@pytest.fixture
def behind_tls(tmp_path: Path) -> Iterator[tuple[str, dict[str, str], list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, the environment of who may use it, and its two workers, started as people do."""
    known = certificates(tmp_path, "known")
    environment = {**os.environ, **known, "TMPDIR": str(tmp_path)}
    place = tmp_path / "scheduler.json"
    quiet = {"env": environment, "cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = ["scheduler", "--protocol", "tls", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    worker = ["worker", "--scheduler-file", str(place), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    with_file = [*scheduler, "--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(place)]
    started: list[subprocess.Popen[bytes]] = []
    try:
        for command in (with_file, worker, worker):
            started.append(subprocess.Popen([str(BIN / "dask"), *command], **quiet))  # type: ignore[call-overload]
            while not place.exists():
                assert started[0].poll() is None
                time.sleep(0.1)
        yield str(json.loads(place.read_text("utf-8"))["address"]), known, started[1:]
    finally:
        for one in started:
            one.kill()
            one.wait()


@pytest.mark.long
def test_others_workers_are_reached_by_tls_and_by_who_has_the_certificate(
    tmp_path: Path, behind_tls: tuple[str, dict[str, str], list[subprocess.Popen[bytes]]]
) -> None:
    address, known, workers = behind_tls
    assert address.startswith("tls://127.0.0.1:")
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(200):
        words = f"Brief {number}\n\nRecommendations\n\n1. The ministry should publish figure {number}.\n"
        (folder / f"{number}.txt").write_text(words, "utf-8")

    told = tmp_path / "told.txt"

    def ingest(given: dict[str, str]) -> subprocess.Popen[str]:
        command = ["ingest", "--db", str(tmp_path / "tls.db"), "--scheduler", address, str(folder)]
        pipes: dict[str, Any] = {"stdout": told.open("w"), "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([str(BIN / "tracker"), *command], env={**os.environ, **given}, **pipes)

    err = ingest(certificates(tmp_path, "other")).communicate(timeout=120)[1]
    assert (told.read_text(), err.count("\n"), "No Dask scheduler could be used" in err) == ("", 1, True)
    going = ingest(known)
    while not told.stat().st_size:
        assert going.poll() is None
        time.sleep(0.05)
    workers[0].send_signal(signal.SIGKILL)
    assert (going.communicate(timeout=240)[1], going.returncode) == ("", 0)
    names = [line.partition(": ")[0] for line in told.read_text("utf-8").splitlines()]
    assert sorted(names) == sorted(str(file) for file in folder.iterdir())
