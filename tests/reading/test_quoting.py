"""Papers that are set off whole as a quotation."""

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


def test_a_memo_that_is_quoted_whole_is_the_paper() -> None:
    told = lines("We sent this.\n\n" + MEMO)
    assert told[1] == "To: Harbour Board"
    assert told[-1] == "Mend the pier before the season, and light it at night."


def test_a_paper_that_quotes_as_much_as_it_says_still_quotes() -> None:
    said = "We sent this memo to the board in March, and have had no reply to it in all the weeks since then.\n\n"
    assert lines(said + MEMO)[-1].startswith("> ")
