"""How a brief sets its recommendations off, from where its labels stand."""

from typing import Any

import pytest

from tracker.document import Document
from tracker.evaluation.convention import Convention, convention
from tracker.reading import read

ASKS = ("Fund the register of ferries.", "Publish the tide tables each month.", "Close the northern slipway at night.")


def _read(text: str, name: str = "brief.md") -> Document:
    return read(name, text.encode())


def _labels(*texts: str, level: str = "headline") -> dict[str, Any]:
    return {"recommendations": [{"text": text, "level": level} for text in texts]}


def _joined(form: str, between: str = "\n\n") -> str:
    return between.join(form.format(n=n, ask=ask) for n, ask in enumerate(ASKS, start=1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_joined("- {ask}", "\n"), Convention.LIST),
        (_joined("{n}. {ask}", "\n"), Convention.LIST),
        (_joined("**Recommendation {n}.** {ask}"), Convention.LABELLED),
        (_joined("- Recommendation {n}: {ask}", "\n"), Convention.LABELLED),
        (_joined("#### Recommendation {n}\n\n{ask}"), Convention.LABELLED),
        (_joined("The harbour office waits. It should act. {ask} (Recommendation {n})"), Convention.LABELLED),
        ("| No. | Action |\n| --- | --- |\n" + _joined("| {n} | {ask} |", "\n"), Convention.TABLE),
        (_joined("### {ask}\n\nThe boats leave too late, and nobody knows of it."), Convention.HEADINGS),
        (_joined("**{ask}** The boats leave too late, and nobody knows of it."), Convention.LEADS),
        (_joined("{ask} The boats leave too late, and nobody knows of it."), Convention.LEADS),
        (_joined("The boats leave too late, and nobody knows of it, so this is urgent. {ask}"), Convention.PROSE),
    ],
)
def test_the_structure_says_it(text: str, expected: Convention) -> None:
    document = _read(f"# The ferries of the strait\n\nThe boats are late.\n\n## What to do\n\n{text}\n")
    assert convention(document, _labels(*ASKS)) is expected


def test_one_sentence_that_opens_a_paragraph_is_prose() -> None:
    document = _read(f"# The ferries\n\nThe boats are late.\n\n{ASKS[0]} They are too few.\n")
    assert convention(document, _labels(ASKS[0])) is Convention.PROSE


def test_most_labels_decide() -> None:
    document = _read(f"# The ferries\n\nSo it is urgent. {ASKS[0]}\n\n- {ASKS[1]}\n- {ASKS[2]}\n")
    assert convention(document, _labels(*ASKS)) is Convention.LIST


def test_a_label_whose_words_are_printed_otherwise_is_found_where_most_of_them_are() -> None:
    document = _read("# The ferries\n\nThe boats are late.\n\n- Fund the whole register of ferries now.\n- Rest.\n")
    assert convention(document, _labels(ASKS[0])) is Convention.LIST


def test_only_headlines_count() -> None:
    document = _read(_joined("- {ask}", "\n"))
    assert convention(document, _labels(*ASKS, level="supporting")) is Convention.NONE
    assert convention(document, _labels()) is Convention.NONE
    assert convention(None, _labels()) is Convention.NONE


def test_what_was_not_read_is_told_apart() -> None:
    assert convention(None, _labels(ASKS[0])) is Convention.UNREAD
