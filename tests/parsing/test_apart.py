"""A file that takes too much time or memory kills only its own reading; the next one is read."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tracker import errors
from tracker.extraction import extract
from tracker.parsing import Parsed, Parser, parse_apart
from tracker.reading import read
from tracker.settings import house

BRIEFS = house() / "data" / "briefs"
SMALL = b"Open the gates on the first of April."
WIDE = b"<p>" + b"<b></b>" * 500_000 + b"Open the gates.</p>"
"""Little text under very many elements, each of which takes memory while it is read."""


def stubborn(act: str, megabytes: int = 1024, step: str = "read") -> tuple[str, ...]:
    """A child that does `act` when it reads, or extracts from, a file whose name begins with "bad"."""
    program = f"""
import os, signal, sys, time
from tracker import errors
from tracker.parsing import child
honest = child.{step}
def odd(given, *more, **how):
    if getattr(given, "name", given).startswith("bad"):
        {act}
    return honest(given, *more, **how)
child.{step} = odd
child.main(["{megabytes}"])
"""
    return (sys.executable, "-c", program)


def then_the_next_is_read(parser: Parser) -> None:
    assert parser.parse("next.txt", SMALL).document.text == SMALL.decode()


@pytest.fixture(scope="module")
def quick() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


@pytest.mark.parametrize(
    "name",
    ["d12_karnali_teachers.md", "d15_powder_patience.html", "d24_ceasefire_figures.pdf", "d27_atacama_brine.docx"],
)
def test_what_is_parsed_apart_is_the_same(quick: Parser, name: str) -> None:
    data = (BRIEFS / name).read_bytes()
    document = read(name, data)
    assert quick.parse(name, data) == parse_apart(name, data) == Parsed(document, extract(document))


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.7\nnothing", errors.DamagedFile), (b"\x89PNG\r\n\x1a\n" + bytes(99), errors.UnknownFormat)],
)
def test_an_error_comes_back_as_what_it_is(quick: Parser, data: bytes, kind: type[errors.NotReadable]) -> None:
    with pytest.raises(errors.NotReadable) as apart:
        quick.parse("brief.pdf", data)
    with pytest.raises(errors.NotReadable) as here:
        read("brief.pdf", data)
    assert type(apart.value) is type(here.value) is kind
    assert str(apart.value) == str(here.value)
    then_the_next_is_read(quick)


@pytest.mark.parametrize("act", ["time.sleep(600)", "while True: pass"])
def test_a_file_that_takes_too_long_is_given_up(act: str) -> None:
    with Parser(seconds=0.5, command=stubborn(act)) as parser:
        then_the_next_is_read(parser)
        with pytest.raises(errors.ParseLimit, match=r"“bad\.txt” took more time or memory"):
            parser.parse("bad.txt", SMALL)
        then_the_next_is_read(parser)


def test_a_file_for_which_nobody_is_free_is_told_so_and_parsed_later() -> None:
    with Parser(seconds=600, children=1, patience=0.2, command=stubborn("time.sleep(3)")) as parser:
        then_the_next_is_read(parser)
        with ThreadPoolExecutor(1) as pool:
            slow = pool.submit(parser.parse, "bad.txt", SMALL)
            while parser._places._value:
                time.sleep(0.01)
            with pytest.raises(errors.ParseFailed, match="too many other files are"):
                parser.parse("good.txt", SMALL)
            slow.exception()
        then_the_next_is_read(parser)


@pytest.mark.parametrize("act", ["time.sleep(600)", "while True: pass", "bytearray(3 << 30)"])
def test_one_in_which_looking_for_recommendations_takes_too_much_is_given_up(act: str) -> None:
    with Parser(seconds=0.5, command=stubborn(act, step="extract")) as parser:
        then_the_next_is_read(parser)
        with pytest.raises(errors.ParseLimit, match=r"“bad\.txt” took more time or memory"):
            parser.parse("bad.txt", SMALL)
        then_the_next_is_read(parser)


@pytest.mark.parametrize("act", ["raise ValueError('at once')", "odd(given)"])
def test_a_fault_of_the_program_is_told_as_one_with_its_place(act: str) -> None:
    with Parser(command=stubborn(act, step="extract")) as parser:
        with pytest.raises(errors.ParseFailed, match=r"“bad\.txt” was read, but parsing it failed \(") as said:
            parser.parse("bad.txt", SMALL)
        assert "in odd" in said.value.trace
        then_the_next_is_read(parser)


def test_a_real_file_takes_too_long_under_a_short_limit_and_not_under_a_long_one() -> None:
    text = ("The river carries enough in most years for every garden along it.\n" * 5 + "\n").encode() * 4000
    with Parser(seconds=0.1) as hasty, Parser(seconds=60) as patient:
        then_the_next_is_read(hasty)
        with pytest.raises(errors.ParseLimit):
            hasty.parse("long.txt", text)
        then_the_next_is_read(hasty)
        assert len(patient.parse("long.txt", text).document.blocks) == 4000


def test_a_real_file_needs_more_memory_than_a_low_limit_and_not_than_the_usual_one() -> None:
    with Parser(megabytes=200) as narrow, Parser() as usual:
        then_the_next_is_read(narrow)
        with pytest.raises(errors.ParseLimit, match="memory"):
            narrow.parse("wide.html", WIDE)
        then_the_next_is_read(narrow)
        assert usual.parse("wide.html", WIDE).document.text == "Open the gates."


@pytest.mark.parametrize("act", ["bytearray(3 << 30)", "raise MemoryError", "os.abort()"])
def test_a_child_without_memory_is_given_up(act: str) -> None:
    with Parser(command=stubborn(act)) as parser:
        with pytest.raises(errors.ParseLimit):
            parser.parse("bad.txt", SMALL)
        then_the_next_is_read(parser)


def test_without_the_limit_the_same_file_is_read() -> None:
    """The control: it is the limit that stops the allocation, not the machine."""
    with Parser(command=stubborn("bytearray(1 << 30)", megabytes=4096)) as generous:
        assert generous.parse("bad.txt", SMALL).document.text == SMALL.decode()
    with Parser(command=stubborn("bytearray(1 << 30)", megabytes=1024)) as usual, pytest.raises(errors.ParseLimit):
        usual.parse("bad.txt", SMALL)


@pytest.mark.parametrize(
    "act",
    [
        "os.kill(os.getpid(), signal.SIGSEGV)",
        "os._exit(0)",
        "os._exit(3)",
        "raise RuntimeError",
    ],
)
def test_a_child_that_dies_is_replaced(act: str) -> None:
    with Parser(command=stubborn(act)) as parser:
        then_the_next_is_read(parser)
        with pytest.raises((errors.DamagedFile, errors.ParseLimit)):
            parser.parse("bad.txt", SMALL)
        then_the_next_is_read(parser)


@pytest.mark.parametrize("act", ["print('noise' * 99, flush=True)", "os.write(1, bytes(99))"])
def test_what_a_parser_prints_is_no_answer(act: str) -> None:
    with Parser(command=stubborn(act)) as parser:
        assert parser.parse("bad.txt", SMALL).document.text == SMALL.decode()
        then_the_next_is_read(parser)


@pytest.mark.parametrize(
    "answer",
    [
        "said(b'[]')",
        "said(b'not JSON')",
        """said(b'{"document": ' + b'[' * 200_000)""",
        'said(b\'{"error": "NoSuchError", "message": ""}\')',
        'said(b\'{"document": "{}"}\')',
        'said(words[8:].replace(b"extraction", b"extractions"))',
        'said(b\'{"document": ""}\') + said(b\'{"error": "EmptyFile", "message": ""}\')',
        "(1 << 62).to_bytes(8, 'big')",
    ],
)
def test_a_false_answer_is_not_believed_and_never_taken_for_the_next_file(answer: str) -> None:
    program = f"""
