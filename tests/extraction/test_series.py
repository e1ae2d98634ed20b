"""Blocks that open alike, each with advice."""

import pytest

from tracker.extraction import extract
from tracker.reading import read
from tracker.vocabulary.advice import Level

ENTRY = "## {n}. {matter}\n\nThe grade is C. The books are kept in ink.\n\n**{lead}** {said}\n\n"
MATTERS = ("Receipts", "Payments", "Debts", "Grants")
ORDERS = ("Print the receipts weekly.", "No action is called for.", "Publish debts as a table.", "Name each grantee.")
FACTS = ("It prints receipts weekly.", "It pays by cheque.", "It tells its debts.", "It names each grantee.")


def _found(lead: str, told: tuple[str, ...]) -> list[str]:
    entries = (ENTRY.format(n=n, matter=MATTERS[n], lead=lead, said=said) for n, said in enumerate(told))
    document = read("a.md", ("# The town's books\n\n" + "".join(entries)).encode())
    return [finding.span.of(document.text) for finding in extract(document).findings]


@pytest.mark.parametrize("lead", ["To improve the grade:", "Next steps:", "What should be done:"])
def test_entries_of_a_form_that_say_what_would_help(lead: str) -> None:
    assert _found(lead, ORDERS) == [ORDERS[0], ORDERS[2], ORDERS[3]]


def test_entries_of_a_form_that_tell_how_things_are() -> None:
    assert _found("To improve the grade:", FACTS) == []
    assert _found("In one line:", ORDERS) == []


def test_an_ordinal_paragraph_may_say_why_before_it_advises() -> None:
    told = [
        "First, the port should lease a tug. The old one is at the bottom of the harbour.",
        "Second, the dredger has been idle since May. The port should sell the dredger.",
        "Third, the town should move the fish market.",
    ]
    document = read("a.md", ("# Tugs of Lomvik\n\nLomvik has a harbour.\n\n" + "\n\n".join(told)).encode())
    found = {finding.span.of(document.text): finding.level for finding in extract(document).findings}
    assert found["The port should sell the dredger."] is Level.HEADLINE
    assert len(found) == 3
