"""What a board must be told at the end of a day: figures, sentences, lines and records, from the rows of that day."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.figures.oracle import GROUPS, Group, Rec, Rows, View, day, wilson
from tests.figures.pages import FIGURES, figures
from tests.figures.sample import TODAY
from tests.figures.words import be, many, n, on, pcts, recs
from tracker.vocabulary.statuses import STATUSES, Status

KEYS = ("recommendations", "assessed", "adopted", "in_force")


@dataclass
class Reported:
    """The report of one day, as it must be."""

    file: Path
    as_of: date

    @cached_property
    def rows(self) -> Rows:
        return Rows(self.file, self.as_of, past=self.as_of != TODAY)

    @cached_property
    def view(self) -> View:
        return self.rows.view({}, outside=True)

    @cached_property
    def previous(self) -> "Reported | None":
        """The report that the board saw before."""
        now = Rows(self.file, TODAY)
        known = [one for one in now.of["meeting"].values() if one["approved_at"]]
        told = next((one for one in sorted(known, key=lambda one: -one["id"]) if day(one["as_of"]) == self.as_of), None)
        end = datetime.combine(self.as_of + timedelta(days=1), time()).isoformat(" ")
        until = told["approved_at"] if told else end
        days = [
            day(one["as_of"]) for one in known
            if (day(one["as_of"]) or TODAY) < self.as_of and one["approved_at"] < until
            and (told is None or one["day"] < told["day"])
        ]  # fmt: skip
        last = max((one for one in days if one), default=None)
        return Reported(self.file, last) if last else None

    def counted(self, key: str) -> list[Rec]:
        """The records that a figure counts."""
        view = self.view
        checked = [one for one in view.confirmed if one.status not in (*GROUPS["not_assessed"], *GROUPS["outside"])]
        return {
            "recommendations": view.confirmed,
            "assessed": checked,
            "adopted": view.adopted,
            "in_force": view.in_force,
        }[key]

    @cached_property
    def figures(self) -> list[tuple[str, int, str]]:
        """(name, value, what it was taken from) of the five."""
        parts = [said.split("\n\n") for said in figures(self.view)]
        values = [*(len(self.counted(key)) for key in KEYS), self.view.pending]
        return [(name, value, taken) for name, value, (_said, taken) in zip(FIGURES, values, parts, strict=True)]

    @cached_property
    def covers(self) -> str:
        years = sorted(one.published.year for one in self.view.confirmed if one.published)
        said = f"in {years[0]}" if years[0] == years[-1] else f"from {years[0]} to {years[-1]}"
        undated = sum(one.published is None for one in self.view.confirmed)
        more = f" The brief of {recs(undated)} has no date." if undated else ""
        return f"The briefs were published {said}.{more}"

    @cached_property
    def changed(self) -> list[str]:
        if self.previous is None:
            return []
        said = []
        for name, key in zip(FIGURES, KEYS, strict=False):
            then, now = ({one.reference for one in of.counted(key)} for of in (self.previous, self))
            moves = [f"{n(len(now - then))} came in"] * bool(now - then)
            moves += [f"{n(len(then - now))} fell out"] * bool(then - now)
            said += [f"{name}: {n(len(then))} then, {n(len(now))} now ({', '.join(moves)})."] if moves else []
        there = {one.reference for one in self.previous.rows.view({}).confirmed}
        shown = {one.reference for one in self.previous.view.confirmed}
        back = sum(one.reference in there - shown for one in self.view.confirmed)
        said += (
            [f"{n(back)} of those that came in {be(back, 'is', 'are')} not new: until then left out"] if back else []
        )
        if self.previous.view.pending != self.view.pending:
            said.append(f"{FIGURES[4]}: {n(self.previous.view.pending)} then, {n(self.view.pending)} now.")
        before = {one.reference: one.status for one in self.previous.view.confirmed}
        moved = sum(before.get(one.reference, one.status) != one.status for one in self.view.confirmed)
        return said + ([f"{n(moved)} {be(moved, 'has', 'have')} another status now."] if moved else [])

    @cached_property
    def unknown(self) -> list[str]:
        view = self.view
        missing, lapsed = view.whole.statuses["not_assessed"], len(view.adopted) - len(view.in_force)
        late = f"{n(view.overdue)} of the {n(view.with_due)} that have a day for their next look"
        said = {
            f"{n(missing)} of {recs(view.total)} {be(missing)} not assessed, which": missing,
            f"{n(view.pending)} more headline {be(view.pending, 'one is', 'ones are')} to be confirmed": view.pending,
            f"{late} {be(view.overdue)} past": view.overdue,
            f"{n(lapsed)} of {n(len(view.adopted))} adopted should have been checked again": lapsed,
        }
        return [*(sentence for sentence, number in said.items() if number), *self.likely]

    @cached_property
    def likely(self) -> list[str]:
        """The interval of the share of the adopted, and its bounds."""
        part, of, unknown = len(self.view.adopted), self.view.whole.assessed, self.view.whole.statuses["not_assessed"]
        if not of:
            return []
        said = f"The share adopted, {n(part)} of {n(of)}, is likely {pcts(*wilson(part, of)[1:])}"
        bounds = pcts(part / (of + unknown), (part + unknown) / (of + unknown))
        return [f"{said}, and {bounds} whatever became of the unassessed." if unknown else f"{said}."]

    @cached_property
    def outside(self) -> list[str]:
        """The two numbers among the sentences on how it is counted, the last one first."""
        inside, view = self.rows.view({}), self.view
        left, away = inside.total - view.total, view.whole.sum(GROUPS["outside"])
        return [
            *([f"{n(left)} of {n(inside.total)} confirmed {be(left)} left out for that."] if left else []),
            *([f"{n(away)} overtaken by events, replaced or withdrawn {be(away)} not among them."] if away else []),
        ]  # fmt: skip

    def lines(self, by: str, shown: int) -> tuple[list[Group], str]:
        """The groups that are shown, and the sentence on the others."""
        groups = [group for group in self.view.by(by) if group.total]
        named, nameless = [g for g in groups if g.key is not None], [g for g in groups if g.key is None]
        rest, noun = named[shown:], "author" if by == "author" else "part"
        if not rest:
            return [*named, *nameless], ""
        has, most = be(len(rest), f"{noun} has", f"{noun}s have"), recs(rest[0].total)
        note = f"{n(len(rest))} more {has} {most}{'.' if len(rest) == 1 else ' at most.'}"
        return [*named[:shown], *nameless], note

    @cached_property
    def regions(self) -> tuple[list[Group], str]:
        return self.lines("region_group", 4)

    @cached_property
    def authors(self) -> tuple[list[Group], str]:
        return self.lines("author", 3)

    def of_assessed(self, group: Group) -> str:
        return f"{n(group.sum(GROUPS['adopted']))} of {n(group.assessed)}" if group.assessed else "none assessed"

    @cached_property
    def statuses(self) -> dict[str, int]:
        """Of each status, by its label, how many."""
        return {STATUSES[status].label: self.view.whole.statuses[status.value] for status in Status}

    def proof(self, one: Rec) -> list[str]:
        """How strong the evidence of a story is, and how many more items there are."""
        more = len(one.public) - 1
        said = [f"and {many(more, 'more item')}"] if more > 0 else []
        return [f"Evidence of strength {one.strength} of 5", *said]

    @cached_property
    def sentences(self) -> list[str]:
        """All that holds a number and stands in every paper."""
        return [*self.changed, *self.unknown, *self.outside, self.regions[1], self.authors[1], self.covers]

    @cached_property
    def decisions(self) -> list[list[str]]:
        """What the board was asked to decide, in each version of the report."""
        meetings = Rows(self.file, TODAY).of["meeting"].values()
        return [json.loads(one["decisions"]) for one in meetings if day(one["as_of"]) == self.as_of]

    @cached_property
    def state(self) -> str:
        """What the report says of the history at the end of its day."""
        end = datetime.combine(self.as_of + timedelta(days=1), time()).isoformat(" ")
        lines = [line for line in self.rows.links["ledger"] if line["at"] < end]
        return f"State of the history: {max(lines, key=lambda line: line['place'])['hash'].hex()[:16]}"

    @cached_property
    def of_reference(self) -> dict[str, Rec]:
        return {one.reference: one for one in self.rows.recs}

    def parts(self) -> dict[tuple[str, ...], list[Rec]]:
        """The records by the figures that count them, those that the most count first."""
        held = {key: {one.reference for one in self.counted(key)} for key in KEYS}
        found: dict[tuple[str, ...], list[Rec]] = {}
        for one in self.view.confirmed:
            found.setdefault(tuple(key for key in KEYS if one.reference in held[key]), []).append(one)
        order = sorted(found, key=lambda keys: (-len(keys), [KEYS.index(key) for key in keys]))
        return {keys: found[keys] for keys in order}

    def sums(self) -> list[str]:
        """How each figure adds up from the parts: "A 28 + B 14 = 42"."""
        letters = dict(zip(self.parts(), "ABCDEFGH", strict=False))
        said = []
        for key, (_name, value, _taken) in zip(KEYS, self.figures, strict=False):
            terms = [f"{letters[keys]} {n(len(rows))}" for keys, rows in self.parts().items() if key in keys]
            said.append(f"{' + '.join(terms)} = {n(value)}" if value else "0")
        pending = self.view.pending
        return [*said, f"{n(pending)}, not listed here: no editor has confirmed them" if pending else "0"]

    def headings(self) -> list[str]:
        """Over each part of the annex, which figures count it and how many it holds."""
        names = dict(zip(KEYS, FIGURES, strict=False))
        return [
            f"{letter}. Counted as: {' · '.join(names[key] for key in keys)} ({n(len(rows))})"
            for letter, (keys, rows) in zip("ABCDEFGH", self.parts().items(), strict=False)
        ]


def said_of(told: Any, references: Sequence[str]) -> list[str]:
    return [said for reference in references for said in told.proof(told.of_reference[reference])]


def days_of(told: Reported) -> list[str]:
    previous = [on(told.previous.as_of)] if told.previous else []
    return [on(told.as_of), *previous]
