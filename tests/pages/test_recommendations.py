"""The list of recommendations: filtered, searched, sorted, 50 a page."""

import csv
import io
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import extraction, finding, take
from tests.pages.conftest import Site, asked, said, unfolded
from tracker.actions import review
from tracker.store.people_tables import Person
from tracker.ui import downloads
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role, Verb, may

LISTING = "explore/recommendations"
NASTY = "$5m :red[now] <b>bold</b> ![x](http://evil.example/x.png)"


@pytest.fixture(scope="module")
def many(shared: Site) -> Site:
    """The site with 118 more headlines, in 59 briefs of two, one a month from January 2015 on; all confirmed."""
    findings = (finding("Keep talking."), finding("The ministry should publish figures."))
    with shared.desk.store.writing() as session:
        for place in range(59):
            published = PartialDate.parse(f"{2015 + place // 12}-{place % 12 + 1:02}")
            region = "FRA" if place % 2 else "DEU"
            found = extraction(
                *findings,
                title=f"Brief {place:02}",
                published=published,
                authors=(f"W. {place:02}",),
                regions=(region,),
            )
            take(session, shared.desk.me, b"many %d" % place, found=found, confirm=True)
    return shared


def links(app: AppTest) -> list[str]:
    """The recommendations listed: their words, as links."""
    return [link.proto.label.replace("\\", "") for link in app.get("page_link") if "id=" in link.proto.query_string]


def references(app: AppTest) -> list[str]:
    return [
        unquote(link.proto.query_string.split("id=")[1])
        for link in app.get("page_link")
        if "id=" in link.proto.query_string
    ]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_the_list_and_what_is_theirs_of_it(many: Site, role: Role) -> None:
    app = many.visit(LISTING, many.role(role))
    assert not app.exception
    assert not app.error
    n = 120 if may(role, Verb.VIEW_WORK) else 118
    assert f"**{n} recommendations, 1 to 50 shown**" in said(app)
    assert len(links(app)) == 50
    assert ("filters.review" in {widget.key for widget in unfolded(app).multiselect}) is may(role, Verb.VIEW_WORK)


def test_supporting_ones_are_told_from_headline_ones(site: Site) -> None:
    told = [line for line in said(site.visit(LISTING)).splitlines() if "A. Writer, B. Writer" in line]
    assert [("Supporting · " in line, site.desk.row().reference in line) for line in told] == [
        (False, True),
        (True, False),
    ]


def test_a_stranger_sees_nothing(many: Site) -> None:
    app = many.visit(LISTING, Person(email="stranger@example.org"))
    assert "You are not signed in" in said(app)
    assert links(app) == []


def test_pages_follow_each_other_without_overlap(many: Site) -> None:
    pages = [references(many.visit(LISTING, page=str(number))) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({reference for page in pages for reference in page}) == 120


@pytest.mark.parametrize("page", ["0", "-1", "1e9", "two", "٢", "", "1; DROP TABLE brief", "999999999999999999"])
def test_a_page_that_is_none_is_the_first(many: Site, page: str) -> None:
    app = many.visit(LISTING, page=page)
    assert not app.exception
    assert "1 to 50 shown" in said(app)


@pytest.mark.parametrize("page", ["4", "99", "999999999"])
def test_a_page_beyond_is_the_last(many: Site, page: str) -> None:
    assert "101 to 120 shown" in said(many.visit(LISTING, page=page))


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ({"region": "FRA"}, 58),
        ({"region": "europe"}, 118),
        ({"author": "W. 07"}, 2),
        ({"search": "publish figures"}, 60),
        ({"search": "nobody wrote this"}, 0),
        ({"since": "2019-01-01", "until": "2019-12-31"}, 22),
        ({"review": "pending"}, 2),
        ({"review": "rejected"}, 0),
        ({"level": "supporting"}, 1),
        ({"status": "adopted"}, 0),
        ({"topic": "Diplomacy"}, 2),
        ({"region": "FRA", "author": "W. 00"}, 0),
    ],
)
def test_filters_of_the_address_hold(many: Site, query: dict[str, str], n: int) -> None:
    app = many.visit(LISTING, **query)
    assert len(links(app)) == min(n, 50)
    assert (f"**{n} recommendation" in said(app)) is True
    assert ("**0 recommendations**" in said(app) and "No recommendation " in said(app)) is (n == 0)


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("-published", "B-2020"),
        ("published", "B-2015"),
        ("title", "B-2015"),
        ("reference", "B-2015"),
        ("great", "B-2020"),
        ("wording; DROP TABLE brief", "B-2020"),
    ],
)
def test_the_order_of_the_address_holds(many: Site, sort: str, first: str) -> None:
    assert references(many.visit(LISTING, sort=sort))[0].startswith(first)


