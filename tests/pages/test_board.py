import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import extraction, finding, take
from tests.pages.conftest import Site, said
from tracker.actions import evidence, meetings, removal, review
from tracker.actions.updates import advance
from tracker.store.clock import standing_at, today
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.ui import share_panel
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

PAGE = "report/board"
SECRET, WHO, LINK = "Told behind closed doors.", "A minister", "https://secret.example/1"
CONTROLS = (
    "button_group checkbox color_picker date_input download_button expander file_uploader link_button "
    "multiselect number_input page_link popover radio selectbox slider tabs text_area text_input toggle"
).split()


@pytest.fixture
def site(site: Site) -> Site:
    """The site with its headline confirmed and adopted on public evidence, with confidential evidence beside it."""
    with site.desk.store.writing() as session:
        review.confirm(session, site.desk.me, site.desk.row().id or 0, None)
    site.desk.prove(EvidenceKind.PUBLIC_DOCUMENT, quote="It is $5m, not *10*.", source="Official journal")
    site.desk.prove(EvidenceKind.DECISIVE_DOCUMENT, note=SECRET, source=WHO, url=LINK, confidential=True)
    site.desk.advance(status="adopted", status_on=PartialDate.parse("2022-02"), outcome=SECRET)
    return site


def plainly(label: str) -> str:
    return label.replace("\\", "").replace("\u2060", "")


def figures(app: AppTest) -> list[str]:
    """The figures that stand first, each as "name value taken from"."""
    names = [plainly(button.label) for button in app.button]
    shown = [
        plainly(element.value)
        for element in app.markdown
        if element.value.startswith("**") and ":gray[" in element.value
    ]
    told = [" ".join(words.replace(":gray[", "").replace("]", "").replace("**", "").split()) for words in shown]
    return [f"{name} {words}" for name, words in zip([*names, "To be confirmed"][:5], told, strict=False)]


def everything(app: AppTest) -> str:
    """All that is sent to the browser, fields and figures included."""
    return "\n".join(str(node.proto) for node in app.main if hasattr(node, "proto")) + "\n".join(
        str(element.proto) for kind in ("markdown", "plotly_chart", "heading", "caption") for element in app.get(kind)
    )


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_the_same_page(site: Site, role: Role) -> None:
    app = site.visit(PAGE, site.role(role))
    words = said(app)
    assert figures(app)[:4] == [
        "Recommendations 1 confirmed headline ones, from 1 brief",
        "Assessed 1 of 1",
        "Adopted, at least in part 1 of 1 assessed",
        "Still in force 1 of 1 adopted",
    ]
    (story,) = [link for link in app.page_link if "id=" in link.proto.query_string]
    assert plainly(story.label) == "**“Keep talking.”**"
    assert parse_qsl(story.proto.query_string) == [("id", site.desk.row().reference)]
    assert "Adopted · February 2022 · B-2020-12-3/R1 · On talking" in words
    assert "Evidence of strength 2 of 5: Public document, Official journal: “It is $5m, not *10*.”" in words
    assert not app.error


@pytest.mark.parametrize("role", list(Role))
def test_confidential_evidence_is_on_it_for_nobody(site: Site, role: Role) -> None:
    for query in ({}, {"figure": "adopted"}, {"as_of": today().isoformat()}):
        sent = everything(site.visit(PAGE, site.role(role), **query))
        assert "Keep talking" in sent.replace("\\", "")
        expect_no_secret(sent)


def expect_no_secret(sent: str) -> None:
    assert [word for word in (SECRET, "closed doors", WHO, "secret.example") if word in sent] == []


def test_an_adoption_known_in_confidence_alone_is_not_on_it(site: Site) -> None:
    with site.desk.store.writing() as session:
        from_evidence = site.desk.changes("evidence")[0].entity_id
        evidence.withdraw(session, site.desk.me, from_evidence, None, "not so")
    app = site.visit(PAGE)
    assert "What is known so far rests on confidential evidence" in said(app)
    assert not app.get("plotly_chart")


def test_what_can_be_clicked_are_the_figures_the_stories_and_another_day(site: Site) -> None:
    app = site.visit(PAGE, site.role(Role.VIEWER))
    assert [kind for kind in CONTROLS if app.get(kind)] == ["date_input", "download_button", "page_link", "popover"]
    assert len(app.date_input) == 1
    assert len(app.page_link) == 1
    assert [plainly(button.label) for button in app.button] == [
        "Recommendations",
        "Assessed",
        "Adopted, at least in part",
        "Still in force",
    ]
    configs = [json.loads(chart.proto.config) for chart in app.get("plotly_chart")]
    assert [config["staticPlot"] for config in configs] == [True, True]
    assert [list(chart.proto.selection_mode) for chart in app.get("plotly_chart")] == [[], []]


