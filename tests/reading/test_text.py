"""Plain text: lines that were wrapped by hand, cut by pages, saved in old codes, become what a person reads."""

import pytest

from tests.reading.shown import shown, tiles
from tracker.document import BlockKind, Document
from tracker.reading import read

HEAD = "Two Winters without Water\n\n"
FILLING = (
    "The river carries enough in most years for every garden along it. What it lacks is an\n"
    "hour at which each gate opens and somebody to write that hour down where both banks can\n"
    "read it. Since the autumn nobody has done so, and the gates have stayed shut.\n"
)


def text_of(text: str, code: str = "utf-8") -> Document:
    document = read("brief.txt", text.encode(code))
    tiles(document)
    return document


def test_lines_wrapped_by_hand_become_one_paragraph() -> None:
    assert shown(text_of(HEAD + FILLING)) == [
        "# Two Winters without Water",
        "The river carries enough in most years for every garden along it. What it lacks is an hour at which each gate"
        " opens and somebody to write that hour down where both banks can read it. Since the autumn nobody has done so,"
        " and the gates have stayed shut.",
    ]


def test_a_line_that_is_a_paragraph_stays_one() -> None:
    long = "The ministry should publish the register. " * 8
    document = text_of(f"{long.strip()}\n{long.strip()}\n")
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 2


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("infor-\nmation", "information"),
        ("govern-\nments", "governments"),
        ("long-\nterm", "long-term"),
        ("self-\nreliance", "self-reliance"),
        ("anti-\ncorruption", "anti-corruption"),
        ("Franco-\nGerman", "Franco-German"),
        ("COVID-\n19", "COVID-19"),
        ("short- and long-\nterm", "short- and long-term"),
        ("decision-\nmaking", "decision-making"),
        ("policy-\nmakers", "policy-makers"),
        ("co-\noperation", "co-operation"),
    ],
)
def test_hyphens_at_a_line_end_go_where_they_are_not_of_the_word(broken: str, whole: str) -> None:
    """How the document spells the word elsewhere settles what a dictionary would have to."""
    spelt = "The words anti-corruption, decision-making, policy-makers and co-operation stand here unbroken in a line."
    text = (
        f"{HEAD}{spelt}\n\nThe council has asked more than once that the whole of the {broken} be put on the\n"
        "table before the end of the year, and it has not been heard by anybody in the capital.\n"
    )
    assert f"whole of the {whole} be put" in text_of(text).text


def test_soft_hyphens_are_gone() -> None:
    assert "governments should" in text_of("The govern\u00adments should meet. " * 3).text


MORE = (
    "Villagers want something simpler than the ministries do. In six talks held over the summer\n"
    "what they asked for was a timetable, and nobody in either capital has written one for them.\n"
)
LAST = (
    "Metering comes next. Eleven devices of the kind that stand on the upper canal would do for\n"
    "all the shared offtakes, and their readings could be printed in the paper every week.\n"
)
PAGED = (
    HEAD
    + FILLING
    + "\n"
    + "The commission should meet every month and should publish its minutes within ten days of\n"
    + "each meeting so that the villages on both\n\n"
    + "                                        12\n\f"
    + "Two Winters without Water                                   Policy Paper 7\n\n"
    + "banks can hold it to its word when the season opens.\n\n"
    + MORE
    + "\n                                        13\n\f"
    + "Two Winters without Water                                   Policy Paper 7\n\n"
    + LAST
    + "\n                                        14\n"
)


def test_a_sentence_that_a_page_cuts_is_whole_and_the_running_head_stands_behind_it() -> None:
    document = text_of(PAGED)
    assert "villages on both banks can hold it to its word" in document.text
    furniture = {document.words(block) for block in document.blocks if block.kind is BlockKind.FURNITURE}
    assert furniture == {"12", "13", "14", "Two Winters without Water Policy Paper 7"}


def test_form_feeds_count_pages() -> None:
    document = text_of(PAGED)
    assert document.pages == 3
    assert document.blocks[0].page == 1
    assert document.page_of(document.text.index("Metering")) == 3


def test_a_text_without_form_feeds_has_no_pages() -> None:
    document = text_of(HEAD + FILLING)
    assert document.pages is None
    assert {block.page for block in document.blocks} == {None}


