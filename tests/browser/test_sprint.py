"""The update sprint in a real browser, by keyboard alone: nothing lost by a reload, nothing counted twice."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from tests.actions.conftest import document, extraction, finding
from tests.browser.conftest import click, serving, settled, signed_in, write
from tracker.actions import people, review
from tracker.actions.ingest import ingest
from tracker.store.access import find_person, sole_person
from tracker.store.clock import now, today
from tracker.store.people_tables import Change
from tracker.store.tables import Recommendation
from tracker.store.upgrade import opened
from tracker.vocabulary.roles import Role

pytestmark = pytest.mark.browser

STAFF = "staff@example.org"


def fill(store_file: Path, count: int) -> None:
    """So many confirmed recommendations that nobody has ever looked at, all of one person of the staff."""
    sentences = [f"Ministers should take step {n}." for n in range(1, count + 1)]
    text = "\n\n".join(sentences)
    found = extraction(*(finding(words, text) for words in sentences), title="Steps")
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        me = sole_person(session)
        staff = people.add(session, me, STAFF, Role.STAFF)
        ingest(session, me, "steps.txt", b"steps", document(text), found)
        for row in session.exec(select(Recommendation)):
            review.confirm(session, me, row.id or 0, None)
            row.owner_id, row.status = staff.id, "no_movement"


def changes(store_file: Path) -> list[Change]:
    """What the staff's person has changed, oldest first."""
    with opened(f"sqlite:///{store_file}") as store, store.reading() as session:
        staff = find_person(session, STAFF)
        assert staff
        return list(session.exec(select(Change).where(Change.actor_id == staff.id).order_by(col(Change.id))))


def enter(chromium: Browser, address: str) -> Page:
    page = signed_in(chromium, address, STAFF).new_page()
    page.goto(f"{address}/updates")
    return page


def expect_done(page: Page, done: int, count: int) -> None:
    expect(page.get_by_text(f"{done} of {count} done", exact=True)).to_be_visible(timeout=60_000)


def begin(page: Page, count: int) -> None:
    expect(page.get_by_role("heading", name=f"{count} recommendations need a look")).to_be_visible()
    expect(page.get_by_role("button", name="Begin the sprint")).to_be_visible()
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()
    press(page, "g")
    expect_done(page, 0, count)


def press(page: Page, key: str) -> None:
    """A key, once the record that it is for is drawn whole."""
    settled(page, still=0)
    page.keyboard.press(key)


@pytest.mark.parametrize("count", [12, pytest.param(200, marks=pytest.mark.long)])
def test_a_sprint_by_keyboard_alone_survives_a_reload(chromium: Browser, store_file: Path, count: int) -> None:
    fill(store_file, count)
    with serving(store_file, TRACKER_SIGN_IN="test") as address:
        page = enter(chromium, address)
        began = now()
        begin(page, count)
        start = time.monotonic()
        for done in range(count):
            if done == count // 2:
                page.reload()
                expect_done(page, done, count)
            press(page, "n")
            if done + 1 < count:
                expect_done(page, done + 1, count)
        expect(page.get_by_role("heading", name="All done")).to_be_visible()
        print(f"{(time.monotonic() - start) / count:.2f} s and 1 key a record, {count} records")
        page.context.close()
    told = changes(store_file)
    assert Counter(change.entity_id for change in told) == Counter(range(1, count + 1))
    assert {(change.field, change.new, change.why) for change in told} == {
        ("verified_on", f'"{today()}"', "Checked, no change")
    }
    assert all(began <= change.at <= now() for change in told)


@pytest.mark.long
def test_every_gesture_has_its_key_and_a_key_pressed_twice_counts_once(chromium: Browser, store_file: Path) -> None:
    fill(store_file, 6)
    with serving(store_file, TRACKER_SIGN_IN="test") as address:
        page = enter(chromium, address)
        begin(page, 6)
        expect(page.get_by_role("heading", name="Ministers should take step 1.")).to_be_visible()
        press(page, "s")
        expect(page.get_by_role("heading", name="Ministers should take step 2.")).to_be_visible()
        press(page, "b")
        expect(page.get_by_role("heading", name="Ministers should take step 1.")).to_be_visible()
        press(page, "3")
        page.keyboard.press("3")
        expect(page.get_by_role("heading", name="Ministers should take step 2.")).to_be_visible()
        settled(page)
        expect_done(page, 1, 6)
        page.reload()
        expect_done(page, 1, 6)
        press(page, "u")
        expect(page.get_by_role("heading", name="Ministers should take step 1.")).to_be_visible()
        expect_done(page, 0, 6)
        press(page, "e")
        expect(page.get_by_label("Why: what does this change rest on?")).to_be_visible()
        page.context.close()
    told = [
        (change.entity_id, change.field, change.new, change.why.partition(" of ")[0]) for change in changes(store_file)
    ]
    day = f'"{today()}"'
    assert sorted(told) == [
        (1, "status", '"in_progress"', "Checked"),
        (1, "status", '"no_movement"', "undo"),
        (1, "verified_on", day, "Checked"),
        (1, "verified_on", "null", "undo"),
    ]


@pytest.mark.long
def test_what_is_typed_survives_a_restart_of_the_server(chromium: Browser, store_file: Path) -> None:
    fill(store_file, 2)
    with serving(store_file, TRACKER_SIGN_IN="test") as address:
        page = enter(chromium, address)
        begin(page, 2)
        press(page, "e")
        write(page.get_by_role("textbox", name="Outcome: what changed"), "A register was begun.")
        page.keyboard.press("Tab")
        settled(page, still=500)
        query = page.url.partition("?")[2]
        page.context.close()
    assert changes(store_file) == []
    with serving(store_file, TRACKER_SIGN_IN="test") as address:
        page = enter(chromium, address)
        page.goto(f"{address}/updates?{query}")
        expect(page.get_by_text(re.compile("is kept and not saved yet"))).to_be_visible()
        press(page, "e")
        outcome = page.get_by_role("textbox", name="Outcome: what changed")
        expect(outcome).to_have_value("A register was begun.")
        write(page.get_by_role("textbox", name="Why: what does this change rest on?"), "The ministry's page")
        page.keyboard.press("Tab")
        click(page.get_by_role("button", name="Save", exact=True))
        expect(page.get_by_role("heading", name="Ministers should take step 2.")).to_be_visible()
        expect(page.get_by_text("1 of 2 done")).to_be_visible()
        page.context.close()
    assert {change.field for change in changes(store_file)} == {"outcome", "verified_on"}
