"""Makes every picture of the docs anew from the sample data: `make screenshots`.

Nothing in them is drawn by hand, so they show what the pages show; `tests/test_docs.py` holds that there is no other.
"""

import re
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright
from tests.browser.conftest import QUIET, browser_path, click, open_page, serving, settled

from tracker.cli.demo_data import fill

HERE = Path(__file__).parent
_COLOURS = 96


@dataclass(frozen=True, slots=True)
class Picture:
    """A view: its address, what is pressed there before it is taken, and how large the window is, in pixels."""

    view: str
    press: tuple[str, ...] = ()
    width: int = 1280
    height: int = 860


PICTURES = {
    "overview": Picture("overview", height=1500),
    "review": Picture("review", ("Tripoli's Two Treasuries",), height=900),
    "update": Picture("recommendation?id=B-2024-212%2FR4", ("Update status and outcome",), height=980),
    "sprint": Picture("updates", ("Begin the sprint",), height=640),
    "regions": Picture("regions", height=1010),
    "impact": Picture("impact", height=1180),
    "compare": Picture("compare?by=region_group", height=1190),
    "board": Picture("board", width=900, height=1180),
}
"""Every picture by its name: `overview` is `docs/images/overview.png`."""


def main() -> None:
    """Serve the sample data, and take every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "demo.db"
        fill(store)
        browser = playwright.chromium.launch(executable_path=browser_path(), args=QUIET)
        with serving(store) as address:
            for name, picture in PICTURES.items():
                data = _small(_taken(browser, address, picture))
                (HERE / f"{name}.png").write_bytes(data)
                print(f"{name}.png, {len(data) // 1024} KiB")
        browser.close()


def _taken(browser: Browser, address: str, picture: Picture) -> bytes:
    size: ViewportSize = {"width": picture.width, "height": picture.height}
    page = browser.new_page(viewport=size, color_scheme="light", reduced_motion="reduce")
    open_page(page, f"{address}/{picture.view}")
    for name in picture.press:
        click(page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first)
    settled(page, still=1000)
    for chart in page.get_by_test_id("stPlotlyChart").all():
        expect(chart.locator(".main-svg").first).to_be_attached(timeout=60_000)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    settled(page, still=1000)
    page.mouse.move(0, 0)
    taken = page.screenshot(animations="disabled", caret="hide")
    page.close()
    return taken


def _small(png: bytes) -> bytes:
    """The picture in few colours, which is what a page has."""
    target = BytesIO()
    image = Image.open(BytesIO(png)).convert("RGB")
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


if __name__ == "__main__":
    main()
