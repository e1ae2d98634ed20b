"""Nothing is lost on a telephone, nor at a zoom of 200 %: no word is cut, no control lies beyond the edge."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import serving, settled
from tracker.ui.places import PLACES

pytestmark = pytest.mark.browser

ZOOMED = 720
"""How many pixels of its own a page has across a screen of 1440 at a zoom of 200 %."""
LOST = """() => {
    const wide = document.documentElement.clientWidth, lost = [];
    const called = e => e.getAttribute("aria-label") || e.textContent || e.tagName;
    const told = (why, e) => lost.push(`${why}: ${called(e).slice(0, 60)}`);
    const hides = style => ["hidden", "clip"].includes(style.overflowX) || style.textOverflow === "ellipsis";
    const wider = e => e.scrollWidth > e.clientWidth;
    const rolls = e => e && (["auto", "scroll"].includes(getComputedStyle(e).overflowX) && wider(e)
        || rolls(e.parentElement));
    document.querySelectorAll("html, [data-testid=stMain]").forEach(e => wider(e) && told("rolls sideways", e));
    for (const e of document.querySelectorAll("body *:not(svg, svg *)")) {
        const { left, right, width, height } = e.getBoundingClientRect();
        if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        if (width < 2 || height < 2) continue;
        if (hides(getComputedStyle(e)) && e.textContent.trim() && e.scrollWidth > e.clientWidth + 1) told("is cut", e);
        if (e.matches("a[href], button, input, textarea, [role=button], [tabindex='0']")
            && (right > wide + 1 || left < -1) && !rolls(e.parentElement)) told("lies outside", e);
    }
    return lost;
}"""
"""What a reader of a narrow screen does not get: cut words, controls beyond the edge, a page that rolls sideways."""
CUT = "width: 5rem; overflow: hidden; white-space: nowrap"
LOSSES = f"""<body style="overflow-x: hidden"><p style="{CUT}">Words that are cut</p>
<button style="position: absolute; left: 400px">Beyond</button>
<a href="#" style="position: absolute; left: -4rem">Before</a>
<div style="overflow: auto; width: 9rem"><div style="width: 60rem"><button style="margin-left: 50rem">Rolled to</button>
</div></div><details><p style="{CUT}">Words that are shut away</p></details>"""
VIEWS = (
    *(place.address for place in PLACES if place.address not in ("recommendation", "review")),
    "recommendation?id=B-2018-2018-05%2FR8&figure=adopted",
    "review",
    "review?brief=4",
    "updates?started=20261127T000000&of=40",
    "board?figure=adopted",
    "compare?author=Tobias+Enquist",
    "impact?by=region",
)


def test_what_is_lost_is_seen(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    page.set_content(LOSSES)
    lost = [said for said in page.evaluate(LOST) if "rolls" not in said]
    assert lost == ["is cut: Words that are cut", "lies outside: Beyond", "lies outside: Before"]


@pytest.mark.long
@pytest.mark.parametrize(("scheme", "width", "scale"), [("light", ZOOMED, 2), ("dark", 390, 1)])
def test_nothing_of_the_sample_data_is_lost(
    chromium: Browser, sample: Path, scheme: Literal["light", "dark"], width: int, scale: int
) -> None:
    size: ViewportSize = {"width": width, "height": 900}
    page = chromium.new_context(color_scheme=scheme, viewport=size, device_scale_factor=scale).new_page()
    with serving(sample) as address:
        for view in VIEWS:
            page.goto(f"{address}/{view}")
            settled(page)
            assert page.evaluate(LOST) == [], view
            for bar in page.get_by_test_id("stExpander").get_by_text("Filters", exact=True).all():
                bar.click()
            expect(page.get_by_test_id("stMain")).to_be_visible()
            settled(page)
            assert page.evaluate(LOST) == [], f"{view}, with its filters"
    page.context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_another_page_of_the_list_is_seen_from_its_beginning(chromium: Browser, sample: Path, width: int) -> None:
    page = chromium.new_context(viewport={"width": width, "height": 844}).new_page()
    told = page.get_by_text("51 to 100 shown")
    with serving(sample) as address:
        page.goto(f"{address}/recommendations")
        settled(page)
        page.get_by_role("button", name="Page 2", exact=True).click()
        expect(told).to_be_attached()
        settled(page)
        expect(told).to_be_in_viewport()
    page.context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_what_came_of_a_gesture_far_down_a_page_is_in_sight(chromium: Browser, demo: Path, width: int) -> None:
    page = chromium.new_context(viewport={"width": width, "height": 844}).new_page()
    with serving(demo) as address:
        page.goto(f"{address}/history")
        settled(page)
        page.get_by_role("button", name="Undo", exact=True).nth(12).click()
        page.get_by_role("button", name="Undo it").click()
        told = page.get_by_text("Undone: ")
        expect(told).to_be_attached()
        settled(page)
        assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") > 844
        expect(told).to_be_in_viewport()
    page.context.close()
