import pytest

from tests.actions.conftest import Desk, extraction, finding, take
from tracker.actions import names
from tracker.actions.undo import undo
from tracker.errors import Invalid, NotAllowed, NotFound, Stale
from tracker.queries import spellings
from tracker.queries.axes import By
from tracker.queries.counts import ALL_LEVELS, counts
from tracker.queries.filters import Filter
from tracker.vocabulary.names import Named
from tracker.vocabulary.roles import Role


@pytest.fixture
def spelled(desk: Desk) -> Desk:
    """A second brief whose author is one of the first, under another spelling."""
    with desk.store.writing() as session:
        take(session, desk.me, b"other", found=extraction(title="Again", authors=("Anne Writer", "A. Writer")))
        take(session, desk.me, b"third", found=extraction(title="Once more", authors=("Anne Writer",)))
    return desk


def key(desk: Desk, name: str, kind: Named = Named.AUTHOR) -> int:
    with desk.store.reading() as session:
        return next(each.id for each in spellings.names(session, desk.me, kind) if each.name == name)


def by_author(desk: Desk, chosen: Filter | None = None) -> dict[str, int]:
    with desk.store.reading() as session:
        table = counts(session, desk.me, By.AUTHOR, chosen or Filter(), levels=ALL_LEVELS)
    return {name: int(n) for name, n in zip(table["key"], table["pending"], strict=True)}


def test_merged_names_count_as_one_and_part_again(spelled: Desk) -> None:
    before = by_author(spelled)
    assert before == {"A. Writer": 4, "Anne Writer": 4, "B. Writer": 2}
    anne, initial = key(spelled, "Anne Writer"), key(spelled, "A. Writer")
    with spelled.store.writing() as session:
        names.merge(session, spelled.me, Named.AUTHOR, anne, [initial])
    assert by_author(spelled) == {"Anne Writer": 6, "B. Writer": 2}
    for spelling in ("A. Writer", "Anne Writer"):
        assert by_author(spelled, Filter(authors=(spelling,)))["Anne Writer"] == 6
    with spelled.store.writing() as session:
        names.part(session, spelled.me, Named.AUTHOR, initial)
    assert by_author(spelled) == before


def test_a_later_brief_with_the_merged_spelling_is_counted_right(spelled: Desk) -> None:
    with spelled.store.writing() as session:
        names.merge(session, spelled.me, Named.AUTHOR, key(spelled, "Anne Writer"), [key(spelled, "A. Writer")])
        take(session, spelled.me, b"later", found=extraction(title="Later", authors=("A. Writer",)))
    assert by_author(spelled) == {"Anne Writer": 8, "B. Writer": 2}


def test_what_a_merged_name_counted_for_goes_with_it(spelled: Desk) -> None:
    anne, initial, other = (key(spelled, name) for name in ("Anne Writer", "A. Writer", "B. Writer"))
    with spelled.store.writing() as session:
        names.merge(session, spelled.me, Named.AUTHOR, initial, [anne])
        names.merge(session, spelled.me, Named.AUTHOR, other, [initial])
    assert by_author(spelled) == {"B. Writer": 6}
    with spelled.store.writing() as session:
        names.merge(session, spelled.me, Named.AUTHOR, anne, [other])
    assert by_author(spelled) == {"Anne Writer": 6}


def test_each_merger_is_history(spelled: Desk) -> None:
    with spelled.store.writing() as session:
        batch = names.merge(
            session, spelled.me, Named.AUTHOR, key(spelled, "Anne Writer"), [key(spelled, "A. Writer")], "same person"
        )
    (change,) = spelled.changes("author")
    assert (change.field, change.old, change.why, change.batch) == ("same_as_id", "null", "same person", batch)


def test_addressees_are_merged_and_stay_as_printed(desk: Desk) -> None:
    states, iran = key(desk, "United States", Named.ADDRESSEE), key(desk, "Iran", Named.ADDRESSEE)
    with desk.store.writing() as session:
        names.merge(session, desk.me, Named.ADDRESSEE, states, [iran])
    with desk.store.reading() as session:
        table = counts(session, desk.me, By.ADDRESSEE, Filter(addressees=("Iran",)), levels=ALL_LEVELS)
        assert dict(zip(table["key"], table["pending"], strict=True)) == {"United States": 1}


def test_names_are_proposed_until_merged_or_kept_apart(spelled: Desk) -> None:
    def proposed() -> list[list[str]]:
        with spelled.store.reading() as session:
            found = spellings.proposals(session, spelled.me, Named.AUTHOR)
        return [[name.name for name in proposal.names] for proposal in found]

    assert proposed() == [["A. Writer", "Anne Writer"]]
    with spelled.store.writing() as session:
        names.keep_apart(session, spelled.me, Named.AUTHOR, [key(spelled, "Anne Writer"), key(spelled, "A. Writer")])
        names.keep_apart(session, spelled.me, Named.AUTHOR, [key(spelled, "A. Writer"), key(spelled, "Anne Writer")])
    assert proposed() == []


