"""Stores of many recommendations, the same ones each time, to measure on.

Run it from the root of the project to make one:

    python benchmarks/stores.py FILE ROWS

The words are those of `../shared/upr/sessions_01-13.csv` where that file is there, and made up where it is not. A brief
has a dozen recommendations and few authors and countries; most are confirmed headline ones of which half are assessed,
some with evidence, some of it confidential; a few carry authors, countries or topics of their own, some ask what
others ask, and every row has its history.
"""

import csv
import json
import random
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from tracker.store.access import sole_person
from tracker.store.sessions import Store
from tracker.store.upgrade import opened, upgrade
from tracker.vocabulary import regions
from tracker.vocabulary.answers import Contribution, EvidenceKind, OutcomeType
from tracker.vocabulary.statuses import Status

REAL = Path(__file__).parents[2] / "shared" / "upr" / "sessions_01-13.csv"
ROWS = (2_000, 1_000_000)
"""How many recommendations a small store and a very large one have."""
TODAY = date(2026, 9, 30)
_BEFORE_LEDGER = "0008"
_IN_A_BRIEF = 12
_CHUNK = 20_000
_LIVE = [status.value for status in Status if status is not Status.SUPERSEDED]
_STATUSES = ([Status.NOT_ASSESSED.value] * len(_LIVE)) + _LIVE
_VERBS = "publish review extend fund end support train protect open monitor".split()
_THINGS = "the talks,the register of prisons,school meals,the border posts,the water law,local courts,the census".split(
    ","
)
_TOPICS = "Justice,Health,Water,Trade,Climate,Energy,Education,Migration,Elections,Policing,Media,Diplomacy,Budget,Land"
_WORK = (
    "id reference brief_id parent_id repeats_id position origin label quote wording detail also level stance"
    " action_type"
    " confidence reasons review status status_on status_on_precision response outcome_type outcome fidelity"
    " contribution rival_explanation owner_id unit_id due verified_on reverify_by priority notes own_authors"
    " own_regions own_topics version"
).split()


