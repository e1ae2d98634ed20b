"""The page of repeated asks: what is asked again, what is proposed, and deciding on it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import document, extraction, finding
from tests.pages.conftest import Site, said, unfolded
from tracker.actions import asks
from tracker.actions.ingest import ingest
from tracker.queries import likely_asks
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role, Verb, may

PAGE = "explore/repeated"
ASK = "Publish the register of interests of $5m before <b>the</b> end of the year."


@pytest.fixture
def site(site: Site) -> Site:
    """Three briefs of 2012, 2015 and 2021 that ask the same, and one that asks something else."""
    for number, (day, words) in enumerate((("2012", ASK), ("2015-03", ASK), ("2021-05-01", f"{ASK} At once."))):
        found = extraction(finding(words, words), title=f"Brief {number}", published=PartialDate.parse(day))
        with site.desk.store.writing() as session:
            ingest(session, site.desk.me, "brief.txt", day.encode(), document(words), found, confirm=True)
    return site


def together(site: Site, *keys: int) -> None:
    with site.desk.store.writing() as session:
        asks.put_together(session, site.desk.me, keys)


def buttons(app: AppTest) -> dict[str, bool]:
    """The gestures of the page, each with whether it can be done now."""
    names = ("together", "apart", "next", "back", "undo")
    return {name: not b.disabled for name in names for b in app.button if b.key == f"asks.{name}"}


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_what_is_asked_again_and_editors_decide(site: Site, role: Role) -> None:
    together(site, 3, 4)
    app = site.visit(PAGE, site.role(role))
    assert not app.exception and not app.error
    assert "is asked most: 2 times over 3 years" in said(app)
    assert "**2**" in said(app) and "by 2 recommendations" in said(app)
    assert ("Probably the same ask" in said(app)) is may(role, Verb.VIEW_WORK)
    assert bool(buttons(app)) is may(role, Verb.CONFIRM)
    app = unfolded(app, "asks.times.3")
    assert any(b.label == "Part" for b in app.button) is may(role, Verb.CONFIRM)


def test_proposals_are_looked_for_again_only_where_something_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, proposals = list[int](), likely_asks.proposals

    def noted(*given: Any) -> tuple[likely_asks.Proposal, ...]:
        looked.append(1)
        return proposals(*given)

    monkeypatch.setattr(likely_asks, "proposals", noted)
    for _visit in range(3):
        assert "The same words as the first" in said(site.visit(PAGE))
    assert len(looked) == 1
    together(site, 3, 4)
    site.visit(PAGE)
    assert len(looked) == 2


def test_a_proposal_is_taken_and_taken_back(site: Site) -> None:
    app = site.visit(PAGE)
    assert "Nothing is known to be asked more than once" in said(app)
    assert "The same words as the first" in said(app) and "of 100 alike; both say “Publish" in said(app)
    app = app.button(key="asks.together").click().run()
    assert "They are one ask now." in said(app) and "is asked most: 3 times over 9 years" in said(app)
    assert buttons(app) == {"together": False, "apart": False, "next": False, "back": False, "undo": True}
    app = app.button(key="asks.undo").click().run()
    assert "Taken back." in said(app) and "Nothing is known to be asked more than once" in said(app)
    assert buttons(app)["together"]


def test_two_versions_of_a_brief_are_to_be_told_first(site: Site) -> None:
    assert "looks like another version" not in said(site.visit(PAGE))
    for title in ("Water for Basra", "Water for Basra (2)"):
        with site.desk.store.writing() as session:
            words = "Mend the canals of Basra before the summer."
            found = extraction(finding(words, words), title=title)
            ingest(session, site.desk.me, "brief.txt", title.encode(), document(words), found, confirm=True)
    app = site.visit(PAGE)
    while "looks like another version" not in said(app):
        app = app.button(key="asks.next").click().run()
    assert "“Water for Basra” looks like another version of “Water for Basra (2)”" in said(app)
    assert "Compare the two briefs" in [link.proto.label for link in app.get("page_link")]


def test_what_is_not_ticked_is_kept_apart(site: Site) -> None:
    app = site.visit(PAGE)
    app.checkbox(key="asks.tick.3.5").uncheck().run()
    app = app.button(key="asks.together").click().run()
    assert "is asked most: 2 times over 3 years" in said(app)
    assert "No two recommendations of different briefs look like one ask" in said(app)
    app = app.button(key="asks.undo").click().run()
    assert buttons(app)["together"] and "Brief 2" in said(app)


def test_what_is_kept_apart_is_not_proposed_until_that_is_taken_back(site: Site) -> None:
    app = site.visit(PAGE)
    app = app.button(key="asks.apart").click().run()
    assert "They stay apart, and are not proposed again." in said(app)
    assert not buttons(app)["together"]
    app = app.button(key="asks.undo").click().run()
    assert buttons(app)["together"]


def test_one_is_parted_again(site: Site) -> None:
    together(site, 3, 4, 5)
    app = site.visit(PAGE)
    assert "asks.part.5" not in {button.key for button in app.button}
    app = unfolded(app, "asks.times.3")
    app = app.button(key="asks.part.5").click().run()
    assert "It stands for itself again." in said(app) and "2 times over 3 years" in said(app)
    assert not buttons(app)["together"]
    app = app.button(key="asks.undo").click().run()
    assert "Taken back." in said(app) and "3 times over 9 years" in said(app)


def test_undo_takes_back_what_was_done_last_on_either_side_of_the_page(site: Site) -> None:
    app = site.visit(PAGE)
    app = app.button(key="asks.together").click().run()
    app = unfolded(app, "asks.times.3")
    app = app.button(key="asks.part.4").click().run()
    assert "2 times over 9 years" in said(app)
    app = app.button(key="asks.undo").click().run()
    assert "Taken back." in said(app) and "3 times over 9 years" in said(app)
    assert not buttons(app)["undo"]


def test_where_nothing_is_joined_and_nothing_proposed_neither_side_sends_to_the_other(site: Site) -> None:
    app = site.visit(PAGE)
    assert "Begin with what is proposed." in said(app)
    app = app.button(key="asks.apart").click().run()
    assert "Nothing is known to be asked more than once" in said(app)
    assert "Begin with what is proposed." not in said(app)


def test_others_are_put_together_by_their_references(site: Site) -> None:
    app = site.visit(PAGE)
    app.text_input(key="asks.typed").set_value("B-2012-2/R1, B-2021-4/R1").run()
    app = app.button(key="asks.by_hand.do").click().run()
    assert "They are one ask now." in said(app) and "2 times over 9 years" in said(app)
    assert app.text_input(key="asks.typed").value == ""
    app.text_input(key="asks.typed").set_value("B-1999-9/R9").run()
    app = app.button(key="asks.by_hand.do").click().run()
    assert "There is no recommendation B-1999-9/R9." in said(app)


def test_a_view_shows_its_own_asks(site: Site) -> None:
    together(site, 3, 4)
    assert "Nothing is known to be asked more than once" in said(site.visit(PAGE, since="2015-01-01"))
    assert "No recommendation matches this filter." in said(site.visit(PAGE, author="Nobody"))


def test_the_list_behind_an_ask_holds_its_times(site: Site) -> None:
    together(site, 3, 4)
    app = site.visit("explore/recommendations", ask="3")
    assert "2 recommendations" in said(app) and "Repeated ask: 3" in said(app)
