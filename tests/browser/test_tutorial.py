"""The tutorial is walked as it is written: what it says to press, to type and to see is pressed, typed and seen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Literal

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.conftest import click, open_page, serving, settled

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
STEPS = TUTORIAL.partition("\n## ")[2].partition("\nBegin again")[0]
Kind = Literal["press", "in", "type", "see"]
KINDS: tuple[Kind, ...] = ("press", "in", "type", "see")
TOKEN = re.compile(r"\*\*(?P<press>.+?)\*\*|\*(?P<in>.+?)\*|`(?P<type>.+?)`|“(?P<see>.+?)”", re.DOTALL)


def steps(text: str) -> Iterator[tuple[Kind, str]]:
    """What the list items of the text say to do, in order, and its words."""
    for item in re.findall(r"^- (.+(?:\n  .+)*)", text, re.MULTILINE):
        for found in TOKEN.finditer(item):
            kind = next(kind for kind in KINDS if kind == found.lastgroup)
            yield kind, " ".join(found[kind].split())


def blocks(text: str) -> list[str]:
    """The blocks of lines to be typed or kept, without their indentation."""
    return [
        dedent(found).strip("\n") + "\n"
        for found in re.findall(r"(?:^(?: {4}.*)?\n)+", text, re.MULTILINE)
        if found.strip()
    ]


@dataclass
class Reader:
    """Somebody who follows the tutorial in this page, with these files beside it."""

    page: Page
    folder: Path
    box: str = ""
    got: list[Download] = field(default_factory=list)

    def do(self, kind: Kind, words: str) -> None:
        match kind:
            case "press":
                self.press(words)
            case "in":
                self.box = words
            case "type":
                self.give(words)
            case "see":
                expect(self.page.get_by_text(words, exact=False).filter(visible=True).first).to_be_visible()

    def press(self, name: str) -> None:
        """Press what is called so: of several the last, which is in what was opened last."""
        settled(self.page)
        named = re.compile(rf"^\W*{re.escape(name)}\W*( Shortcut .)?$")
        found = self.page.get_by_role("button", name=named).or_(self.page.get_by_role("link", name=named))
        expander = self.page.locator("summary").get_by_text(name, exact=True)
        what: Locator = found.or_(expander).filter(visible=True).last
        if "download" in (what.get_attribute("data-testid") or "").lower() or name.startswith("PDF"):
            with self.page.expect_download() as caught:
                click(what)
            self.got.append(caught.value)
        else:
            click(what)
        settled(self.page)

    def give(self, words: str) -> None:
        """Drop a file, choose from a menu, or type into the field, and leave it."""
        if (self.folder / words).exists():
            self.page.set_input_files("input[type=file]", self.folder / words)
            return
        menu = self.page.get_by_role("combobox", name=self.box)
        field = self.page.get_by_role("textbox", name=self.box, exact=True)
        expect(menu.or_(field).first).to_be_visible()  # what was just opened is still on its way
        if menu.count():
            click(menu)
            self.page.get_by_role("option", name=re.compile(rf"^{re.escape(words)}( \(\d+\))?$")).click()
            self.page.keyboard.press("Escape")
        else:
            settled(self.page)
            field.fill(words)
            self.page.keyboard.press("Tab")
        settled(self.page)


def test_the_tutorial_is_read_whole() -> None:
    told = list(steps(STEPS))
    assert {kind for kind, _words in told} == set(KINDS)
    assert len(told) == len(TOKEN.findall(re.sub(r"^(?!- |  \S).*$", "", STEPS, flags=re.MULTILINE)))
    start, brief = blocks(TUTORIAL)
    target = start.removeprefix("make ").strip()
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert brief.startswith("A Register for Marrow Bay\n")


@pytest.mark.long
def test_the_tutorial_is_walked(page: Page, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "marrow-bay.txt").write_text(blocks(TUTORIAL)[1], "utf-8")
    with serving(demo) as address:
        open_page(page, address)
        reader = Reader(page, tmp_path)
        for kind, words in steps(STEPS):
            print(kind, words)
            reader.do(kind, words)
    (paper,) = reader.got
    assert Path(paper.path()).read_bytes().startswith(b"%PDF")