def test_a_title_over_several_lines_is_one_heading() -> None:
    title = "GATES THAT OPEN ON TIME: WHAT THE VALLEY NEEDS\nFROM THE TWO CAPITALS BEFORE THE SPRING COMES\n\n"
    assert shown(text_of(title + FILLING))[0] == (
        "# GATES THAT OPEN ON TIME: WHAT THE VALLEY NEEDS FROM THE TWO CAPITALS BEFORE THE SPRING COMES"
    )


def test_underlined_lines_are_headings_and_the_line_is_gone() -> None:
    text = f"Two Winters\n===========\n\n{FILLING}\nWhat to do\n----------\n\n{FILLING}"
    lines = shown(text_of(text))
    assert lines[0] == "# Two Winters"
    assert lines[2] == "## What to do"
    assert not any("---" in line or "===" in line for line in lines)


def test_items_have_marker_and_depth_and_their_lines_are_joined() -> None:
    text = f"""{HEAD}{FILLING}
Recommendations

1. Open the gates on the first of April, at an hour that is written down and that both
   sides can read.
   (a) Tell the villages the day before.
   (b) Let the engineers of both sides stand by the gate while it is opened, and have them
       sign for it.
2. Keep the gauge readings.
- Print them.
"""
    assert shown(text_of(text))[3:] == [
        "* 1. Open the gates on the first of April, at an hour that is written down and that both sides can read.",
        "** (a) Tell the villages the day before.",
        "** (b) Let the engineers of both sides stand by the gate while it is opened, and have them sign for it.",
        "* 2. Keep the gauge readings.",
        "** - Print them.",
    ]


def test_an_item_that_runs_over_a_page_is_one() -> None:
    text = (
        f"{HEAD}{FILLING}\n1. Open the gates on the first of April, at an hour that is written down and that the\n"
        "                                   4\n\f"
        "villages can read without walking to the district office.\n\n2. Keep the readings.\n\n"
        "                                   5\n"
    )
    assert (
        "* 1. Open the gates on the first of April, at an hour that is written down and that the villages can read"
        " without walking to the district office." in shown(text_of(text))
    )


def test_footnotes_under_a_rule_are_notes_and_cut_no_sentence() -> None:
    text = (
        f"{HEAD}{FILLING}\nThe commission should meet every month[1] and should publish its minutes within ten days\n"
        "so that the\n\n____________________\n1 Interview with an engineer, Batken. He should be thanked.\n\n"
        "                                   1\n\f"
        "villages can hold it to its word.\n"
    )
    document = text_of(text)
    notes = [(block.marker, document.words(block)) for block in document.blocks if block.kind is BlockKind.FOOTNOTE]
    assert notes == [("1", "Interview with an engineer, Batken. He should be thanked.")]
    assert "so that the villages can hold it" in document.text


def test_tables_drawn_with_bars_have_heads() -> None:
    text = f"""{HEAD}{FILLING}
| Measure          | Who          | When |
|------------------|--------------|------|
| Open the gates   | Commission   | 2025 |
| Print the gauges | Both offices | 2026 |
"""
    assert shown(text_of(text))[2:] == [
        "| Measure | Who | When",
        "| Measure: Open the gates | Who: Commission | When: 2025",
        "| Measure: Print the gauges | Who: Both offices | When: 2026",
    ]


def test_contents_pages_are_not_the_brief() -> None:
    text = f"""{HEAD}Contents

Summary ........................................ 1
The valley and its gates ....................... 3
Recommendations . . . . . . . . . . . . . . . . 12

Summary

{FILLING}
"""
    lines = shown(text_of(text))
    assert [line for line in lines if "12" in line or "...." in line or "valley" in line] == [
        "aside Summary ........................................ 1",
        "aside The valley and its gates ....................... 3",
        "aside Recommendations . . . . . . . . . . . . . . . . 12",
    ]
    assert "## Summary" in lines


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(end: str) -> None:
    assert shown(text_of((HEAD + FILLING).replace("\n", end))) == shown(text_of(HEAD + FILLING))