def make(file: Path, rows: int, seed: int = 1) -> None:
    """Fill a new store with so many recommendations."""
    dice = random.Random(seed)  # noqa: S311
    address = f"sqlite:///{file}"
    with Store(address) as store:
        upgrade(store, _BEFORE_LEDGER)
        with store.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE store_state SET data_version = 1")
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        people = _people(raw)
        briefs = max(2, rows // _IN_A_BRIEF)
        _names(raw, dice, briefs)
        _briefs(raw, dice, briefs)
        _recommendations(raw, dice, rows, briefs, people)
        raw.execute("ANALYZE")
        raw.commit()
    with opened(address) as store, store.writing() as session:
        sole_person(session)


def _people(raw: sqlite3.Connection) -> int:
    units = [(n, f"Programme {n}") for n in range(1, 6)]
    raw.executemany("INSERT INTO unit (id, name, version) VALUES (?, ?, 1)", units)
    staff = [(n, f"staff{n}@example.org", f"Staff {n}", "staff", n % 5 + 1) for n in range(1, 21)]
    raw.executemany(
        "INSERT INTO person (id, email, name, role, unit_id, active, sole, preferences, digest, version)"
        " VALUES (?, ?, ?, ?, ?, 1, 0, '{}', 0, 1)",
        staff,
    )
    return len(staff)


def _names(raw: sqlite3.Connection, dice: random.Random, briefs: int) -> None:
    authors = max(30, briefs // 40)
    first, last = "Ana Bo Cy Dee Eli Fay Gus Hal Ida Jon".split(), "Arl Bran Cole Dorn Eck Falk Gray Holm Ives".split()
    named = [(n, f"{dice.choice(first)} {dice.choice(last)}{n}") for n in range(1, authors + 1)]
    raw.executemany("INSERT INTO author (id, name, version) VALUES (?, ?, 1)", named)
    merged = [(n - 1, n) for n in range(50, authors, 50)]
    raw.executemany("UPDATE author SET same_as_id = ? WHERE id = ?", merged)
    told = [(n, f"Ministry {n}") for n in range(1, max(40, authors // 2) + 1)]
    raw.executemany("INSERT INTO addressee (id, name, version) VALUES (?, ?, 1)", told)
    topics = _TOPICS.split(",")
    raw.executemany("INSERT INTO topic (id, name) VALUES (?, ?)", enumerate(topics, start=1))
    grouped = [(code, str(regions.group(code))) for code in regions.codes()]
    raw.executemany("INSERT INTO region (code, region_group) VALUES (?, ?)", grouped)


def _briefs(raw: sqlite3.Connection, dice: random.Random, briefs: int) -> None:
    authors, topics = _last(raw, "author"), len(_TOPICS.split(","))
    codes = regions.codes()[:180]
    links: dict[str, list[tuple[int, object, int]]] = {"author": [], "region": [], "topic": []}
    columns = "id sha256 file_name format language parsed text title series number kind published published_precision"
    held = f"({', '.join(columns.split())}, unit_id, newer_id, removed, version)"
    rows = []
    for n in range(1, briefs + 1):
        day = TODAY - timedelta(days=int(dice.triangular(30, 20 * 365, 30)))
        exact = dice.choices(("day", "month", "year"), (8, 1, 1))[0]
        day = day.replace(day=1) if exact != "day" else day
        day = day.replace(month=1) if exact == "year" else day
        known = (None, None) if dice.random() < 0.02 else (day.isoformat(), exact)
        newer = n + 1 if n % 100 == 1 and n < briefs else None
        series = dice.choice(("Reports", "Briefings", "Policy papers", ""))
        title = f"{dice.choice(_THINGS).capitalize()} in view of {dice.choice(_TOPICS.split(','))} {n}"
        text = f"{title}. What the brief says of it."
        filed = ("txt", "en", 1, text, title, series, "", "brief")
        rows.append((n, f"{n:064x}", f"{n}.txt", *filed, *known, n % 5 + 1, newer, n % 500 == 499, 1))
        for name, of, least, most in (("author", authors, 1, 3), ("topic", topics, 1, 2), ("region", len(codes), 1, 3)):
            chosen = {int(of * dice.random() ** 2.5) for _ in range(dice.randint(least, most))}
            keys = [codes[one] if name == "region" else one + 1 for one in sorted(chosen)]
            links[name] += [(n, key, place) for place, key in enumerate(keys)]
    raw.executemany(f"INSERT INTO brief {held} VALUES ({', '.join('?' * 17)})", rows)  # noqa: S608
    for name, key in (("author", "author_id"), ("region", "code"), ("topic", "topic_id")):
        insert = f"INSERT INTO brief_{name} (brief_id, {key}, position) VALUES (?, ?, ?)"  # noqa: S608
        raw.executemany(insert, links[name])


def _recommendations(raw: sqlite3.Connection, dice: random.Random, rows: int, briefs: int, people: int) -> None:
    words = _words(dice)
    published = dict(raw.execute("SELECT id, published FROM brief"))
    addressees, topics, authors = (_last(raw, table) for table in ("addressee", "topic", "author"))
    wanted = f"INSERT INTO recommendation ({', '.join(_WORK)}) VALUES ({', '.join('?' * len(_WORK))})"  # noqa: S608
    for start in range(1, rows + 1, _CHUNK):
        ids = range(start, min(start + _CHUNK, rows + 1))
        made = [_row(dice, n, min((n - 1) // _IN_A_BRIEF + 1, briefs), published, people, words) for n in ids]
        raw.executemany(wanted, [[row[name] for name in _WORK] for row in made])
        told = [(n, place, int(addressees * dice.random() ** 2.5) + 1) for n in ids for place in range(n % 2 + 1)]
        raw.executemany(
            "INSERT INTO recommendation_addressee (recommendation_id, position, addressee_id, printed)"
            " VALUES (?, ?, ?, 'the ministry')",
            told,
        )
        for name, key, count in (("author", "author_id", authors), ("topic", "topic_id", topics)):
            own = [(row["id"], dice.randint(1, count)) for row in made if row[f"own_{name}s"]]
            link = f"INSERT INTO recommendation_{name} (recommendation_id, {key}, position) VALUES (?, ?, 0)"  # noqa: S608
            raw.executemany(link, own)
        own = [(row["id"], dice.choice(regions.codes())) for row in made if row["own_regions"]]
        raw.executemany("INSERT INTO recommendation_region (recommendation_id, code, position) VALUES (?, ?, 0)", own)
        _evidence(raw, dice, made)
        _history(raw, made)


def _row(
    dice: random.Random, n: int, brief: int, published: dict[int, str | None], people: int, words: Sequence[str]
) -> dict[str, object]:
    review = dice.choices(("confirmed", "pending", "rejected"), (85, 10, 5))[0]
    status = dice.choice(_STATUSES) if review == "confirmed" else Status.NOT_ASSESSED.value
    known = status != Status.NOT_ASSESSED.value
    out = date.fromisoformat(published[brief] or "2015-01-01")
    since = min(TODAY, out + timedelta(days=int(dice.expovariate(1 / 700)))) if known and dice.random() < 0.9 else None
    looked = TODAY - timedelta(days=dice.randint(1, 700)) if known else None
    good = status in ("adopted", "partly_adopted", "adopted_otherwise")
    wording = dice.choice(words)
    of_status = {
        "status": status,
        "status_on": since and since.isoformat(),
        "status_on_precision": "day" if since else None,
        "response": "accepted" if good else "none_known",
        "outcome_type": dice.choice([*OutcomeType]).value if good and dice.random() < 0.7 else None,
        "outcome": "A law was passed." if good else "",
        "fidelity": "most" if good else None,
        "contribution": dice.choice([*Contribution]).value if good else Contribution.NOT_ASSESSED.value,
        "rival_explanation": "The government wanted it before." if good else "",
    }
    of_work = {
        "owner_id": dice.randint(1, people) if dice.random() < 0.7 else None,
        "unit_id": None,
        "due": (TODAY + timedelta(days=dice.randint(-90, 400))).isoformat() if dice.random() < 0.5 else None,
        "verified_on": looked and looked.isoformat(),
        "reverify_by": (looked + timedelta(days=365)).isoformat() if looked and good else None,
        "priority": dice.choices(("normal", "high", "low"), (8, 1, 1))[0],
        "notes": "",
    }
    return {
        "id": n,
        "reference": f"B-{n % 20 + 2006}-{brief}/R{n}",
        "brief_id": brief,
        "parent_id": n - 1 if n % _IN_A_BRIEF > 9 else None,
        "repeats_id": n - 1 if n % 50 == 25 else None,
        "position": n % _IN_A_BRIEF,
        "origin": "parsed",
        "label": "",
        "quote": wording,
        "wording": wording,
        "detail": "",
        "also": "[]",
        "level": "supporting" if n % _IN_A_BRIEF > 9 else "headline",
        "stance": "do",
        "action_type": dice.choices((1, 2, 3, 4, 5), (2, 15, 10, 39, 34))[0],
        "confidence": round(dice.uniform(0.4, 1), 2),
        "reasons": "[]",
        "review": review,
        **of_status,
        **of_work,
        **{f"own_{name}": dice.random() < 0.03 for name in ("authors", "regions", "topics")},
        "version": 1,
    }


def _evidence(raw: sqlite3.Connection, dice: random.Random, made: Sequence[dict[str, object]]) -> None:
    assessed = [row for row in made if row["status"] != Status.NOT_ASSESSED.value and dice.random() < 0.6]
    kinds = [kind.value for kind in EvidenceKind]
    found = [
        (row["id"], dice.choice(kinds), f"Paper {dice.randint(1, 30)}", dice.random() < 0.05)
        for row in assessed
        for _ in range(dice.randint(1, 2))
    ]
    raw.executemany(
        "INSERT INTO evidence (recommendation_id, kind, quote, note, url, source, confidential, withdrawn, version)"
        " VALUES (?, ?, '', 'As reported.', '', ?, ?, 0, 1)",
        found,
    )


def _history(raw: sqlite3.Connection, made: Sequence[dict[str, object]]) -> None:
    """Each was made when its brief was taken in, and what has a status got it since."""
    first = {"status": Status.NOT_ASSESSED.value, "status_on": None}
    insert = (
        "INSERT INTO change (entity, entity_id, field, old, new, version, why, at, batch)"
        " VALUES ('recommendation', ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    born = [
        (
            row["id"],
            "*",
            None,
            json.dumps(row | first),
            1,
            "taken in",
            "2025-01-10 12:00:00.000000",
            f"b{row['brief_id']}",
        )
        for row in made
    ]
    raw.executemany(insert, born)
    later = [row for row in made if row["status"] != Status.NOT_ASSESSED.value]
    moved = [
        (
            row["id"],
            "status",
            f'"{first["status"]}"',
            f'"{row["status"]}"',
            2,
            "",
            f"{_since(row)} 12:00:00.000000",
            f"u{row['id']}",
        )
        for row in sorted(later, key=_since)
    ]
    raw.executemany(insert, moved)


def _since(row: dict[str, object]) -> str:
    return max(str(row["verified_on"]), "2025-02-01")


def _words(dice: random.Random) -> list[str]:
    if REAL.exists():
        with REAL.open(encoding="utf-8", newline="") as file:
            return [row["text"] for row in csv.DictReader(file)]
    return [f"The ministry should {dice.choice(_VERBS)} {dice.choice(_THINGS)} in district {n}." for n in range(20_000)]


def _last(raw: sqlite3.Connection, table: str) -> int:
    return int(raw.execute(f"SELECT max(id) FROM {table}").fetchone()[0])  # noqa: S608


def main(arguments: list[str]) -> int:
    """Make one."""
    make(Path(arguments[0]), int(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
