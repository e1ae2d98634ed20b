"""Two people at one record, in two real browsers: nothing is lost, and the second chooses field by field."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.actions.conftest import take
from tests.browser.conftest import click, open_page, serving, settled, write
from tracker.actions import people
from tracker.store.access import sole_person
from tracker.store.upgrade import opened
from tracker.ui.identity import TEST_NAME
from tracker.vocabulary.roles import Role

pytestmark = pytest.mark.browser


@pytest.fixture
def site(store_file: Path) -> Iterator[str]:
    """A brief of two candidates, with Ann and Bo as editors and Di as director."""
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        me = sole_person(session)
        take(session, me, confirm=True)
        for name, role in (("Ann", Role.EDITOR), ("Bo", Role.EDITOR), ("Di", Role.DIRECTOR)):
            people.add(session, me, f"{name.lower()}@example.org", role, name=f"{name} Lee")
    with serving(store_file, TRACKER_SIGN_IN="test") as address:
        yield address


@contextmanager
def browser_of(chromium: Browser, name: str) -> Iterator[Page]:
    """The browser of this person."""
    headers = {TEST_NAME: f"{name}@example.org"}
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, extra_http_headers=headers)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def open_form(page: Page, address: str) -> None:
    open_page(page, f"{address}/recommendation?id=B-2020-12-3/R1")
    click(page.get_by_role("button", name="Update status and outcome"))
    expect(page.get_by_role("textbox", name="Why: what does this change rest on?")).to_be_visible()
    settled(page)


def fill(page: Page, outcome: str, **more: str) -> None:
    write(page.get_by_role("textbox", name="Outcome: what changed"), outcome)
    if "since" in more:
        write(page.get_by_role("textbox", name="Since"), more["since"])
    if "notes" in more:
        click(page.get_by_text("Who looks after it, and notes"))
        write(page.get_by_role("textbox", name="Notes"), more["notes"])
    write(page.get_by_role("textbox", name="Why: what does this change rest on?"), "A call")


def save(page: Page, button: str = "Save") -> None:
    click(page.get_by_role("button", name=button, exact=True))


def test_the_second_to_save_chooses_field_by_field(chromium: Browser, site: str) -> None:
    with browser_of(chromium, "ann") as ann, browser_of(chromium, "bo") as bo:
        open_form(ann, site)
        open_form(bo, site)
        fill(ann, "Talks, says Ann.", notes="Ann's note.")
        save(ann)
        expect(ann.get_by_text("Saved.", exact=True)).to_be_visible()
        fill(bo, "Talks, says Bo.", since="2021", notes="Bo's note.")
        save(bo)
        expect(bo.get_by_text("Somebody else changed this while you had it open.")).to_be_visible()
        expect(bo.get_by_text("Keep the saved value: “Talks, says Ann.”")).to_be_visible()
        expect(bo.get_by_text(re.compile("^Ann Lee, "))).to_have_count(2)
        assert Axe().run(bo).response["violations"] == []
        save(bo, "Save what I chose")
        expect(bo.get_by_text("Choose for each of these fields which value to keep.")).to_be_visible()
        click(bo.get_by_text("Keep mine: “Talks, says Bo.”"))
        click(bo.get_by_text("Keep the saved value: “Ann's note.”"))
        save(bo, "Save what I chose")
        expect(bo.get_by_text("Saved.", exact=True)).to_be_visible()
        expect(bo.get_by_text("Outcome: Talks, says Bo.")).to_be_visible()
        expect(bo.get_by_text("Notes: Ann's note.")).to_be_visible()
        expect(bo.get_by_text("since 2021")).to_be_visible()


@pytest.mark.long
def test_a_change_is_undone_and_an_upload_removed(chromium: Browser, site: str) -> None:
    with browser_of(chromium, "di") as di:
        open_form(di, site)
        fill(di, "Talks.")
        save(di)
        expect(di.get_by_text("Outcome: Talks.")).to_be_visible()
        open_page(di, f"{site}/history?field=outcome")
        click(di.get_by_role("button", name="Undo", exact=True))
        expect(di.get_by_text("Outcome: Talks. → –")).to_be_visible()
        assert Axe().run(di).response["violations"] == []
        write(di.get_by_role("textbox", name="Why undo it?"), "The wrong record")
        click(di.get_by_role("button", name="Undo it"))
        expect(di.get_by_text("Undone: 1 value in 1 record stand as before.")).to_be_visible()
        expect(di.get_by_text("Outcome: Talks. → –", exact=True)).to_be_visible()

        open_page(di, f"{site}/review?brief=1")
        click(di.get_by_role("button", name="Remove this brief", exact=True))
        write(di.get_by_role("textbox", name="Why, without repeating"), "The wrong file")
        write(di.get_by_role("textbox", name="What the brief is called"), "B-2020-12-3")
        click(di.get_by_role("button", name="Remove this brief for good"))
        expect(di.get_by_text("The brief was removed for good.")).to_be_visible()
        open_page(di, f"{site}/recommendations")
        expect(di.get_by_text("Keep talking.")).to_have_count(0)
