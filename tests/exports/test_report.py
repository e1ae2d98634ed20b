"""Every format of the board's report: the same numbers and words, the same bytes whenever and wherever it is made."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.exports.boards import HOSTILE, nothing, sample, saying
from tests.exports.reading_back import made, stands, text
from tracker.board import Board, Entry, Figure, Line, Ranking, digest
from tracker.exports.report import Paper, download, ending, files, paper_of, written
from tracker.vocabulary.numbers import number
from tracker.vocabulary.statuses import GROUP_LABELS, STATUSES, Status

ROOT = Path(__file__).parents[2]
ALL = list(Paper)
READ = [paper for paper in ALL if paper not in (Paper.CSV, Paper.JSON)]
"""Those for people, which say all in words; the other two are walked below."""

KEYS = [one.key for one in sample().figures]

MAKE = """
import sys
from hashlib import sha256
from tests.exports.boards import sample
from tracker.exports.report import Paper, written
print(*(name for name in ("typst", "pptx", "xlsxwriter") if name in sys.modules))
print(*(sha256(written(sample(), paper)).hexdigest() for paper in Paper))
"""


def figure(paper: Paper, one: Figure) -> str:
    value = f"{one.value} {'' if one.of is None else one.of}" if paper is Paper.XLSX else number(one.value)
    return f"{one.name} {value} {one.taken_from}"


def standing(paper: Paper, status: Status, n: int) -> str:
    meaning = STATUSES[status]
    if paper is Paper.PPTX:
        return f"{meaning.label}: {number(n)}"
    return f"{meaning.label} {n} {GROUP_LABELS[meaning.group] if paper is Paper.XLSX else meaning.definition}"


def line(paper: Paper, one: Line) -> str:
    if paper is Paper.XLSX:
        return f"{one.name} {one.total} {one.assessed} {one.adopted}"
    adopted = f"{number(one.adopted)} of {number(one.assessed)}" if one.assessed else "none assessed"
    return (
        f"{one.name}: {number(one.total)}; {adopted}"
        if paper is Paper.PPTX
        else (f"{one.name} {number(one.total)} {adopted}")
    )


def record(paper: Paper, one: Entry) -> str:
    asked = f"{one.reference} {one.wording} {one.brief}"
    by, counted = "A. Writer; B. Writer", " ".join(str(int(key in one.figures)) for key in KEYS)
    if paper is Paper.XLSX:
        return f"{asked} {one.published or ''} {by} Iran {one.status} {one.since or ''} {one.strength} {counted}"
    label, since = STATUSES[one.status].label, "1 February 2022" if one.since else ""
    if paper is Paper.PPTX:
        return f"{asked} {label}{',' if since else ''} {since} {one.strength}"
    return f"{asked} {'May 2020' if one.published else 'without date'} {by}; Iran {label} {since} {one.strength}"


def numbers(paper: Paper, board: Board) -> Iterator[str]:
    """Every number of the board, with what stands beside it in this format."""
    yield from (figure(paper, one) for one in board.figures)
    yield from (standing(paper, status, n) for status, n in board.totals.statuses.items())
    yield from (line(paper, one) for one in (*board.regions.lines, *board.authors.lines))
    yield from (record(paper, one) for one in board.records)


def otherwise(board: Board) -> Board:
    """The board with every number one higher."""

    def lines(ranking: Ranking) -> Ranking:
        more = (Line(one.name, one.total + 1, one.assessed + 1, one.adopted + 1) for one in ranking.lines)
        return replace(ranking, lines=tuple(more))

    statuses = {status: n + 1 for status, n in board.totals.statuses.items()}
    return replace(
        board,
        totals=replace(board.totals, statuses=statuses),
        figures=tuple(replace(one, value=one.value + 1) for one in board.figures),
        regions=lines(board.regions),
        authors=lines(board.authors),
        records=tuple(replace(one, strength=one.strength + 1) for one in board.records),
    )


@pytest.mark.parametrize("paper", READ)
def test_every_number_of_the_board_stands_in_it_and_no_other(paper: Paper) -> None:
    found = text(paper, made(paper, sample))
    assert [said for said in numbers(paper, sample()) if not stands(found, said)] == []
    assert [said for said in numbers(paper, otherwise(sample())) if stands(found, said)] == []
    for story in sample().stories:
        said = f"Evidence of strength {story.strength} of 5" if story.proofs else "No evidence is on record."
        assert said in found or paper is Paper.XLSX


@pytest.mark.parametrize("paper", READ)
def test_every_sentence_of_the_board_stands_in_it(paper: Paper) -> None:
    board = sample()
    found = text(paper, made(paper, sample))
    notes = (board.regions.note, board.authors.note)
    said = (board.covering, board.covers, *board.decisions, *board.changed, *board.unknown, *board.counting, *notes)
    assert [sentence for sentence in said if sentence not in found] == []
    assert "30 September 2026" in found
    assert "25 June 2026" in found
    for story in board.stories:
        assert stands(found, story.reference), story
        assert (story.outcome in found) and (story.title in found)
    assert "Fund the register, now." in found


def test_the_records_add_up_to_the_figures_in_csv() -> None:
    heads, *lines = made(Paper.CSV, sample).decode("utf-8-sig").splitlines()
    columns = heads.split(",")
    for figure in sample().figures[:-1]:
        place = columns.index(f"counted_{figure.key}") - len(columns)
        assert sum(int(line.split(",")[place]) for line in lines) == figure.value, figure


def test_json_is_what_the_hash_is_taken_from() -> None:
    board, data = sample(), made(Paper.JSON, sample)
    assert sha256(data).hexdigest() == digest(board)
    found = json.loads(data)
    assert [figure["value"] for figure in found["figures"]] == [figure.value for figure in board.figures]
    assert found["totals"]["statuses"] == {status.value: n for status, n in board.totals.statuses.items()}
    assert [entry["reference"] for entry in found["records"]] == [entry.reference for entry in board.records]


@pytest.mark.parametrize("paper", [*READ, Paper.CSV])
def test_the_hash_of_the_contents_is_printed_in_each(paper: Paper) -> None:
    if paper is Paper.CSV:
        book = files(sample(), paper, "records.csv")["records-code-book.csv"].decode("utf-8-sig")
        assert digest(sample()) in book
    else:
        assert digest(sample()) in text(paper, made(paper, sample))


@pytest.mark.parametrize("paper", [*READ, Paper.CSV])
def test_the_state_of_the_history_is_printed_in_each(paper: Paper) -> None:
    def told(board: Board) -> str:
        if paper is Paper.CSV:
            return files(board, paper, "records.csv")["records-code-book.csv"].decode("utf-8-sig")
        return text(paper, written(board, paper))

    assert stands(told(sample()), "State of the history: 3f2a9c01d4e5b6a7")
    assert "State of the history" not in told(replace(sample(), history=""))


def test_the_same_board_gives_the_same_bytes_in_another_process_at_another_place_and_time() -> None:
    """And no library of a format is loaded before that is asked for."""
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", MAKE], cwd=ROOT, env=elsewhere, capture_output=True, text=True, check=True
    )
    loaded, made_there = done.stdout.splitlines()
    assert loaded == ""
    assert made_there.split() == [sha256(made(paper, sample)).hexdigest() for paper in ALL]


@pytest.mark.parametrize("paper", ALL)
def test_no_words_of_people_harm_it(paper: Paper) -> None:
    board = saying(*HOSTILE)
    data = written(board, paper)
    found = text(paper, data)
    assert [entry.reference for entry in board.records if not stands(found, entry.reference)] == []
    plain = "$5m #set @x *bold* _it_ <b>&amp;</b> `raw` [a](b)"
    assert plain in found
    assert b"\x1b" not in data if paper in (Paper.CSV, Paper.JSON) else "\x1b" not in found


@pytest.mark.parametrize("paper", [paper for paper in READ if paper is not Paper.XLSX])
def test_where_there_is_nothing_to_count_one_sentence_says_so(paper: Paper) -> None:
    found = text(paper, written(nothing(), paper))
    assert nothing().nothing in found
    assert "Still in force" not in found


@pytest.mark.parametrize("paper", ALL)
def test_a_file_name_tells_its_format(paper: Paper) -> None:
    assert paper_of(f"Report.of.May.{paper.upper()}") is paper
    assert paper_of(paper.value) is None


def test_what_belongs_together_comes_together(tmp_path: Path) -> None:
    board = sample()
    assert list(files(board, Paper.PDF, "may.pdf")) == ["may.pdf"]
    assert list(files(board, Paper.CSV, "may.csv")) == ["may.csv", "may-code-book.csv"]
    beside = files(board, Paper.JSON, "may.json")
    assert beside["may.json.sha256"].decode() == f"{digest(board)}  may.json\n"
    (tmp_path / "may.zip").write_bytes(download(board, Paper.CSV, "may"))
    with ZipFile(tmp_path / f"may.{ending(Paper.CSV)}") as archive:
        assert archive.namelist() == ["may.csv", "may-code-book.csv"]
    assert (ending(Paper.HTML), download(board, Paper.HTML, "may")) == ("html", made(Paper.HTML, sample))
