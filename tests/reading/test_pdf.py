"""PDFs: letters at places on pages become what a person reads down the columns and over the pages."""

import re

import pytest
from reportlab.lib import colors
from reportlab.platypus import Table

from tests.reading.making import BOLD, HEIGHT, ITALIC, LEFT, PLAIN, SIZE, STEP, SYMBOL, WIDTH, Sheet, pdf_of
from tests.reading.shown import shown, tiles
from tracker.document import BlockKind, Document
from tracker.errors import DamagedFile
from tracker.reading import read

LINES = (
    "The river carries enough in most years for every garden along it. What it lacks is an hour",
    "at which each gate opens and somebody to write that hour down where both of the banks can",
    "read it. Since the autumn nobody has done so, and the gates have stayed shut.",
)
LONG = " ".join(LINES)
MORE = (
    "Villagers want something simpler than the ministries do. In six talks held over the summer",
    "what they asked for was a timetable, and nobody in either capital has written one for them.",
)
LAST = (
    "Metering comes next. Eleven devices of the kind that stand on the upper canal would do for",
    "all the shared offtakes, and their readings could be printed in the paper every week.",
)
NARROW = (
    "The river carries enough in most years",
    "for every garden along it. What it lacks is",
    "an hour at which each gate opens and some-",
    "body to write that hour down where both",
    "of the banks can read it. Since the autumn",
    "nobody has done so, and the gates have",
    "stayed shut for the whole of two winters",
    "without a word from either capital about",
)
BESIDE = (
    "when they might open again. Metering",
    "comes next. Eleven devices of the kind that",
    "stand on the upper canal would do for all",
    "the shared offtakes, and their readings",
    "could be printed in the paper every week.",
)


def read_pdf(sheet: Sheet) -> Document:
    document = read("brief.pdf", sheet.bytes())
    tiles(document)
    return document


def lines(sheet: Sheet) -> list[str]:
    return shown(read_pdf(sheet))


def titled(words: str = "Keep the gates open") -> Sheet:
    return Sheet().say(words, font=BOLD, size=20)


def test_lines_become_paragraphs_and_large_or_bold_ones_headings() -> None:
    sheet = titled().say("What is at stake", font=BOLD, size=14).say(*LINES).say("What to do", font=BOLD).say(*MORE)
    assert lines(sheet) == [
        "# Keep the gates open",
        "## What is at stake",
        LONG,
        "### What to do",
        " ".join(MORE),
    ]


def test_a_title_over_several_lines_is_one_heading() -> None:
    sheet = Sheet().say("Keep the gates open: what the valley needs", "from the two capitals", font=BOLD, size=20)
    assert lines(sheet.say(*LINES))[0] == "# Keep the gates open: what the valley needs from the two capitals"


def test_words_broken_at_line_ends_are_whole_and_true_hyphens_stay() -> None:
    sheet = titled().say(
        "The commission should write down the hour at which the gates open, so that the govern-",
        "ments of both countries can hold each other to it. What is asked for is a long-",
        "term agreement, and none that ends with the winter.",
    )
    assert lines(sheet)[1] == (
        "The commission should write down the hour at which the gates open, so that the governments of both countries"
        " can hold each other to it. What is asked for is a long-term agreement, and none that ends with the winter."
    )


def test_bold_and_italic_leads() -> None:
    sheet = (
        titled()
        .runs(("Keep talking. ", BOLD), ("The commission should meet every month.", PLAIN))
        .skip()
        .runs(("Consider a swap. ", ITALIC), ("Both of them hold prisoners.", PLAIN))
        .skip()
        .runs(("It is ", PLAIN), ("no", BOLD), (" lead when it stands inside.", PLAIN))
    )
    assert lines(sheet)[1:] == [
        "[Keep talking.] The commission should meet every month.",
        "[Consider a swap.] Both of them hold prisoners.",
        "It is no lead when it stands inside.",
    ]


