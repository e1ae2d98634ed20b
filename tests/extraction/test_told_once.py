"""What a document says twice is one finding."""

from tracker.extraction import extract
from tracker.reading import read

TABLE = """## What should be done

- Index the levy on tyres to the price of bread at the end of each year.
- The ministry should test a tenth of imported tyres in the ports from January on.
- Stop the burning of tyres on beaches.
"""
PAGE = "# Old tyres\n\n## In brief\n\n- Tyres burn on the beaches.\n- {said}\n\n## The beaches\n\nTyres lie there.\n\n"


def _found(said: str) -> list[tuple[str, int]]:
    document = read("a.md", (PAGE.format(said=said) + TABLE).encode())
    return [(one.span.of(document.text).split()[0], len(one.also)) for one in extract(document).findings]


def test_a_sentence_of_a_summary_that_runs_several_together_is_none_of_its_own() -> None:
    said = "The ministry should index the levy, test all tyres and pay for it in the next budget."
    assert _found(said) == [("Index", 1), ("The", 0), ("Stop", 0)]


def test_a_sentence_of_a_summary_that_asks_for_other_things_stays() -> None:
    said = "The ministry should index the levy, sell the scales and pay for it in the next budget."
    assert len(_found(said)) == 4


def test_a_sentence_of_a_summary_with_two_parts_stays_where_only_one_of_them_stands_elsewhere() -> None:
    said = "We recommend that the council close the inner harbour to tankers and raise the rents of berths."
    berths = "## Recommendations\n\n- The ministry should publish the rents of berths each year.\n- Hire two pilots.\n"
    document = read("a.md", (PAGE.format(said=said) + berths).encode())
    assert [len(one.also) for one in extract(document).findings] == [0, 0, 0]


def test_a_sentence_of_a_summary_is_no_sum_of_several_where_one_recommendation_holds_its_parts() -> None:
    said = "The council should publish the rents, the rates of the berths and the names of all pilots in the harbour."
    berths = "## Recommendations\n\n- The ministry should print rents and berths each year.\n- Sell two boats.\n"
    document = read("a.md", (PAGE.format(said=said) + berths).encode())
    assert [len(one.also) for one in extract(document).findings] == [0, 0, 0]


def test_what_a_sentence_of_a_summary_says_by_the_way_is_no_part_of_what_it_asks_for() -> None:
    said = "The ministry should index the levy to prices of bread, as two neighbours on the coast have done since 2016."
    assert _found(said) == [("Index", 1), ("The", 0), ("Stop", 0)]


def _of_items(*items: str) -> list[tuple[str, int]]:
    text = "# Old tyres\n\n## Recommendations\n\n" + "".join(f"{n}. {item}\n" for n, item in enumerate(items, 1))
    document = read("a.md", text.encode())
    return [(one.span.of(document.text), len(one.also)) for one in extract(document).findings]


def test_a_watchword_and_the_sentence_that_says_who_is_to_follow_it_are_one() -> None:
    found = _of_items(
        "**Weigh at sea.** The port authority should set up a scale at each gate.",
        "**Price tyres.** The city council ought to charge by the cart.",
        "**Sell the kiln.** We urge the bank to take it by March.",
    )
    assert found == [
        ("Weigh at sea.", 1),
        ("Price tyres.", 1),
        ("Sell the kiln.", 0),
        ("We urge the bank to take it by March.", 0),
    ]


def test_what_goes_further_than_a_longer_lead_is_another() -> None:
    found = _of_items(
        "**Put the old kiln up for sale.** It is cold. The council should publish what it earns.",
        "**Close the beach to lorries.** Guards must be paid.",
    )
    assert [also for _, also in found] == [0, 0, 0, 0]


def test_running_text_of_a_summary_says_nothing_of_its_own_where_a_list_comes_near() -> None:
    page = "# Old tyres\n\n## Summary\n\n{said}\n\n## The beaches\n\nTyres lie there.\n\n"
    for said, also in (("The government should tie the levy on tyres to something else.", [1, 0, 0]), ("", [0, 0, 0])):
        document = read("a.md", (page.format(said=f"Tyres burn. {said}") + TABLE).encode())
        assert [len(one.also) for one in extract(document).findings] == also


def test_a_summary_of_text_that_sets_nothing_off_runs_its_advice_together() -> None:
    text = (
        "# Old tyres\n\n## Summary\n\nWe recommend that the levy be indexed to prices, that ports test tyres, and that "
        "fires on beaches be fined.\n\n## The levy\n\nIt is low. We recommend that the ministry index the levy to the "
        "price of bread.\n\n## The ports\n\nWe recommend that the ports test a tenth of all tyres.\n\n## The beaches"
        "\n\nThe police should fine whoever lights fires on the beaches.\n"
    )
    document = read("a.md", text.encode())
    assert [len(one.also) for one in extract(document).findings] == [1, 0, 0]


def test_a_sentence_of_a_summary_that_comes_near_nothing_stays() -> None:
    assert len(_found("The ministry should lease out the quay to divers.")) == 4
