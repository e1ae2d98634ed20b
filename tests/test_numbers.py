"""Every number on every page and in every format equals what the rows say: one walk over all of them."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.actions.conftest import Desk
from tests.exports.reading_back import sheets
from tests.figures import by_group, more_pages, pages, papers
from tests.figures.boards import KEYS, Reported
from tests.figures.drawn import Mark, check_file, check_svg
from tests.figures.oracle import Rec, Rows, View, called, later
from tests.figures.pages import Told
from tests.figures.sample import PAST, TODAY, fill, stands_still, store_of
from tests.figures.seen import Seen, look
from tests.figures.words import n, recs, typed, unexplained
from tests.pages.conftest import Site, looked_through_once
from tests.web.test_api import Reader
from tracker.board import Board, board
from tracker.exports.report import Paper, files, written
from tracker.queries import parameters
from tracker.queries.axes import By
from tracker.queries.records import keys
from tracker.queries.timing import Timing
from tracker.settings import house as installed
from tracker.settings import settings
from tracker.store.access import sole_person
from tracker.ui import figures
from tracker.vocabulary.advice import ACTION_TYPE_LABELS, LEVEL_LABELS, ActionType, Level
from tracker.vocabulary.answers import REVIEW_LABELS, Review
from tracker.vocabulary.statuses import Status

__all__ = ["looked_through_once"]

Query = dict[str, str]
EVERYTHING: Query = {}
IRAN: Query = {"region": "IRN"}


class House:
    """The sample store with its pages open, and its rows counted by hand."""

    def __init__(self, file: Path, site: Site) -> None:
        self.file, self.site = file, site
        self.rows = Rows(file, TODAY)
        self.theirs = typed(self.rows)
        self.lists: dict[str, int] = {}
        """How many the list holds at an address that was tried."""
        self.boards: dict[date, Board] = {}

    def view(self, query: Query) -> View:
        return self.rows.view({name: [value] for name, value in query.items()})

    def back(self, query: Query) -> View:
        """The same view a year ago; what it is about is taken as it is known now."""
        then = Rows(self.file, later(TODAY, -12), past=True)
        then.of["author"] = self.rows.of["author"]
        known = {one.id: one for one in self.rows.recs}
        for one in then.recs:
            now = known[one.id]
            one.authors, one.codes, one.regions, one.topics = now.authors, now.codes, now.regions, now.topics
        return then.view({name: [value] for name, value in query.items()})


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    file = tmp_path_factory.mktemp("numbers") / "sample.db"
    with stands_still() as patch:
        fill(file)
        patch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{file}")
        patch.setenv("TRACKER_SIGN_IN", "test")
        settings.cache_clear()
        with store_of(file) as store:
            with store.reading() as session:
                me: Any = sole_person(session)
            yield House(file, Site(Desk(store, me, None), patch))  # type: ignore[arg-type]
    settings.cache_clear()


ADOPTED_IN_IRAN: Query = {"region": "IRN", "status": "adopted"}


def compare(house: House, query: Query) -> Told:
    told = more_pages.sides(house.view(query), house.view(ADOPTED_IN_IRAN))
    told += more_pages.fair(house.view(query))
    return told


PAGES: dict[str, Callable[[House, Query], Told]] = {
    "explore/overview": lambda house, query: pages.overview(house.view(query)),
    "explore/authors": lambda house, query: pages.authors(house.view(query)),
    "explore/regions": lambda house, query: pages.regions(house.view(query)),
    "explore/trends": lambda house, query: pages.trends(house.view(query), house.back(query)),
    "explore/impact": lambda house, query: pages.impact(house.view(query)),
    "explore/compare": compare,
}
BESIDE: dict[str, Query] = {"explore/compare": {f"other-{name}": value for name, value in ADOPTED_IN_IRAN.items()}}
"""What the address of a page holds beside the filter."""


def walk(house: House, page: str, query: Query, told: Told, **more: str) -> list[Mark]:
    """Hold all that a page shows against what it must; the marks of its charts, with how many each stands for."""
    seen = look(house.site, page, **query, **BESIDE.get(page, {}), **more)
    explain(house, seen, told)
    marks = _charts(seen, told)
    leads(house, query, marks)
    return marks


def leads(house: House, query: Query, marks: list[Mark]) -> None:
    """Each mark leads to a list of as many as it stands for."""
    chosen, _ignored = parameters.read({name: [value] for name, value in query.items()})
    with house.site.desk.store.reading() as session:
        for target, number in marks:
            found = figures.behind(chosen, target)
            assert found is not None, target
            address = parameters.written(found)
            assert len(house.rows.matching(address)) == number, (target, number, address)
            if str(address) not in house.lists:
                house.lists[str(address)] = len(keys(session, house.site.desk.me, parameters.read(address)[0]))
            assert house.lists[str(address)] == number, (target, number, address)


def opened_list(house: House, address: Mapping[str, Sequence[str]], number: int) -> None:
    """The list, opened at that address, tells that number."""
    seen = look(house.site, "explore/recommendations", **{name: list(values) for name, values in address.items()})
    said = recs(number)
    assert any(text == said or text.startswith(f"{said}, 1 to") for text in seen.texts), (address, said)


def explain(house: House, seen: Seen, told: Told) -> None:
    """All that a page must say stands on it, and no number that nothing explains."""
    texts = [*seen.texts, *(chart["alt"] for chart in seen.charts)]
    missing = [words for words in told.must if not any(words in text for text in texts)]
    assert not missing, (missing, [text for text in texts if any(c.isdigit() for c in text)])
    assert unexplained(texts, [*told.must, *told.may], house.theirs) == []


def _charts(seen: Seen, told: Told) -> list[Mark]:
    names = [name.removesuffix(".csv") for name in seen.files if name.endswith(".csv")]
    assert names == list(told.charts)
    assert len(seen.tables) == len(names)
    drawn = {chart["key"]: chart for chart in seen.charts}
    assert len(drawn) == len(seen.charts) and drawn.keys() <= {*names}
    marks = []
    for name, table in zip(names, seen.tables, strict=True):
        figure, as_chart = drawn.get(name, NOT_DRAWN), f"{name}.svg" in seen.files
        marks += told.charts[name](figure if as_chart else None, table)
        heads = table.columns if as_chart else [str(head).lower() for head in table.columns]
        check_file(seen.file(f"{name}.csv"), table.set_axis(heads, axis=1))
        if as_chart:
            check_svg(seen.file(f"{name}.svg"), figure, [*seen.texts, figure["alt"]])
    return marks


NOT_DRAWN: dict[str, Any] = {"data": [], "layout": {}, "alt": ""}
"""A chart of nothing, of which the page says why there is none."""


@pytest.mark.parametrize("query", [EVERYTHING, IRAN], ids=["everything", "iran"])
@pytest.mark.parametrize("page", PAGES)
def test_every_number_of_a_page(house: House, page: str, query: Query) -> None:
    marks = walk(house, page, query, PAGES[page](house, query))
    if marks:
        target, number = max(marks, key=lambda mark: mark[1])
        chosen, _ignored = parameters.read({name: [value] for name, value in query.items()})
        opened_list(house, parameters.written(figures.behind(chosen, target) or chosen), number)


def impact_by(house: House, query: Query, by: str, switch: str = "partly") -> None:
    view = house.view(query)
    told = pages.impact(view, switch, by_group.curves(view, by, switch))
    walk(house, "explore/impact", query, told, by=by, success=switch)


def compare_by(house: House, query: Query, by: str, switch: str = "partly") -> None:
    told = more_pages.sides(house.view(query), house.view(ADOPTED_IN_IRAN), switch)
    told += more_pages.fair(house.view(query), switch, by, by_group.NOUNS[by])
    walk(house, "explore/compare", query, told, by=by, success=switch)


@pytest.mark.parametrize("query", [EVERYTHING, IRAN], ids=["everything", "iran"])
@pytest.mark.parametrize("by", ["region_group", "author"])
def test_every_number_of_how_fast_each_group_was(house: House, by: str, query: Query) -> None:
    impact_by(house, query, by)


OTHERS: list[Query] = [
    {"author": "Ann Other"},
    {"status": "adopted"},
    {"topic": "Diplomacy"},
    {"since": "2022-01-01", "until": "2023-06-30"},
    {"region": "europe", "action": "5"},
]


@pytest.mark.long
@pytest.mark.parametrize("query", OTHERS, ids=lambda query: "-".join(query.values()))
@pytest.mark.parametrize("page", PAGES)
def test_every_number_of_a_page_in_other_views(house: House, page: str, query: Query) -> None:
    walk(house, page, query, PAGES[page](house, query))


@pytest.mark.long
@pytest.mark.parametrize("query", [EVERYTHING, *OTHERS], ids=lambda query: "-".join(query.values()) or "everything")
@pytest.mark.parametrize("by", by_group.FIELDS)
def test_every_number_of_each_grouping(house: House, by: str, query: Query) -> None:
    impact_by(house, query, by)
    compare_by(house, query, by)


@pytest.mark.long
@pytest.mark.parametrize("switch", ["adopted", "otherwise", "moved"])
def test_every_number_under_another_switch(house: House, switch: str) -> None:
    walk(house, "explore/impact", EVERYTHING, pages.impact(house.view(EVERYTHING), switch), success=switch)
    told = more_pages.sides(house.view(EVERYTHING), house.view(ADOPTED_IN_IRAN), switch)
    told += more_pages.fair(house.view(EVERYTHING), switch)
    walk(house, "explore/compare", EVERYTHING, told, success=switch)
    impact_by(house, EVERYTHING, "topic", switch)


@pytest.mark.long
@pytest.mark.parametrize("step", ["quarter", "month"])
def test_every_number_by_another_step(house: House, step: str) -> None:
    told = pages.trends(house.view(EVERYTHING), house.back(EVERYTHING), step)
    walk(house, "explore/trends", EVERYTHING, told, step=step)


@pytest.mark.parametrize("query", [EVERYTHING, IRAN], ids=["everything", "iran"])
def test_every_number_on_repeated_asks(house: House, query: Query) -> None:
    """Which wordings are like enough to be proposed is no count, so that the number of proposals is not held here."""
    told = more_pages.repeated(house.view(query))
    seen = look(house.site, "explore/repeated", **query)
    told.may += [text for text in seen.texts if PROPOSED.fullmatch(text)]
    explain(house, seen, told)
    again = {str(times[0].repeats_id or times[0].id): len(times) for times in more_pages.asks_of(house.view(query))}
    links = {link["ask"][0]: link for _label, link in seen.links if "ask" in link}
    assert links.keys() == {key for key, number in again.items() if number > 1}
    for key, link in links.items():
        opened_list(house, link, again[key])


def test_the_two_lists_that_are_compared_hold_what_is_counted(house: House) -> None:
    seen = look(house.site, "explore/compare", **IRAN, **BESIDE["explore/compare"])
    lists = [link for label, link in seen.links if label.startswith("List of")]
    for link, query in zip(lists, (IRAN, ADOPTED_IN_IRAN), strict=True):
        opened_list(house, link, house.view(query).total)


PROPOSED = re.compile(r"\d+ of \d+|\d+ of 100 alike.*")


@pytest.mark.parametrize(
    "query",
    [IRAN, {"page": "2"}, {"review": "pending"}],
    ids=["iran", "second", "pending"],
)
def test_every_number_of_the_list(house: House, query: Query) -> None:
    asked = {name: [value] for name, value in query.items() if name != "page"}
    seen = look(house.site, "explore/recommendations", **query)
    explain(house, seen, more_pages.listing(house.rows, asked, int(query.get("page", 1))))
    expected = {(one.reference, str(one.version), str(one.strength_inside)) for one in house.rows.matching(asked)}
    assert _lines(csv.reader(StringIO(seen.file("recommendations.csv")))) == expected
    assert _lines(next(iter(sheets(seen.files["recommendations.xlsx"]()).values()))) == expected


def _lines(rows: Iterable[Sequence[Any]]) -> set[tuple[str, ...]]:
    """(reference, version, strength) of each line of a file with a line of heads."""
    heads, *lines = rows
    places = [list(heads).index(name) for name in ("reference", "seen", "strength")]
    found = {tuple(str(line[place]) for place in places) for line in lines}
    assert len(found) == len(lines)
    return found


@pytest.mark.parametrize("query", [EVERYTHING, IRAN], ids=["everything", "iran"])
def test_every_number_of_what_needs_a_look(house: House, query: Query) -> None:
    told, total = more_pages.updates(house.rows, {name: [value] for name, value in query.items()})
    seen = look(house.site, "work/updates", **query)
    explain(house, seen, told)
    assert len(list(csv.DictReader(StringIO(seen.file("updates.csv"))))) == total


DAYS = [PAST, date(2026, 10, 20), TODAY]
"""A day that is over, that of the last meeting's report, and today."""


