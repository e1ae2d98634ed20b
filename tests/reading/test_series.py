"""Lists go on from item to item, whatever counts them and whatever carries them; sentences stay whole."""

from collections.abc import Callable
from string import ascii_lowercase, ascii_uppercase

import pytest

from tests.reading.making import Sheet, docx_of
from tests.reading.shown import shown
from tracker.reading import read
from tracker.reading.markers import split
from tracker.reading.series import Capitals, Letters, follows, refers, starts

ASKS = [
    f"Pay the {who} of the {side} bank for every {what} that is lost"
    for who in ("keepers", "growers", "guards")
    for side in ("upper", "lower")
    for what in ("day of work", "tree")
]
ROMANS = "i ii iii iv v vi vii viii ix x xi xii".split()
COUNTED: dict[str, Callable[[int], str]] = {
    "a)": lambda at: f"{ascii_lowercase[at]})",
    "(a)": lambda at: f"({ascii_lowercase[at]})",
    "a.": lambda at: f"{ascii_lowercase[at]}.",
    "A.": lambda at: f"{ascii_uppercase[at]}.",
    "(i)": lambda at: f"({ROMANS[at]})",
    "i.": lambda at: f"{ROMANS[at]}.",
    "I.": lambda at: f"{ROMANS[at].upper()}.",
    "(1)": lambda at: f"({at + 1})",
    "[1]": lambda at: f"[{at + 1}]",
    "R1:": lambda at: f"R{at + 1}:",
    "1.1": lambda at: f"2.{at + 1}",
    "Recommendation 1:": lambda at: f"Recommendation {at + 1}:",
}


def in_text(lines: list[str]) -> tuple[str, bytes]:
    return "a.txt", "\n".join(["The Two Banks", "", "What we ask:", "", *lines]).encode()


def in_markdown(lines: list[str]) -> tuple[str, bytes]:
    return "a.md", "\n".join(["# The Two Banks", "", *lines]).encode()


def in_html(lines: list[str]) -> tuple[str, bytes]:
    return "a.html", ("<html><body><h1>The Two Banks</h1><p>" + "<br>".join(lines) + "</p></body></html>").encode()


def in_word(lines: list[str]) -> tuple[str, bytes]:
    return "a.docx", docx_of("\n".join(lines))


def in_pdf(lines: list[str]) -> tuple[str, bytes]:
    sheet = Sheet()
    for at, line in enumerate(lines):
        sheet.at(72, 760 - 14 * at, line)
    return "a.pdf", sheet.bytes()


@pytest.mark.parametrize("carrier", [in_text, in_markdown, in_html, in_word, in_pdf])
@pytest.mark.parametrize("stop", [".", ""])
@pytest.mark.parametrize("manner", COUNTED)
def test_every_item_is_one(manner: str, stop: str, carrier: Callable[[list[str]], tuple[str, bytes]]) -> None:
    marked = [(COUNTED[manner](at), f"{ask}{stop}") for at, ask in enumerate(ASKS)]
    name, data = carrier([f"{marker} {ask}" for marker, ask in marked])
    document = read(name, data)
    found = [(block.marker, block.depth, document.words(block)) for block in document.blocks]
    assert [one for one in found if one[0]] == [(marker, 0, ask) for marker, ask in marked]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (
            "The towns on the river have asked for many years that what is laid down in section",
            "a) of the act on water be done, and they have asked for the same in view of section",
            "b) of the act on land, which nobody in the capital has read out since it was passed.",
        ),
        (
            "The gates that stand along the lower canal were all built in the years after World War",
            "I. They were kept well by both of the towns that the canal runs through until World War",
            "II. Nobody has painted any of them since, and most of them have not been opened either.",
        ),
        (
            "What the towns on the river have asked for in all these years was written down first by",
            "A. Smith of the lower bank, who had been a keeper, and it was then written out again by",
            "B. Jones of the upper bank, who had been one as well, before it was sent to the capital.",
        ),
        (
            "The towns on the river are free to do what is said on the gates by article",
            "(1) and on the keepers by article",
            "(2) without asking anybody in the capital about any part of it.",
        ),
    ],
)
def test_what_a_sentence_refers_to_begins_no_item(name: str, first: str, second: str, third: str) -> None:
    assert shown(read(name, f"# The Two Banks\n\n{first}\n{second}\n{third}\n".encode()))[1:] == [
        f"{first} {second} {third}"
    ]


def test_a_lone_number_at_the_head_of_a_line_begins_no_item_in_markdown() -> None:
    said = "There are two ways out of it, which are\n(1) to build, or (2) to leave.\n"
    assert shown(read("a.md", f"# The Two Banks\n\n{said}".encode()))[1:] == [" ".join(said.split())]


def test_a_list_inside_of_another_counts_by_itself() -> None:
    lines = ["(1) Open the gates:", "(a) at noon;", "(b) at night;", "(2) Pay the keepers."]
    expected = [f"* {line}" for line in lines]
    assert shown(read(*in_markdown(lines)))[1:] == shown(read(*in_html(lines)))[1:] == expected


def test_initials_behind_a_list_are_no_markers() -> None:
    items = "".join(f"{letter}. Open the gate\n\n" for letter in "ABC")
    document = read("a.txt", f"The Two Banks\n\n{items}J. Smith has said that the gates are shut.\n".encode())
    assert shown(document)[-1] == "J. Smith has said that the gates are shut."


@pytest.mark.parametrize(
    ("before", "marker", "counts_on"),
    [
        ("(h)", "(i)", True),
        ("(i)", "(j)", True),
        ("(i)", "(ii)", True),
        ("u)", "v)", True),
        ("W.", "X.", True),
        ("iv.", "v.", True),
        ("1.2", "1.3", True),
        ("Recommendation 1:", "Recommendation 2:", True),
        ("(a)", "(i)", False),
        ("1.", "3.", False),
        ("1.", "b.", False),
        ("•", "•", False),
        ("", "1.", False),
    ],
)
def test_what_counts_on(before: str, marker: str, counts_on: bool) -> None:
    assert follows(marker, before) is counts_on


def test_a_lone_i_is_a_letter_behind_h_alone() -> None:
    letters = Letters()
    assert [letters.family(one) for one in ("(i)", "(ii)", "(g)", "(h)", "•", "(i)", "(j)", "(i)")] == [
        "roman",
        "roman",
        "lower",
        "lower",
        "bullet",
        "lower",
        "lower",
        "roman",
    ]


def test_capitals_count_from_a() -> None:
    capitals = Capitals()
    texts = [f"{letter}. Open it" for letter in "JABCDEFGHIJKM"]
    assert "".join(capitals.split(text).marker for text in texts) == "A.B.C.D.E.F.G.H.I.J.K."


@pytest.mark.parametrize(
    ("before", "text", "referred"),
    [
        ("as in section", "a) to be read out", True),
        ("as we said", "(b) of the act", True),
        ("written by", "A. Smith of the union", True),
        ("after World War", "II. The gates", True),
        ("mend the section", "b) Open the gates", False),
        ("stop the war", "B. Open the gates", False),
        ("as in section", "• of the act", False),
    ],
)
def test_what_a_sentence_refers_to(before: str, text: str, referred: bool) -> None:
    assert refers(before, split(text)) is referred


def test_lines_that_begin_items_count_on_in_one_manner() -> None:
    assert starts(["We ask:", "a) one", "and so on", "b) two", "(3) three", "4) four"], Capitals()) == {1, 3}
    assert starts(["o One", "o Two", "– three"], Capitals()) == {0, 1}
