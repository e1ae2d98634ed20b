"""Many editors at the same few records, each in a browser of one's own: no acknowledged edit is lost unseen.

Every edit puts a word of its own in place of what stood there. It is lost where somebody puts another word in its place
without having been shown it; so each line of the history must replace what its editor saw last.
"""

import asyncio
import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from sqlmodel import col, select

from tests.actions.conftest import document, extraction, finding
from tests.browser.conftest import QUIET, browser_path, serving
from tracker.actions import people
from tracker.actions.ingest import ingest
from tracker.store.access import sole_person
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Recommendation
from tracker.store.upgrade import opened
from tracker.ui.identity import TEST_NAME
from tracker.vocabulary.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.long]

_PATIENCE = 60_000
_SAVED = "Keep the saved value: “"


@dataclass
class Editor:
    """One person at work: the edits that were acknowledged, as (who, record, seen, typed), and the conflicts shown."""

    who: str
    page: Page
    address: str
    chance: random.Random
    acknowledged: list[tuple[str, str, str, str]] = field(default_factory=list)
    conflicts: int = 0
    given_way: int = 0

    async def edit(self, reference: str, word: str, together: asyncio.Barrier | None = None) -> None:
        """Put the word into the outcome of the record; where somebody was faster, choose one of both."""
        seen = await self._type(reference, word)
        if together:
            await together.wait()
        await self._press("Save")
        while await self._refused(seen):
            self.conflicts += 1
            seen = await self._shown()
            if self.chance.random() < 0.4:
                await self._choose(re.compile(f"^{_SAVED}"))
                await expect(self.page.get_by_text("Nothing of yours was left to save")).to_be_visible()
                self.given_way += 1
                return
            await self._choose(f"Keep mine: “{word}”")
        self.acknowledged.append((self.who, reference, seen, word))

    async def _type(self, reference: str, word: str) -> str:
        await self.page.goto(f"{self.address}/recommendation?id={reference}")
        await self.page.get_by_role("button", name="Update status and outcome").click()
        outcome = self.page.get_by_role("textbox", name="Outcome: what changed")
        await expect(outcome).to_be_visible()
        await self._settled()
        seen = await outcome.input_value()
        await outcome.fill(word)
        await self.page.get_by_role("textbox", name="Why: what does this change rest on?").fill("A call")
        return seen

    async def _settled(self) -> None:
        await expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")

    async def _press(self, button: str) -> None:
        await self.page.get_by_role("button", name=button, exact=True).click()

    async def _refused(self, seen: str) -> bool:
        """Whether the answer is a conflict, once there is one: what was `seen` is no longer what is saved.

        A page that still shows the conflict of before, since what was chosen is on its way, has given no answer.
        """
        other = self.page.get_by_text(re.compile(f"^{_SAVED}(?!{re.escape(seen)}”)"))
        await expect(self.page.get_by_text("Saved.", exact=True).or_(other)).to_be_visible()
        await self._settled()
        return await other.is_visible()

    async def _shown(self) -> str:
        label = await self.page.get_by_text(re.compile(f"^{_SAVED}")).inner_text()
        return label.removeprefix(_SAVED).removesuffix("”")

    async def _choose(self, label: str | re.Pattern[str]) -> None:
        await self.page.get_by_text(label).click()
        await self._settled()
        await self._press("Save what I chose")


def furnish(store_file: Path, count: int, records: int) -> list[str]:
    """So many editors and confirmed recommendations; the references of these."""
    sentences = [f"Ministers should take step {number}." for number in range(1, records + 1)]
    text = "\n\n".join(sentences)
    found = extraction(*(finding(words, text) for words in sentences), title="Steps")
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        me = sole_person(session)
        for number in range(count):
            people.add(session, me, f"editor{number}@example.org", Role.EDITOR)
        ingest(session, me, "steps.txt", b"steps", document(text), found, confirm=True)
        return list(session.exec(select(Recommendation.reference)))


def told(store_file: Path) -> list[tuple[str, str, str, str]]:
    """What the history has of outcomes, oldest first: (who, record, old, new)."""
    with opened(f"sqlite:///{store_file}") as store, store.reading() as session:
        statement = select(Change, Person, Recommendation).join(Person, col(Person.id) == Change.actor_id)
        joined = statement.join(Recommendation, col(Recommendation.id) == Change.entity_id)
        rows = session.exec(joined.where(Change.field == "outcome").order_by(col(Change.id)))
        return [(who.email, row.reference, (line.old or "")[1:-1], (line.new or "")[1:-1]) for line, who, row in rows]


async def _enter(browser: Browser, address: str, number: int) -> Editor:
    who = f"editor{number}@example.org"
    context = await browser.new_context(extra_http_headers={TEST_NAME: who})
    context.set_default_timeout(_PATIENCE)
    return Editor(who, await context.new_page(), address, random.Random(number))


async def _work(editor: Editor, number: int, references: list[str], seconds: float, together: asyncio.Barrier) -> None:
    await editor.edit(references[0], f"word {number}-0", together)
    end, turn = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        turn += 1
        await editor.edit(editor.chance.choice(references), f"word {number}-{turn}")


async def _all_at_once(address: str, count: int, references: list[str], seconds: float) -> list[Editor]:
    expect.set_options(timeout=_PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path(), args=QUIET)
        editors = [await _enter(browser, address, number) for number in range(count)]
        together = asyncio.Barrier(count)
        work = (_work(editor, number, references, seconds, together) for number, editor in enumerate(editors))
        await asyncio.gather(*work)
        await browser.close()
    return editors


@pytest.mark.parametrize(("count", "records", "seconds"), [(2, 2, 4), (8, 10, 60)])
def test_no_acknowledged_edit_is_lost_and_every_conflict_is_shown(
    store_file: Path, count: int, records: int, seconds: float
) -> None:
    references = furnish(store_file, count, records)
    with serving(store_file, TRACKER_SIGN_IN="test") as address, ThreadPoolExecutor(1) as thread:
        editors = thread.submit(asyncio.run, _all_at_once(address, count, references, seconds)).result()
    acknowledged = [edit for editor in editors for edit in editor.acknowledged]
    conflicts, given_way = sum(each.conflicts for each in editors), sum(each.given_way for each in editors)
    print(f"{len(acknowledged)} edits acknowledged, {conflicts} conflicts shown, {given_way} gave way")
    assert Counter(told(store_file)) == Counter(acknowledged)
    assert conflicts >= count - 1
