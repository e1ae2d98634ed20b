"""How right `tracker.extraction.action_type` is on recommendations that UPR Info has coded.

Run it from the root of the project:

    python benchmarks/action_types.py [CSV]

The file has the columns `text`, `action` (1 to 5) and, if the sessions are to be told apart, `session`. Without one,
`../shared/upr/sessions_01-13.csv` is read; where that is not there, nothing is measured, and the program says so. Rules
and lists are to be changed by what sessions 1 to 8 show, so that the later ones say how well they carry over.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tracker.extraction import action_type
from tracker.vocabulary.advice import ActionType

CODED = Path(__file__).parents[2] / "shared" / "upr" / "sessions_01-13.csv"
LAST_SEEN = 8

Pairs = Counter[tuple[ActionType, ActionType]]


def main(arguments: list[str]) -> int:
    """Print the share that is right, overall, by group of sessions and by class, and what is taken for what."""
    path = Path(arguments[0]) if arguments else CODED
    if not path.exists():
        print(f"{path} is not here, so nothing is measured. Name another file: python benchmarks/action_types.py CSV")
        return 2 if arguments else 0
    with path.open(encoding="utf-8", newline="") as file:
        groups = measured(csv.DictReader(file))
    for name, pairs in groups.items():
        print("\n".join(told(name, pairs)))
    return 0


def measured(rows: Iterable[Mapping[str, str]]) -> dict[str, Pairs]:
    """How often each coded class (first) was taken for each class (second), in all and by group of sessions."""
    groups: dict[str, Pairs] = {"all": Counter()}
    for row in rows:
        pair = (ActionType(int(row["action"])), action_type(row["text"]))
        groups["all"][pair] += 1
        session = row.get("session")
        if session:
            name = f"sessions 1 to {LAST_SEEN}" if int(session) <= LAST_SEEN else f"sessions from {LAST_SEEN + 1} on"
            groups.setdefault(name, Counter())[pair] += 1
    return groups


def told(name: str, pairs: Pairs) -> list[str]:
    """The lines that say how right a group is: in all, by class, and its five commonest mistakes."""
    lines = [f"{name}: {_share(pairs, list(ActionType))}"]
    lines += [f"  {kind.value} {kind.name.lower():<12}{_share(pairs, [kind])}" for kind in ActionType]
    wrong = Counter({pair: count for pair, count in pairs.items() if pair[0] is not pair[1]})
    return lines + [f"  {coded.value} taken for {taken.value}: {n}" for (coded, taken), n in wrong.most_common(5)]


def _share(pairs: Pairs, kinds: list[ActionType]) -> str:
    of = sum(count for (coded, _), count in pairs.items() if coded in kinds)
    right = sum(pairs[kind, kind] for kind in kinds)
    return f"{right / of:.3f} of {of}" if of else "none"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
