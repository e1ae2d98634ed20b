"""The metadata of short documents, built block by block."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.document import Block, BlockKind, Document, Format, Span
from tracker.extraction.metadata import metadata
from tracker.vocabulary import regions

Piece = tuple[str, str]

PROSE = (
    "The river carries enough in an average April to serve both banks if turns are kept, and what has gone is the "
    "machinery of turns, which met four times and published nothing at all."
)


def document(*pieces: Piece, **properties: str) -> Document:
    """A document of (kind, words) pieces; a kind is "h1" to "h6" or a block's; properties as meta__author."""
    text, blocks = "", []
    for kind, words in pieces:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{words}" if text else words
        heading = kind[0] == "h" and kind[1:].isdigit()
        block_kind = BlockKind.HEADING if heading else BlockKind(kind)
        blocks.append(Block(block_kind, Span(start, len(text)), level=int(kind[1:]) if heading else 0))
    hints = {name.replace("__", ":"): (value,) for name, value in properties.items()}
    return Document("a.txt", Format.TXT, text, tuple(blocks), hints, "en")


def page(*lines: str) -> Document:
    """A title page of headings and the text of a brief under it."""
    return document(*[("h1", line) for line in lines], ("paragraph", PROSE))


def test_a_title_page_is_told_apart_line_by_line() -> None:
    found = metadata(
        document(
            ("h1", "INSTITUTE FOR RIVERS"),
            ("paragraph", "Asia Briefing N°94"),
            ("paragraph", "Osh/Vienna, 14 March 2023"),
            ("h1", "Shared Canals, Closed Gates: Sharing Kyrgyzstan's Water"),
            ("paragraph", "by Dr. Ann Lee-Wood, Senior Fellow, and Omar Sherali"),
            ("h2", "Summary"),
            ("paragraph", PROSE),
        )
    )
    assert found.title == "Shared Canals, Closed Gates: Sharing Kyrgyzstan's Water"
    assert found.authors == ("Ann Lee-Wood", "Omar Sherali")
    assert str(found.published) == "2023-03-14"
    assert (found.series, found.number) == ("Asia Briefing", "94")
    assert found.regions == ("KGZ",)
    assert found.topics == ()


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Mud Season", "How Georgia's roads wash away", "2 May 2019"), "Mud Season: How Georgia's roads wash away"),
        (("Whose Tuna?", "Getting more from the days", "By Ann Lee"), "Whose Tuna?: Getting more from the days"),
        (("Ports without ships:", "support has not been driven by demand", "Ann Lee"), None),
        (("MINISTRY OF WORKS", "MEMORANDUM", "TO: The Minister", "RE: Licensing of taxis"), "Licensing of taxis"),
        (("Report to Congress", "April 2024", "GRAIN INSPECTION", "Agency Should Act", "CAB-24-1"), None),
        (("SALT AND WATER:", "GOVERNING BRINE IN THE", "SALAR DE ATACAMA", "Ann Lee"), None),
        (("Home", "Research", "Rivers", "Give", "English | العربية", "Who Reads the Gauge?", "Ann Lee"), None),
        (("Home", "News", "Rivers", "Our work", "Whose Tuna?", "Ann Lee", "2 May 2019"), "Whose Tuna?"),
    ],
)
def test_titles(lines: tuple[str, ...], title: str | None) -> None:
    expected = {
        "Ports": "Ports without ships: support has not been driven by demand",
        "Report": "Grain Inspection: Agency Should Act",
        "Home": "Who Reads the Gauge?",
        "SALT": "Salt and Water: Governing Brine in the Salar De Atacama",
    }
    assert metadata(page(*lines)).title == (title or expected[lines[0].split()[0]])