def test_a_choice_lands_in_the_address_and_begins_again(many: Site) -> None:
    app = unfolded(many.visit(LISTING, page="3"))
    app.multiselect(key="filters.author").select("W. 07").run()
    assert (asked(app, "author"), asked(app, "page")) == (["W. 07"], [])
    assert len(links(app)) == 2
    app.selectbox(key="listing.sort").set_value("title").run()
    assert asked(app, "sort") == ["title"]
    app.text_input(key="filters.search").input("keep").run()
    assert len(links(app)) == 1
    app.button(key="filters.clear").click().run()
    assert "120 recommendations" in said(app)


def test_the_whole_view_can_be_taken_along(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the filter leaves, not only the page in view, in the order of the list."""
    offered: list[tuple[Callable[[], bytes], str]] = []
    monkeypatch.setattr(downloads, "offer", lambda make, name: offered.append((make, name)))
    app = many.visit(LISTING, region="FRA", sort="title")
    ((make, name),) = [found for found in offered if found[1] == "recommendations"]
    rows = list(csv.DictReader(io.StringIO(make().decode("utf-8-sig"), newline="")))
    assert name == "recommendations"
    assert [row["reference"] for row in rows][:50] == references(app)
    assert (len(rows), {row["regions"] for row in rows}) == (58, {"France"})


def test_what_means_nothing_is_left_out_and_said(many: Site) -> None:
    app = many.visit(LISTING, status="great", region="XXX", action="1.0")
    assert "Left out, since it means nothing here: region=XXX, status=great, action=1.0" in said(app)
    assert "120 recommendations" in said(app)


def test_other_peoples_words_are_only_words(site: Site) -> None:
    desk = site.desk
    with desk.store.writing() as session:
        review.amend(session, desk.me, desk.row().id or 0, None, "as seen in a test", wording=NASTY)
    app = site.visit(LISTING)
    label = next(link.proto.label for link in app.get("page_link") if "5m" in link.proto.label)
    assert label.startswith("\\$5m")
    assert "![" not in label
    assert "<b>" not in label


@pytest.mark.parametrize(
    ("page", "query", "title", "told"),
    [
        (
            "explore/recommendation",
            {"id": "B-9999/R1"},
            "Recommendation",
            "There is no recommendation B-9999/R1. Look for",
        ),
        ("explore/recommendation", {"id": "999999"}, "Recommendation", "There is no recommendation 999999. Look for"),
        ("explore/recommendation", {}, "Recommendation", "No recommendation is named in this address."),
        ("work/review", {"brief": "999999"}, "Review", "There is no such brief. Choose one"),
    ],
)
def test_what_is_not_there_says_so_under_its_title(
    many: Site, page: str, query: dict[str, str], title: str, told: str
) -> None:
    app = many.visit(page, **query)
    assert [shown.value for shown in app.title] == [title]
    assert told in said(app)
    assert not app.exception


def test_words_that_a_brief_alone_holds_lead_to_the_brief(site: Site) -> None:
    app = site.visit(LISTING, search="advised")
    assert "No recommendation holds these words." in said(app)
    assert "1 brief has them in its text:" in said(app)
    queries = [link.proto.query_string for link in app.get("page_link")]
    assert f"brief={site.desk.row().brief_id}" in queries
