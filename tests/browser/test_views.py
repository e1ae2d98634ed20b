"""Charts that lead to their lists, links that open the same view, and pages that load nothing from elsewhere."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as Late

from tests.actions.conftest import extraction, finding, take
from tests.browser.conftest import choose, click, serving, settled
from tests.browser.test_narrow import LOST, ZOOMED
from tracker.actions import evidence
from tracker.actions.updates import advance
from tracker.charts.outlines import outlines
from tracker.store.access import sole_person
from tracker.store.upgrade import opened
from tracker.ui.places import PLACES, Place
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate

pytestmark = pytest.mark.browser

TWO = (finding("Keep talking."), finding("The ministry should publish figures."))
BRIEFS = (
    ("2020-05-04", ("Ann Arlow", "Bo Brandt"), ("IRN", "IRQ")),
    ("2021-06", ("Ann Arlow",), ("IRN",)),
    ("2022", ("Cy Coe",), ("BRA", "KIR")),
)
QUERIES = {"recommendation": "?id=1", "review": "?brief=4"}
DROP_ZONE = ("presentation-role-conflict", True)
ELSEWHERE = ("overview", "board")
"""Their own tests look at these pages with the same eyes."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Three briefs of two confirmed recommendations, the first of all adopted; a fourth brief waits for review."""
    file: Path = tmp_path_factory.mktemp("views") / "store.db"
    with opened(f"sqlite:///{file}") as store, store.writing() as session:
        me = sole_person(session)
        for place, (published, authors, regions) in enumerate(BRIEFS):
            known = {"published": PartialDate.parse(published), "authors": authors, "regions": regions}
            found = extraction(*TWO, title=f"Brief {place}", topics=("Diplomacy",), **known)
            take(session, me, b"%d" % place, found=found, confirm=True)
        take(session, me, b"waits", found=extraction(*TWO, title="A brief that waits", authors=("Ann Arlow",)))
        evidence.add(session, me, 1, EvidenceKind.NEWS_REPORT, note="It was in the paper.", source="The Paper")
        advance(session, me, 1, None, "as seen in a test", status="adopted", status_on=PartialDate.parse("2021-02"))
    with serving(file) as found_at:
        yield found_at


def open_chart(page: Page, address: str, key: str) -> None:
    page.goto(address)
    settled(page)
    expect(page.locator(f".st-key-figure-{key} .main-svg").first).to_be_visible()