def test_what_the_file_says_completes_the_page_and_templates_do_not() -> None:
    whole = "Powder and Patience: Rebuilding the Ammunition Base"
    lines = [("h1", "Powder and Patience"), ("paragraph", "Rebuilding the Ammunition Base"), ("paragraph", PROSE)]
    assert metadata(document(*lines, meta__og__title="x")).title.startswith("Powder and Patience")
    assert metadata(document(*lines, **{"html__title": f"{whole} | Forum"})).title == whole
    assert metadata(document(*lines, docinfo__title="Microsoft Word - brief_v3.docx")).title == whole
    bare = document(("paragraph", PROSE), head__title="Why We Need Summits")
    assert metadata(bare).title == "Why We Need Summits"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("by Ann Lee and Bo Berg", ("Ann Lee", "Bo Berg")),
        ("By Amb. Ruth Call (ret.), Dr. Tarek Ben Halim", ("Ruth Call", "Tarek Ben Halim")),
        ("Ann Lee, Bo Berg and Inés Solórzano", ("Ann Lee", "Bo Berg", "Inés Solórzano")),
        ("Javiera Soto · Étienne Marchal", ("Javiera Soto", "Étienne Marchal")),
        ("Rapporteur: Camila Ostos Prieto", ("Camila Ostos Prieto",)),
        ("Statement of Shirley A. Jones, Esq., Employee Council", ("Shirley A. Jones",)),
        ("Task manager: Nino Kerr. Team: Piotr Wan, Elene Iashvili.", ("Nino Kerr", "Piotr Wan", "Elene Iashvili")),
        ("Drafted for the Forum by Hiba Elamin Osman and Gert-Jan Berg", ("Hiba Elamin Osman", "Gert-Jan Berg")),
        ("ROBYN CAPLAN3", ("Robyn Caplan",)),
        ("Richard A. Best Jr. and Al Cumming", ("Richard A. Best Jr.", "Al Cumming")),
        ("World Policy Institute", ()),
    ],
)
def test_authors_in_a_line_under_the_title(line: str, authors: tuple[str, ...]) -> None:
    assert metadata(page("A Paper on the Sea, and Why It Rises", line)).authors == authors


def test_authors_in_acknowledgments_signatures_and_notes() -> None:
    start = ("h1", "Heat on the Line and Who Bears It"), ("paragraph", PROSE)
    thanks = "This report was researched and written by Chantha Vorn, senior researcher, and by Tobias Enquist. Thanks."
    assert metadata(document(*start, ("paragraph", thanks))).authors == ("Chantha Vorn", "Tobias Enquist")
    signed = ("paragraph", "(Signed) Aminata Rees Coordinator"), ("paragraph", "(Signed) Priscilla Nandwa")
    assert metadata(document(*start, *signed)).authors == ("Aminata Rees", "Priscilla Nandwa")
    about = ("h2", "About the authors"), ("paragraph", "Ann Lee is a lawyer. Dr. Bo Berg was director in Wajir.")
    assert metadata(document(*start, *about)).authors == ("Ann Lee", "Bo Berg")
    assert metadata(document(*start, meta__author="webmaster", core__creator="Dell User")).authors == ()


def test_people_in_a_reading_list_are_no_authors() -> None:
    listed = ("h2", "RECOMMENDED"), ("furniture", "Grant Rumley"), ("furniture", "Feb 15, 2022")
    found = metadata(document(("h1", "A Paper on the Sea"), ("paragraph", PROSE), *listed))
    assert found.authors == ()


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("30 May 2007", "2007-05-30"),
        ("May 30, 2007", "2007-05-30"),
        ("April 5th, 2026", "2026-04-05"),
        ("2007-05-30", "2007-05-30"),
        ("Published 22.09.2023", "2023-09-22"),
        ("Dakar, le 3 février 2024", "2024-02-03"),
        ("Spring 2019", "2019"),
        ("May 2007", "2007-05"),
        ("Posted 5 November 2024 | Updated 19 November 2024", "2024-11-05"),
        ("Event held 26 September 2023 · Report published 19 October 2023", "2023-10-19"),
        ("Released 28 October 2022, corrected 3 November 2022", "2022-10-28"),
        ("Updated April 17, 2008", "2008-04-17"),
        ("31.02.2023", "None"),
    ],
)
def test_dates(line: str, published: str) -> None:
    assert str(metadata(page("A Paper on the Sea, and Why It Rises", line)).published) == published


def test_a_month_on_the_cover_becomes_the_day_of_the_letter() -> None:
    cover = ("h1", "A Paper on the Sea"), ("paragraph", "February 2006")
    assert (
        str(metadata(document(*cover, ("paragraph", PROSE), ("paragraph", "February 8, 2006"))).published)
        == "2006-02-08"
    )
    assert str(metadata(document(*cover, ("paragraph", f"On February 8, 2006 {PROSE}"))).published) == "2006-02"


