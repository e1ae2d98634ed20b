"""The main job in a real browser: a brief goes in, what it recommends is confirmed, one is adopted, charts count it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import choose, click, open_page, write

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[2] / "data" / "briefs" / "s01_talking_across_the_river.txt"


def take_in(page: Page, address: str) -> None:
    open_page(page, f"{address}/upload")
    page.set_input_files("input[type=file]", SAMPLE)
    expect(page.get_by_text("1 of 1 file is in")).to_be_visible()
    click(page.get_by_role("link", name="findings of"))


def confirm_headlines(page: Page) -> None:
    expect(page.get_by_text(re.compile("^0 of [0-9]+ decided"))).to_be_visible()
    expect(page.get_by_role("heading", name="Keep talking.")).to_be_visible()
    click(page.get_by_role("button", name="Confirm many"))
    click(page.get_by_role("button", name=re.compile("^Confirm 6")))
    expect(page.get_by_text("6 confirmed.")).to_be_visible()
    expect(page.get_by_text(re.compile("^6 of [0-9]+ decided"))).to_be_visible()


def add_evidence(page: Page) -> None:
    click(page.get_by_role("button", name="Add evidence"))
    write(page.get_by_role("textbox", name="Source: who says so"), "Joint communiqué")
    write(page.get_by_role("textbox", name="Link"), "https://communique.example/7")
    write(page.get_by_role("textbox", name="Quote: the words that show it"), "All eighteen are home.")
    click(page.get_by_role("button", name="Add evidence"))
    expect(page.get_by_text("1 item, strength 2 of 5")).to_be_visible()


def close_as_adopted(page: Page) -> None:
    click(page.get_by_role("button", name="Update status and outcome"))
    choose(page, "Status", "Adopted")
    write(page.get_by_role("textbox", name="Since"), "2024-11")
    write(page.get_by_role("textbox", name="Outcome: what changed"), "The prisoners of both sides went home.")
    write(page.get_by_role("textbox", name="Why: what does this change rest on?"), "The communiqué of both ministries")
    click(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def expect_adopted(page: Page) -> None:
    expect(page.get_by_role("heading", name="Consider a hostage swap.")).to_be_visible()
    expect(page.get_by_text("since November 2024")).to_be_visible()
    expect(page.get_by_text("All eighteen are home.")).to_be_visible()


def test_from_a_file_to_the_chart(page: Page, chromium: Browser, address: str) -> None:
    take_in(page, address)
    confirm_headlines(page)

    open_page(page, f"{address}/recommendations?review=confirmed")
    expect(page.get_by_text("6 recommendations", exact=True)).to_be_visible()
    click(page.get_by_role("link", name="Consider a hostage swap."))
    add_evidence(page)
    close_as_adopted(page)
    expect_adopted(page)

    open_page(page, f"{address}/recommendations?status=adopted")
    expect(page.get_by_text("1 recommendation", exact=True)).to_be_visible()
    click(page.get_by_role("link", name="Consider a hostage swap."))
    expect_adopted(page)
    page.reload()
    expect_adopted(page)

    click(page.get_by_role("button", name="Tehran and Baghdad could trade"))
    expect(page.get_by_role("heading", name=re.compile("^Tehran and Baghdad could trade"))).to_be_visible()
    page.wait_for_url(re.compile(r"id=B-2024-212/R(?!3$)|id=B-2024-212%2FR(?!3$)"))
    page.go_back()
    expect_adopted(page)

    elsewhere = chromium.new_context().new_page()
    open_page(elsewhere, page.url)
    expect_adopted(elsewhere)
    elsewhere.context.close()

    open_page(page, f"{address}/regions?status=adopted")
    expect(page.get_by_role("figure", name=re.compile("Bars of .* Iran 1 and Iraq 1")).first).to_be_visible()
    expect(page.get_by_role("figure", name=re.compile("A map of .* Iran 1 and Iraq 1"))).to_be_visible()