@pytest.fixture(scope="module")
def reports(house: House) -> dict[date, Reported]:
    return {day: Reported(house.file, day) for day in DAYS}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_number_of_the_boards_page(house: House, reports: dict[date, Reported], day: date) -> None:
    told = reports[day]
    seen = look(house.site, "report/board", as_of=day.isoformat())
    explain(house, seen, more_pages.report(told))
    more_pages.check_report_bars(seen.charts, told)
    assert len(seen.charts) == 2
    for key in KEYS:
        _records(house, told, day, key)


def test_every_number_of_a_report_that_is_being_prepared(house: House, reports: dict[date, Reported]) -> None:
    told, meeting = reports[TODAY], house.rows.of["meeting"]
    key = next(key for key, row in meeting.items() if row["approved_at"] is None)
    seen = look(house.site, "report/board", draft=str(key))
    explain(house, seen, more_pages.report(told))
    more_pages.check_report_bars(seen.charts, told)
    assert len(seen.charts) == 2


def _records(house: House, told: Reported, day: date, key: str) -> None:
    """The name of a figure leads to as many records as it says."""
    counted = told.counted(key)
    seen = look(house.site, "report/board", as_of=day.isoformat(), figure=key)
    name, value, taken = told.figures[KEYS.index(key)]
    page = Told([f"{name}: {n(value)} {taken}", *told.outside])
    page.may += [f"evidence {one.strength} of 5" for one in counted] + more_pages.more_of(counted)
    page.may += ["strength 1 is our own claim", "5 a decision that cites", "at least 2"]
    explain(house, seen, page)
    links = [query["id"][0] for _label, query in seen.links if "id" in query]
    assert len(links) == min(value, 50)
    assert set(links) <= {one.reference for one in counted}