@pytest.mark.parametrize(
    ("line", "series", "number"),
    [
        ("Policy #1237", "Policy", "1237"),
        ("Briefing No. 93", "Briefing", "93"),
        ("GAO-06-282", "", "GAO-06-282"),
        ("United Nations S/2022/0874-X", "", "S/2022/0874-X"),
        ("HC 123", "", "HC 123"),
        ("Policy Brief 12/2020", "Policy Brief", "12/2020"),
        ("Options Paper OP-08", "Options Paper", "OP-08"),
        ("Note d'analyse (English edition) no 61", "Note d'analyse", "61"),
        ("Himal Trust | Policy Paper No. 33 | April 2023", "Policy Paper", "33"),
        ("Issues Brief 2018-05 | August 2018", "Issues Brief", "2018-05"),
        ("Annual Review 2019", "", ""),
        ("Number SN 4471, 3 March 2020", "", "SN 4471"),
        ("United Nations A/HRC/39/55/Add.2", "", "A/HRC/39/55/Add.2"),
        ("Performance Audit 2020-031", "Performance Audit", "2020-031"),
    ],
)
def test_series_and_numbers(line: str, series: str, number: str) -> None:
    found = metadata(page("A Paper on the Sea, and Why It Rises", line))
    assert (found.series, found.number) == (series, number)


def test_a_number_in_the_running_head_or_at_the_end_is_found() -> None:
    start = ("h1", "A Paper on the Sea"), ("paragraph", PROSE)
    assert metadata(document(*start, ("furniture", "Issue 19 | May 2020 | 2"))).number == "19"
    assert metadata(document(*start, ("paragraph", "Policy #1237"))).number == "1237"


def test_topics_and_regions_that_the_brief_lists() -> None:
    lists = (
        ("h2", "TOPICS"),
        ("paragraph", "Energy & Economics"),
        ("paragraph", "Reform"),
        ("h2", "REGIONS & COUNTRIES"),
        ("paragraph", "Libya"),
        ("paragraph", "North Africa"),
    )
    found = metadata(document(("h1", "An Agenda for Washington and Tunis"), ("paragraph", PROSE), *lists))
    assert found.topics == ("Energy & Economics", "Reform")
    assert found.regions == ("LBY",)
    keyed = document(("h1", "A Paper"), ("paragraph", "Keywords: sovereign debt; public finance"), ("paragraph", PROSE))
    assert metadata(keyed).topics == ("sovereign debt", "public finance")


@pytest.mark.parametrize(
    ("title", "argument", "found"),
    [
        ("Remittances to El Salvador", "Most come from the United States. Texas sends more than New York.", ("SLV",)),
        ("Clearing the air", "Maiduguri is choking. The governor of Borno knows it.", ("NGA",)),
        ("Peaches and pollen", "Growers in Georgia sell to Florida and Alabama.", ("USA",)),
        ("Roads that wash away", "Georgia borrowed for roads. Tbilisi repays.", ("GEO",)),
        ("A paper about nothing", "Nobody is named here but Michael Jordan.", ()),
    ],
)
def test_regions_by_title_and_argument(title: str, argument: str, found: tuple[str, ...]) -> None:
    body = [("paragraph", argument)] * 3
    assert metadata(document(("h1", title), *body)).regions == found


kinds = st.sampled_from(["h1", "h2", "paragraph", "list_item", "furniture", "footnote", "quotation", "caption"])
words = st.text(alphabet=string.ascii_letters + string.digits + " .,:;|#/()-’\n·éß№漢\t\\*", min_size=1, max_size=80)
names = st.sampled_from(["head__title", "meta__author", "jsonld__datePublished", "docinfo__title", "html__byline"])


@given(st.lists(st.tuples(kinds, words), max_size=8), st.dictionaries(names, words, max_size=3))
def test_metadata_never_fails(pieces: list[Piece], properties: dict[str, str]) -> None:
    found = metadata(document(*pieces, **properties))
    assert set(found.regions) <= set(regions.codes())
    assert len(found.authors) == len(set(found.authors))
    assert found.title == found.title.strip()


def test_a_signature_ends_where_the_post_begins() -> None:
    signed = document(("paragraph", "(Signed) Jon Arild Berg Natural resources expert"), ("paragraph", "Text."))
    assert metadata(signed).authors == ("Jon Arild Berg",)


