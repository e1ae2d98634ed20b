"""Days and moments as readers say them."""

import pytest

from tracker.ui.days import in_words


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("2026-10-28", "28 October 2026"),
        ("2026-10-28 08:00:00+00:00", "28 October 2026, 08:00"),
        ("2026-10-28 08:00:00.123456+00:00", "28 October 2026, 08:00"),
        ("2026-13-28", "2026-13-28"),
        ("On 2026-10-28.", "On 2026-10-28."),
    ],
)
def test_whole_days_and_moments_are_said_and_other_words_stay(kept: str, said: str) -> None:
    assert in_words(kept) == said
