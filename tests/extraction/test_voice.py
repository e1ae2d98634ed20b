"""Whose voice a sentence or a list speaks in."""

import pytest

from tracker.extraction import extract
from tracker.reading import read

PAGE = "# Lighthouses after the keepers\n\n## What was done\n\nThe lamps were changed in one summer.\n\n"
ITEMS = "\n\n- Close the yard at Skagen.\n- Sell the two tenders.\n- Train the keepers as pilots.\n"


def _found(said: str) -> list[str]:
    document = read("a.md", (PAGE + said).encode())
    return [finding.span.of(document.text) for finding in extract(document).findings]


@pytest.mark.parametrize(
    "said",
    [
        "Having seen all nine towers, we are convinced that the navy should close the oldest of them.",
        "Our own count has persuaded us that the county should keep two lamps lit.",
        "Seen from the sea it is plain that the ministry should repair the outer tower first.",
        "Provided that the treasury agrees, the county should buy the island.",
        "It follows that the county should buy the island.",
        "The keepers resigned; for that reason the ministry should hire two pilots.",
        "The board wanted a museum, but the ministry should keep the tower as it is.",
        "The lamps were tested in winter, and the county should repeat that test.",
    ],
)
def test_own_advice_behind_a_deed(said: str) -> None:
    assert _found(said) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "The maritime tribunal has directed that the county should keep two lamps lit.",
        "The last keeper swore that the ministry should never touch the lens.",
        "A conference in Bergen resolved that the states should share their pilots.",
        "The admiral signalled that the county should buy the island.",
        "The cabinet decreed in May that the ministry should hire two pilots.",
        "The contractor took care that the ministry should hear of it.",
        "The older members voted that the board should sell the tenders.",
        "The lease stipulated that the county should paint the tower.",
    ],
)
def test_what_somebody_laid_down(said: str) -> None:
    assert _found(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "We propose the following:",
        "We ask for three things:",
        "The ministry should do three things:",
        "This paper suggests the following:",
        "We recommend these steps:",
        "It is time to do three things:",
        "The county should therefore:",
        "We urge the county to take three steps:",
        "On the basis of the above, the following is recommended:",
        "The following measures are suggested for the coming year:",
        "This paper makes three recommendations:",
    ],
)
def test_lists_of_the_authors(said: str) -> None:
    assert len(_found(said + ITEMS)) == 3


@pytest.mark.parametrize(
    "said",
    [
        "The keepers' guild proposed the following:",
        "The pilots asked for three things:",
        "The owners of the yard want the following:",
        "The county, for its part, demanded these changes:",
        "Speakers from the islands suggested the following steps:",
        "A former admiral has argued for three measures:",
        "Both unions told the ministry the following:",
        "The consultants advised as follows:",
    ],
)
def test_lists_of_others(said: str) -> None:
    assert _found(said + ITEMS) == []


SOMEBODY_MADE = (
    "The pilots have put forward a number of proposals:",
    "The Blue Coast Alliance has made three recommendations:",
    "Three recommendations were made by the pilots:",
)
MADE_ELSEWHERE = (
    "A paper of the keepers' guild made three recommendations to the county:",
    "In 2019 the union of the keepers made three recommendations:",
    "The following proposals were made from the floor:",
    "At the hearing, the union put forward the following recommendations:",
)


@pytest.mark.parametrize("said", (*SOMEBODY_MADE, *MADE_ELSEWHERE))
def test_recommendations_that_others_made(said: str) -> None:
    own = "The navy should keep the lens."
    assert _found(f"{said}{ITEMS}\n## The lens\n\n{own}") == [own]


@pytest.mark.parametrize("said", SOMEBODY_MADE)
def test_a_list_is_nobody_elses_where_it_is_all_the_advice_there_is(said: str) -> None:
    assert len(_found(said + ITEMS)) == 3


@pytest.mark.parametrize("said", MADE_ELSEWHERE)
def test_what_was_advised_elsewhere_is_no_advice_of_a_paper_that_gives_none(said: str) -> None:
    assert _found(said + ITEMS) == []


@pytest.mark.parametrize(
    "said",
    [
        "The Harbour Institute has made the following recommendations:",
        "The Harbour Institute has made three recommendations since 2019:",
        "In this brief, the Institute has put forward three proposals:",
        "Based on these findings the research team has made the following recommendations:",
        "The expert group that wrote this paper has made four recommendations:",
        "The following recommendations were made by the review team:",
        "Drawing on the survey, the Policy Unit has put forward these proposals:",
    ],
)
def test_recommendations_that_the_authors_made(said: str) -> None:
    page = PAGE.replace("\n\n", "\n\nBy the Harbour Institute\n\n", 1)
    text = f"{page}{said}{ITEMS}\n## The lens\n\nThe navy should keep the lens."
    assert len(extract(read("a.md", text.encode())).findings) == 4
