"""Word files: what Word prints and does not write, what it writes and does not print."""

import io
import re
import zipfile

import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt

from tests.reading.making import docx_of, replaced, saved
from tests.reading.shown import shown, tiles
from tests.reading.word import RELATIONS, SPACES, box, define_list, fresh, numbered, paragraph, run, with_notes
from tracker.document import BlockKind, Document
from tracker.errors import UnknownFormat
from tracker.reading import read

LONG = (
    "The river carries enough in most years for every garden along it. What it lacks is an hour at which each gate"
    " opens and somebody to write that hour down where both banks can read it."
)


def read_docx(data: bytes) -> Document:
    document = read("brief.docx", data)
    tiles(document)
    return document


def lines(made: WordDocument) -> list[str]:
    return shown(read_docx(saved(made)))


def test_every_kind_of_block() -> None:
    made = fresh()
    made.add_heading("Keep the gates open", 0)
    made.add_heading("What is at stake", 1)
    made.add_paragraph(LONG)
    made.add_paragraph("Nobody wrote it down.", style="Quote")
    made.add_heading("Measures", 2)
    made.add_paragraph("Open the gates.", style="List Bullet")
    made.add_paragraph("Print the gauges.", style="List Bullet")
    made.add_paragraph("Table 1. Measures", style="Caption")
    table = made.add_table(rows=2, cols=3)
    table.style = "Table Grid"
    for at, words in enumerate(["No.", "Measure", "Who", "1", "Open the gates", "Commission"]):
        table.cell(at // 3, at % 3).text = words
    made.sections[0].header.paragraphs[0].text = "Valley Institute"
    made.sections[0].footer.paragraphs[0].text = "Policy Note 7"
    assert lines(made) == [
        "# Keep the gates open",
        "# What is at stake",
        LONG,
        "> Nobody wrote it down.",
        "## Measures",
        "* • Open the gates.",
        "* • Print the gauges.",
        "caption [Table 1. Measures]",
        "| No. | Measure | Who",
        "| No.: 1 | Measure: Open the gates | Who: Commission",
        "aside Valley Institute",
        "aside Policy Note 7",
    ]


def test_automatic_numbers_are_counted_as_word_counts_them() -> None:
    made = fresh()
    define_list(made, 71, ("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3)"))
    for level, words in enumerate(["Open the gates.", "On the first of April.", "At noon."]):
        paragraph(made, run(words), numbered(71, level))
    paragraph(made, run("On the second of May."), numbered(71, 1))
    made.add_paragraph("They have been shut for two winters.")
    paragraph(made, run("Print the gauges."), numbered(71))
    paragraph(made, run("In both languages."), numbered(71, 1))
    assert lines(made) == [
        "* 1. Open the gates.",
        "** (a) On the first of April.",
        "*** i) At noon.",
        "** (b) On the second of May.",
        "They have been shut for two winters.",
        "* 2. Print the gauges.",
        "** (a) In both languages.",
    ]


@pytest.mark.parametrize(
    ("form", "text", "start", "markers"),
    [
        ("upperRoman", "%1.", 3, ["III.", "IV."]),
        ("upperLetter", "%1)", 1, ["A)", "B)"]),
        ("decimalZero", "%1", 9, ["09", "10"]),
        ("decimal", "Recommendation %1:", 1, ["Recommendation 1:", "Recommendation 2:"]),
        ("bullet", "\uf0b7", 1, ["•", "•"]),
        ("none", "", 1, ["", ""]),
    ],
)
def test_forms_of_numbers(form: str, text: str, start: int, markers: list[str]) -> None:
    made = fresh()
    define_list(made, 72, (form, text), start=start)
    for words in ("Open the gates.", "Print the gauges."):
        paragraph(made, run(words), numbered(72))
    assert [block.marker for block in read_docx(saved(made)).blocks] == markers


def test_numbers_of_headings_and_of_levels_in_levels() -> None:
    made = fresh()
    define_list(made, 73, ("decimal", "%1"), ("decimal", "%1.%2"))
    for level, words in [(1, "The valley"), (2, "Its gates"), (2, "Its gauges"), (1, "What to do")]:
        heading = made.add_heading(words, level)
        heading._p.get_or_add_pPr().append(parse_xml(f"<w:pPr {SPACES}>{numbered(73, level - 1)}</w:pPr>")[0])
    made.add_paragraph(LONG)
    assert lines(made)[:4] == ["# 1 The valley", "## 1.1 Its gates", "## 1.2 Its gauges", "# 2 What to do"]


def test_a_list_that_a_style_numbers() -> None:
    made = fresh()
    define_list(made, 74, ("decimal", "R%1"))
    style = made.styles.add_style("Measure", WD_STYLE_TYPE.PARAGRAPH)
    style.element.append(parse_xml(f"<w:pPr {SPACES}>{numbered(74)}</w:pPr>"))
    made.add_paragraph("Open the gates.", style="Measure")
    made.add_paragraph("Print the gauges.", style="Measure")
    assert lines(made) == ["* R1 Open the gates.", "* R2 Print the gauges."]


def test_numbers_typed_by_hand_are_markers_too() -> None:
    assert shown(read_docx(docx_of("1. Open the gates.", "2) Print the gauges.", "Recommendation 3: Meet."))) == [
        "* 1. Open the gates.",
        "* 2) Print the gauges.",
        "* Recommendation 3: Meet.",
    ]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_behind_the_paragraph_that_refers_to_them(kind: str) -> None:
    made = fresh()
    reference = f'<w:r><w:{kind}Reference w:id="4"/></w:r>'
    paragraph(made, run("The commission has met twice.") + reference + run(" It should meet monthly."))
    made.add_paragraph("They have been shut.")
    document = read_docx(with_notes(made, kind, n4="An engineer in Batken. He should be thanked.", n9="Never shown."))
    assert shown(document) == [
        "The commission has met twice. It should meet monthly.",
        "note 1 An engineer in Batken. He should be thanked.",
        "They have been shut.",
    ]


def test_tracked_changes_read_as_if_accepted() -> None:
    who = 'w:id="1" w:author="M" w:date="2024-04-14T09:00:00Z"'
    made = fresh()
    paragraph(
        made,
        run("Open the ")
        + f"<w:ins {who}>{run('lower ')}</w:ins><w:del {who}><w:r><w:delText>upper </w:delText></w:r></w:del>"
        + run("gates"),
        f"<w:rPr><w:del {who}/></w:rPr>",
    )
    paragraph(made, run(" in April."))
    paragraph(made, f"<w:moveFrom {who}>{run('Gone from here.')}</w:moveFrom>")
    paragraph(made, f"<w:moveTo {who}>{run('Come to here.')}</w:moveTo>")
    paragraph(made, f"<w:ins {who}>{run('A whole new paragraph.')}</w:ins>", f"<w:rPr><w:ins {who}/></w:rPr>")
    assert lines(made) == ["Open the lower gates in April.", "Come to here.", "A whole new paragraph."]


def test_comments_fields_and_hidden_words_are_not_of_the_text() -> None:
    made = fresh()
    field = "<w:r><w:instrText>PAGEREF _Toc1 \\h</w:instrText></w:r>"
    paragraph(made, run("Open ") + field + run("never ", "<w:vanish/>") + run("the gates."))
    assert lines(made) == ["Open the gates."]


def test_text_boxes_are_read_once_and_stand_apart() -> None:
    made = fresh()
    paragraph(made, run(LONG) + box("At a glance: open the gates."))
    made.add_paragraph(LONG)
    document = read_docx(saved(made))
    assert [(document.words(block), block.box) for block in document.blocks] == [
        (LONG, None),
        ("At a glance: open the gates.", 1),
        (LONG, None),
    ]


def test_a_table_of_one_cell_is_a_box_and_one_without_rows_lays_out() -> None:
    made = fresh()
    made.add_table(rows=1, cols=1).cell(0, 0).text = "In one minute: open the gates."
    side = made.add_table(rows=1, cols=2)
    side.cell(0, 0).text, side.cell(0, 1).text = LONG, "What to do next."
    document = read_docx(saved(made))
    assert [(block.kind, block.box) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, 1),
        (BlockKind.PARAGRAPH, None),
        (BlockKind.PARAGRAPH, None),
    ]


