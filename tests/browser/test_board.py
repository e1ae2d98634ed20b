"""What a reader's printer makes of the board's page, and how charts stand together in the menu."""

from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.actions.conftest import Desk, take
from tests.browser.conftest import click, settled
from tracker.store.access import sole_person
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate

pytestmark = pytest.mark.browser

_PATIENCE = 30_000
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEADINGS = ["What happened", "Where", "By whom", "What we do not know", "How these figures are counted"]


@pytest.fixture
def adopted(store_file: Path) -> None:
    """The store holds one brief, its headline confirmed and adopted."""
    with opened(f"sqlite:///{store_file}") as store:
        with store.writing() as session:
            me = sole_person(session)
            desk = Desk(store, me, take(session, me, confirm=True))
        desk.prove(EvidenceKind.PUBLIC_DOCUMENT, quote="The talks go on.", source="Official journal")
        desk.advance(status="adopted", status_on=PartialDate.parse("2022-02-01"))


def drawn(page: Page, address: str, charts: int) -> None:
    page.goto(address)
    expect(page.locator(".js-plotly-plot .bars").nth(charts - 1)).to_be_attached(timeout=_PATIENCE)
    settled(page)


@pytest.mark.usefixtures("adopted")
def test_the_board_page_prints_whole_and_alone(chromium: Browser, address: str, tmp_path: Path) -> None:
    for theme, width in zip(THEMES, (1440, 390), strict=True):
        page = chromium.new_context(color_scheme=theme, viewport={"width": width, "height": 900}).new_page()
        drawn(page, f"{address}/board", charts=2)
        paper = pypdfium2.PdfDocument(page.pdf(path=tmp_path / f"{theme}.pdf", prefer_css_page_size=True))
        text = "\n".join(sheet.get_textpage().get_text_range() for sheet in paper)
        assert len(paper) <= 2
        assert [heading for heading in HEADINGS if heading not in text] == []
        assert "Confirmed: 1" in text
        assert "Recommendation tracker" not in text
        corner = paper[0].render().to_numpy()[5, 5]
        assert set(corner.tolist()) == {255}
        page.context.close()


@pytest.mark.long
@pytest.mark.usefixtures("adopted")
def test_charts_share_an_entry_of_the_menu_and_stand_side_by_side(page: Page, address: str) -> None:
    drawn(page, address, charts=4)
    click(page.get_by_test_id("stTopNavLink").filter(has_text="Charts"))
    expect(page.get_by_role("heading", name="Authors", exact=True)).to_be_visible()
    click(page.get_by_test_id("stMain").get_by_role("link", name="Trends"))
    expect(page.get_by_role("heading", name="Trends", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Trends", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stTopNavLink").filter(has_text="Charts")).to_have_count(1)
    click(page.get_by_test_id("stMain").get_by_role("link", name="Authors"))
    expect(page.get_by_role("heading", name="Authors", exact=True)).to_be_visible()
