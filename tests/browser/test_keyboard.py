"""Six tasks without a mouse: find, review, update, undo, export, board. Where the keyboard is, is always seen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from tests.browser.conftest import open_page, serving, settled
from tests.browser.test_journey import SAMPLE
from tracker.actions.ingest import ingest
from tracker.extraction import extract
from tracker.queries.filters import Filter
from tracker.queries.standing import standing
from tracker.reading.reader import read
from tracker.store.access import sole_person
from tracker.store.people_tables import Change
from tracker.store.tables import Recommendation
from tracker.store.upgrade import opened

pytestmark = pytest.mark.browser

SWAP = "B-2024-212/R3"
MOST = 250
"""So many stops no page has."""
STOP = """() => {
    const e = document.activeElement, told = e.cloneNode(true), box = e.getBoundingClientRect();
    told.querySelectorAll("[aria-hidden=true], kbd").forEach(part => part.remove());
    const ringed = part => (style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)(
        getComputedStyle(part));
    const again = window.heldBefore === e;
    window.heldBefore = e;
    return {
        name: (e.getAttribute("aria-label") || e.labels?.[0]?.innerText || told.textContent).trim(),
        nowhere: e === document.body, again, seen: ringed(e) || ringed(e.parentElement),
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""
"""What has the keyboard: its name, whether a ring is round it, and whether it is on the screen."""


class Keys:
    """A person at this page who has a keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str, key: str = "Tab") -> None:
        """Go on until what is called so, as a regular expression, has the keyboard."""
        settled(self.page)
        passed: list[str] = []
        while len(passed) < MOST:
            self.page.keyboard.press(key)
            stop: dict[str, Any] = self.page.evaluate(STOP)
            if stop["nowhere"]:
                passed.append("the end of the page")
                continue
            assert stop["seen"], f"nothing shows that the keyboard is at {stop['name']!r}"
            assert stop["inside"], f"{stop['name']!r} has the keyboard and is not on the screen"
            assert not stop["again"], f"the keyboard does not get away from {stop['name']!r}"
            if re.fullmatch(name, stop["name"]):
                return
            passed.append(stop["name"])
        raise AssertionError(f"no key leads to {name!r}, only to {dict.fromkeys(passed)}")

    def press(self, name: str) -> None:
        """Go to what is called so, and press Enter."""
        self.to(name)
        self.page.keyboard.press("Enter")
        settled(self.page)

    def write(self, name: str, words: str) -> None:
        """Go to the field that is called so, and type."""
        self.to(name)
        self.page.keyboard.type(words)

    def choose(self, name: str, option: str) -> None:
        """Go to the menu that is called so, open it, and choose from it."""
        self.to(name)
        self.page.keyboard.press("ArrowDown")
        wanted = self.page.get_by_role("option", name=option, exact=True)
        expect(wanted).to_be_visible()
        for _ in range(self.page.get_by_role("option").count()):
            if wanted.evaluate("e => e.dataset.focused === 'true' || e.getAttribute('aria-selected') === 'true'"):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        settled(self.page)


@pytest.fixture
def brief(store_file: Path) -> Path:
    """A store of one brief, its headlines confirmed and its supporting ones not."""
    document, data = read(SAMPLE.name, SAMPLE.read_bytes()), SAMPLE.read_bytes()
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        ingest(session, sole_person(session), SAMPLE.name, data, document, extract(document), confirm=True)
    return store_file


@contextmanager
def sitting(page: Page, file: Path) -> Iterator[Keys]:
    """Somebody at the overview of this store."""
    with serving(file) as address:
        open_page(page, address)
        yield Keys(page)


@pytest.fixture
def keys(page: Page, brief: Path) -> Iterator[Keys]:
    with sitting(page, brief) as person:
        yield person


@pytest.fixture
def everything(page: Page, sample: Path) -> Iterator[Keys]:
    with sitting(page, sample) as person:
        yield person


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()


def record(file: Path, reference: str) -> Recommendation:
    with opened(f"sqlite:///{file}") as store, store.reading() as session:
        return session.exec(select(Recommendation).where(Recommendation.reference == reference)).one()


def find(keys: Keys, words: str, wording: str) -> None:
    keys.press("Recommendations")
    heading(keys.page, "Recommendations")
    keys.write("Search the wording, the passage and the title", words)
    keys.page.keyboard.press("Enter")
    expect(keys.page.get_by_text(f"Search: {words}", exact=True)).to_be_visible()
    keys.press(re.escape(wording))
    heading(keys.page, wording)


def test_find_and_export(keys: Keys) -> None:
    find(keys, "hostage swap", "Consider a hostage swap.")
    keys.press("Recommendations")
    keys.choose("Order", "Oldest brief first")
    expect(keys.page.get_by_text("14 recommendations", exact=True)).to_be_visible()
    keys.to("Download as CSV")
    with keys.page.expect_download() as caught:
        keys.page.keyboard.press("Enter")
    assert len(Path(caught.value.path()).read_text("utf-8-sig").splitlines()) == 15


@pytest.mark.long
def test_update_and_undo(keys: Keys, brief: Path) -> None:
    find(keys, "hostage swap", "Consider a hostage swap.")
    before = record(brief, SWAP)
    keys.press("Update status and outcome")
    keys.choose("Status", "Under consideration")
    keys.write("Since", "2024-11")
    keys.write("Outcome: what changed, in your words", "A working group was named.")
    keys.write("Why: what does this change rest on.*", "The minutes")
    keys.press("Save")
    expect(keys.page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert record(brief, SWAP).status == "under_consideration"
    keys.press("Undo")
    keys.press("Undo.*")
    expect(keys.page.get_by_text(re.compile("^Undone: "))).to_be_visible()
    assert record(brief, SWAP).status == before.status


@pytest.mark.long
def test_review(keys: Keys, brief: Path) -> None:
    keys.press("Work")
    keys.press("Review")
    keys.press("Talking Across the River.*")
    decided = keys.page.get_by_text(re.compile("^[0-9]+ of 14 decided"))
    expect(decided).to_have_text(re.compile("^6 of"))
    keys.press("Confirm")
    expect(decided).to_have_text(re.compile("^7 of"))
    keys.press("Not a recommendation")
    keys.press("Said twice.*")
    expect(decided).to_have_text(re.compile("^8 of"))
    keys.press("Edit")
    keys.to("Wording.*")
    keys.page.keyboard.press("Control+a")
    keys.page.keyboard.type("Trade grain for gas.")
    keys.press("Save.*")
    heading(keys.page, "Trade grain for gas.")
    keys.press("Undo")
    expect(keys.page.get_by_text("Taken back.")).to_be_visible()
    with opened(f"sqlite:///{brief}") as store, store.reading() as session:
        told = session.exec(select(Change.new).where(col(Change.actor_id).is_not(None)).order_by(col(Change.id).desc()))
        said = [new for new in told.all() if new in ('"confirmed"', '"rejected"', '"Trade grain for gas."')][:3]
        assert said == ['"Trade grain for gas."', '"rejected"', '"confirmed"']
        assert "Trade grain for gas." not in session.exec(select(Recommendation.wording)).all()


@pytest.mark.long
def test_board(everything: Keys, sample: Path) -> None:
    # How many are still in force becomes fewer as the days go by on which they are to be looked at again.
    with opened(f"sqlite:///{sample}") as store, store.reading() as session:
        stand = standing(session, sole_person(session), Filter())
    everything.press("Board")
    heading(everything.page, "What became of our recommendations")
    everything.press("Still in force")
    said = re.compile(rf"^Still in force: {stand.in_force} of {stand.adopted}\b")
    expect(everything.page.get_by_role("heading", name=said)).to_be_visible()
    first = everything.page.locator("a[href*='figure=in_force']").filter(has_text=re.compile(r"\w")).first
    everything.press(re.escape(first.inner_text()))
    everything.press("Back to the records of this figure")
    everything.press("Back to the report")
    everything.press("Download the report")
    everything.to("HTML, to read anywhere")
    with everything.page.expect_download() as caught:
        everything.page.keyboard.press("Enter")
    assert "What became of our recommendations" in Path(caught.value.path()).read_text("utf-8")


@pytest.mark.long
@pytest.mark.parametrize("width", [1440, 390])
def test_every_stop_of_a_page_is_seen_and_left_again(everything: Keys, width: int) -> None:
    """From the first stop to the first one again, filters and tables open; back the same way."""
    everything.page.set_viewport_size({"width": width, "height": 900})
    root = everything.page.url.rstrip("/")
    for view in ("authors", "recommendations", "compare", "review?brief=4", "people", "meeting", "upload", "history"):
        open_page(everything.page, f"{root}/{view}")
        everything.to("Skip to main content")
        everything.to("Skip to main content")
        everything.to("Skip to main content", "Shift+Tab")
