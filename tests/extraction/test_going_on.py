import pytest
from tests.prose.marked import findings_in

TOLD = "# Piers\n\n## Recommendations\n\n"


def addressees(text: str) -> list[tuple[str, ...]]:
    return [found.addressees for found in findings_in(text)]


@pytest.mark.parametrize(
    ("entry", "who"),
    [
        ("Priority: high. Responsible: Harbour Board. Timeframe: one year.", ("Harbour Board",)),
        ("Lead agency: Ministry of Works; Timeline: 2027", ("Ministry of Works",)),
        ("Action by: town councils and the Harbour Board", ("town councils", "Harbour Board")),
        ("Deadline: May 2027", ()),
    ],
)
def test_a_form_below_a_recommendation_says_who_is_to_act(entry: str, who: tuple[str, ...]) -> None:
    first, second = "**Recommendation 1:** Paint the piers.", "**Recommendation 2:** Light the piers."
    assert addressees(f"# Piers\n\nNobody paints them.\n\n{first}\n\n{entry}\n\n{second}") == [who, ()]


def test_a_form_inside_an_item_says_who_is_to_act() -> None:
    assert addressees(f"{TOLD}1. Paint the piers. Responsible: Harbour Board.\n2. Light the piers.") == [
        ("Harbour Board",),
        (),
    ]


@pytest.mark.parametrize(
    ("item", "who"),
    [
        ("Publish the list of wrecks (Ministry of Works).", ("Ministry of Works",)),
        ("Publish the list of wrecks (Ministry of Works and Harbour Board)", ("Ministry of Works", "Harbour Board")),
        ("Publish the list of wrecks (see the annex).", ()),
        ("Ratify the Convention on the Removal of Wrecks (CRW).", ()),
        ("Publish the list of wrecks (in English).", ()),
    ],
)
def test_brackets_behind_an_item_say_who_is_to_act(item: str, who: tuple[str, ...]) -> None:
    assert addressees(f"{TOLD}- {item}\n- Light the piers.") == [who, ()]


def test_the_sentence_itself_goes_before_what_stands_behind_it() -> None:
    assert addressees(f"{TOLD}- The council should paint the piers (Harbour Board).")[0] == ("council",)


def test_who_helps_in_a_table_is_no_addressee() -> None:
    rows = "| Recommendation | Lead |\n| --- | --- |\n| Paint all the piers | Harbour Board (Ministry of Works) |"
    assert addressees(f"{TOLD}{rows}") == [("Harbour Board",)]


def test_paragraphs_between_two_numbers_belong_to_the_first() -> None:
    item = (
        "The Harbour Board should {deed}.\n\nIt was promised in 2003. The council has paid for it twice.\n\n"
        "The Board should also {more}.\n\n"
    )
    text = (
        TOLD
        + "1.\n\n"
        + item.format(deed="mend the pier", more="say when")
        + "2.\n\n"
        + item.format(deed="light the quay", more="name a builder")
    )
    found = findings_in(text + "3.\n\nThe Harbour Board should sell the crane.\n")
    assert [(each.level, each.parent) for each in found] == [
        ("headline", None),
        ("supporting", 0),
        ("headline", None),
        ("supporting", 2),
        ("headline", None),
    ]