@pytest.mark.parametrize("page", ["report/meeting", "report/meeting?id=1"])
def test_every_number_of_the_meetings(house: House, page: str) -> None:
    """There are days there, and no figure."""
    explain(house, look(house.site, page.partition("?")[0], **({"id": "1"} if "?" in page else {})), Told())


def told_board(house: House, day: date) -> Board:
    """What the board is told at the end of a day; made once."""
    if day not in house.boards:
        with house.site.desk.store.reading() as session:
            house.boards[day] = board(session, house.site.desk.me, as_of=day)
    return house.boards[day]


def read_back(house: House, told: Reported, paper: Paper, data: bytes) -> None:
    """Hold all that a paper says against what the rows of its day say."""
    if paper in papers.IN_WORDS:
        papers.read(paper, data, told, house.theirs)
    if paper in papers.READERS:
        papers.READERS[paper](data, told)


@pytest.mark.parametrize("day", [PAST, TODAY], ids=str)
@pytest.mark.parametrize("paper", list(Paper))
def test_every_number_of_a_paper(house: House, reports: dict[date, Reported], paper: Paper, day: date) -> None:
    told = told_board(house, day)
    read_back(house, reports[day], paper, written(told, paper))
    if paper is Paper.CSV:
        found = files(told, paper, "r.csv")
        papers.read_code_book(found["r-code-book.csv"], reports[day])


