import pytest

from tracker.extraction import extract
from tracker.extraction.outline import Section, outline
from tracker.extraction.parts import Part, part_of
from tracker.reading import read


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Recommendations", Part.ADVICE),
        ("5. Conclusions and Recommendations", Part.ADVICE),
        ("What the GAO Recommends", Part.ADVICE),
        ("Changes we want to see", Part.ADVICE),
        ("IV. Policy implications", Part.ADVICE),
        ("The Way Forward", Part.OUTLOOK),
        ("What Congress can do", Part.OUTLOOK),
        ("Four steps for the council", Part.OUTLOOK),
        ("Five urgent priorities for donors", Part.OUTLOOK),
        ("Two things for sale", None),
        ("Four steps down to the river", None),
        ("Our ask: five moves", Part.ADVICE),
        ("Quick wins", Part.OUTLOOK),
        ("Executive summary", Part.SUMMARY),
        ("Status of recommendations", Part.ELSEWHERE),
        ("Options", Part.ELSEWHERE),
        ("About the authors", Part.ELSEWHERE),
        ("Appendix B", Part.ELSEWHERE),
        ("Background", Part.BODY),
        ("The river in winter", None),
        ("Why did nobody follow the recommendations of the last inquiry?", None),
    ],
)
def test_what_a_heading_announces(heading: str, part: Part | None) -> None:
    assert part_of(heading) is part


def parts(text: str) -> dict[str, Section]:
    document = read("a.md", text.encode())
    sections = outline(document, "")
    return {document.words(block): section for block, section in zip(document.blocks, sections, strict=True)}


def test_headings_below_inherit_and_headings_beside_end_a_part() -> None:
    found = parts("# A\n\n## Recommendations\n\n### Money\n\nPay.\n\n## The river\n\nIt floods.")
    assert found["Pay."].part is Part.ADVICE
    assert found["It floods."].part is Part.BODY


def test_plain_text_ends_a_part_at_any_level() -> None:
    assert parts("## What we recommend\n\nAct.\n\n#### Background\n\nIt rained.")["It rained."].part is Part.BODY


def test_chapters_with_recommendations_of_their_own_are_no_advice_as_a_whole() -> None:
    text = "# Research and recommendations\n\n## Search\n\nIt is slow.\n\n### Recommendations\n\nBuy a server.\n"
    found = parts(text)
    assert found["It is slow."].part is Part.BODY
    assert found["Buy a server."].part is Part.ADVICE


def test_a_list_that_goes_by_the_titles_of_the_chapters_stays_advice() -> None:
    text = "## The banks\n\nThey broke.\n\n## Conclusions and recommendations\n\n## The banks\n\nRaise them.\n"
    document = read("a.md", text.encode())
    last = outline(document, "")[-1]
    assert last.part is Part.ADVICE


def test_notes_before_the_body_do_not_swallow_it() -> None:
    assert parts("# Membership\n\nA, B.\n\n## The river\n\nIt floods.")["It floods."].part is Part.BODY


def test_what_the_paper_itself_is_makes_no_annex_of_it() -> None:
    long = "The river floods every spring, and each spring the town asks who should have raised the bank before it did."
    found = parts(f"# Inquiry into floods\n\n## Written evidence submitted by the Trust\n\n### The river\n\n{long}")
    assert found[long].part is Part.BODY
    assert parts(f"# Inquiry into floods\n\n## Written evidence\n\n{long}")[long].part is Part.ELSEWHERE


LONG = (
    "The union of the pilots wrote to the town in the spring to ask for what it had asked for in the years before it."
)


@pytest.mark.parametrize(
    "ahead",
    [
        "## Recommendations\n\n- Close the bar.\n- Sell two boats.\n\n## Annex A\n\n### What the union asked",
        "## Recommendations\n\n### Money\n\nPay.\n\n## Written evidence\n\n### What the union asked",
        "## Annex\n\n## Text of the law",
        "## Points\n\n- The bar.\n- Two boats.\n\n## Written evidence\n\n### What the union asked",
    ],
)
def test_an_annex_behind_short_items_stays_one(ahead: str) -> None:
    document = read("a.md", f"# Pilots\n\n{ahead}\n\n{LONG}\n\n- Pay them more.\n".encode())
    inside = [section.part for section in outline(document, "Pilots")][-2:]
    assert inside == [Part.ELSEWHERE] * 2


@pytest.mark.parametrize("heading", ["What you can do", "What else you can do to help"])
def test_a_heading_over_what_any_reader_may_join_in_announces_no_advice(heading: str) -> None:
    assert parts(f"# Pilots\n\n## {heading}\n\nWrite to us.")["Write to us."].part is Part.BODY
    assert parts("# Pilots\n\n## What towns can do\n\nPay.")["Pay."].part is Part.OUTLOOK


def test_a_line_of_its_own_addresses_what_follows() -> None:
    found = parts("## Recommendations\n\nTo the Security Council:\n\n- Meet.\n\nTo donors:\n\n- Pay.\n")
    assert found["Meet."].addressees == ("Security Council",)
    assert found["Pay."].addressees == ("donors",)


ASKS = """# Reeds in the upper lake

#### For these reasons, we urge the council to:

**Close the upper weir.** It leaks.

#### 1. Boats

- Ban engines on the upper lake.

#### 2. Nets

- Buy the widest nets back.

#### The signatories

- The reeds grow.
"""


def test_a_heading_that_opens_what_it_asks_for_holds_the_counted_ones_beside_it() -> None:
    document = read("a.md", ASKS.encode())
    parts = {
        document.words(block): part.part for block, part in zip(document.blocks, outline(document, ""), strict=True)
    }
    assert parts["Ban engines on the upper lake."] is parts["Buy the widest nets back."] is Part.ADVICE
    assert parts["The reeds grow."] is Part.BODY
    found = extract(document).findings
    assert {each.addressees for each in found} == {("council",)}
    assert [str(each.level) for each in found] == ["headline"] * 3


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("The council should:", Part.ADVICE),
        ("We urge all boatmen to:", Part.ADVICE),
        ("You must:", Part.BODY),
        ("To apply, you should:", Part.BODY),
        ("Visitors should:", Part.BODY),
        ("Why the council should:", Part.BODY),
    ],
)
def test_a_heading_opens_a_list_of_advice_where_an_office_is_told_or_the_authors_ask(heading: str, part: Part) -> None:
    document = read("a.md", f"# Reeds in the upper lake\n\nThey grow.\n\n## {heading}\n\n- Close the weir.\n".encode())
    assert outline(document, "")[-1].part is part