@pytest.mark.parametrize(
    "code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_codes_of_old_and_wide_files(code: str) -> None:
    text = "Élise Thévenot-Diarra a vu Zoë à Genève. The café's owner said £5 was naïve. " * 4
    document = read("brief.txt", text.encode(code))
    assert document.text == text.strip()


def test_quotation_marks_and_dashes_of_windows_survive() -> None:
    text = "The “gates” – all of them – can’t wait… said Ms Ødegård. " * 4
    assert read("brief.txt", text.encode("cp1252")).text == text.strip()


def test_control_characters_and_invisible_signs_are_gone() -> None:
    document = text_of("\ufeffOpen\u200b the\u202e gates\u2060 now\x0b, at\x07 once.\n")
    assert document.text == "Open the gates now , at once."


def test_links_and_emphasis_that_saving_a_page_left_are_taken_off() -> None:
    document = text_of("The [commission](https://example.org/commission) should *publish* its **minutes** soon.\n")
    assert document.text == "The commission should publish its minutes soon."


def test_what_surrounds_a_saved_page_is_furniture() -> None:
    text = f"""Skip to content

{HEAD}{FILLING}
{FILLING}
RECOMMENDED

Let the Ferries Run

Feb 15, 2024

Stop the Dust

Jan 3, 2024

TOPICS

Water

Subscribe to our weekly letter
"""
    document = text_of(text)
    outside = [document.words(block) for block in document.blocks if block.kind is BlockKind.FURNITURE]
    assert outside == [
        "Skip to content",
        "RECOMMENDED",
        "Let the Ferries Run",
        "Feb 15, 2024",
        "Stop the Dust",
        "Jan 3, 2024",
        "Subscribe to our weekly letter",
    ]


def test_words_that_scanning_tore_apart_are_whole() -> None:
    text = b"A Paper\n\nR E C O M M E N D A T I O N S  F O R  C H A D\n\nThey should publish infor- mation on wells.\n"
    document = read("a.txt", text)
    assert "RECOMMENDATIONS FOR CHAD" in " ".join(document.text.split())
    assert "should publish information on wells" in document.text


def test_a_byline_under_a_title_in_capitals_is_a_line_of_its_own() -> None:
    text = "MINORITY REPORT\nby Commissioner Lalita Menon\n\n" + "The boats are old and slow, and few take them. " * 4
    blocks = read("a.txt", text.encode()).blocks
    document = read("a.txt", text.encode())
    assert [document.words(block) for block in blocks][:2] == ["MINORITY REPORT", "by Commissioner Lalita Menon"]


def test_two_hyphens_are_a_bullet() -> None:
    text = "The boats are old and slow.\n\n-- Paint them\n   in spring.\n-- Sell them.\n"
    document = read("a.txt", text.encode())
    assert [(block.marker, document.words(block)) for block in document.blocks][1:] == [
        ("--", "Paint them in spring."),
        ("--", "Sell them."),
    ]


TABLE = "| Gate | Keeper |\n| North | The council |\n| South | The union |\n"
ROWS = ["| Gate | Keeper", "| North | The council", "| South | The union"]
WIDE = "| West | The council and the union by turns, each of them for one year, as both agreed |\n"
CLOSING = "\nNobody has read the book since, on either bank, though it is kept in both of the halls.\n"


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (TABLE.replace(" |\n", "\n"), ROWS),
        (TABLE + WIDE + "Each gate needs a second key.\n", [*ROWS, WIDE[:-3], "Each gate needs a second key."]),
        (TABLE + WIDE + "\n\fPaint the gates\n", [*ROWS, WIDE[:-3], "Paint the gates"]),
        (
            "| Gate | Keeper |\n---|---\n| North | The council |\n",
            ["| Gate | Keeper", "| Gate: North | Keeper: The council"],
        ),
        (
            "+======+========+\n| Gate | Keeper |\n+======+========+\n| North | The council |\n",
            ["| Gate | Keeper", "| Gate: North | Keeper: The council"],
        ),
        (
            "| Paint the gates before the spring.\n| Pay the keepers every month.\n",
            ["| Paint the gates before the spring.", "| Pay the keepers every month."],
        ),
    ],
)
def test_a_line_that_opens_with_a_bar_is_a_row_and_what_is_under_it_is_read(drawn: str, expected: list[str]) -> None:
    lines = shown(text_of(f"{HEAD}{FILLING}\n{drawn}{CLOSING}"))
    assert [line.removeprefix("## ") for line in lines[2:-1]] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("____\n1 Open the gates at noon.\n", ["1 Open the gates at noon."]),
        ("____\n1 Open the gates.\n\nNobody has done so since.\n", ["1 Open the gates.", "Nobody has done so since."]),
        (
            "________\n1. Open the gates at noon.\n2. Pay the keepers.\n",
            ["* 1. Open the gates at noon.", "* 2. Pay the keepers."],
        ),
        ("- 2 -\n\n", ["- 2 -"]),
    ],
)
def test_notes_stand_under_a_text(text: str, expected: list[str]) -> None:
    assert shown(text_of(text)) == expected