FILTERS = {
    "explore/trends": ("author", "region", "addressee", "topic", "status", "action"),
    "explore/recommendations": (
        "author",
        "region",
        "addressee",
        "topic",
        "status",
        "action",
        "review",
        "level",
        "series",
    ),
}


@pytest.mark.parametrize("query", [EVERYTHING, ADOPTED_IN_IRAN], ids=["everything", "iran"])
@pytest.mark.parametrize("page", FILTERS)
def test_every_number_of_the_filters(house: House, page: str, query: Query) -> None:
    """Beside each choice stands how many the view would hold with that choice alone in its field."""
    app = house.site.visit(page, **query)
    app.session_state["filters.bar"] = True
    app.run()
    for name in FILTERS[page]:
        others = {field: [value] for field, value in query.items() if field != name}
        rows = house.rows.view(others).confirmed if page == "explore/trends" else house.rows.matching(others)
        chosen = [query[name]] if name in query else []
        expected = choices(rows, name, chosen)
        found = dict(CHOICE.fullmatch(option).groups() for option in app.multiselect(key=f"filters.{name}").options)
        assert {label: int(number) for label, number in found.items()} == expected, name


CHOICE: Any = re.compile(r"(.*) \((\d+)\)")


def choices(rows: Sequence[Rec], name: str, chosen: Sequence[str]) -> dict[str, int]:
    """How many of the rows each choice of a filter holds, by what it is called."""
    of: dict[str, Callable[[Rec], Iterable[str]]] = {
        "author": lambda one: one.authors,
        "region": lambda one: [
            *map(partial(called, "region_group"), one.regions),
            *map(partial(called, "region"), one.codes),
        ],
        "addressee": lambda one: one.addressees,
        "topic": lambda one: one.topics,
        "status": lambda one: [called("status", one.status)],
        "action": lambda one: [ACTION_TYPE_LABELS[ActionType(one.action_type)]],
        "review": lambda one: [REVIEW_LABELS[Review(one.review)]],
        "level": lambda one: [LEVEL_LABELS[Level(one.level)]],
        "series": lambda one: [one.brief["series"]] if one.brief["series"] else [],
    }
    found = Counter(key for one in rows for key in of[name](one))
    what = {"status": "status", "region": "region"}.get(name, "")
    return {**{called(what, key): 0 for key in chosen}, **found}


