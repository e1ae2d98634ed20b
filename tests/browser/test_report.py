"""The report in HTML, opened as a board member opens it: from a file, with the network off."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.exports.boards import sample
from tests.exports.reading_back import made
from tracker.exports.report import Paper


@pytest.mark.browser
def test_it_opens_without_a_network_and_axe_finds_nothing(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(made(Paper.HTML, sample))
    wanted: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1440, "light"), (390, "dark"))
    for width, scheme in wanted:
        context = chromium.new_context(
            offline=True, bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        page = context.new_page()
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert Axe().run(page).response["violations"] == []
        context.close()