def test_a_bold_lead_may_go_on_over_a_line() -> None:
    sheet = titled().say("Give the commission the right to open the upper gates by itself in", font=BOLD, gap=0)
    sheet.runs(("a dry spring. ", BOLD), ("It has been asked for since the flood of 2010 and", PLAIN))
    sheet.say("has never been granted by either side.")
    assert lines(sheet)[1].startswith(
        "[Give the commission the right to open the upper gates by itself in a dry spring.] It has been asked"
    )


@pytest.mark.parametrize(("sign", "font"), [("\u2022", PLAIN), ("l", SYMBOL), ("n", SYMBOL), ("\u25cf", PLAIN)])
def test_bullets_also_where_they_are_letters_of_a_symbol_font(sign: str, font: str) -> None:
    sheet = titled().say("We ask the commission to:")
    for first, second in [("open the gates on the first of April, and tell", "the villages the day before;"), MORE]:
        sheet.at(LEFT, sheet.y, sign, font).say(first, second, x=LEFT + 18, gap=2)
    assert lines(sheet)[2:] == [
        "* • open the gates on the first of April, and tell the villages the day before;",
        f"* • {' '.join(MORE)}",
    ]


def test_numbers_and_letters_of_items_and_their_depth() -> None:
    sheet = titled().say("The commission should:")
    for x, mark, words in [
        (0, "1.", "Open the gates on the first of April."),
        (24, "(a)", "Tell the villages the day before."),
        (24, "(b)", "Have both sides sign for it."),
        (0, "2.", "Print the readings of all gauges."),
    ]:
        sheet.at(LEFT + x, sheet.y, mark).say(words, x=LEFT + x + 24, gap=2)
    assert lines(sheet)[2:] == [
        "* 1. Open the gates on the first of April.",
        "** (a) Tell the villages the day before.",
        "** (b) Have both sides sign for it.",
        "* 2. Print the readings of all gauges.",
    ]


def paged(*bodies: tuple[str, ...]) -> Sheet:
    """Pages with a running head and a number at the foot."""
    sheet = Sheet()
    for number, body in enumerate(bodies, start=1):
        if number > 1:
            sheet.turn()
        sheet.at(LEFT, HEIGHT - 40, "Valley Institute | Policy Note 7", size=9)
        sheet.at(WIDTH / 2, 30, str(number), size=9)
        sheet.say(*body)
    return sheet


def test_running_heads_and_page_numbers_are_furniture_and_pages_are_counted() -> None:
    document = read_pdf(paged(LINES, MORE, LAST))
    assert document.pages == 3
    assert [(block.page, document.words(block)) for block in document.blocks if block.kind is BlockKind.FURNITURE] == [
        (page, words) for page in (1, 2, 3) for words in ("Valley Institute | Policy Note 7", str(page))
    ]
    assert [block.page for block in document.body()] == [1, 2, 3]


def test_a_paragraph_and_an_item_that_run_over_a_page_are_one() -> None:
    first = (*LINES, "The commission should meet every month and publish its minutes so that the villages on both")
    sheet = paged(first, ("banks can hold it to its word when the season opens in the spring.",))
    assert "villages on both banks can hold it to its word" in read_pdf(sheet).text

    item = ("1. Open the gates on the first of April, at an hour that is written down where the villages",)
    sheet = paged(item, ("can read it.", "2. Print the readings of the gauges in both of the languages."))
    assert [line for line in lines(sheet) if line[0] == "*"] == [
        "* 1. Open the gates on the first of April, at an hour that is written down where the villages can read it.",
        "* 2. Print the readings of the gauges in both of the languages.",
    ]


def test_footnotes_at_the_foot_cut_no_sentence_and_their_numbers_are_off_the_text() -> None:
    first = "The commission has met twice this year and should meet every month"
    sheet = titled().at(LEFT, 700, first)
    width = sheet.canvas.stringWidth(first, PLAIN, SIZE)
    sheet.at(LEFT + width, 704, "1", size=6).at(LEFT + width + 6, 700, "so that the villages")
    sheet.at(LEFT, 64, "1", size=5).at(LEFT + 5, 60, "Interview with an engineer in Batken.", size=8)
    sheet.turn().say("on both banks can hold it to its word when the season opens.", *LINES)
    document = read_pdf(sheet)
    assert "every month so that the villages on both banks" in document.text
    notes = [(block.marker, document.words(block)) for block in document.blocks if block.kind is BlockKind.FOOTNOTE]
    assert notes == [("1", "Interview with an engineer in Batken.")]


