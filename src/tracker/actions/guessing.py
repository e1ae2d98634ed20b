"""Guessing how a foreign spreadsheet is to be read, by the names of its columns and by what is in them."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from tracker.actions.plan import DATE_FIELDS, FIELDS, LEFT_OUT, WORD_FIELDS, Plan
from tracker.actions.several import several
from tracker.reading.mending import mended
from tracker.reading.sheet import Sheet, UnreadCell
from tracker.settings import house
from tracker.vocabulary import regions
from tracker.vocabulary.cells import cleaned, meant
from tracker.vocabulary.columns import WORDS
from tracker.vocabulary.typed_dates import Order, doubtful, order, parse

_SAMPLE = 400
_NAME_ENOUGH, _WORD_ENOUGH = 80, 86
_MOST_WORDS = 60
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_TYPE = re.compile("[1-5]")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


@dataclass(frozen=True, slots=True)
class Questions:
    """What a person still has to say before the file can be read: each would make rows invalid.

    `wording` is whether no column holds the recommendations; `orders` are fields whose dates may be read in two ways;
    `words` are the words of theirs for which none of ours is known, the commonest first, with how often they occur.
    """

    wording: bool = False
    orders: tuple[str, ...] = ()
    words: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.wording or self.orders or self.words)


def guess(sheet: Sheet) -> Plan:
    """The plan that suits the sheet best; a person sees it and may correct every part."""
    plan = Plan(columns=_columns(sheet), title=" ".join(Path(sheet.name).stem.replace("_", " ").split()))
    return filled(sheet, plan)


def filled(sheet: Sheet, plan: Plan) -> Plan:
    """The plan with words and orders of dates guessed wherever it says nothing of them."""
    found = contents(sheet, plan)
    words = {
        name: {**{word: ours for word in said if (ours := _ours(name, word)) is not None}, **plan.words.get(name, {})}
        for name, said in found.items()
        if name in WORD_FIELDS
    }
    orders = {name: first for name in DATE_FIELDS if name in found and (first := order(found[name]))}
    return plan.but(words=words, orders={**orders, **plan.orders})


def questions(sheet: Sheet, plan: Plan) -> Questions:
    """What the plan leaves open."""
    found = contents(sheet, plan)
    unknown = {
        name: tuple((word, n) for word, n in found[name].most_common() if word not in plan.words.get(name, {}))
        for name in WORD_FIELDS
        if name in found
    }
    return Questions(
        wording=plan.columns.get("wording") not in sheet.head,
        orders=tuple(
            name for name in DATE_FIELDS if name in found and name not in plan.orders and doubtful(found[name])
        ),
        words={name: words[:_MOST_WORDS] for name, words in unknown.items() if words},
    )


def contents(sheet: Sheet, plan: Plan) -> dict[str, Counter[str]]:
    """What stands in the columns of words and dates, how often: words written small, countries one by one.

    Each column is gone through once for a field; the sheet keeps what was found, for a page asks at every click.
    """
    columns = {
        name: plan.columns[name] for name in (*WORD_FIELDS, *DATE_FIELDS) if plan.columns.get(name) in sheet.head
    }
    new = {name: column for name, column in columns.items() if (name, column) not in sheet.tallies}
    found: dict[str, Counter[str]] = {name: Counter() for name in new}
    for _number, record in sheet.records() if new else ():
        for name, column in new.items():
            cell = record[column]
            if cell.strip() and not isinstance(cell, UnreadCell):
                found[name].update(said(name, cell) if name in WORD_FIELDS else [meant(cell.strip())])
    sheet.tallies.update({(name, new[name]): tally for name, tally in found.items()})
    return {name: sheet.tallies[name, column] for name, column in columns.items()}


def said(name: str, cell: str) -> list[str]:
    """The words of theirs in a cell of words, written small."""
    text = mended(cleaned(meant(cell)))
    if name == "regions":
        return [" ".join(one.split()).casefold() for one in several("regions", text)]
    return [" ".join(text.split()).casefold()]


def _ours(name: str, word: str) -> str | None:
    """The word of ours for one of theirs; None where none is near enough."""
    if name == "regions":
        return regions.find(word)
    if word in ("", "-", "–"):
        return LEFT_OUT
    exact = _known_words(name).get(word)
    if exact is not None:
        return exact
    best = process.extractOne(word, _known_words(name).keys(), scorer=fuzz.ratio, score_cutoff=_WORD_ENOUGH)
    return _known_words(name)[best[0]] if best else None


@lru_cache
def _known_words(name: str) -> dict[str, str]:
    """What others call our words, our own keys and labels first."""
    known = {other: ours for ours, others in _lists()["words"].get(name, {}).items() for other in others}
    for word, label in WORDS[name].items():
        known |= {word.value: word.value, label.casefold(): word.value}
    return known


@lru_cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((house() / "data" / "spreadsheets.toml").read_text("utf-8"))


def _columns(sheet: Sheet) -> dict[str, str]:
    """Which column holds which field: the surest pairs first, no column and no field twice."""
    samples = _samples(sheet)
    scores = [
        (score, -place, name, column)
        for place, column in enumerate(sheet.head)
        for name in FIELDS
        if (score := _name_score(name, column) + _content_score(name, samples[column])) >= _NAME_ENOUGH
    ]
    found: dict[str, str] = {}
    for _score, _place, name, column in sorted(scores, reverse=True):
        if name not in found and column not in found.values():
            found[name] = column
    if "wording" not in found:
        longest = max(sheet.head, key=lambda column: sum(map(len, samples[column])))
        if longest not in found.values() and samples[longest]:
            found["wording"] = longest
    return {name: found[name] for name in FIELDS if name in found}


def _samples(sheet: Sheet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {column: [] for column in sheet.head}
    for _number, record in islice(sheet.records(), _SAMPLE):
        for column in sheet.head:
            if record[column].strip() and not isinstance(record[column], UnreadCell):
                found[column].append(meant(record[column].strip()))
    return found


def _name_score(name: str, column: str) -> float:
    called = " ".join(re.sub(r"[_\W]+", " ", column.casefold()).split())
    names = [*_lists()["columns"].get(name, []), name.replace("_", " "), FIELDS[name].casefold()]
    return max(fuzz.ratio(called, other) for other in names)


def _content_score(name: str, sample: Iterable[str]) -> float:
    """How far what is in a column speaks for or against a field: from -100, which rules it out, to 25."""
    cells = list(sample)
    if not cells:
        return 0
    if name in DATE_FIELDS:
        return 10 if _share(cells, _is_date) > 0.6 else -100
    if name in ("wording", "label"):
        length = sum(map(len, cells)) / len(cells)
        return _LENGTHS[name](length)
    test = _tests().get(name)
    return 0 if test is None else 20 if _share(cells, test) > 0.6 else -20


_LENGTHS: dict[str, Callable[[float], float]] = {
    "wording": lambda length: 15 if length > 40 else -10,
    "label": lambda length: 5 if length < 12 else -40,
}


def _tests() -> dict[str, Callable[[str], Any]]:
    """What a cell must be for a field that not everything suits."""
    words = {name: partial(_says, name) for name in WORD_FIELDS}
    return {**words, "evidence_url": _LINK.match, "owner": _ADDRESS.fullmatch, "action_type": _TYPE.fullmatch}


def _says(name: str, cell: str) -> bool:
    return all(_ours(name, word) is not None for word in said(name, cell))


def _share(cells: list[str], test: Any) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells)


def _is_date(cell: str) -> bool:
    try:
        parse(cell, Order.DAY_FIRST)
    except ValueError:
        return False
    return True