def test_what_is_not_known_is_said(site: Site) -> None:
    site.desk.advance(due=date(2023, 1, 1), reverify_by=date(2023, 1, 1), verified_on=date(2022, 1, 1))
    words = said(site.visit(PAGE))
    assert "1 of the 1 that have a day for their next look is past that day" in words
    assert "1 of 1 adopted should have been checked again" in words
    assert "Nothing here rests on confidential evidence." in words


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.VIEWER])
def test_each_figure_leads_to_its_records_as_they_stood(site: Site, role: Role) -> None:
    for key, value in (("recommendations", 1), ("assessed", 1), ("adopted", 1), ("in_force", 1)):
        app = site.visit(PAGE, site.role(role), figure=key)
        links = [link for link in app.get("page_link") if "recommendation" in link.proto.page]
        assert len(links) == value
        assert "How these figures are counted" in said(app)
        assert "1 of 1" in said(app) or "1 confirmed" in said(app)
    assert "Official journal" not in said(app)
    app = site.visit(PAGE, site.role(role))
    app.button[2].click().run()
    assert app.query_params["figure"] in ("adopted", ["adopted"])
    assert "Adopted, at least in part: 1 of 1 assessed" in said(app)


def test_a_record_opened_from_a_figure_leads_back_to_it(site: Site) -> None:
    query = {"figure": "adopted", "as_of": today().isoformat()}
    (link,) = [link for link in site.visit(PAGE, **query).page_link if "figure=" in link.proto.query_string]
    asked = dict(parse_qsl(link.proto.query_string))
    assert asked == {"id": site.desk.row().reference, **query, "page": "1"}
    back, *_others = site.visit("explore/recommendation", **asked).page_link
    assert (back.label, back.proto.page) == ("Back to the records of this figure", "board")
    assert dict(parse_qsl(back.proto.query_string)) == {**query, "page": "1"}
    plainly = site.visit("explore/recommendation", id=asked["id"])
    assert not [link for link in plainly.page_link if link.label.startswith("Back")]


def test_it_can_be_asked_for_as_of_any_day(site: Site) -> None:
    """The brief was taken in today: the day before there was nothing."""
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert "No recommendation has been taken in yet" in said(site.visit(PAGE, as_of=yesterday))
    assert "nobody has approved it" in said(site.visit(PAGE, as_of=today().isoformat()))
    for wrong in ("2999-01-01", "nonsense", "2024"):
        app = site.visit(PAGE, as_of=wrong)
        assert "is no day that has come" in said(app)
        assert figures(app)[1] == "Assessed 1 of 1"


def test_the_last_meetings_report_is_shown_and_says_what_is_of_which_day(site: Site) -> None:
    report(site)
    app = site.visit(PAGE, site.role(Role.VIEWER))
    words = said(app)
    assert "All as it stood at the end of 3 March 2022. Report for the meeting on 20 March 2022" in words
    assert "approved on 5 March 2022" in words
    assert "They talk at last." in words
    assert "1. Go on talking." in words
    assert "Since 1 February 2022" in words
    assert "Recommendations: 0 then, 1 now (1 came in)." in words
    assert figures(app)[0] == "Recommendations 1 confirmed headline ones, from 1 brief"
    assert "A draft for" not in said(site.visit(PAGE, site.role(Role.VIEWER), draft="3"))
    assert "A draft for the meeting on 1 May 2022" in said(site.visit(PAGE, site.role(Role.DIRECTOR), draft="3"))


def test_it_is_read_in_three_minutes_however_much_there_is_to_tell(site: Site) -> None:
    """At most 600 words, with the longest sentences that are kept, of everything that can be said."""
    report(site)
    desk = site.desk
    with desk.store.writing() as session:
        for number in range(9):
            countries = ("BRA", "KAZ", "THA", "EGY", "FRA", "IND", "USA", "JPN", "NGA")
            metadata = {"title": f"{LONG} {number}", "authors": (f"Anna Maria {number} van der Long",)}
            many = extraction(
                finding("Keep talking."), finding("Nobody advised this at all."), **metadata, regions=countries
            )
            brief = take(session, desk.me, f"{number}".encode(), found=many, confirm=number < 8).brief
            for row in session.exec(select(Recommendation).where(Recommendation.brief_id == brief.id)).all()[:1]:
                evidence.add(session, desk.me, row.id or 0, EvidenceKind.PUBLIC_DOCUMENT, quote=LONG, source=LONG)
                evidence.add(session, desk.me, row.id or 0, EvidenceKind.NEWS_REPORT, quote=LONG, source="x")
                on = PartialDate.parse(f"2024-{number + 1:02}-12")
                past = today() - timedelta(days=1)
                if number < 8:
                    advance(session, desk.me, row.id or 0, None, "x", status="adopted", status_on=on, outcome=LONG)
                    advance(
                        session,
                        desk.me,
                        row.id or 0,
                        None,
                        "x",
                        due=past,
                        reverify_by=past,
                        verified_on=date(2025, 1, 1),
                    )
                if number == 1:
                    overtaken: dict[str, Any] = {"status": "overtaken", "status_on": on}
                    advance(session, desk.me, (row.id or 0) + 1, None, "x", **overtaken)
        long = " ".join(["twelve"] * 15)
        key = meetings.prepare(session, desk.me, today(), today()).id or 0
        meetings.amend(session, desk.me, key, None, covering=f"{long} {long}", decisions=[long] * 3)
    site.patch.setattr(share_panel, "show", lambda *_all: None)  # below the report, for whoever approves it
    app = site.visit(PAGE, site.role(Role.DIRECTOR), draft=str(key))
    shown = [*said(app).split(), *(word for button in app.button for word in button.label.split())]
    charts = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")[:1]]
    drawn = [note["text"] for chart in charts for note in chart["layout"].get("annotations", ())]
    words = [word for word in [*shown, *" ".join(drawn).split()] if any(c.isalnum() for c in word)]
    unsaid = (
        "12 of those that came in are not new: until then left out, since they rested on confidential evidence.".split()
    )
    assert 400 < len(words) <= 600 - len(unsaid)


