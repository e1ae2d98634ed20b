from tracker.extraction.own import in_own_voice, own_names
from tracker.extraction.sentences import split
from tracker.reading import read

PAGE = "# Fishing at Night\n\nThe Coast Desk\n\nMay 2020\n\nTrawlers fish at night, within sight of the shore.\n\n"


def plain(said: str, page: str = PAGE) -> list[str]:
    document = read("a.md", (page + said).encode())
    told = in_own_voice(split(document, len(document.blocks) - 1), own_names(document))
    assert all(len(each.plain) == len(each.text) for each in told)
    return [" ".join(each.plain.split()) for each in told]


def test_the_institution_of_the_title_page_says_we() -> None:
    assert plain("The Coast Desk urges the navy to act.") == ["We urges the navy to act."]


def test_another_institution_does_not() -> None:
    said = "The Blue Ledger urges the navy to act. It urges the port to wait."
    assert plain(said) == ["The Blue Ledger urges the navy to act.", "It urges the port to wait."]


def test_it_behind_the_institution_or_a_committee_says_we() -> None:
    assert (
        plain("The Coast Desk urges the navy to act. It also urges the port to wait.")[1]
        == "We also urges the port to wait."
    )
    assert (
        plain("The Committee notes the figures. It urges the State party to act.")[1]
        == "We urges the State party to act."
    )


def test_the_institution_is_not_heard_where_it_asks_nothing() -> None:
    assert plain("The Coast Desk runs two boats. It urges nobody.") == [
        "The Coast Desk runs two boats.",
        "It urges nobody.",
    ]


def test_a_name_in_capitals_on_the_title_page_is_heard_in_short() -> None:
    page = "# ON THE PIERS BILL\n\nFEDERATION OF FERRYMEN\n\nMay 2020\n\nFerrymen pay for piers.\n\n"
    assert plain("The Federation calls upon the Senate to act.", page) == ["We calls upon the Senate to act."]
