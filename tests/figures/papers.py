"""What each paper of a report must hold, read back from the file and held against the rows of its day."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation

from tests.exports.reading_back import sheets, text
from tests.figures.boards import KEYS, Reported
from tests.figures.oracle import ASSESSED, GROUPS, Group, Rec, called
from tests.figures.pages import FIGURES, standing
from tests.figures.words import MONTHS, leftover, n, pattern, without
from tracker.exports.report import Paper
from tracker.vocabulary.one_line import shortened
from tracker.vocabulary.statuses import GROUP_LABELS, STATUSES, Status
from tracker.vocabulary.statuses import Group as Named

_FOOT = re.compile(r"What became of our recommendations · As of \d{1,2} \w+ \d{4}\.(?: Page \d+ of \d+)?")
_HASH = re.compile(r"\b[0-9a-f]{64}\b|SHA-256")
_RULES = ("strength 1 is our own claim, 5 a decision that cites", "Full adoption takes at least 2.")
SERIES = ("Adopted, at least in part", "Assessed, and not adopted", "Not assessed, or outside the count")


def said_day(on: str | None, precision: str | None, otherwise: str = "") -> str:
    if not on:
        return otherwise
    year, month, day = on[:4], MONTHS[int(on[5:7]) - 1], str(int(on[8:10]))
    return {"year": year, "month": f"{month} {year}"}.get(precision or "", f"{day} {month} {year}")


def iso(on: str | None, precision: str | None) -> str:
    return (on or "")[: {"year": 4, "month": 7}.get(precision or "", 10)]


def _stood(one: Rec) -> str:
    return said_day(one.status_on, one.status_on_precision)


def _published(one: Rec) -> str:
    return said_day(one.brief["published"], one.brief["published_precision"], "without date")


def record(paper: Paper, one: Rec) -> str:
    """One line of the annex, in the order of reading."""
    label, since = STATUSES[Status(one.status)].label, _stood(one)
    if paper is Paper.PPTX:
        status = ", ".join(filter(None, (label, since)))
        title = shortened(one.brief["title"], 45)
        return f"{one.reference} {shortened(one.wording, 110)} {title} {status} {one.strength}"
    about = "; ".join([*one.authors, *(called("region", code) for code in one.codes)])
    parts = (one.reference, one.wording, one.brief["title"], _published(one), about, label, since, str(one.strength))
    return " ".join(" ".join(filter(None, parts)).split())


def _bars(told: Reported) -> list[str]:
    groups = {GROUP_LABELS[Named(word)]: told.view.whole.sum(words) for word, words in GROUPS.items()}
    return [f"{label}: {n(number)}" for label, number in groups.items() if number]


def _lines(paper: Paper, told: Reported) -> Iterator[str]:
    for groups, note in (told.regions, told.authors):
        yield note
        for group in groups:
            if paper is not Paper.PPTX:
                yield f"{group.label} {n(group.total)} {told.of_assessed(group)}"
                continue
            yield f"{group.label}: {n(group.total)}; {told.of_assessed(group)}"
            values = zip(SERIES, _three(group), strict=True)
            yield f"{group.label} ({n(group.total)}) " + " ".join(f"{name} {value}" for name, value in values)


def _three(group: Group) -> tuple[int, int, int]:
    adopted, assessed = group.sum(GROUPS["adopted"]), group.sum(ASSESSED)
    return adopted, assessed - adopted, group.total - assessed


def phrases(paper: Paper, told: Reported) -> list[str]:
    """All that must stand in a paper that is read."""
    found = [f"{name} {n(value)} {taken}" for name, value, taken in told.figures]
    found += [*told.sentences, *_lines(paper, told), *told.headings(), *standing(told.view).must[:1]]
    found += [record(paper, one) for one in told.view.confirmed]
    if paper is Paper.PPTX:
        found += [f"{label}: {n(number)}" for label, number in told.statuses.items()]
        found += [f"{name}: {words}" for name, words in zip(FIGURES, told.sums(), strict=True)]
        found += [standing(told.view).must[1], "Confirmed " + " ".join(part.replace(":", "") for part in _bars(told))]
    else:
        found += [f"{STATUSES[s].label} {n(told.view.whole.statuses[s])} {STATUSES[s].definition}" for s in Status]
        found += [f"{name} {words}" for name, words in zip(FIGURES, told.sums(), strict=True)]
        found += _bars(told)
    return [" ".join(one.split()) for one in found if one]


def read(paper: Paper, data: bytes, told: Reported, theirs: list[str]) -> None:
    """A paper in words: all that must stand in it does, and no number that nothing explains."""
    whole = _FOOT.sub("", text(paper, data).replace("￾", "-"))
    whole = " ".join(_HASH.sub("…", whole).split())
    assert told.state in whole, paper
    whole = whole.replace(told.state, "…")
    rest, missing = without(whole, phrases(paper, told))
    for phrase in list(missing):  # a long word may be broken over two lines
        rest, times = pattern([phrase], loose=True).subn("…", rest)
        missing = [one for one in missing if one != phrase or not times]
    assert missing == [], (paper, missing[:5], len(missing))
    parts = [re.escape(part.rpartition(" ")[2]) for part in _bars(told)]
    bar = re.compile(r"…" + "".join(rf"(?: {part})?" for part in parts) + r"(?= …)")
    rest = bar.sub("…", rest)
    proofs = {said for one in told.view.confirmed for said in told.proof(one)}
    decisions = [words for each in told.decisions for words in each]
    rest, _absent = without(rest, [*_RULES, *proofs, *decisions])
    rest = leftover(rest, pattern(()), theirs)
    assert not re.findall(r".{0,60}\d+.{0,40}", rest), (paper, re.findall(r".{0,60}\d+.{0,40}", rest)[:5])


def read_pptx(data: bytes, told: Reported) -> None:
    """The values of every chart, also in the workbook behind it."""
    wanted: list[list[tuple[int, ...]]] = [
        [(told.view.whole.sum(words),) for words in GROUPS.values() if told.view.whole.sum(words)]
    ]
    for groups, _note in (told.regions, told.authors):
        wanted.append(list(zip(*map(_three, groups), strict=True)))
    charts = [shape.chart for slide in Presentation(BytesIO(data)).slides for shape in slide.shapes if shape.has_chart]
    found = [[tuple(map(int, series.values)) for series in chart.plots[0].series] for chart in charts]
    assert found == wanted
    for chart, series in zip(charts, wanted, strict=True):
        book: Any = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        _heads, *rows = book.active.iter_rows(values_only=True)
        assert [tuple(map(int, row[1:])) for row in rows] == list(zip(*series, strict=True))


def read_xlsx(data: bytes, told: Reported) -> None:
    """Every sheet with numbers, cell by cell."""
    book = sheets(data)
    of = [None, told.view.total, told.figures[1][1], told.figures[2][1], None]
    figures = [
        (*figure[:2], whole, figure[2], words)
        for figure, whole, words in zip(told.figures, of, told.sums(), strict=True)
    ]
    assert book["Figures"][1:] == figures
    assert {row[0]: row[1] for row in book["Standing"][1:]} == {**told.statuses, FIGURES[4]: told.view.pending}
    for sheet, (groups, _note) in (("Where", told.regions), ("By whom", told.authors)):
        lines = [(group.label, group.total, group.assessed, group.sum(GROUPS["adopted"])) for group in groups]
        assert book[sheet][1:] == lines
    heads, *rows = book["Records"]
    _records([dict(zip(map(str, heads), row, strict=True)) for row in rows], told)
    for row in book["Stories"][1:]:
        assert row[7] == told.of_reference[str(row[0])].strength
    said = " ".join(str(row[-1]) for sheet in ("Said", "How it is counted") for row in book[sheet])
    _sentences(said, told)
    meanings = [str(row[2]) for row in book["Definitions"][1:]]
    _meanings(meanings, told)


def _sentences(said: str, told: Reported, *, all_of: bool = True) -> None:
    rest, missing = without(said, told.sentences)
    assert not missing or not all_of, missing
    decisions = [words for each in told.decisions for words in each]
    rest, _absent = without(_HASH.sub("…", rest), [*_RULES, told.state, *decisions])
    rest = leftover(rest, pattern(()), [])
    assert not any(c.isdigit() for c in rest), rest


def _meanings(meanings: Iterable[str], told: Reported) -> None:
    sums = [f"The column adds up to {n(value)}." for _name, value, _taken in told.figures]
    found = [words for words in meanings if "adds up to" in words or "are not listed" in words]
    assert len(found) == 5
    for words, said, (name, value, _taken) in zip(found, sums, told.figures, strict=True):
        assert name in words and (said in words or f"the {n(value)} of the figure" in words), words


def _records(rows: list[dict[str, Any]], told: Reported) -> None:
    """The records, and which figure counts each."""
    held = {key: {one.reference for one in told.counted(key)} for key in KEYS}
    assert sorted(str(row["reference"]) for row in rows) == sorted(held["recommendations"])
    for row in rows:
        one = told.of_reference[str(row["reference"])]
        assert int(row["strength"]) == one.strength, one.reference
        assert (row["published"] or "") == iso(one.brief["published"], one.brief["published_precision"])
        assert (row["since"] or "") == iso(one.status_on, one.status_on_precision)
        assert row["status"] == one.status
        for key in KEYS:
            assert int(row[f"counted_{key}"]) == (one.reference in held[key]), (one.reference, key)
        assert int(row["counted_pending"]) == 0


def read_csv(data: bytes, told: Reported) -> None:
    _records(list(csv.DictReader(StringIO(data.decode("utf-8-sig")))), told)


def read_code_book(data: bytes, told: Reported) -> None:
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))
    _meanings([row["meaning"] for row in rows if row["column"]], told)
    _sentences(" ".join(row["meaning"] for row in rows if not row["column"]), told, all_of=False)


def read_json(data: bytes, told: Reported) -> None:
    found = json.loads(data)
    of = [None, told.view.total, told.figures[1][1], told.figures[2][1], None]
    figures = [(one["name"], one["value"], one["taken_from"], one["of"]) for one in found["figures"]]
    assert figures == [(*figure, whole) for figure, whole in zip(told.figures, of, strict=True)]
    view, totals = told.view, found["totals"]
    assert totals["statuses"] == {status.value: view.whole.statuses[status.value] for status in Status}
    undated, coarse = (
        sum(not one.published for one in view.confirmed),
        sum(one.precision == "year" for one in view.confirmed),
    )
    numbers = (totals["total"], totals["pending"], totals["briefs"], totals["undated"], totals["year_only"])
    assert numbers == (view.total, view.pending, view.briefs, undated, coarse)
    for name, (groups, note) in (("regions", told.regions), ("authors", told.authors)):
        lines = [(line["name"], line["total"], line["assessed"], line["adopted"]) for line in found[name]["lines"]]
        assert lines == [(group.label, group.total, group.assessed, group.sum(GROUPS["adopted"])) for group in groups]
        assert found[name]["note"] == note
    _records(
        [
            {**one, **{f"counted_{key}": key in one["figures"] for key in (*KEYS, "pending")}}
            for one in found["records"]
        ],
        told,
    )
    assert all(story["strength"] == told.of_reference[story["reference"]].strength for story in found["stories"])
    said = [*found["changed"], *found["unknown"], *found["counting"], found["covers"]]
    _sentences(" ".join([*said, found["regions"]["note"], found["authors"]["note"]]), told)


def read_html(data: bytes, told: Reported) -> None:
    """What a figure leads to holds as many records as it says, with the parts behind it."""
    page = data.decode()
    parts = {part[0]: part.split("</table>")[0].count('<th scope="row"') for part in page.split('<h3 id="part-')[1:]}
    assert list(parts.values()) == [len(rows) for rows in told.parts().values()]
    for (name, value, _taken), words in zip(told.figures, told.sums(), strict=True):
        link = re.search(rf'<span>{name}</span> <b><a href="#(sum-\w+)">{n(value)}</a>', page)
        row = re.search(rf'<span id="{link[1]}">{name}</span></th><td>(.*)</td>', page) if link else None
        linked = re.findall(r'<a href="#part-(\w+)">\1 [\d,]+</a>', row[1]) if row else []
        letters = re.findall(r"([A-Z]+) [\d,]+", words) if "=" in words else []
        assert linked == letters, name
        assert not letters or sum(parts[letter] for letter in letters) == value, name


READERS: dict[Paper, Callable[[bytes, Reported], None]] = {
    Paper.PPTX: read_pptx,
    Paper.XLSX: read_xlsx,
    Paper.HTML: read_html,
    Paper.CSV: read_csv,
    Paper.JSON: read_json,
}
IN_WORDS = (Paper.PDF, Paper.PPTX, Paper.HTML)