def press(page: Page, mark: Locator) -> None:
    """Click the middle of a mark: plotly listens over all of them with one layer of its own."""
    settled(page)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*place)
    expect(page.locator(".hoverlayer .hovertext").first).to_be_visible()
    page.mouse.click(*place)


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds, as rule and element; Streamlit's own drop zone for files, labelled and presentational, apart."""
    found = Axe().run(page).response["violations"]
    broken = [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
    return [(rule, html) for rule, html in broken if (rule, "stFileUploaderDropzone" in html) != DROP_ZONE]


def unfold(page: Page) -> None:
    """Open the filters, and what stands behind the last chart."""
    parts = page.get_by_test_id("stExpander").locator("summary")
    for part in {0, parts.count() - 1} if parts.count() else ():
        click(parts.nth(part))
        settled(page)


def expect_list(page: Page, n: int, query: str) -> None:
    expect(page.get_by_role("heading", name="Recommendations", exact=True)).to_be_visible()
    settled(page)
    said = "1 recommendation" if n == 1 else f"{n} recommendations"
    expect(page.get_by_text(said, exact=True)).to_be_visible()
    assert query in page.url


def test_a_bar_opens_the_list_that_it_counts(page: Page, address: str) -> None:
    open_chart(page, f"{address}/authors", "authors")
    bars = page.locator(".st-key-figure-authors .trace.bars")
    expect(page.get_by_text("Ann Arlow recommends most: 4 of 6 recommendations")).to_be_visible()
    press(page, bars.nth(1).locator(".point").first)
    expect_list(page, 3, "author=Ann+Arlow&status=not_assessed")

    page.go_back()
    expect(page.get_by_role("heading", name="Authors", exact=True)).to_be_visible()
    open_chart(page, f"{address}/authors?region=IRQ", "authors")
    press(page, bars.first.locator(".point").first)
    expect_list(page, 1, "region=IRQ")


@pytest.mark.long
def test_a_country_opens_the_list_that_it_counts(page: Page, address: str) -> None:
    open_chart(page, f"{address}/regions", "map")
    expect(page.get_by_text("6 recommendations are about 4 countries")).to_be_visible()
    shapes = page.locator(".st-key-figure-map .choroplethlayer .trace")
    expect(shapes).to_have_count(3)
    press(page, shapes.nth(2).locator("path").first)
    expect_list(page, 4, "region=IRN")

    open_chart(page, f"{address}/regions", "map")
    press(page, page.locator(".st-key-figure-map .scattergeo .point").first)
    expect_list(page, 2, "region=KIR")


@pytest.mark.long
def test_a_country_without_any_opens_nothing(page: Page, address: str) -> None:
    open_chart(page, f"{address}/regions", "map")
    unmarked = sorted(outlines().keys() - {"IRN", "IRQ", "BRA"})
    land = page.locator(".st-key-figure-map .choroplethlayer .trace").first.locator("path")
    press(page, land.nth(unmarked.index("RUS")))
    expect(page.locator(".st-key-figure-map .hoverlayer")).to_contain_text("RussiaNo recommendation")
    settled(page)
    expect(page.get_by_role("heading", name="Regions", exact=True)).to_be_visible()


@pytest.mark.long
def test_a_column_opens_the_list_that_it_counts(page: Page, address: str) -> None:
    open_chart(page, f"{address}/trends?step=quarter", "trends-quarter")
    press(page, page.locator(".st-key-figure-trends-quarter .trace.bars").last.locator(".point").last)
    expect_list(page, 2, "since=2021-04-01&until=2021-06-30")


@pytest.mark.long
def test_a_filter_chosen_here_opens_the_same_view_elsewhere(page: Page, chromium: Browser, address: str) -> None:
    page.goto(f"{address}/regions")
    click(page.get_by_text("Filters", exact=True))
    choose(page, "Author", "Cy Coe (2)")
    expect(page.get_by_text("2 recommendations are about 2 countries")).to_be_visible()
    page.wait_for_url(re.compile(r"author=Cy\+Coe"))

    elsewhere = chromium.new_context().new_page()
    elsewhere.goto(page.url)
    expect(elsewhere.get_by_text("2 recommendations are about 2 countries")).to_be_visible()
    expect(elsewhere.get_by_text("Author: Cy Coe", exact=True)).to_be_visible()
    elsewhere.context.close()


TOP = "Math.round(document.querySelector('h1').getBoundingClientRect().top)"
AT_REST = f"""() => {{
    const top = {TOP}, now = performance.now();
    if (window.seenTop !== top) [window.seenTop, window.seenAt] = [top, now];
    return now - window.seenAt > 1500;
}}"""
"""Whether the heading has not moved for a second and a half."""


@pytest.mark.parametrize(
    ("scheme", "width", "places"),
    [
        ("light", 1440, PLACES[::2]),
        ("dark", 390, PLACES[1::2]),
        *(
            pytest.param(scheme, width, PLACES, marks=pytest.mark.long)
            for scheme in ("light", "dark")
            for width in (1440, ZOOMED, 390)
        ),
    ],
    ids=lambda value: "" if isinstance(value, tuple) else str(value),
)
def test_every_page_is_open_to_everybody_and_asks_nobody_else(
    chromium: Browser, address: str, scheme: Literal["light", "dark"], width: int, places: Sequence[Place]
) -> None:
    """Also once all that is shut was opened; every heading stands at the place of the first one, too."""
    page = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc or urlsplit(request.url).scheme))
    page.on("websocket", lambda socket: asked.add(urlsplit(socket.url).netloc))
    page.goto(f"{address}/nosuch")
    settled(page)
    page.wait_for_function(AT_REST)
    height = page.evaluate(TOP)
    for place in places:
        page.goto(f"{address}/{place.address}{QUERIES.get(place.address, '')}")
        settled(page)
        for chart in page.get_by_test_id("stPlotlyChart").all():
            expect(chart.locator(".main-svg").first).to_be_attached()
        assert page.evaluate(LOST) == [], place.address
        with suppress(Late):
            page.wait_for_function(f"{TOP} === {height}")
        assert page.evaluate(TOP) == height, place.address
        if place.address not in ELSEWHERE:
            assert violations(page) == [], place.address
            unfold(page)
            assert page.evaluate(LOST) == [], place.address
            assert violations(page) == [], place.address
    assert asked <= {urlsplit(address).netloc, "data", "blob"}
    page.context.close()


def test_the_server_is_found_at_once(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{address}/trends?author=Ann+Arlow")
    settled(page)
    assert [path for path in asked if path.endswith("/_stcore/health")] == ["/_stcore/health"]


@pytest.mark.long
def test_filters_go_along_from_one_chart_to_the_next(page: Page, address: str) -> None:
    open_chart(page, f"{address}/authors?author=Ann+Arlow&since=2020-01-01", "authors")
    for title, figure in (("Regions", "map"), ("Trends", "trends-year"), ("Authors", "authors")):
        click(page.locator(".st-key-beside").get_by_role("link", name=title, exact=True))
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
        settled(page)
        expect(page.locator(f".st-key-figure-{figure} .main-svg").first).to_be_visible()
        expect(page.get_by_text("Author: Ann Arlow · Published from: 1 January 2020")).to_be_visible()
        assert f"/{title.lower()}?" in page.url
        assert "author=Ann+Arlow" in page.url
        assert "since=2020-01-01" in page.url


@pytest.mark.parametrize("wrong", ["nosuch", "work/nosuch", "recommendations/7"])
def test_an_unknown_address_says_so_and_leads_on(page: Page, address: str, wrong: str) -> None:
    page.goto(f"{address}/{wrong}")
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    settled(page)
    assert violations(page) == []
    click(page.get_by_role("link", name="Go to the overview"))
    expect(page.get_by_role("heading", name="Overview", exact=True)).to_be_visible()
