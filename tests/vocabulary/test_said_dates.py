import pytest

from tracker.vocabulary.said_dates import day


@pytest.mark.parametrize(
    ("known", "said"), [("2007-05-30", "30 May 2007"), ("2007-05", "May 2007"), ("2007", "2007"), (None, "unknown")]
)
def test_a_date_is_said_as_exactly_as_it_is_known(known: str | None, said: str) -> None:
    assert day(known, "unknown") == said
