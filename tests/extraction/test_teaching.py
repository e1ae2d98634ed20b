"""Papers that teach their reader to do a thing, and those that advise although they look alike."""

import pytest

from tracker.extraction import extract
from tracker.reading import read

STEPS = (
    "1. **Keep the boat still.** The anchor should hold before you begin.\n"
    "2. **Drop the disk.** Do not let the rope coil.\n"
    "3. **Record the depth.** Take the mean of two readings.\n"
)


def _found(text: str) -> list[str]:
    document = read("a.md", text.encode())
    return [finding.span.of(document.text) for finding in extract(document).findings]


@pytest.mark.parametrize(
    "head",
    [
        "# Clear Water\n\n*Sampling protocol · Lake Watch · 2011*\n\n## Readings\n\nThe lake is read monthly.\n\n",
        "# Clear Water\n\n*Methods sheet 4*\n\nThis sheet explains how a reading is taken.\n\n## Readings\n\n",
        "# Clear Water\n\nThis note is written for volunteers.\n\n## Before you start\n\nThe lake is cold.\n\n",
    ],
)
def test_steps_of_a_lesson_are_no_advice(head: str) -> None:
    assert _found(head + STEPS) == []


def test_a_disclaimer_of_policy_is_a_sign_of_a_lesson() -> None:
    head = "# Clear Water\n\nThis note describes how the Trust reads the lake. It takes no view on water policy.\n\n"
    assert _found(head + "We recommend rope of nine millimetres. Readers of the disk should work in pairs.\n") == []


@pytest.mark.parametrize(
    "head",
    [
        "# Clear Water\n\n*Policy note 4*\n\n## What the lake needs\n\nThe lake is read monthly.\n\n",
        "# Clear Water\n\nThis note explains how the council could read its lake.\n\n## Readings\n\n",
    ],
)
def test_orders_elsewhere_stay(head: str) -> None:
    assert "Keep the boat still." in _found(head + STEPS)


def test_a_lesson_that_tells_an_office_what_to_do_advises() -> None:
    head = "# Clear Water\n\n*Technical note 4*\n\nThis note explains how the lake is read.\n\n"
    said = "The Ministry of Lakes should publish each reading."
    assert said in _found(head + said + "\n\n" + STEPS)


def test_recommendations_of_a_lesson_stay() -> None:
    head = "# Clear Water\n\n*Sampling protocol*\n\n## Readings\n\nThe lake is read monthly.\n\n"
    advice = "## Recommendations\n\n- Fund a second boat.\n- Train four more readers.\n"
    assert _found(head + STEPS + "\n" + advice) == ["Fund a second boat.", "Train four more readers."]


GUIDE = "".join(
    f"- {deed} so that you do not tire.\n" for deed in ("Stand", "Sit", "Walk", "Rest", "Drink", "Sing", "Wave")
)


@pytest.mark.parametrize("head", ["---\ntitle: Leaflet Guide\n---\n\n", "# How to hand out leaflets\n\n"])
def test_a_guide_that_speaks_to_its_reader_throughout_advises_nobody(head: str) -> None:
    assert _found(head + "## On the street\n\n" + GUIDE + "- Do not argue; it is best to smile.\n") == []


def test_a_guide_to_a_submission_still_says_what_the_law_should_hold() -> None:
    said = ("The law should ask for consent.", "Small firms should be held to it.", "Fines should be paid to the fund.")
    text = (
        "# How to write to the committee\n\n## Points you may use\n\n" + GUIDE + "\n".join(f"- {one}" for one in said)
    )
    assert set(said) <= set(_found(text))


def test_a_guide_by_name_alone_may_advise() -> None:
    said = "The ministry should print the leaflets."
    assert _found("# Leaflet Guide\n\nLeaflets are dear. " + said + "\n") == [said]
