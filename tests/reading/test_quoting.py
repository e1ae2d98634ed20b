"""Papers that are set off whole as a quotation."""

import pytest

from tests.reading.shown import shown
from tracker.reading import read

MEMO = """> To: Harbour Board
>
> The pier has stood empty for nine years, and the reeds grow through its planks.
>
> ## Asks
>
> Mend the pier before the season, and light it at night.
"""


def lines(text: str) -> list[str]:
    return shown(read("a.md", text.encode()))


LONG = MEMO.replace(
    "its planks.", "its planks. " + "The board was told of it each spring, and asked for another year. " * 10
)


def test_a_memo_that_is_quoted_whole_is_the_paper() -> None:
    told = lines("We sent this.\n\n" + LONG)
    assert told[1] == "To: Harbour Board"
    assert told[-1] == "Mend the pier before the season, and light it at night."


@pytest.mark.parametrize("quoted", [MEMO, LONG.replace("## Asks", "Our asks"), LONG + "\n- " + "Sell the crane. " * 20])
def test_quotations_stay_that_are_short_or_without_headings_or_beside_a_list(quoted: str) -> None:
    assert any(line.startswith("> ") for line in lines("We sent this.\n\n" + quoted))


def test_a_paper_that_quotes_as_much_as_it_says_still_quotes() -> None:
    said = "We sent this memo to the board in March, and have had no reply to it in all the weeks since then. " * 3
    assert any(line.startswith("> ") for line in lines(f"{said}\n\n{LONG}"))
