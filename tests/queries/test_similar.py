import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.queries.similar import likely_same


@pytest.mark.parametrize(
    "same",
    [
        ("David Pollock", "D. Pollock"),
        ("David Pollock", "Pollock, David"),
        ("David Pollock", "Dr David M. Pollock"),
        ("David Pollock", "David Polock"),
        ("José Pérez", "Jose Perez"),
        ("Jean-Luc Picard", "J.-L. Picard"),
        ("Ana de la Torre", "A. de la Torre"),
        ("Martin Luther King Jr.", "Martin Luther King"),
    ],
)
def test_people_under_two_spellings(same: tuple[str, ...]) -> None:
    assert likely_same([*same, "Somebody Else"], people=True) == [same]


@pytest.mark.parametrize(
    "others",
    [
        ("David Pollock", "Dora Pollock"),
        ("David Pollock", "David Pollack Jones"),
        ("Wei Wang", "Li Wang"),
        ("Ann Lee", "Ann Lea"),
        ("Pollock", "David Pollock"),
        ("Andrew Meyer", "Andrew Beyer"),
    ],
)
def test_people_who_are_two(others: tuple[str, ...]) -> None:
    assert likely_same(others, people=True) == []


def test_nobody_joins_two_people_who_speak_against_each_other() -> None:
    assert likely_same(["David Pollock", "D. Pollock", "Dora Pollock"], people=True) == [
        ("David Pollock", "D. Pollock")
    ]


@pytest.mark.parametrize(
    "same",
    [
        ("Ministry of Health", "The Health Ministry"),
        ("World Health Organization", "World Health Organisation"),
        ("World Health Organization", "WHO"),
        ("UN Security Council", "United Nations Security Council"),
        ("City Council", "City Councils"),
        ("Ministry of Finance and Planning", "Ministry of Planning and Finance"),
    ],
)
def test_bodies_under_two_names(same: tuple[str, ...]) -> None:
    assert likely_same([*same, "Navy"], people=False) == [same]


@pytest.mark.parametrize(
    "others",
    [
        ("Ministry of Health", "Ministry of Wealth"),
        ("City Council", "County Council"),
        ("Ministry of Defence", "Ministry of Finance"),
        ("Member states", "EU member states"),
        ("NATO", "Navy"),
    ],
)
def test_bodies_that_are_two(others: tuple[str, ...]) -> None:
    assert likely_same(others, people=False) == []


_NAMES = st.lists(st.text(min_size=1, max_size=24), unique=True, max_size=12)


@given(_NAMES, st.booleans())
def test_every_name_stands_in_one_group_at_most(names: list[str], people: bool) -> None:
    grouped = [name for group in likely_same(names, people=people) for name in group]
    assert len(grouped) == len(set(grouped)) and set(grouped) <= set(names)
    assert all(len(group) > 1 for group in likely_same(names, people=people))
