import pytest

from tracker.store.people_tables import Person
from tracker.ui import menu, places
from tracker.vocabulary.roles import Role

VIEWER = ["Overview", "Recommendations", "Charts", "Board"]


def shown(role: Role, here: str = "") -> list[str]:
    person = Person(email="somebody@example.org", role=role.value)
    return [place.section or place.title for place in menu.entries(person, here)]


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.VIEWER, []),
        (Role.STAFF, ["Work", "Manage"]),
        (Role.EDITOR, ["Work", "Manage"]),
        (Role.DIRECTOR, ["Work", "Manage"]),
        (Role.ADMIN, ["Manage"]),
    ],
)
def test_the_menu_is_short_and_by_role(role: Role, more: list[str]) -> None:
    assert shown(role) == [*VIEWER, *more]
    assert len(VIEWER) <= 5


def test_a_stranger_has_no_menu() -> None:
    assert menu.entries(None, "") == []


@pytest.mark.parametrize(
    ("here", "charts"), [("", "authors"), ("regions", "regions"), ("trends", "trends"), ("impact", "impact")]
)
def test_pages_that_share_an_entry_stand_behind_it_in_turn(here: str, charts: str) -> None:
    person = Person(email="somebody@example.org", role=Role.VIEWER.value)
    assert [place.address for place in menu.entries(person, here) if place.section] == [charts, "board"]


def test_pages_that_share_an_entry_are_beside_each_other() -> None:
    trends, home = places.find("trends"), places.find("overview")
    assert trends and home
    assert [place.address for place in places.beside(trends)] == [
        "authors",
        "regions",
        "trends",
        "repeated",
        "impact",
        "compare",
    ]
    assert places.beside(home) == ()