@pytest.fixture(scope="module")
def program(house: House) -> Reader:
    return Reader(house.site.desk, house.site.desk.me)


NARROWED = [EVERYTHING, IRAN, ADOPTED_IN_IRAN, {"since": "2022-01-01", "until": "2023-06-30"}, {"review": "pending"}]


@pytest.mark.parametrize("query", NARROWED, ids=lambda query: "-".join(query.values()) or "everything")
def test_every_number_that_programs_read(house: House, program: Reader, query: Query) -> None:
    expected = house.rows.matching({name: [value] for name, value in query.items()})
    found = program.get(f"recommendations?{urlencode(query)}").json()
    assert {(one["id"], one["strength"]) for one in found} == {(one.id, one.strength_inside) for one in expected}
    assert len(found) == len(expected)
    briefs = program.get(f"briefs?{urlencode(query)}").json()
    numbers = {one["id"]: [one[name] for name in ("recommendations", *REVIEWS)] for one in briefs}
    of = {one.brief_id: [other.review for other in expected if other.brief_id == one.brief_id] for one in expected}
    assert numbers == {key: [len(said), *(said.count(review) for review in REVIEWS)] for key, said in of.items()}
    for by in By if query == IRAN else (By.AUTHOR, By.YEAR):
        counts_by(house, program, query, by.value)


REVIEWS = ("confirmed", "pending", "rejected")


def counts_by(house: House, program: Reader, query: Query, by: str) -> None:
    asked = urlencode({**query, "by": by})
    found = program.get(f"counts?{asked}").json()
    words = [status.value for status in Status]
    expected = [[g.key, g.total, g.pending, *(g.statuses[word] for word in words)] for g in house.view(query).by(by)]
    assert sorted([[one[name] for name in ("key", "total", "pending", *words)] for one in found], key=str) == sorted(
        expected, key=str
    )
    lines = list(csv.DictReader(StringIO(program.get(f"counts.csv?{asked}").text.removeprefix("\ufeff"))))
    assert [[line[name] for name in ("total", *words)] for line in lines] == [
        [str(one[name]) for name in ("total", *words)] for one in found
    ]