def two_columns(sheet: Sheet, top: float = 680) -> Sheet:
    for at, words in enumerate(NARROW):
        sheet.at(LEFT, top - at * STEP, words)
    for at, words in enumerate(BESIDE):
        sheet.at(320, top - at * STEP, words)
    return sheet


def test_two_columns_are_read_one_after_the_other() -> None:
    document = read_pdf(two_columns(titled()))
    assert shown(document)[0] == "# Keep the gates open"
    assert "each gate opens and somebody to write" in document.text
    assert "about when they might open again. Metering comes next." in document.text
    assert len(document.blocks) == 2


def test_a_number_beside_the_title_in_the_other_column_is_no_raised_note() -> None:
    sheet = two_columns(Sheet()).at(LEFT, 752, "Open the gates", BOLD, 18)
    sheet.at(320, 760, "1.", PLAIN, 10).at(332, 760, "Write the hour down where", BOLD, 10)
    sheet.at(320, 748, "both of the banks can read it.", PLAIN, 10)
    assert "Write the hour down where both of the banks" in read_pdf(sheet).text


def test_a_heading_across_both_columns_stands_between_what_is_above_and_below() -> None:
    sheet = two_columns(titled()).at(LEFT, 540, "What the two capitals could do before the spring comes", BOLD, 14)
    text = read_pdf(two_columns(sheet, top=510)).text
    first, second = text.split("What the two capitals could do")
    assert first.count("The river carries") == second.count("The river carries") == 1


@pytest.mark.parametrize(("font", "size"), [(BOLD, 11.0), (PLAIN, 17.0)])
def test_headings_in_the_margin_stand_before_their_sections(font: str, size: float) -> None:
    sheet = Sheet()
    for heading, body in [("What is at stake", LINES), ("What to do", MORE), ("A last word", LINES)]:
        sheet.at(36, sheet.y - 4, heading, font, size).say(*body, x=200, size=8.5, gap=30)
    assert [line.lstrip("# ") for line in lines(sheet)] == [
        "What is at stake",
        LONG,
        "What to do",
        " ".join(MORE),
        "A last word",
        LONG,
    ]
    assert [block.kind for block in read_pdf(sheet_of_margins(font, size)).blocks][::2] == [BlockKind.HEADING] * 2


def sheet_of_margins(font: str, size: float) -> Sheet:
    sheet = Sheet()
    for heading, body in [("What is at stake", LINES), ("What to do", MORE)]:
        sheet.at(36, sheet.y - 4, heading, font, size).say(*body, x=200, size=8.5, gap=30)
    return sheet


def test_a_large_initial_belongs_to_its_word_and_a_large_quotation_mark_to_nothing() -> None:
    sheet = titled()
    top = sheet.y
    sheet.at(LEFT, top - 2 * STEP, "T", BOLD, 44)
    sheet.say("he river carries enough in most years for every garden along it. What it", x=LEFT + 34, gap=0)
    sheet.say("lacks is an hour at which each gate opens and somebody to write it", x=LEFT + 34, gap=0)
    sheet.say("down where both of the banks can read it. Since the autumn nobody has", x=LEFT + 34, gap=0)
    sheet.say("done so, and the gates have stayed shut for the whole of two winters without a word.")
    sheet.at(400, top - 3.2 * STEP, "\u201d", BOLD, 60)
    document = read_pdf(sheet)
    assert document.text.split("\n\n")[1:] == [
        "The river carries enough in most years for every garden along it. What it lacks is an hour at which each gate"
        " opens and somebody to write it down where both of the banks can read it. Since the autumn nobody has done so,"
        " and the gates have stayed shut for the whole of two winters without a word."
    ]


