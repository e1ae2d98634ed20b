"""Running text that says what somebody must do: when that is advice, and when the law or the way of the world."""

import pytest

from tracker.extraction import extract
from tracker.reading import read

PAGE = "# Apples of Almaty\n\n## The orchards\n\nThe old orchards are being felled for houses.\n\n"


def _found(said: str) -> list[str]:
    document = read("a.md", (PAGE + said).encode())
    return [finding.span.of(document.text) for finding in extract(document).findings]


@pytest.mark.parametrize(
    "said",
    [
        "Article 9 of the Orchard Act must be amended to cover gardens.",
        "That rule must be repealed before the next harvest.",
    ],
)
def test_what_only_those_who_make_laws_can_do_is_advice(said: str) -> None:
    assert _found(said) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "Growers must prune before the sap rises.",
        "Broken pipes must be replaced by the owner.",
        "If more than half object, the plan must be withdrawn.",
        "Rich countries must import most of their apples.",
        "Party leaders must win over half of the growers.",
        "Policymakers must contend with rising prices.",
        "Lawmakers must decide whether to extend the act.",
        "If the court rules against it, the ban must be repealed.",
        "The constitution must be amended by referendum.",
        "Ordinances must be revised every ten years.",
        "A fallen tree must be paid for by whoever felled it.",
        "Some leaders of the union must stand for office each spring.",
    ],
)
def test_what_must_be_done_as_things_are_is_none(said: str) -> None:
    assert _found(said) == []
