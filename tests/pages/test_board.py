import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site, said
from tests.pages.test_overview import figures
from tracker.actions import evidence, review
from tracker.exports.report import LABELS, Paper
from tracker.queries.axes import By
from tracker.queries.counts import counts
from tracker.queries.filters import Filter
from tracker.store.people_tables import Person
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

PAGE = "report/board"
SECRET, WHO, LINK = "Told behind closed doors.", "A minister", "https://secret.example/1"
CONTROLS = (
    "button button_group checkbox color_picker date_input download_button expander file_uploader link_button "
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
    assert "**Keep talking.**" in words
    assert "Adopted · February 2022 · B-2020-12-3/R1 · from “On talking”" in words
    assert "Evidence of strength 2 of 5: Public document, Official journal: “It is $5m, not *10*.”" in words
    assert not app.error


@pytest.mark.parametrize("role", list(Role))
def test_confidential_evidence_is_on_it_for_nobody(site: Site, role: Role) -> None:
    sent = everything(site.visit(PAGE, site.role(role)))
    assert "Keep talking" in sent.replace("\\", "")
    assert [word for word in (SECRET, "closed doors", WHO, "secret.example") if word in sent] == []


def test_an_adoption_known_in_confidence_alone_is_not_on_it(site: Site) -> None:
    with site.desk.store.writing() as session:
        from_evidence = site.desk.changes("evidence")[0].entity_id
        evidence.withdraw(session, site.desk.me, from_evidence, None, "not so")
    app = site.visit(PAGE)
    assert "What is known so far rests on confidential evidence" in said(app)
    assert not app.get("plotly_chart")


def test_nothing_is_to_be_clicked_but_the_menu_of_formats_beneath_it(site: Site) -> None:
    app = site.visit(PAGE)
    assert [kind for kind in CONTROLS if app.get(kind)] == ["download_button", "popover"]
    assert [button.proto.label for button in app.get("download_button")] == [LABELS[paper] for paper in Paper]
    configs = [json.loads(chart.proto.config) for chart in app.get("plotly_chart")]
    assert [config["staticPlot"] for config in configs] == [True, True]
    assert [list(chart.proto.selection_mode) for chart in app.get("plotly_chart")] == [[], []]


def test_its_tables_and_its_bar_are_what_is_counted(site: Site) -> None:
    app = site.visit(PAGE)
    with site.desk.store.reading() as session:
        authors = counts(session, site.desk.me, By.AUTHOR, Filter())
    words = said(app)
    for name, total, adopted in zip(authors["label"], authors["total"], authors["adopted"], strict=True):
        assert f"| {name} | {total} | {adopted} of {adopted} |" in words
    for chart in app.get("plotly_chart"):
        assert [sum(trace["x"]) for trace in json.loads(chart.proto.spec)["data"]] == [1]


def test_what_is_not_known_is_said(site: Site) -> None:
    site.desk.advance(due=date(2023, 1, 1), reverify_by=date(2023, 1, 1), verified_on=date(2022, 1, 1))
    words = said(site.visit(PAGE))
    assert "1 of 1 with a day for the next look is past that day" in words
    assert "1 of 1 adopted should have been checked again by now" in words
    assert "No figure and no word here rests on confidential evidence." in words


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
