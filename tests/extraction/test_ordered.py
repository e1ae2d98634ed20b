"""Orders behind a colon, in front of which something forbids, or that make somebody act; and what only looks so."""

import pytest

from tracker.extraction import extract
from tracker.reading import read

PAGE = "# Lifts of Tbilisi\n\n## The lifts\n\nEvery third lift of the city stands still.\n\n"
ADVICE = f"{PAGE}## Recommendations\n\nThe lifts are older than their tenants.\n\n"


def _found(said: str, page: str = ADVICE) -> list[tuple[str, tuple[str, ...], str]]:
    document = read("a.md", (page + said).encode())
    return [
        (finding.span.of(document.text), finding.addressees, str(finding.stance))
        for finding in extract(document).findings
    ]


@pytest.mark.parametrize(
    "said",
    [
        "There is no sense in waiting for a law: hire the mechanics from the tram depot.",
        "The money is in the housing fund: spend it before the winter.",
        "Have the inspectors ride every lift in May.",
    ],
)
def test_an_order_to_which_a_statement_leads_is_advice_among_advice(said: str) -> None:
    assert _found(said) == [(said, (), "do")]
    assert _found(said, PAGE) == []


@pytest.mark.parametrize(
    "said",
    [
        "The causes are plain: cost and time.",
        "There are two kinds of lift: set in a shaft or hung on a wall.",
        "The tenants were told by the firm that the rule is simple: leave the lift alone.",
        "The first thing I would tell the reader is this: skip the annex.",
        "Have the owners a list?",
    ],
)
def test_what_stands_behind_a_colon_and_tells_nobody_what_to_do(said: str) -> None:
    assert _found(said) == []


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("So the first thing I'd tell City Hall is this: have the owners count their lifts.", "City Hall"),
        ("The one thing we would ask of the Housing Fund is simple: pay for the ropes.", "Housing Fund"),
    ],
)
def test_the_authors_say_that_an_order_is_what_they_ask_for(said: str, who: str) -> None:
    assert _found(said, PAGE) == [(said, (who,), "do")]


@pytest.mark.parametrize(
    "said",
    [
        "Under no circumstances sell the depot to the firm that mends the lifts.",
        "On no account lend the keys to the owners.",
        "And don't, whatever they promise, give the contract to the firm that built them.",
    ],
)
def test_what_forbids_may_stand_ahead_of_the_verb(said: str) -> None:
    assert _found(said, PAGE) == [(said, (), "avoid")]