def test_names_and_a_date_on_one_line_are_read_apart() -> None:
    found = metadata(
        document(
            ("h1", "How Slovenia Counts Its Bears"),
            ("paragraph", "Ursa Potokar · 15 January 2020"),
            ("paragraph", PROSE),
        )
    )
    assert found.authors == ("Ursa Potokar",)
    assert str(found.published) == "2020-01-15"


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (("Policy Brief No. 7, 2023", PROSE), "2023"),
        (("Policy Brief No. 7", PROSE, "© 2021 The Coast Desk"), "2021"),
        (("Policy Note 7/2021", PROSE), "2021"),
        (("Port Lena, 2021", PROSE), "2021"),
        (("Policy Brief No. 7", PROSE), None),
    ],
)
def test_a_year_alone_counts_where_no_date_is_printed(lines: tuple[str, ...], year: str | None) -> None:
    found = metadata(document(("h1", "Counting Bears"), *(("paragraph", line) for line in lines))).published
    assert (str(found) if found else None) == year


def test_a_year_on_a_line_of_its_own_is_the_date() -> None:
    found = metadata(document(("h1", "Smoke at Work"), ("paragraph", "2024"), ("paragraph", PROSE)))
    assert str(found.published) == "2024"


def test_the_file_says_the_day_of_the_month_that_the_page_prints() -> None:
    start = (("h1", "Locked Libraries"), ("paragraph", "July 2023"), ("paragraph", PROSE))
    assert str(metadata(document(*start, head__date="2023-07-11")).published) == "2023-07-11"
    assert str(metadata(document(*start, head__date="2023-08-11")).published) == "2023-07"


@pytest.mark.parametrize("line", ["Q&A", "WORKSHOP SUMMARY", "Consensus Study Report Highlights", "Case study"])
def test_the_kind_of_publication_is_no_part_of_the_title(line: str) -> None:
    found = metadata(document(("h2", line), ("h1", "Five questions on the pension fund"), ("paragraph", PROSE)))
    assert found.title == "Five questions on the pension fund"


@pytest.mark.parametrize("line", ["Final Report", "Analytical note of the Salt Institute", "Coast Desk Policy Note"])
def test_the_kind_of_paper_is_no_subtitle(line: str) -> None:
    lines = (("h1", "Counting Bears"), ("h2", line), ("paragraph", "By Ann Lee"), ("paragraph", PROSE))
    assert metadata(document(*lines)).title == "Counting Bears"


def test_a_title_behind_the_number_of_its_series() -> None:
    found = metadata(document(("h1", "Evidence Brief 7: Does counting bears pay?"), ("paragraph", PROSE)))
    assert (found.title, found.series, found.number) == ("Does counting bears pay?", "Evidence Brief", "7")


def test_a_notice_of_secrecy_over_the_title_is_no_part_of_it() -> None:
    lines = (("h2", "PRIVILEGED: FOR THE CLIENT"), ("h1", "How to count bears"), ("paragraph", PROSE))
    assert metadata(document(*lines)).title == "How to count bears"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ann Lee and Omar Sherali 14 September 2023", ("Ann Lee", "Omar Sherali")),
        ("By Ann Lee and Omar B. Sherali Policy Report No. 41 | June 2024", ("Ann Lee", "Omar B. Sherali")),
        ("Written by Ann Lee and Omar Sherali. November 2022.", ("Ann Lee", "Omar Sherali")),
        ("Jónas í Dali and Ann Lee · 12.2.2020", ("Jónas í Dali", "Ann Lee")),
        ("Santiago de Chile, 14 September 2023", ()),
    ],
)
def test_names_into_which_a_date_ran(line: str, authors: tuple[str, ...]) -> None:
    found = metadata(document(("h1", "How to count bears"), ("paragraph", line), ("paragraph", PROSE)))
    assert found.authors == authors
    assert found.published is not None


def test_a_name_with_its_institution_and_a_date_on_one_line() -> None:
    line = "Ann Lee, Institute for Rivers, Osh, May 2024"
    found = metadata(document(("h1", "How to count bears"), ("paragraph", line), ("paragraph", PROSE)))
    assert (found.authors, str(found.published)) == (("Ann Lee",), "2024-05")


@pytest.mark.parametrize(
    "lines",
    [
        ("by Ann Lee", "Amu River Circle, Essays, no. 22, May 2019"),
        ("Ann Lee", "Amu River Circle · Essay No. 22 · May 2019"),
    ],
)
def test_whoever_publishes_the_series_is_no_author(lines: tuple[str, ...]) -> None:
    pieces = [("paragraph", line) for line in lines]
    assert metadata(document(("h1", "How to count bears"), *pieces, ("paragraph", PROSE))).authors == ("Ann Lee",)