def one_more(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with one more in the first number above nine that it is given."""
    done: list[bool] = []

    def tampered(*given: Any, **more: Any) -> Any:
        if not done and given and isinstance(given[0], int) and given[0] > 9:
            done.append(True)
            given = (given[0] + 1, *given[1:])
        return function(*given, **more)

    return tampered


def in_first_row(column: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The function with one more in the first row of the table that it makes."""

    def around(function: Callable[..., Any]) -> Callable[..., Any]:
        def tampered(*given: Any, **more: Any) -> Any:
            table = function(*given, **more).copy()
            table.loc[0, column] += 1
            return table

        return tampered

    return around


def in_first_number(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with one more in the first number of the list, or of the rows, that it gives."""

    def tampered(*given: Any, **more: Any) -> Any:
        found = list(function(*given, **more))
        rows = [list(one) for one in found] if isinstance(found[0], tuple) else [found]
        place = next(place for place, cell in enumerate(rows[0]) if type(cell) is int)
        rows[0][place] += 1
        return [tuple(row) for row in rows] if isinstance(found[0], tuple) else rows[0]

    return tampered


def in_text(pattern: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The function with one more in the first number of its text that the pattern finds."""

    def around(function: Callable[..., Any]) -> Callable[..., Any]:
        def tampered(*given: Any, **more: Any) -> Any:
            made = function(*given, **more)
            text = made.decode() if isinstance(made, bytes) else made
            found = re.search(pattern, text)
            assert found, pattern
            text = f"{text[: found.start(1)]}{int(found[1]) + 1}{text[found.end(1) :]}"
            return text.encode() if isinstance(made, bytes) else text

        return tampered

    return around


def without_review(function: Callable[..., Any]) -> Callable[..., Any]:
    """A mark that leads to too long a list."""
    return lambda *given: replace(function(*given), reviews=(), levels=())


Tampering = Callable[[Callable[..., Any]], Callable[..., Any]]
ON_PAGES: dict[str, tuple[str, str, Tampering]] = {
    "a text": ("explore/trends", "tracker.charts.words.briefs", one_more),
    "a figure": ("explore/overview", "tracker.board.headline.number", one_more),
    "a chart": ("explore/trends", "tracker.charts.stacks._numbers", in_first_number),
    "a map": ("explore/regions", "tracker.charts.world_map.recommendations", one_more),
    "a table": ("explore/authors", "tracker.ui.success.of_counts", in_first_row("assessed")),
    "a CSV": ("explore/trends", "tracker.ui.downloads.csv_bytes", in_text(r",([1-9]\d?),")),
    "a drawing": ("explore/trends", "tracker.ui.downloads.svg", in_text(r">([1-9]\d)</tspan>")),
    "a query": ("explore/trends", "tracker.queries.counts.counts", in_first_row("adopted")),
    "a link": ("explore/trends", "tracker.ui.figures.behind", without_review),
}
"""What is made wrong: the page on which it shows, the function that is spoilt, and how."""


@pytest.mark.parametrize("what", ON_PAGES)
def test_the_walk_finds_one_wrong_number_on_a_page(house: House, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    page, function, tampering = ON_PAGES[what]
    spoil(monkeypatch, function, tampering)
    with pytest.raises(AssertionError):
        walk(house, page, EVERYTHING, PAGES[page](house, EVERYTHING))


def in_field(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The function with one more in a number of the line that it makes."""
    return lambda make: lambda *given: {**(line := make(*given)), name: line[name] + 1}


def higher(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with the last point of the trace that it makes a hair higher."""

    def tampered(*given: Any) -> Any:
        trace = function(*given)
        return {**trace, "y": [*trace["y"][:-1], trace["y"][-1] + 0.001]}

    return tampered


IN_CURVES: dict[str, tuple[str, Tampering]] = {
    "a sentence": ("tracker.charts.curves.many", lambda say: lambda by, number: say(by, number + 1)),
    "the name of a curve": ("tracker.charts.panels.number", one_more),
    "a hover": ("tracker.charts.panels.percents", lambda say: lambda low, high: say(low / 2, high)),
    "a dot": ("tracker.charts.panels._dots", higher),
    "a line": ("tracker.charts.panels._line", higher),
    "a table": ("tracker.charts.curves._line", in_field("followed")),
    "a drawing": ("tracker.ui.downloads.svg", in_text(r"(\d+) of \d+ followed")),
    "a query": ("tracker.queries.timing.timings", lambda find: lambda *given: one_more_pending(*find(*given))),
}
"""What is made wrong: the function of which a small curve is made that is spoilt, and how."""


def one_more_pending(first: Timing, *rest: Timing) -> tuple[Timing, ...]:
    return replace(first, pending=first.pending + 1), *rest


@pytest.mark.parametrize("what", IN_CURVES)
def test_the_walk_finds_one_wrong_number_of_a_group(house: House, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    function, tampering = IN_CURVES[what]
    spoil(monkeypatch, function, tampering)
    with pytest.raises(AssertionError):
        impact_by(house, IRAN, "region_group")


def spoil(patch: pytest.MonkeyPatch, function: str, tampering: Tampering) -> None:
    """Put the spoilt function in the place of the right one."""
    module, _dot, name = function.rpartition(".")
    patch.setattr(import_module(module), name, tampering(getattr(import_module(module), name)))


IN_PAPERS: dict[str, tuple[Paper, str, Tampering]] = {
    "pdf": (Paper.PDF, "tracker.exports.report_pdf.number", one_more),
    "pptx": (Paper.PPTX, "tracker.exports.report_pptx.number", one_more),
    "pptx, a chart": (Paper.PPTX, "tracker.exports.report_bar.bar", lambda make: lambda told: longer(make(told))),
    "xlsx": (Paper.XLSX, "tracker.exports.report_xlsx._ranking", in_first_number),
    "xlsx, a record": (Paper.XLSX, "tracker.exports.report_xlsx.rows", in_first_number),
    "html": (Paper.HTML, "tracker.exports.report_html.number", one_more),
    "csv": (Paper.CSV, "tracker.exports.report_csv.rows", in_first_number),
    "json": (Paper.JSON, "tracker.exports.report_json.canonical", in_text(r'"total":(\d+)')),
    "the board": (Paper.JSON, "tracker.board.lines._line", lambda make: lambda row: replace(make(row), adopted=99)),
}
"""What is made wrong: the paper in which it shows, the function that is spoilt, and how."""


def longer(parts: Sequence[Any]) -> list[Any]:
    return [replace(parts[0], n=parts[0].n + 1), *parts[1:]]


@pytest.mark.parametrize("what", IN_PAPERS)
def test_the_walk_finds_one_wrong_number_in_a_paper(
    house: House, reports: dict[date, Reported], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    paper, function, tampering = IN_PAPERS[what]
    told = told_board(house, TODAY)
    spoil(monkeypatch, function, tampering)
    if what == "the board":
        with house.site.desk.store.reading() as session:
            told = board(session, house.site.desk.me, as_of=TODAY)
    data = written(told, paper)
    with pytest.raises(AssertionError):
        read_back(house, reports[TODAY], paper, data)


@pytest.mark.parametrize(
    ("function", "tampering"),
    [
        ("tracker.web.api_views.counts", in_first_row("total")),
        ("tracker.queries.for_programs.brief_keys", lambda found: lambda *given: found(*given)[1:]),
        ("tracker.queries.for_programs.strength_of", lambda found: lambda items: found(items) + 1),
    ],
    ids=["counts", "briefs", "strength"],
)
def test_the_walk_finds_one_wrong_number_that_programs_read(
    house: House, program: Reader, monkeypatch: pytest.MonkeyPatch, function: str, tampering: Tampering
) -> None:
    spoil(monkeypatch, function, tampering)
    with pytest.raises(AssertionError):
        test_every_number_that_programs_read(house, program, EVERYTHING)


def test_a_number_that_nothing_explains_is_found() -> None:
    assert unexplained(["12 of 34 are so", "56 more"], ["12 of 34"], []) == ["56 more"]
    assert unexplained(["112 of 34", "12 of 345", "12 of 34.5"], ["12 of 34"], []) != []
    assert unexplained(["In 1984 on 3 May 2020"], [], ["In 1984"]) == []


WALKED = {*PAGES, *FILTERS, "explore/repeated", "work/updates", "report/board", "report/meeting"}
OF_ONE_OR_NONE = {
    *("explore/recommendation", "work/review", "work/upload", "work/import"),
    *("manage/history", "manage/names", "manage/people", "manage/tokens"),
}
"""Pages of one record or brief, or of what is to be done: they count nothing of a view."""
MEASURED = {"manage/accuracy"}
"""What the reading finds on the sample briefs is held by `tests/evaluation` and `tests/pages/test_accuracy.py`."""


def test_no_page_is_left_out() -> None:
    folder = installed()
    every = {path.relative_to(folder / "pages").with_suffix("").as_posix() for path in (folder / "pages").rglob("*.py")}
    assert every == WALKED | OF_ONE_OR_NONE | MEASURED
