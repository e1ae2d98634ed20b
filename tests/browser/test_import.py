"""A spreadsheet of another tracker moves in, a list goes out to be edited, and comes back, in a real browser."""

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, click, open_page, settled

pytestmark = pytest.mark.browser

OLD = """Recommendation,Report,Date published,Author(s),Country,State of play,Comment
Open the archives to historians,On archives,30/5/2007,D. Pollock and J. Doe,"Iran, Iraq",Green,=1+1
Publish the budget in full,On archives,30/5/2007,J. Doe,Iran,Ongoing,Fran?ois said so
,On archives,30/5/2007,J. Doe,Iran,Ongoing,
"""


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("TRACKER_TEST_PICTURES"):
        page.set_viewport_size({"width": 1440, "height": 1500})
        page.screenshot(path=f"{folder}/{name}.png")


def put(page: Page, file: Path, rows: str) -> None:
    page.set_input_files("input[type=file]", file)
    expect(page.get_by_text(rows)).to_be_visible()
    settled(page)


def pressed(page: Page, name: str) -> None:
    click(page.get_by_role("button", name=name))


def test_a_file_moves_in_goes_out_and_comes_back(page: Page, address: str, tmp_path: Path) -> None:
    old = tmp_path / "old tracker.csv"
    old.write_text(OLD)
    open_page(page, f"{address}/import")
    expect(page.get_by_text("A spreadsheet of another tracker")).to_be_visible()
    shot(page, "1-empty")
    put(page, old, "3 rows")
    expect(page.get_by_text("seems to have lost characters")).to_be_visible()
    shot(page, "2-mapping")
    choose(page, "green", "In progress")
    pressed(page, "See what would happen")
    expect(page.get_by_role("button", name="Take 2 rows in")).to_be_visible()
    shot(page, "3-dry-run")
    pressed(page, "Take 2 rows in")
    expect(page.get_by_text("2 rows are taken in.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_visible()
    shot(page, "4-done")
    edited = _edited(page, address, tmp_path)
    open_page(page, f"{address}/import")
    put(page, edited, "2 rows")
    expect(page.get_by_text("an export of this tracker")).to_be_visible()
    pressed(page, "See what would happen")
    pressed(page, "Take 1 row in")
    expect(page.get_by_text("1 row is taken in.")).to_be_visible()
    shot(page, "5-edited")


def _edited(page: Page, address: str, folder: Path) -> Path:
    open_page(page, f"{address}/recommendations")
    shot(page, "6-list")
    with page.expect_download() as download:
        pressed(page, "Download as Excel")
    file = folder / "edited.xlsx"
    download.value.save_as(file)
    book = load_workbook(file)
    sheet = book["Recommendations"]
    heads = [cell.value for cell in sheet[1]]
    place = heads.index("notes") + 1
    assert {sheet.cell(row, place).value for row in (2, 3)} == {"'=1+1", "Fran?ois said so"}
    sheet.cell(2, heads.index("response") + 1).value = "accepted"
    sheet.cell(2, heads.index("why") + 1).value = "as the ministry wrote"
    book.save(file)
    return file