def test_an_institution_with_the_number_of_the_paper_is_no_subtitle() -> None:
    lines = ("Open Books 2022: Republic of Tamberia", "Open Books Network, country report 22/14", "May 2022")
    pieces = [("paragraph", line) for line in lines[1:]]
    assert metadata(document(("h1", lines[0]), *pieces, ("paragraph", PROSE))).title == lines[0]


def test_a_subtitle_in_capitals_begins_with_a_capital() -> None:
    told = ("paragraph", "It was a second look at the river, and a look at the bears.")
    found = metadata(document(("h1", "COUNTING BEARS: A SECOND LOOK"), told, ("paragraph", PROSE)))
    assert found.title == "Counting Bears: A Second Look"


def test_a_team_is_named_with_what_each_does_in_it_and_when_it_handed_in() -> None:
    team = "Review team: Ann Lee (team leader), Bo Berg and Inés Solórzano. Submitted 4 May 2021."
    lines = (
        ("h1", "Salt in the Wells"),
        ("paragraph", "A look back at the pumps of Lomvik, 2011-2019"),
        ("paragraph", team),
    )
    found = metadata(document(*lines, ("h2", "Executive summary"), ("paragraph", PROSE)))
    assert found.title == "Salt in the Wells: A look back at the pumps of Lomvik, 2011-2019"
    assert found.authors == ("Ann Lee", "Bo Berg", "Inés Solórzano")
    assert str(found.published) == "2021-05-04"


@pytest.mark.parametrize(
    ("line", "series", "number"),
    [
        ("Confidential memo 2019-11", "Confidential memo", "2019-11"),
        ("River Centre, Lomvik — Reading File 8 — May 2020", "Reading File", "8"),
        ("as said in our memo 12", "", ""),
    ],
)
def test_a_kind_in_small_letters_has_a_number_where_nothing_else_stands(line: str, series: str, number: str) -> None:
    found = metadata(document(("paragraph", line), ("h1", "How to count bears"), ("paragraph", PROSE)))
    assert (found.series, found.number) == (series, number)


def test_key_words_are_of_the_paper_and_themes_may_be_of_the_site() -> None:
    lines = ("Themes: Sea / Land / Air", "Keywords: bears; rivers")
    found = metadata(document(("h1", "How to count bears"), *[("paragraph", line) for line in lines]))
    assert found.topics == ("bears", "rivers")


def test_a_letter_is_titled_by_its_subject() -> None:
    lines = ("The Hon. Ann Lee MP", "Minister for Rivers", "21 August 2023", "Dear Minister", "Bears and the dam")
    assert (
        metadata(document(*[("paragraph", line) for line in lines], ("paragraph", PROSE))).title == "Bears and the dam"
    )


def test_a_heading_that_begins_as_a_letter_does_is_a_title() -> None:
    lines = (("h1", "Dear energy: who pays?"), ("h1", "What households face in winter"), ("paragraph", PROSE))
    assert metadata(document(*lines)).title.startswith("Dear energy: who pays?")
    told = metadata(document(("paragraph", "Dear Minister,"), ("paragraph", "Bears and the dam"), ("paragraph", PROSE)))
    assert told.title == "Bears and the dam"


def test_an_institution_with_its_place_goes_on_with_no_subtitle() -> None:
    lines = ("Counting bears along the upper river", "River Bears Group, Can Tho", "Ann Lee")
    found = metadata(
        document(("h1", "Bears that swim"), *[("paragraph", line) for line in lines], ("paragraph", PROSE))
    )
    assert found.title == "Bears that swim: Counting bears along the upper river"


@pytest.mark.parametrize("kind", ["Second Report", "First Special Report of Session 2008-09", "Final Report"])
def test_which_report_of_a_body_it_is_stands_in_no_title(kind: str) -> None:
    assert metadata(page("PARLIAMENT OF LOMVIK", kind, "Ice in the Sound: Pilots in Winter")).title == (
        "Ice in the Sound: Pilots in Winter"
    )


def test_a_title_that_sounds_like_a_name_is_no_author() -> None:
    found = metadata(page("A Harbour Anyone Can Use", "Hilde Amundsen"))
    assert (found.title, found.authors) == ("A Harbour Anyone Can Use", ("Hilde Amundsen",))


def test_a_subtitle_may_say_for_whom_the_paper_is() -> None:
    found = metadata(page("Ice in the Sound", "A discussion paper for the pilots of the north"))
    assert found.title == "Ice in the Sound: A discussion paper for the pilots of the north"
    assert metadata(page("Ice in the Sound", "A discussion paper for the Pilot Board")).title == "Ice in the Sound"