def test_merged_cells_and_empty_ones_keep_their_columns() -> None:
    made = fresh()
    table = made.add_table(rows=3, cols=3)
    for at, words in enumerate(["Measure", "Who", "When", "Open the gates", "", "2025", "", "Engineers", "2026"]):
        table.cell(at // 3, at % 3).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    document = read_docx(saved(made))
    cells = [[(cell.head, cell.span.of(document.text)) for cell in block.cells] for block in document.blocks]
    assert cells[1:] == [
        [("Measure", "Open the gates"), ("Who", ""), ("When", "2025")],
        [("Measure", "Open the gates"), ("Who", "Engineers"), ("When", "2026")],
    ]


def test_leads_by_run_and_by_character_style() -> None:
    made = fresh()
    first = made.add_paragraph()
    first.add_run("Keep talking.").bold = True
    first.add_run(" The commission should meet.")
    second = made.add_paragraph()
    second.add_run("Consider a swap.", style="Emphasis")
    second.add_run(" Both hold prisoners.")
    third = made.add_paragraph("It is ")
    third.add_run("no").bold = True
    third.add_run(" lead.")
    paragraph(made, run("Count the river.", "<w:u w:val='single'/>") + run(" Two gauges are too few."))
    paragraph(made, run("Not bold.", "<w:b w:val='0'/>") + run(" At all."))
    assert lines(made) == [
        "[Keep talking.] The commission should meet.",
        "[Consider a swap.] Both hold prisoners.",
        "It is no lead.",
        "[Count the river.] Two gauges are too few.",
        "Not bold. At all.",
    ]


def test_headings_that_only_look_like_headings() -> None:
    made = fresh()
    title = made.add_paragraph().add_run("Keep the gates open")
    title.bold, title.font.size = True, Pt(20)
    made.add_paragraph(LONG)
    made.add_paragraph().add_run("What to do").bold = True
    made.add_paragraph(LONG)
    assert [line for line in lines(made) if line.startswith("#")] == ["# Keep the gates open", "## What to do"]


def test_contents_that_word_makes_are_furniture() -> None:
    made = fresh()
    made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.add_heading("Keep the gates open", 0)
    made.add_paragraph("Recommendations\t12", style="toc 1")
    made.add_paragraph(LONG)
    assert lines(made) == ["# Keep the gates open", "aside Recommendations 12", LONG]


def test_line_breaks_tabs_and_special_hyphens() -> None:
    made = fresh()
    paragraph(
        made,
        run("Open")
        + "<w:r><w:br/></w:r>"
        + run("the")
        + "<w:r><w:tab/></w:r>"
        + run("north")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run("eastern ga")
        + "<w:r><w:softHyphen/></w:r>"
        + run("tes."),
    )
    assert lines(made) == ["Open the north-eastern gates."]


def test_what_the_file_says_of_itself() -> None:
    made = fresh()
    made.core_properties.title, made.core_properties.author = "Gates", "Miriam Castellane"
    made.add_paragraph(LONG)
    properties = read_docx(saved(made)).properties
    assert properties["core:title"] == ("Gates",)
    assert properties["core:creator"] == ("Miriam Castellane",)


def test_words_in_content_controls_and_links_are_read() -> None:
    made = fresh()
    paragraph(
        made,
        f"<w:sdt><w:sdtContent>{run('Open ')}</w:sdtContent></w:sdt><w:hyperlink>{run('the gates')}</w:hyperlink>"
        + run("."),
    )
    assert lines(made) == ["Open the gates."]


@pytest.mark.parametrize(
    "kind", ["ms-word.document.macroEnabled.main", "openxmlformats-officedocument.wordprocessingml.template.main"]
)
def test_files_with_macros_and_templates_are_read(kind: str) -> None:
    usual = b"openxmlformats-officedocument.wordprocessingml.document.main"
    data = replaced(
        docx_of("Open the gates."), [("[Content_Types].xml", lambda content: content.replace(usual, kind.encode()))]
    )
    assert read("brief.docm", data).text == "Open the gates."


def test_a_large_first_letter_is_of_the_word_that_it_opens() -> None:
    document = fresh()
    paragraph(document, run("T"), '<w:framePr w:dropCap="drop" w:lines="3"/>')
    paragraph(document, run("he valley has been dry for three years."))
    assert shown(read("a.docx", saved(document))) == ["The valley has been dry for three years."]


def test_letters_of_symbol_fonts_and_ligatures_and_wide_spaced_headings() -> None:
    document = fresh()
    document.add_heading("R E C O M M E N D A T I O N S", 1)
    document.add_paragraph("\uf0a7 Open the of\ufb01ce at six.")
    assert shown(read("a.docx", saved(document))) == ["# RECOMMENDATIONS", "* \u2022 Open the office at six."]


def cell(inner: str) -> str:
    return f"<w:tc>{inner}</w:tc>"


def control(inner: str) -> str:
    return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def spoken(words: str) -> str:
    return f"<w:p>{run(words)}</w:p>"


def inserted(document: WordDocument, inner: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(inner))


def test_rows_cells_and_paragraphs_in_content_controls_are_read() -> None:
    document = fresh()
    first = f"<w:tr>{cell(spoken('Council'))}{control(cell(spoken('Open the gates')))}</w:tr>"
    second = f"<w:tr>{cell(control(spoken('Bank')))}{cell(spoken('Lend'))}</w:tr>"
    inserted(document, f"<w:tbl {SPACES}>{control(first)}{second}</w:tbl>")
    assert shown(read("a.docx", saved(document))) == ["| Council | Open the gates", "| Bank | Lend"]


def test_text_boxes_in_cells_are_read_once() -> None:
    document = fresh()
    framed = f"<w:p>{run('Council')}{box('Publish the hours.')}</w:p>"
    row = f"<w:tr>{cell(framed)}{cell(spoken('Open'))}</w:tr>"
    inserted(document, f"<w:tbl {SPACES}>{row}<w:tr>{cell(spoken('Bank'))}{cell(spoken('Lend'))}</w:tr></w:tbl>")
    assert shown(read("a.docx", saved(document))) == ["| Council | Open", "Publish the hours.", "| Bank | Lend"]


def test_paragraphs_that_word_gives_two_ways_are_read_once() -> None:
    document = fresh()
    ways = (
        f"<mc:Choice Requires='wps'>{spoken('Open the gates.')}</mc:Choice><mc:Fallback>{spoken('No.')}</mc:Fallback>"
    )
    inserted(document, f"<mc:AlternateContent {SPACES}>{ways}</mc:AlternateContent>")
    assert shown(read("a.docx", saved(document))) == ["Open the gates."]


def test_formulas_are_read_and_readings_over_words_are_not() -> None:
    document = fresh()
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    formula = f"<m:oMath {maths}><m:r><m:t>1.5</m:t></m:r></m:oMath>"
    ruby = f"<w:r><w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('gates')}</w:rubyBase></w:ruby></w:r>"
    paragraph(document, run("Keep ") + formula + run(" per cent of the ") + ruby)
    assert shown(read("a.docx", saved(document))) == ["Keep 1.5 per cent of the gates"]


def test_items_that_breaks_by_hand_put_under_each_other() -> None:
    document = fresh()
    breaks = "<w:r><w:br/></w:r>"
    paragraph(
        document, breaks.join(map(run, ["Ministers should", "act:", "1. Open the gates.", "2. Publish", "hours."]))
    )
    paragraph(document, run("Before the page.") + '<w:r><w:br w:type="page"/></w:r>' + run("After it."))
    assert shown(read("a.docx", saved(document))) == [
        "Ministers should act:",
        "* 1. Open the gates.",
        "* 2. Publish hours.",
        "Before the page.",
        "After it.",
    ]


def test_the_name_of_a_list_style_says_how_deep_its_items_stand() -> None:
    made = fresh()
    for style in ("List Number", "List Bullet 2", "List Bullet 3", "List Number 2"):
        made.add_paragraph(f"Open the gates of the {style.lower()}.", style=style)
    assert [block.depth for block in read_docx(saved(made)).blocks] == [0, 1, 2, 1]


def test_rows_that_were_deleted_are_gone_from_boxes_and_tables_alike() -> None:
    gone = '<w:trPr><w:del w:id="4" w:author="M"/></w:trPr>'
    made = fresh()
    inserted(made, f"<w:tbl {SPACES}><w:tr>{gone}{cell(spoken('Shut the gates.'))}</w:tr></w:tbl>")
    kept = f"<w:tr>{cell(spoken('Open the gates.'))}</w:tr>"
    inserted(made, f"<w:tbl {SPACES}><w:tr>{gone}{cell(spoken('Shut them.'))}</w:tr>{kept}</w:tbl>")
    side = f"<w:tr>{gone}{cell(spoken('No'))}{cell(spoken('Never'))}</w:tr>"
    inserted(made, f"<w:tbl {SPACES}>{side}</w:tbl>")
    made.add_paragraph("They are shut today.")
    document = read_docx(saved(made))
    assert [(document.words(block), block.box) for block in document.blocks] == [
        ("Open the gates.", 1),
        ("They are shut today.", None),
    ]


@pytest.mark.parametrize("beside", ["", "The gates are shut."])
def test_a_document_that_holds_another_file_is_refused(beside: str) -> None:
    made = fresh()
    made.add_paragraph(beside)
    inserted(made, f"<w:altChunk {SPACES} xmlns:r='{RELATIONS}' r:id='rId99'/>")
    with pytest.raises(UnknownFormat, match=r"\(altChunk\).* save it as Word Document \(\.docx\)"):
        read("a.docx", saved(made))


def test_a_footnote_that_holds_another_file_is_refused() -> None:
    made = fresh()
    paragraph(made, run("Open the gates.") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    data = with_notes(made, n1="NOTE")
    chunk = f"</w:p><w:altChunk xmlns:r='{RELATIONS}' r:id='rId99'/></w:footnote></w:footnotes>".encode()
    end = b"</w:p></w:footnote></w:footnotes>"
    with pytest.raises(UnknownFormat, match="altChunk"):
        read("a.docx", replaced(data, [("word/footnotes.xml", lambda part: part.replace(end, chunk))]))


def strict(data: bytes) -> bytes:
    """The file as Word writes it as a Strict Open XML Document."""
    usual = re.compile(rb'"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml)/2006/')
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]

    def renamed(part: bytes) -> bytes:
        return usual.sub(rb'"http://purl.oclc.org/ooxml/\1/', part)

    return replaced(data, [(name, renamed) for name in names])


def test_strict_open_xml_is_read_as_any_other() -> None:
    made = fresh()
    made.add_heading("What to do", 1)
    made.add_paragraph("Open the gates.", style="List Bullet")
    paragraph(made, run("They are shut.") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + box("At a glance."))
    made.sections[0].footer.paragraphs[0].text = "Policy Note 7"
    usual = with_notes(made, n1="Since 1990.")
    data = strict(usual)
    assert data != usual
    assert shown(read_docx(data)) == shown(read_docx(usual))
    assert "aside Policy Note 7" in shown(read_docx(data))
