import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.extraction.actors import actor
from tracker.vocabulary import regions


@pytest.mark.parametrize(
    ("printed", "counted"),
    [
        ("the United States", "United States"),
        ("Washington", "United States"),
        ("the U.S. government", "United States"),
        ("US administration", "United States"),
        ("The Trump administration", "United States"),
        ("U.S. policymakers", "United States"),
        ("the Americans", "United States"),
        ("Tehran", "Iran"),
        ("Iran", "Iran"),
        ("the Government of the Islamic Republic of Iran", "Iran"),
        ("Iran’s leaders", "Iran"),
        ("the Iranian government", "Iran"),
        ("the Kremlin", "Russia"),
        ("The Government of Kyrgyzstan", "Kyrgyzstan"),
        ("the government of the United Kingdom", "United Kingdom"),
        ("the European Union (EU)", "European Union"),
        ("Brussels", "European Union"),
        ("EU", "European Union"),
        ("Security Council", "UN Security Council"),
        ("the United Nations Security Council", "UN Security Council"),
        ("the Council", "Council"),
        ("the  city\ncouncil", "City council"),
        ("Darfur", "Darfur"),
        ("Iran and Iraq", "Iran and Iraq"),
        ("the Iranian parliament", "Iranian parliament"),
        ("local government", "Local government"),
        ("State government", "State government"),
        ("donors", "Donors"),
        ("", ""),
    ],
)
def test_an_addressee_is_counted_under_one_name(printed: str, counted: str) -> None:
    assert actor(printed) == counted


@given(st.sampled_from(regions.codes()))
def test_a_country_is_counted_under_its_own_name(code: str) -> None:
    assert actor(regions.name(code)) == regions.name(code)


@given(st.text())
@example("eu")
@example("nato")
def test_the_name_of_an_actor_is_its_own_actor(printed: str) -> None:
    once = actor(printed)
    assert actor(once) == once or once.casefold().startswith(("the ", "a ", "an ", "all ", "both "))
