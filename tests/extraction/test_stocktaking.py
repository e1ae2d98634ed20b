"""Papers that take stock of what others advise, and those that go on to advise themselves."""

import pytest

from tracker.extraction import extract
from tracker.reading import read

REPORTED = (
    "## Pilots\n\nThe Directorate should hire pilots in pairs. Masters ought to be examined again at sixty.\n\n"
    "- Close the school at Vik.\n- Sell the two cutters.\n- Move the exam to Bergen.\n"
)


def _found(text: str) -> list[str]:
    document = read("a.md", text.encode())
    return [finding.span.of(document.text) for finding in extract(document).findings]


@pytest.mark.parametrize(
    "head",
    [
        "# A Decade of Advice to the Pilots\n\nThis paper compiles the recommendations of eleven inquiries.\n\n",
        "# What the shipowners say\n\nWe list their demands without judging them.\n\n",
        "# Pilots after the Inquiry: A Stock-Take\n\nThis note looks at what has become of its proposals.\n\n",
        "# Pilots\n\nThis briefing sets out the positions of the unions. It does not take sides.\n\n",
        "# Pilots\n\nThis report summarises the proposals, most of them old. It adds no proposals of its own.\n\n",
        "# Pilots\n\n*Inventory of proposals*\n\nWe do not rank them.\n\n",
    ],
)
def test_advice_that_is_only_gathered_is_nobodys(head: str) -> None:
    assert _found(head + REPORTED) == []


def test_papers_counted_by_what_they_say_are_a_sign() -> None:
    counted = (
        "In six reports pilots are to be older. Nine reports say the reverse. Three studies and two reviews agree."
    )
    head = "# Pilots\n\nThis note reviews the recommendations made since 1990.\n\n"
    assert _found(f"{head}{counted}\n\n{REPORTED}") == []
    assert _found(f"{head}{REPORTED}") != []


def test_own_advice_in_such_a_paper_stays() -> None:
    head = "# A Decade of Advice to the Pilots\n\nThis paper compiles the recommendations of eleven inquiries.\n\n"
    own = "## Our own proposals\n\n- Sell the third cutter.\n- Keep the school.\n"
    assert _found(head + REPORTED + own) == ["Sell the third cutter.", "Keep the school."]


@pytest.mark.parametrize(
    "head",
    [
        "# Pilots\n\n*Policy brief*\n\nThis brief reviews the recommendations of the Inquiry and builds on them.\n\n",
        "# Pilots\n\nThis paper does not necessarily reflect the views of the Institute.\n\n",
    ],
)
def test_one_sign_is_not_enough(head: str) -> None:
    assert "The Directorate should hire pilots in pairs." in _found(head + REPORTED)


@pytest.mark.parametrize(
    "said",
    [
        "Recommendation 7: The Directorate should hire pilots in pairs. Not carried out.",
        "Recommendation 7 was that the Directorate should hire pilots in pairs.",
        "Recommendation 7, that pilots should be hired in pairs, is forgotten.",
        "The most frequent recommendation is that the Directorate should hire pilots in pairs.",
        "The Directorate should hire pilots in pairs (proposed by the shipowners).",
        "| Recommendation | Source |\n| --- | --- |\n| Hire all pilots in pairs | Inquiry |",
    ],
)
def test_what_was_recommended_before_or_by_others_is_no_advice(said: str) -> None:
    assert _found(f"# Pilots\n\n## The Inquiry\n\nIt sat for two years.\n\n{said}\n") == []


@pytest.mark.parametrize(
    "head",
    [
        "This brief sets out policy recommendations for cleaner ports. Our institute is non-partisan.",
        "This paper presents recommendations. Their mention does not imply endorsement by the institute.",
        "We reviewed submissions from 40 ports. The institute remains strictly non-partisan.",
        "This report reviews the proposals of 2015. It shows which have been implemented, and what remains to be done.",
    ],
)
def test_a_brief_that_announces_its_own_advice_keeps_it(head: str) -> None:
    asked = "## Recommendations\n\n- The government should price carbon at sea.\n- Parliament should ban scrubbers.\n"
    for below in ("", "\n## FAQ\n\nWhat is a scrubber?\n", "\n## Procedure\n\nWe met forty pilots.\n"):
        assert len(_found(f"# Cleaner Ports\n\n{head}\n\n{asked}{below}")) == 2


@pytest.mark.parametrize(
    "whose", ["The Institute's view", "The report's main recommendation", "The authors' conclusion"]
)
def test_what_the_publisher_holds_is_its_own(whose: str) -> None:
    assert (
        len(_found(f"# Cleaner Ports\n\nPorts are dirty.\n\n{whose} is that the ministry should ban scrubbers.\n")) == 1
    )


def test_a_reason_or_a_bracket_behind_an_item_is_no_word_of_its_fate() -> None:
    items = (
        "The ministry should repeal the act of 1974. It has been superseded.",
        "The ministry should pay the arrears. Still outstanding.",
        "The ministry should ratify the convention (recommended by the IMO in 2019).",
        "Limit speed.",
        "Fund the clinics because nurses should be paid.",
    )
    assert len(_found("# Cleaner Ports\n\n## Recommendations\n\n" + "".join(f"- {item}\n" for item in items))) == 5