@pytest.mark.parametrize(
    ("there", "proposed"),
    [
        (("IRN", "TCD"), [("Finance Ministry", ("IRN", "TCD")), ("Ministry of Finance", ("IRN",))]),
        (("TCD",), []),
        ((), [("Finance Ministry", ()), ("Ministry of Finance", ("IRN",))]),
    ],
)
def test_bodies_of_different_countries_are_not_proposed_as_one(
    desk: Desk, there: tuple[str, ...], proposed: list[tuple[str, tuple[str, ...]]]
) -> None:
    told = (("Ministry of Finance", ("IRN",)), ("Finance Ministry", there), ("Finance Ministry", there))
    with desk.store.writing() as session:
        for number, (name, regions) in enumerate(told):
            one = finding("Keep talking.", addressees=(name,))
            found = extraction(one, title=f"Paper {number}", regions=regions)
            take(session, desk.me, name.encode() + bytes([number]), found=found)
    with desk.store.reading() as session:
        found_now = spellings.proposals(session, desk.me, Named.ADDRESSEE)
    assert [(name.name, name.countries) for one in found_now for name in one.names] == proposed


def test_two_of_one_country_are_proposed_beside_one_of_another(desk: Desk) -> None:
    told = (("Ministry of Finance", "IRN"), ("Ministry of Finance", "IRN"), ("Finance Ministry", "TCD"))
    with desk.store.writing() as session:
        for number, (name, country) in enumerate((*told, ("Ministry of Finances", "TCD"))):
            one = finding("Keep talking.", addressees=(name,))
            found = extraction(one, title=f"Paper {number}", regions=(country,))
            take(session, desk.me, name.encode() + bytes([number]), found=found)
    with desk.store.reading() as session:
        (proposal,) = spellings.proposals(session, desk.me, Named.ADDRESSEE)
    assert {name.name for name in proposal.names} == {"Finance Ministry", "Ministry of Finances"}


def test_nonsense_and_strangers_are_refused(spelled: Desk) -> None:
    anne = key(spelled, "Anne Writer")
    staff = spelled.person(Role.STAFF)
    with spelled.store.writing() as session:
        with pytest.raises(Invalid, match="two names"):
            names.merge(session, spelled.me, Named.AUTHOR, anne, [anne])
        with pytest.raises(Invalid, match="already"):
            names.part(session, spelled.me, Named.AUTHOR, anne)
        with pytest.raises(NotFound):
            names.merge(session, spelled.me, Named.AUTHOR, 999, [anne])
        with pytest.raises(NotAllowed):
            names.merge(session, staff, Named.AUTHOR, anne, [key(spelled, "A. Writer")])
        with pytest.raises(NotAllowed):
            names.keep_apart(session, staff, Named.AUTHOR, [anne, key(spelled, "A. Writer")])


def test_one_undo_parts_merged_names(desk: Desk) -> None:
    with desk.store.writing() as session:
        one, other = (each.id for each in spellings.names(session, desk.me, Named.AUTHOR))
        batch = names.merge(session, desk.me, Named.AUTHOR, one, [other])
    with desk.store.writing() as session:
        undo(session, desk.me, batch)
    with desk.store.reading() as session:
        assert spellings.merged(session, desk.me, Named.AUTHOR) == ()


def test_undoing_a_parting_does_not_lead_names_in_a_circle(desk: Desk) -> None:
    with desk.store.writing() as session:
        one, other = (each.id for each in spellings.names(session, desk.me, Named.AUTHOR))
        names.merge(session, desk.me, Named.AUTHOR, one, [other])
    with desk.store.writing() as session:
        parted = names.part(session, desk.me, Named.AUTHOR, other)
    with desk.store.writing() as session:
        names.merge(session, desk.me, Named.AUTHOR, other, [one])
    with desk.store.writing() as session, pytest.raises(Invalid, match="merged otherwise since"):
        undo(session, desk.me, parted)
    with desk.store.reading() as session:
        (pair,) = spellings.merged(session, desk.me, Named.AUTHOR)
    assert (pair[0].id, [name.id for name in pair[1]]) == (other, [one])


def test_undoing_a_parting_does_not_lead_to_a_name_that_leads_on(spelled: Desk) -> None:
    anne, initial, other = (key(spelled, name) for name in ("Anne Writer", "A. Writer", "B. Writer"))
    with spelled.store.writing() as session:
        names.merge(session, spelled.me, Named.AUTHOR, anne, [initial])
    with spelled.store.writing() as session:
        parted = names.part(session, spelled.me, Named.AUTHOR, initial)
    with spelled.store.writing() as session:
        merged = names.merge(session, spelled.me, Named.AUTHOR, other, [anne])
    with spelled.store.writing() as session, pytest.raises(Invalid, match="merged otherwise since"):
        undo(session, spelled.me, parted)
    with spelled.store.writing() as session:
        undo(session, spelled.me, merged)
        undo(session, spelled.me, parted)
    assert by_author(spelled) == {"Anne Writer": 6, "B. Writer": 2}


def test_what_somebody_merged_or_parted_since_is_not_merged_unseen(spelled: Desk) -> None:
    anne, initial, other = (key(spelled, name) for name in ("Anne Writer", "A. Writer", "B. Writer"))
    seen = {anne: 1, initial: 1, other: 1}
    with spelled.store.writing() as session:
        names.merge(session, spelled.me, Named.AUTHOR, anne, [initial], seen=seen)
    for into, others in ((initial, [other]), (other, [initial])):
        with spelled.store.writing() as session, pytest.raises(Stale, match=r"“A. Writer” was changed since"):
            names.merge(session, spelled.me, Named.AUTHOR, into, others, seen=seen)
    with spelled.store.writing() as session, pytest.raises(Stale, match=r"“A. Writer” was changed since"):
        names.part(session, spelled.me, Named.AUTHOR, initial, seen=1)
    assert by_author(spelled) == {"Anne Writer": 6, "B. Writer": 2}
    with spelled.store.writing() as session:
        names.part(session, spelled.me, Named.AUTHOR, initial, seen=2)