def grid(sheet: Sheet, rows: list[list[str]], top: float = 600) -> Sheet:
    table = Table(rows, colWidths=[40, 240, 120])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTNAME", (0, 0), (-1, 0), BOLD)])
    _, height = table.wrapOn(sheet.canvas, WIDTH, HEIGHT)
    table.drawOn(sheet.canvas, LEFT, top - height)
    return sheet


ROWS = [
    ["No.", "Measure", "Who"],
    ["1", "Open the gates on the\nfirst of April", "Commission"],
    ["2", "Print the gauges", "Both offices"],
]


def test_drawn_tables_have_rows_cells_and_heads() -> None:
    assert lines(grid(titled().say(*LINES).say("Table 1. Measures"), ROWS))[2:] == [
        "caption Table 1. Measures",
        "| No. | Measure | Who",
        "| No.: 1 | Measure: Open the gates on the first of April | Who: Commission",
        "| No.: 2 | Measure: Print the gauges | Who: Both offices",
    ]


def test_a_table_that_goes_on_over_a_page_keeps_its_heads() -> None:
    sheet = grid(titled(), ROWS, top=200).turn()
    sheet = grid(sheet, [["No.", "Measure", "Who"], ["3", "Meet every month", "Commission"]], top=760)
    assert [line for line in lines(sheet) if line[0] == "|"][
        -1
    ] == "| No.: 3 | Measure: Meet every month | Who: Commission"
    assert sum(line == "| No. | Measure | Who" for line in lines(grid(titled(), ROWS))) == 1


def test_contents_pages_are_furniture() -> None:
    sheet = titled().say("Contents", font=BOLD, size=14)
    for words, page in [("Summary", 2), ("The valley and its gates", 3), ("Recommendations", 12)]:
        sheet.say(f"{words} {'.' * (80 - len(words))} {page}", gap=0)
    document = read_pdf(sheet.turn().say("Summary", font=BOLD, size=14).say(*LINES))
    outside = [
        document.words(block).partition(" .")[0] for block in document.blocks if block.kind is BlockKind.FURNITURE
    ]
    assert outside == ["Contents", "Summary", "The valley and its gates", "Recommendations"]
    assert [document.words(block) for block in document.body()] == ["Keep the gates open", "Summary", LONG]


def test_contents_whose_page_numbers_stand_in_front_are_furniture() -> None:
    sheet = titled().say("Contents", font=BOLD, size=14)
    for page, words in [("4", "Foreword"), ("6", "Recommendations"), ("12", "Annex")]:
        sheet.at(LEFT, sheet.y, page, BOLD).say(words, x=LEFT + 30, font=BOLD, gap=2)
    document = read_pdf(sheet.turn().say("Recommendations", font=BOLD, size=14).say(*LINES))
    assert [document.words(block) for block in document.body()] == ["Keep the gates open", "Recommendations", LONG]


def test_contents_on_the_first_page_end_at_their_last_page_number() -> None:
    sheet = titled().say("In this report", font=BOLD, size=14)
    for words, page in [("Summary", "2"), ("The valley", "5"), ("Recommendations", "9")]:
        sheet.say(f"{words} {page}")
    document = read_pdf(sheet.say("Water for both banks", font=BOLD, size=14).say(*LINES))
    assert shown(document)[-2:] == ["## Water for both banks", LONG]
    assert [document.words(block) for block in document.blocks if block.kind is BlockKind.FURNITURE] == [
        "In this report",
        "Summary 2",
        "The valley 5",
        "Recommendations 9",
    ]


@pytest.mark.parametrize("far", [False, True])
def test_contents_whose_lines_stand_close_are_furniture(far: bool) -> None:
    sheet = titled().say("In this report", font=BOLD, size=14)
    entries = [("Summary", "2"), ("The valley and its gates", "5"), ("Recommendations", "9"), ("Annex", "11")]
    for words, page in entries:
        if far:
            sheet.at(500, sheet.y, page).say(words, gap=0)
        else:
            sheet.say(f"{words} {page}", gap=0)
    document = read_pdf(sheet.skip().say("Water for both banks", font=BOLD, size=14).say(*LINES))
    assert shown(document) == [
        "# Keep the gates open",
        "aside In this report",
        *(f"aside {words} {page}" for words, page in entries),
        "## Water for both banks",
        LONG,
    ]


