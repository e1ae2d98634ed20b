import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.prose.marked import Case, cases, found_in

CASES = cases()
PLAIN = (
    "The river is 200 kilometres long and rises in the hills north of the old salt road.",
    "Rain fell on eleven days in May. The harvest of that year was sold at the fair in the county town.",
    "Two thirds of the population live on the coast, and most of them speak both languages.",
    "In 1987 a bridge was built of grey stone. It has four arches and a lamp at each end.",
)
# A paragraph below a reading list would be none of the brief's own.
_READING_LIST = re.compile(r"^## Further reading", re.MULTILINE)
_BLOCK = re.compile(r"\n{2,}")
_NO_PROSE = re.compile(r"\s*(?:[-*+] |\d+[.)]|\(\w+\)|[|>#]|\[\^|[A-Z]+: |(?:Figure|Table) \d)|\s{2,}\S")


def gaps(text: str) -> list[int]:
    """Where a paragraph can be put in: at the end, before a heading, between two paragraphs; each an offset.

    It never cuts through a list, a table or a letterhead, nor parts a heading or an opening from what stands below.
    """
    found, before, start = [len(text)], "", 0
    for block in _BLOCK.split(text):
        start = text.index(block, start)
        told = _is_prose(before) and not before.rstrip("* ").endswith(":")
        if (told and _is_prose(block)) or (block.startswith("#") and before and not before.startswith("#")):
            found.append(start)
        before, start = block, start + len(block)
    return found


def _is_prose(block: str) -> bool:
    return bool(block) and not _NO_PROSE.match(block)


def with_paragraph(text: str, at: int, paragraph: str) -> str:
    """The text with a paragraph of its own put in at an offset."""
    return f"{text[:at].rstrip()}\n\n{paragraph}\n\n{text[at:]}"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_marked_is_found_and_nothing_else(case: Case) -> None:
    assert found_in(case.text) == case.found


@given(st.sampled_from([case for case in CASES if not _READING_LIST.search(case.text)]), st.sampled_from(PLAIN))
@settings(max_examples=150)
def test_a_plain_paragraph_at_the_end_changes_no_finding(case: Case, paragraph: str) -> None:
    assert found_in(with_paragraph(case.text, len(case.text), paragraph)) == case.found


@given(st.data(), st.sampled_from([case for case in CASES if len(gaps(case.text)) > 1]), st.sampled_from(PLAIN))
@settings(max_examples=150)
def test_a_plain_paragraph_between_two_blocks_changes_no_finding(
    data: st.DataObject, case: Case, paragraph: str
) -> None:
    at = data.draw(st.sampled_from(gaps(case.text)[1:]))
    assert found_in(with_paragraph(case.text, at, paragraph)) == case.found


def test_every_file_holds_cases_with_and_without_advice() -> None:
    phenomena = Counter(case.name.split(":")[0] for case in CASES)
    assert len(phenomena) >= 25
    assert len(CASES) >= 250
    assert sum(not case.found for case in CASES) >= len(CASES) // 4
    assert sum(bool(case.found) for case in CASES) >= len(CASES) // 2
