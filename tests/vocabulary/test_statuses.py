"""The one table of statuses: what each switch counts, and the part of each status in a curve."""

from pathlib import Path

import pytest

from tracker.vocabulary.statuses import (
    STATUSES,
    SUCCESS_DEFINITIONS,
    SUCCESS_LABELS,
    Role,
    Status,
    Success,
    assessed,
    role,
    successes,
)

WORDS = Path(__file__).parents[2] / "docs" / "words.md"


def test_each_switch_holds_the_stricter_ones() -> None:
    held: set[Status] = set()
    for switch in Success:
        assert held < set(successes(switch)) <= set(assessed())
        held = set(successes(switch))


@pytest.mark.parametrize("switch", Success)
def test_what_each_switch_counts_is_told(switch: Success) -> None:
    told = " ".join(WORDS.read_text("utf-8").split())
    keys = ", ".join(f"`{status.value}`" for status in STATUSES if status in successes(switch))
    assert f"- `{switch.value}`: {SUCCESS_LABELS[switch]}. {SUCCESS_DEFINITIONS[switch]} ({keys})" in told


def test_the_part_of_each_status_in_the_curve() -> None:
    parts = {status: role(status, Success.ADOPTED) for status in Status}
    ends = {Status.NOT_ADOPTED, Status.CONTRARY_ACTION, Status.OVERTAKEN, Status.SUPERSEDED, Status.WITHDRAWN}
    partly = {Status.ADOPTED_OTHERWISE, Status.PARTLY_ADOPTED}
    assert {status for status, part in parts.items() if part is Role.COMPETING} == ends | partly
    assert {status for status, part in parts.items() if part is Role.EVENT} == {Status.ADOPTED}
    assert {status for status, part in parts.items() if part is Role.UNKNOWN} == {Status.NOT_ASSESSED}
    for switch in Success:
        events = {status for status in Status if role(status, switch) is Role.EVENT}
        assert events == set(successes(switch))
        assert ends == {status for status in ends if role(status, switch) is Role.COMPETING}
