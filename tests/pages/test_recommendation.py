from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import take
from tests.pages.conftest import Site, said
from tracker.actions import versions
from tracker.store.people_tables import Person
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role
from tracker.vocabulary.statuses import Status

PAGE = "explore/recommendation"


def record(site: Site, who: Person | None = None) -> AppTest:
    return site.visit(PAGE, who, id=site.desk.row().reference)


def form(site: Site, who: Person | None = None) -> AppTest:
    return record(site, who).button(key=f"outcome.{site.desk.row().id}.open").click().run()


def field(app: AppTest, kind: str, part: str) -> Any:
    (found,) = [widget for widget in app.get(kind) if str(widget.key).endswith(f".{part}")]
    return found


def save(app: AppTest, site: Site, called: str = "outcome") -> AppTest:
    return app.button(key=f"{called}.{site.desk.row().id}.save").click().run()


def test_the_record_shows_its_words_in_their_passage_and_whence_they_come(site: Site) -> None:
    words = said(record(site))
    assert "Keep talking." in words
    assert "The ministry should publish figures." in words
    assert "On talking" in words
    assert "A. Writer, B. Writer" in words


def test_a_status_and_a_reason_are_kept_with_their_history(site: Site) -> None:
    app = form(site)
    field(app, "selectbox", "status").select(Status.IN_PROGRESS.value)
    field(app, "text_input", "status_on").input("May 2024")
    field(app, "text_area", "outcome").input("Talks were held.")
    field(app, "text_input", "why").input("The minutes say so")
    save(app, site)
    row = site.desk.row()
    assert (row.status, str(row.status_on), row.status_on_precision) == ("in_progress", "2024-05-01", "month")
    assert row.outcome == "Talks were held."
    assert {change.why for change in site.desk.changes() if change.field == "status"} == {"The minutes say so"}
    assert "Saved." in said(app)
    assert not app.text_area


def test_a_new_status_does_not_keep_the_day_of_the_one_before(site: Site) -> None:
    site.desk.advance(status="no_movement", status_on=PartialDate.parse("2020-10-28"))
    app = form(site)
    field(app, "selectbox", "status").select("stalled").run()
    assert field(app, "text_input", "status_on").value == ""
    field(app, "selectbox", "status").select("no_movement").run()
    assert field(app, "text_input", "status_on").value == "2020-10-28"
    field(app, "text_input", "status_on").input("2021").run()
    field(app, "selectbox", "status").select("stalled").run()
    assert field(app, "text_input", "status_on").value == "2021"


def test_a_new_status_asks_for_a_look_at_the_outcome_that_was_written_for_the_old_one(site: Site) -> None:
    site.desk.prove(EvidenceKind.PUBLIC_DOCUMENT)
    site.desk.advance(status="adopted", status_on=PartialDate.parse("2024-05-17"), outcome="A law was passed.")
    app = form(site)
    told = "The outcome below was written for the status “Adopted”: look whether it still holds."
    assert told not in said(app)
    for status in ("partly_adopted", "stalled"):
        field(app, "selectbox", "status").select(status).run()
        assert told in said(app)
    field(app, "text_area", "outcome").input("Parts of it were.").run()
    assert told not in said(app)


def test_what_was_typed_and_not_saved_lies_open(site: Site) -> None:
    def shut(app: AppTest) -> list[str]:
        return [one.label for one in app.expander if not one.proto.expanded and one.label.startswith("Who looks")]

    app = form(site)
    assert len(shut(app)) == 1
    field(app, "text_area", "notes").input("Called them.").run()
    assert shut(form(site)) == []


def test_evidence_half_typed_waits_in_another_view_until_it_is_added(site: Site) -> None:
    key = f"evidence.{site.desk.row().id}"
    app = record(site).button(key=f"{key}.open").click().run()
    field(app, "text_input", "source").input("Joint communiqué").run()
    app = record(site)
    assert "Evidence that you typed here" in said(app)
    app = app.button(key=f"{key}.open").click().run()
    assert field(app, "text_input", "source").value == "Joint communiqué"
    assert "As you left it on" in said(app)
    field(app, "text_area", "quote").input("All are home.")
    app = app.button(key=f"{key}.save").click().run()
    assert "The evidence is added." in said(app) and "Joint communiqué" in said(app)
    app = record(site)
    assert "Evidence that you typed here" not in said(app)
    app = app.button(key=f"{key}.open").click().run()
    assert field(app, "text_input", "source").value == ""


def test_one_of_a_replaced_brief_says_so(site: Site) -> None:
    assert "counts no longer" not in said(record(site))
    with site.desk.store.writing() as session:
        newer = take(session, site.desk.me, b"later bytes")
        versions.replaced(session, site.desk.me, site.desk.taken.brief.id or 0, newer.brief.id or 0)
    app = record(site)
    assert "counts no longer" in said(app)
    links: Any = app.get("page_link")
    assert "To the newer version" in [link.proto.label for link in links]


