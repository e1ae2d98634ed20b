"""The review desk in a real browser: a whole brief without the mouse, every decision in the history."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from tests.browser.conftest import serving, settled, signed_in
from tests.browser.test_journey import SAMPLE
from tracker.actions import people
from tracker.actions.ingest import ingest
from tracker.extraction import extract
from tracker.reading.reader import read
from tracker.store.access import find_person, sole_person
from tracker.store.clock import now
from tracker.store.people_tables import Change
from tracker.store.tables import Recommendation
from tracker.store.upgrade import opened
from tracker.vocabulary.roles import Role

pytestmark = pytest.mark.browser

EDITOR = "editor@example.org"


def fill(store_file: Path) -> int:
    """The sample brief, to be reviewed by an editor; how many candidates it has."""
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        me = sole_person(session)
        people.add(session, me, EDITOR, Role.EDITOR)
        document = read(SAMPLE.name, SAMPLE.read_bytes())
        ingest(session, me, SAMPLE.name, SAMPLE.read_bytes(), document, extract(document))
        return len(session.exec(select(Recommendation)).all())


def rows(store_file: Path) -> list[Recommendation]:
    with opened(f"sqlite:///{store_file}") as store, store.reading() as session:
        return list(session.exec(select(Recommendation).order_by(col(Recommendation.position))))


def decisions(store_file: Path) -> list[Change]:
    """What the editor has decided, oldest first."""
    with opened(f"sqlite:///{store_file}") as store, store.reading() as session:
        editor = find_person(session, EDITOR)
        assert editor
        mine = select(Change).where(Change.actor_id == editor.id, Change.field == "review")
        return list(session.exec(mine.order_by(col(Change.id))))


def enter(chromium: Browser, address: str) -> Page:
    page = signed_in(chromium, address, EDITOR).new_page()
    page.goto(f"{address}/review?brief=1")
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()
    settled(page, still=1500)
    return page


def press(page: Page, key: str) -> None:
    """A key, once the page is drawn whole."""
    settled(page)
    page.keyboard.press(key)


def expect_decided(page: Page, decided: int) -> None:
    expect(page.get_by_text(re.compile(f"^{decided} of [0-9]+ decided"))).to_be_visible()


@pytest.mark.long
def test_a_whole_brief_is_reviewed_without_the_mouse(chromium: Browser, store_file: Path) -> None:
    count = fill(store_file)
    began = now()
    with serving(store_file, TRACKER_SIGN_IN="test") as address:
        page = enter(chromium, address)
        press(page, "y")
        expect_decided(page, 1)
        press(page, "x")
        expect(page.get_by_text("Said twice")).to_be_visible()
        press(page, "2")
        expect_decided(page, 2)
        press(page, "u")
        expect_decided(page, 1)
        press(page, "e")
        wording = page.get_by_role("textbox", name="Wording")
        expect(wording).to_be_visible()
        while not wording.evaluate("field => field === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.press("Control+a")
        page.keyboard.type("Trade grain for gas.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="Trade grain for gas.")).to_be_visible()
        expect(wording).to_have_count(0)
        for decided in range(1, count):
            press(page, "y")
            expect_decided(page, decided + 1)
        page.context.close()
    assert {row.review for row in rows(store_file)} == {"confirmed"}
    assert "Trade grain for gas." in [row.wording for row in rows(store_file)]
    told = decisions(store_file)
    assert [change.new for change in told[:3]] == ['"confirmed"', '"rejected"', '"pending"']
    assert told[1].why == "A finding, not advice"
    assert sorted(change.entity_id for change in told if change.new == '"confirmed"') == list(range(1, count + 1))
    assert all(began <= change.at <= now() for change in told)


def test_a_candidate_changes_its_shape_by_keyboard_and_a_key_pressed_twice_counts_once(
    chromium: Browser, store_file: Path
) -> None:
    count = fill(store_file)
    first, second = rows(store_file)[:2]
    with serving(store_file, TRACKER_SIGN_IN="test") as address:
        page = enter(chromium, address)
        press(page, "k")
        page.keyboard.press("k")
        expect(page.get_by_text(f"2 of {count}", exact=True)).to_be_visible()
        press(page, "u")
        expect(page.get_by_text(f"1 of {count}", exact=True)).to_be_visible()
        press(page, "j")
        expect(page.get_by_text("Joined.")).to_be_visible()
        press(page, "u")
        expect(page.get_by_text("Taken back.")).to_be_visible()
        for number in (2, 3, 4):
            press(page, "n")
            expect(page.get_by_text(f"{number} of {count}", exact=True)).to_be_visible()
        press(page, "s")
        expect(page.get_by_text("Split it before")).to_be_visible()
        press(page, "1")
        expect(page.get_by_text("Split in two.")).to_be_visible()
        press(page, "u")
        expect(page.get_by_text("Taken back.")).to_be_visible()
        press(page, "a")
        expect(page.get_by_text("First sentence")).to_be_visible()
        press(page, "Control+Enter")
        expect(page.get_by_text("Added, as confirmed.")).to_be_visible()
        press(page, "Escape")
        expect(page.get_by_text("First sentence")).to_have_count(0)
        page.context.close()
    found = rows(store_file)
    assert [row.wording for row in found[:2]] == [first.wording, second.wording]
    assert [row.review for row in found if row.origin == "split"] == ["rejected"]
    assert [row.review for row in found if row.origin == "added"] == ["confirmed"]