def test_a_telephone_number_is_no_item() -> None:
    sheet = titled().say(*LINES).say("(202) 512-6000").say("(202) 512-2537")
    assert not any(block.marker for block in read_pdf(sheet).blocks)


def test_a_lone_page_number_far_from_the_edge_is_furniture() -> None:
    sheet = Sheet()
    for number, body in enumerate((LINES, MORE), start=1):
        sheet.say(*body).at(WIDTH / 2, 120, str(number)).turn()
    document = read_pdf(sheet)
    assert [document.words(block) for block in document.blocks if block.kind is BlockKind.FURNITURE] == ["1", "2"]


def test_a_year_by_itself_at_the_head_of_a_page_is_no_page_number() -> None:
    sheet = (
        titled()
        .at(LEFT, HEIGHT - 50, "Policy Note 7 | March", size=9)
        .at(LEFT, HEIGHT - 61, "2022", size=9)
        .say(*LINES)
    )
    document = read_pdf(sheet)
    assert "March 2022" in [document.words(block)[-10:] for block in document.blocks]


def test_a_page_that_is_turned_or_empty_does_no_harm() -> None:
    sheet = titled().say(*LINES).turn().turn()
    sheet.canvas.rotate(90)
    sheet.canvas.drawString(100, -40, "Written up the side of the page")
    document = read_pdf(sheet)
    assert document.pages == 3
    assert shown(document)[:2] == ["# Keep the gates open", LONG]


def test_what_the_file_says_of_itself() -> None:
    sheet = titled().say(*LINES)
    sheet.canvas.setTitle("Keep the gates open")
    sheet.canvas.setAuthor("Miriam Castellane")
    properties = read_pdf(sheet).properties
    assert properties["docinfo:title"] == ("Keep the gates open",)
    assert properties["docinfo:author"] == ("Miriam Castellane",)


def test_a_bold_label_over_a_bold_text_is_a_heading() -> None:
    sheet = titled().say(*LINES).say(*MORE).say(*LAST).say("Recommendations:", font=BOLD).say(*LINES, font=BOLD)
    assert "## Recommendations:" in lines(sheet)


def test_wide_spaced_headings_are_closed_up() -> None:
    sheet = titled().say(*LINES).say("R E C O M M E N D A T I O N S", font=BOLD, size=14).say(*LINES)
    assert lines(sheet)[2] == "## RECOMMENDATIONS"


@pytest.mark.parametrize(
    ("turn", "place"), [(90, (WIDTH, 0.0)), (180, (WIDTH, HEIGHT)), (270, (0.0, HEIGHT))], ids=["90", "180", "270"]
)
def test_pages_whose_words_are_drawn_turned_are_read_as_they_stand_on_the_screen(
    turn: int, place: tuple[float, float]
) -> None:
    sheet = titled().say(*LINES).turn()
    sheet.canvas.setPageRotation(turn)
    sheet.canvas.translate(*place)
    sheet.canvas.rotate(turn)
    sheet.y = 500
    sheet.say("Recommendations", font=BOLD, size=14).say("1. Publish the register.", "2. Fund the survey.")
    assert lines(grid(sheet, ROWS, top=360))[2:] == [
        "## Recommendations",
        "* 1. Publish the register.",
        "* 2. Fund the survey.",
        *(line for line in lines(grid(titled(), ROWS)) if line[0] == "|"),
    ]


def test_words_turned_beside_a_text_are_not_of_it() -> None:
    sheet = titled().say(*LINES).say(*MORE)
    sheet.canvas.rotate(90)
    sheet.canvas.drawString(100, -20, "Printed by the ministry in the capital")
    assert "Printed" not in read_pdf(sheet).text