def test_closing_as_adopted_without_evidence_is_refused_and_what_was_typed_stays(site: Site) -> None:
    app = form(site)
    field(app, "selectbox", "status").select(Status.ADOPTED.value)
    field(app, "text_input", "status_on").input("2024-05-17")
    field(app, "text_input", "why").input("It was decreed")
    save(app, site)
    assert "first add evidence of strength 2 or more" in said(app)
    assert app.button(key=f"evidence.{site.desk.row().id}.first").label == "Add evidence"
    assert field(app, "selectbox", "status").value == "adopted"
    assert field(app, "text_input", "why").value == "It was decreed"
    site.desk.prove(EvidenceKind.PUBLIC_DOCUMENT)
    save(app, site)
    assert site.desk.row().status == "adopted"


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [("why", "", "Say in a few words"), ("status_on", "soon", "“soon” is no date")],
)
def test_what_cannot_be_kept_is_said_in_one_sentence(site: Site, part: str, value: str, sentence: str) -> None:
    app = form(site)
    field(app, "text_input", "why").input("Because")
    field(app, "text_area", "notes").input("Called them.")
    field(app, "text_input", part).input(value)
    save(app, site)
    assert sentence in said(app)
    assert field(app, "text_area", "notes").value == "Called them."
    assert site.desk.row().notes == ""


def test_a_form_without_a_change_is_not_kept(site: Site) -> None:
    app = form(site)
    field(app, "text_input", "why").input("Looked at it")
    assert "Nothing has been changed yet." in said(save(app, site))
    assert site.desk.row().version == 1


def both_at_it(site: Site, colleague: Person) -> AppTest:
    """A form in which notes and outcome were typed over what a colleague saved meanwhile, sent once."""
    app = form(site)
    site.desk.advance(actor=colleague, notes="Theirs.", outcome="Seen by them.", priority="high")
    app.run()
    field(app, "text_area", "notes").input("Mine.")
    field(app, "text_area", "outcome").input("Seen by me.")
    field(app, "text_input", "why").input("I called them")
    return save(app, site)


def options(app: AppTest, part: str) -> list[str]:
    return [option.replace("\\", "") for option in field(app, "radio", part).options]


def test_the_second_to_save_sees_both_values_and_chooses_field_by_field(site: Site) -> None:
    colleague = site.role(Role.EDITOR)
    app = both_at_it(site, colleague)
    assert "Somebody else changed this while you had it open" in said(app)
    assert options(app, "keep.notes") == ["Keep the saved value: “Theirs.”", "Keep mine: “Mine.”"]
    assert field(app, "radio", "keep.notes").value is None
    assert site.desk.row().notes == "Theirs."
    assert field(app, "text_area", "notes").value == "Mine."
    assert field(app, "selectbox", "priority").value == "high"
    field(app, "radio", "keep.notes").set_value("theirs")
    field(app, "radio", "keep.outcome").set_value("mine")
    save(app, site)
    row = site.desk.row()
    assert (row.notes, row.outcome, row.priority) == ("Theirs.", "Seen by me.", "high")
    assert opened_forms(app) == []


def opened_forms(app: AppTest) -> list[str]:
    return [str(widget.key) for widget in app.text_area]


def test_nothing_is_saved_before_every_field_is_chosen(site: Site) -> None:
    app = both_at_it(site, site.role(Role.EDITOR))
    field(app, "radio", "keep.outcome").set_value("mine")
    save(app, site)
    assert "Choose for each of these fields" in said(app)
    assert site.desk.row().outcome == "Seen by them."
    assert field(app, "radio", "keep.outcome").value == "mine"


def test_whoever_gives_way_everywhere_changes_nothing(site: Site) -> None:
    app = both_at_it(site, site.role(Role.EDITOR))
    version = site.desk.row().version
    for part in ("notes", "outcome"):
        field(app, "radio", f"keep.{part}").set_value("theirs")
    save(app, site)
    assert "what was saved before stays" in said(app)
    assert site.desk.row().version == version
    assert opened_forms(app) == []


def test_what_was_chosen_outlives_a_refusal(site: Site) -> None:
    app = both_at_it(site, site.role(Role.EDITOR))
    field(app, "radio", "keep.notes").set_value("theirs")
    field(app, "radio", "keep.outcome").set_value("mine")
    field(app, "text_input", "why").input(" ")
    save(app, site)
    assert "Say in a few words" in said(app)
    field(app, "text_input", "why").input("I called them")
    save(app, site)
    assert (site.desk.row().notes, site.desk.row().outcome) == ("Theirs.", "Seen by me.")