LONG = "Nobody has ever said in so many words what this was about, and yet all of it is printed here once more. " * 3


def report(site: Site) -> None:
    """Two approved reports of 2022 over a brief that was taken in between them, and a draft."""
    with site.desk.store.writing() as session:
        me, long = site.desk.me, "word " * 14
        with standing_at(datetime(2022, 2, 2, tzinfo=UTC)):
            meetings.approve(
                session, me, meetings.prepare(session, me, date(2022, 2, 20), date(2022, 2, 1)).id or 0, None
            )
        with standing_at(datetime(2022, 3, 1, tzinfo=UTC)):
            found = extraction(finding("Keep talking."), title="On talking again")
            brief = take(session, me, b"second", found=found, confirm=True).brief
            key = session.exec(select(Recommendation.id).where(Recommendation.brief_id == brief.id)).one()
            evidence.add(session, me, key or 0, EvidenceKind.PUBLIC_DOCUMENT, quote=long * 9, source=long * 4)
            fields: dict[str, Any] = {
                "status": "adopted",
                "status_on": PartialDate.parse("2022-02"),
                "outcome": long * 9,
            }
            advance(session, me, key or 0, None, "done", **fields)
        with standing_at(datetime(2022, 3, 5, tzinfo=UTC)):
            for day, covering in ((date(2022, 3, 20), "They talk at last."), (date(2022, 5, 1), long * 2)):
                report = meetings.prepare(session, me, day, date(2022, 3, 3)).id or 0
                decisions = ["Go on talking.", long, long]
                meetings.amend(session, me, report, None, covering=covering, decisions=decisions)
                if day.month == 3:
                    meetings.approve(session, me, report, None)


def test_a_board_goes_to_the_reports_of_other_meetings(site: Site) -> None:
    report(site)
    app = site.visit(PAGE, site.role(Role.VIEWER))
    meeting = app.selectbox(key="board.meeting")
    assert (meeting.options, meeting.value) == (["20 March 2022", "20 February 2022"], date(2022, 3, 3))
    app = meeting.select_index(1).run()
    assert app.query_params["as_of"] == "2022-02-01"
    assert app.selectbox(key="board.meeting").value == app.date_input(key="board.day").value == date(2022, 2, 1)
    app = site.visit(PAGE, site.role(Role.VIEWER), as_of="2022-02-15")
    assert app.selectbox(key="board.meeting").value is None


def test_a_report_of_the_past_follows_what_reaches_into_it_at_once(site: Site) -> None:
    report(site)
    viewer = site.role(Role.VIEWER)
    assert figures(site.visit(PAGE, viewer, as_of="2022-03-03"))[0].startswith("Recommendations 1")
    with site.desk.store.writing() as session:
        removal.remove_brief(session, site.desk.me, 2, "the wrong file")
    app = site.visit(PAGE, viewer, as_of="2022-03-03")
    assert "No recommendation has been taken in yet" in said(app)
    with site.desk.store.writing() as session:
        day = meetings.prepare(session, site.desk.me, date(2022, 4, 1), date(2022, 3, 2)).id or 0
        meetings.amend(session, site.desk.me, day, None, covering="Newly approved.")
        meetings.approve(session, site.desk.me, day, None)
    assert "Newly approved." in said(site.visit(PAGE, viewer))


def test_a_filter_in_the_address_changes_nothing_unseen(site: Site) -> None:
    assert figures(site.visit(PAGE, region="FRA")) == figures(site.visit(PAGE))


def test_pending_ones_alone_are_a_sentence(site: Site) -> None:
    with site.desk.store.writing() as session:
        review.reopen(session, site.desk.me, site.desk.row().id or 0, None)
    app = site.visit(PAGE)
    assert "1 headline recommendation is to be confirmed by an editor." in said(app)
    assert figures(app) == []


def test_nothing_at_all_is_a_sentence(site: Site) -> None:
    with site.desk.store.writing() as session:
        for number in (1, 2):
            review.reject(session, site.desk.me, site.desk.row(number).id or 0, None, "a goal")
    assert "No recommendation has been taken in yet" in said(site.visit(PAGE))


def test_strangers_see_nothing_of_it(site: Site) -> None:
    words = said(site.visit(PAGE, Person(email="nobody@example.org")))
    assert "You are not signed in" in words
    assert "Keep talking" not in words