def test_half_a_character_in_what_a_file_says_of_itself_is_left_out() -> None:
    made = re.sub(rb"/Title \([^)]*\)", b"/Title <FEFFD800D8000041>", pdf_of("Open the gates."))
    document = read("brief.pdf", made)
    assert document.text == "Open the gates."
    assert "docinfo:title" not in document.properties


def test_a_page_that_cannot_be_loaded_is_named_and_nothing_is_read() -> None:
    data = Sheet().say("Open the gates.").turn().say("Print the hours.").turn().say("Thank you.").bytes()
    second = [found.start() for found in re.finditer(rb"/Type /Page\n", data)][1]
    broken = data[:second] + b"/Type /Pagx\n" + data[second + 12 :]
    assert read("brief.pdf", data).pages == 3
    with pytest.raises(DamagedFile, match=r"^Page 2 of the PDF is damaged"):
        read("brief.pdf", broken)


MAPPED = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
    " {n} beginbfchar {pairs} endbfchar endcmap end end"
)


def mapped(words: str, **letters: str) -> bytes:
    """A PDF of one line, whose capitals stand for these letters (UTF-16, in hexadecimal digits)."""
    pairs = " ".join(f"<{ord(capital):02X}> <{code}>" for capital, code in letters.items())
    streams = (f"BT /F 11 Tf 72 720 Td ({words}) Tj ET", MAPPED.format(n=len(letters), pairs=pairs))
    content, cmap = (f"<</Length {len(one)}>>\nstream\n{one}\nendstream" for one in streams)
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    objects = ("<</Type/Catalog/Pages 2 0 R>>", pages, page, content, font, cmap)
    body = "".join(f"{at} 0 obj\n{one}\nendobj\n" for at, one in enumerate(objects, start=1))
    return f"%PDF-1.7\n{body}trailer\n<</Size 7/Root 1 0 R>>\n%%EOF\n".encode()


def test_letters_beyond_the_first_65536_are_whole() -> None:
    data = mapped("Open AB gates, and then A.", A="D835DC00", B="D83DDE00")
    assert read("brief.pdf", data).text == "Open \U0001d400\U0001f600 gates, and then \U0001d400."


def test_half_a_letter_is_a_gap() -> None:
    data = mapped("Open A gates and CA.", A="DC00", C="D835DC00")
    assert read("brief.pdf", data).text == "Open gates and \U0001d400 ."


def test_a_number_below_a_line_that_ends_early_opens_an_item() -> None:
    sheet = (
        titled().say(*LINES).say("To the commission", gap=0).say("4. Open the upper gate at the hour that is", gap=0)
    )
    sheet.say("written down.", x=LEFT + 14)
    assert lines(sheet)[-2:] == ["To the commission", "* 4. Open the upper gate at the hour that is written down."]


def test_what_stands_at_both_ends_of_the_head_of_a_page_is_in_no_column() -> None:
    sheet = Sheet().at(LEFT, 800, "Valley Institute", size=8).at(430, 800, "Gate Paper 3, May 2011", size=8)
    sheet.say("Keep the gates open", font=BOLD, size=20)
    top = sheet.y
    sheet.say(*NARROW)
    for at, line in enumerate(BESIDE):
        sheet.at(320, top - at * STEP, line)
    assert lines(sheet)[:3] == ["Valley Institute", "Gate Paper 3, May 2011", "# Keep the gates open"]


def test_a_raised_number_behind_a_sentence_is_in_no_word_of_the_line_above() -> None:
    sheet = titled().say("The commission should write down the hour at which the gates open in a dec-", gap=0)
    sheet.at(LEFT, sheet.y, "laration that").at(LEFT + 66, sheet.y, "both countries sign.")
    sheet.at(LEFT + 164, sheet.y + 4.5, "1", size=6).at(LEFT + 172, sheet.y, "Nobody has done so yet.")
    assert lines(sheet)[1].endswith("in a declaration that both countries sign. Nobody has done so yet.")