def test_a_third_who_saves_before_the_choice_is_met_too(site: Site) -> None:
    app = both_at_it(site, site.role(Role.EDITOR))
    site.desk.advance(actor=site.role(Role.DIRECTOR), notes="Of a third.")
    app.run()
    for part in ("notes", "outcome"):
        field(app, "radio", f"keep.{part}").set_value("mine")
    save(app, site)
    assert options(app, "keep.notes") == ["Keep the saved value: “Of a third.”", "Keep mine: “Mine.”"]
    assert not [radio for radio in app.radio if str(radio.key).endswith("keep.outcome")]
    field(app, "radio", "keep.notes").set_value("mine")
    save(app, site)
    assert (site.desk.row().notes, site.desk.row().outcome) == ("Mine.", "Seen by me.")


def test_saving_twice_is_no_conflict_with_oneself(site: Site) -> None:
    app = form(site)
    for notes in ("First.", "Second."):
        field(app, "text_area", "notes").input(notes)
        field(app, "text_input", "why").input("I called them")
        save(app, site)
        assert site.desk.row().notes == notes
        app.button(key=f"outcome.{site.desk.row().id}.open").click().run()


def test_in_a_second_window_one_is_told_that_it_was_oneself(site: Site) -> None:
    app = form(site)
    site.desk.advance(outcome="Of the other window.", notes="Same.")
    field(app, "text_area", "outcome").input("Of this window.")
    field(app, "text_area", "notes").input("Same.")
    field(app, "text_input", "why").input("I called them")
    save(app, site)
    assert "You changed this yourself" in said(app)
    assert not [radio for radio in app.radio if str(radio.key).endswith("keep.notes")]
    assert site.desk.row().outcome == "Of the other window."


def test_two_people_who_change_different_fields_both_keep_theirs(site: Site) -> None:
    app = form(site)
    site.desk.advance(actor=site.role(Role.EDITOR), outcome="Seen by them.")
    app.run()
    field(app, "text_area", "notes").input("Mine.")
    field(app, "text_input", "why").input("I called them")
    save(app, site)
    row = site.desk.row()
    assert (row.notes, row.outcome) == ("Mine.", "Seen by them.")


def test_all_that_is_amiss_with_evidence_is_told_at_once(site: Site) -> None:
    key = site.desk.row().id
    app = record(site).button(key=f"evidence.{key}.open").click().run()
    field(app, "text_input", "dated").input("last spring")
    field(app, "text_input", "url").input("gazette.example")
    save(app, site, "evidence")
    assert "“last spring” is no date." in said(app) and "A link starts with https:// or http://." in said(app)


def test_evidence_is_added_with_its_kind_and_strength(site: Site) -> None:
    key = site.desk.row().id
    app = record(site).button(key=f"evidence.{key}.open").click().run()
    assert "Public document (strength 2)" in field(app, "selectbox", "kind").options
    field(app, "selectbox", "kind").select(EvidenceKind.PUBLIC_DOCUMENT.value)
    field(app, "text_input", "url").input("decree.example")
    field(app, "text_area", "quote").input("The talks shall go on.")
    save(app, site, "evidence")
    assert "A link starts with https://" in said(app)
    assert field(app, "text_area", "quote").value == "The talks shall go on."
    field(app, "text_input", "url").input("https://decree.example/7")
    save(app, site, "evidence")
    words = said(app)
    assert "1 item, strength 2 of 5" in words
    assert "“The talks shall go on.”" in words


@pytest.mark.parametrize(("role", "may"), [(Role.EDITOR, True), (Role.DIRECTOR, True), (Role.STAFF, False)])
def test_who_may_change_it_is_offered_the_form(site: Site, role: Role, may: bool) -> None:
    app = record(site, site.role(role))
    assert any(str(button.key).endswith(".open") for button in app.button) is may
    assert ("neither yours nor your unit's" in said(app)) is not may


def test_staff_change_what_is_theirs(site: Site) -> None:
    staff = site.role(Role.STAFF)
    site.desk.advance(owner=staff.id)
    app = form(site, staff)
    field(app, "text_area", "notes").input("Called them.")
    field(app, "text_input", "why").input("Weekly call")
    save(app, site)
    assert site.desk.row().notes == "Called them."


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN])
def test_viewers_and_admins_read_what_is_confirmed_and_change_nothing(site: Site, role: Role) -> None:
    reader = site.role(role)
    assert "There is no recommendation" in said(record(site, reader))
    with site.desk.store.writing() as session:
        from_now = site.desk.row()
        session.merge(from_now).review = "confirmed"
    app = record(site, reader)
    assert "Keep talking." in said(app)
    assert not [button for button in app.button if str(button.key).endswith(".open")]


def test_nobody_is_shown_nothing(site: Site) -> None:
    stranger = Person(email="nobody@example.org")
    app = record(site, stranger)
    assert "You are not signed in" in said(app)
    assert "Keep talking." not in said(app)