import json, sys
from tracker.parsing import child
def said(words):
    return len(words).to_bytes(8, "big") + words
honest = child._answer
class Liar:
    def write(self, words):
        sys.stdout.buffer.write({answer} if self.lies else words)
    def flush(self):
        sys.stdout.buffer.flush()
liar = Liar()
def answer(request, data):
    liar.lies = request["name"].startswith("bad")
    return honest(request, data)
child._answer = answer
child.serve(sys.stdin.buffer, liar)
"""
    with Parser(command=(sys.executable, "-c", program)) as parser:
        then_the_next_is_read(parser)
        with pytest.raises((errors.DamagedFile, errors.ParseLimit)):
            parser.parse("bad.txt", SMALL)
        then_the_next_is_read(parser)


def test_the_child_knows_no_secrets_and_writes_no_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKER_DATABASE_URL", "postgresql://user:secret@host/db")
    said = "raise errors.DamagedFile(os.environ.get('TRACKER_DATABASE_URL', 'no secrets'))"
    with Parser(command=stubborn(said)) as parser, pytest.raises(errors.DamagedFile, match="no secrets"):
        parser.parse("bad.txt", SMALL)
    target = tmp_path / "left.bin"
    writing = stubborn(f"os.write(os.open({str(target)!r}, os.O_CREAT | os.O_WRONLY), b'x')")
    with Parser(command=writing) as parser, pytest.raises(errors.NotReadable):
        parser.parse("bad.txt", SMALL)
    assert not target.exists() or target.stat().st_size == 0


def test_a_process_that_cannot_be_started_is_told_as_that() -> None:
    with Parser(command=("/nowhere/python",)) as parser:
        for _again in range(3):
            with pytest.raises(errors.ParseFailed, match="cannot be started"):
                parser.parse("next.txt", SMALL)


def test_many_threads_share_a_reader() -> None:
    texts = [f"Open gate {number} on the first of April." for number in range(24)]
    with Parser(children=2) as parser, ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda text: parser.parse("brief.txt", text.encode()).document.text, texts))
    assert said == texts


def test_a_slow_file_does_not_hold_up_another() -> None:
    with Parser(seconds=2, children=2, command=stubborn("time.sleep(600)")) as parser:
        then_the_next_is_read(parser)
        given_up = threading.Event()

        def slow() -> None:
            with pytest.raises(errors.ParseLimit):
                parser.parse("bad.txt", SMALL)
            given_up.set()

        thread = threading.Thread(target=slow)
        thread.start()
        for _ in range(5):
            then_the_next_is_read(parser)
        early = not given_up.is_set()
        thread.join()
        assert early
        assert given_up.is_set()


def test_closing_ends_the_children() -> None:
    with Parser(command=stubborn("raise errors.DamagedFile(str(os.getpid()))")) as parser:
        with pytest.raises(errors.DamagedFile) as said:
            parser.parse("bad.txt", SMALL)
        os.kill(int(str(said.value)), 0)
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(said.value)), 0)
