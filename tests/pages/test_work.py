from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import TEXT, document, extraction, finding
from tests.pages.conftest import Site, said, said_by
from tracker.actions import review
from tracker.actions.correction import correct_brief
from tracker.actions.ingest import ingest
from tracker.errors import ParseFailed
from tracker.extraction.finding import Extraction, Metadata, Reason
from tracker.parsing import Parsed
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.ui import brief_text, missed, uploading
from tracker.vocabulary.roles import Role

REVIEW, UPLOAD = "work/review", "work/upload"
BRIEFS = Path(__file__).parents[2] / "data" / "briefs"


def desk(site: Site, who: Person | None = None, **query: str) -> AppTest:
    return site.visit(REVIEW, who, brief=str(site.desk.taken.brief.id), **query)


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def own_links(app: AppTest) -> list[str]:
    """The labels of the links to other views of the page."""
    return [button.label.replace("\\", "") for button in app.button if str(button.key).startswith("own-link.")]


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def field(app: AppTest, kind: str, part: str) -> Any:
    (found,) = [widget for widget in app.get(kind) if str(widget.key).endswith(f".{part}")]
    return found


def in_hand(app: AppTest) -> str:
    """The wording of the candidate that stands on the desk."""
    return said_by(app.header[0])


def many(site: Site, count: int) -> int:
    """A second brief with so many candidates, the first of them the surest."""
    sentences = [f"Ministers should take step {n}." for n in range(1, count + 1)]
    text = "\n\n".join(sentences)
    found = [finding(words, text, confidence=1 - n / (count + 1)) for n, words in enumerate(sentences)]
    with site.desk.store.writing() as session:
        taken = ingest(session, site.desk.me, "steps.txt", b"steps", document(text), extraction(*found, title="Steps"))
        return taken.brief.id or 0


def rows(site: Site) -> list[Recommendation]:
    return [site.desk.row(1), site.desk.row(2)]


def test_the_briefs_that_wait_are_listed_with_how_much_waits(site: Site) -> None:
    many(site, 3)
    app = site.visit(REVIEW)
    assert own_links(app)[:2] == ["Steps", "On talking"]
    assert "3 recommendations to be confirmed, 3 of them headline · 0 decided" in said(app)


def test_a_brief_of_which_all_is_decided_is_listed_among_all_alone(site: Site) -> None:
    with site.desk.store.writing() as session:
        for row in rows(site):
            review.confirm(session, site.desk.me, row.id or 0, None)
    assert "Nothing is to be confirmed." in said(site.visit(REVIEW))
    assert "0 recommendations to be confirmed · 2 decided" in said(site.visit(REVIEW, show="all"))


def test_the_candidate_stands_beside_its_passage(site: Site) -> None:
    app = desk(site)
    words = said(app)
    assert in_hand(app) == "Keep talking."
    assert ":primary-background[**Keep talking.**]" in words
    assert ":gray-background[The ministry should publish figures.]" in words
    assert "Very sure (90%)" in words
    assert "to Washington, Iran" in words


def test_after_a_decision_the_next_that_waits_comes_up(site: Site) -> None:
    first, second = rows(site)
    app = pressed(desk(site), f"desk.confirm.{first.id}")
    assert in_hand(app) == "The ministry should publish figures."
    assert [bar.text for bar in app.get("progress")] == ["1 of 2 decided"]
    app = pressed(app, f"desk.reject.{second.id}")
    pressed(app, f"desk.reject.{second.id}.0")
    assert [row.review for row in rows(site)] == ["confirmed", "rejected"]
    (why,) = [change.why for change in site.desk.changes() if change.new == '"rejected"']
    assert why == "Somebody else's advice"


def test_a_reason_of_ones_own_rejects(site: Site) -> None:
    app = pressed(desk(site), f"desk.reject.{rows(site)[0].id}")
    app.text_input(key=f"desk.reject.{rows(site)[0].id}.why").input("Ironical").run()
    assert site.desk.row().review == "rejected"
    assert "Ironical" in {change.why for change in site.desk.changes()}


def test_a_decision_is_taken_back(site: Site) -> None:
    first, second = rows(site)
    app = pressed(desk(site), f"desk.confirm.{first.id}")
    app = pressed(app, f"desk.undo.{second.id}")
    assert site.desk.row().review == "pending"
    assert in_hand(app) == "Keep talking."
    assert site.desk.changes()[-1].why.startswith("undo of ")
    app = pressed(app, f"desk.confirm.{first.id}")
    app = pressed(app, f"desk.go.{first.id}")
    pressed(app, f"desk.reopen.{first.id}")
    assert site.desk.row().review == "pending"


def test_what_others_did_is_not_taken_back_and_a_reload_forgets_nothing(site: Site) -> None:
    first, second = rows(site)
    app = desk(site)
    assert app.button(key=f"desk.undo.{first.id}").disabled
    pressed(app, f"desk.confirm.{first.id}")
    assert not desk(site).button(key=f"desk.undo.{second.id}").disabled
    assert desk(site, site.role(Role.EDITOR)).button(key=f"desk.undo.{second.id}").disabled


def test_a_key_that_comes_late_does_nothing(site: Site) -> None:
    first, second = rows(site)
    app = desk(site)
    app.session_state["desk.hand"] = second.id
    pressed(app, f"desk.confirm.{first.id}")
    assert [row.review for row in rows(site)] == ["pending", "pending"]


def test_each_gesture_has_its_key_and_keys_can_be_switched_off(site: Site) -> None:
    first = rows(site)[0].id
    app = desk(site)
    keyed = {button.key: button.proto.shortcut for button in app.button if button.proto.shortcut}
    assert keyed[f"desk.confirm.{first}"] == "y"
    assert len(set(keyed.values())) == len(keyed)
    app.text_input(key="keys.review.confirm").input("q")
    app = pressed(app, "keys.save")
    assert desk(site).button(key=f"desk.confirm.{first}").proto.shortcut == "q"
    app.toggle(key="keys.on").set_value(False)
    pressed(app, "keys.save")
    assert not [button.key for button in desk(site).button if button.proto.shortcut]


def test_the_next_brief_that_waits_is_a_key_away(site: Site) -> None:
    key, here = many(site, 3), site.desk.taken.brief.id
    app = pressed(desk(site), f"desk.next_brief.{here}")
    assert in_hand(app) == "Ministers should take step 1."
    app = pressed(app, f"desk.next_brief.{key}")
    assert in_hand(app) == "Keep talking."


def test_a_decision_on_what_somebody_decided_otherwise_is_refused(site: Site) -> None:
    first, _second = rows(site)
    app = desk(site)
    colleague = site.role(Role.EDITOR)
    with site.desk.store.writing() as session:
        review.reject(session, colleague, first.id or 0, None, "No")
    app = pressed(app, f"desk.confirm.{first.id}")
    assert "This record was changed since you opened it" in said(app)
    assert site.desk.row().review == "rejected"


def test_a_candidate_is_mended(site: Site) -> None:
    app = pressed(desk(site), f"desk.edit.{rows(site)[0].id}")
    field(app, "text_area", "wording").input("Keep talking to both.")
    field(app, "selectbox", "stance").select("")
    field(app, "selectbox", "level").select("supporting")
    field(app, "multiselect", "addressees").set_value(["Iran"])
    app = pressed(app, f"candidate.{rows(site)[0].id}.save")
    row = site.desk.row()
    assert (row.wording, row.stance, row.level) == ("Keep talking to both.", None, "supporting")
    assert in_hand(app) == "Keep talking to both."
    assert "to Iran" in said(app)


def test_a_wording_that_is_empty_or_mended_by_another_is_not_kept_and_what_was_typed_stays(site: Site) -> None:
    key = rows(site)[0].id or 0
    app = pressed(desk(site), f"desk.edit.{key}")
    field(app, "text_area", "wording").input(" ")
    app = pressed(app, f"candidate.{key}.save")
    assert "A recommendation needs its words." in said(app)
    with site.desk.store.writing() as session:
        review.amend(session, site.desk.me, key, None, wording="Theirs.")
    field(app, "text_area", "wording").input("Mine.")
    app = pressed(app, f"candidate.{key}.save")
    assert "You changed this yourself since you opened it here" in said(app)
    assert field(app, "text_area", "wording").value == "Mine."
    field(app, "radio", "keep.wording").set_value("mine")
    pressed(app, f"candidate.{key}.save")
    assert site.desk.row().wording == "Mine."


def test_all_above_a_threshold_are_confirmed_and_their_number_is_said_before(site: Site) -> None:
    key = many(site, 9)
    app = pressed(site.visit(REVIEW, brief=str(key)), f"desk.many.{key}")
    app.slider(key="bulk.percent").set_value(70).run()
    assert "4 of 9 to be confirmed reach it." in said(app)
    app = pressed(app, "bulk.confirm")
    assert in_hand(app) == "Ministers should take step 5." and not app.slider
    (undo,) = [button for button in app.button if str(button.key).startswith("desk.undo.")]
    assert undo.help == "“Ministers should take step 1\\.” and 3 more"
    app = undo.click().run()
    assert in_hand(app) == "Ministers should take step 1."
    assert [bar.text for bar in app.get("progress")] == ["0 of 9 decided"]


def test_a_threshold_changed_on_the_way_to_the_button_is_shown_first(site: Site) -> None:
    key = many(site, 9)
    app = pressed(site.visit(REVIEW, brief=str(key)), f"desk.many.{key}")
    app = app.slider(key="bulk.percent").set_value(70).run()
    app.slider(key="bulk.percent").set_value(90)
    app = pressed(app, "bulk.confirm")
    assert "A field changed as you pressed." in said(app)
    assert [bar.text for bar in app.get("progress")] == ["0 of 9 decided"]


def test_a_missed_one_is_added_by_its_first_and_last_sentence(site: Site) -> None:
    app = pressed(desk(site), f"desk.missed.{site.desk.taken.brief.id}")
    app.text_input(key=f"missed.words.{site.desk.taken.brief.id}").input("nobody  ADVISED").run()
    (shown,) = [text.value for text in app.text]
    assert shown == "Nobody advised this at all."
    app = pressed(app, "missed.add")
    row = site.desk.row(3)
    assert (row.quote, row.review, row.origin) == ("Nobody advised this at all.", "confirmed", "added")
    assert in_hand(app) == "Nobody advised this at all."


def test_a_missed_one_may_run_over_paragraphs(site: Site) -> None:
    app = pressed(desk(site), f"desk.missed.{site.desk.taken.brief.id}")
    (first,) = [box for box in app.selectbox if box.label == "First sentence"]
    assert first.value == 2
    first.select_index(1).run()
    (last,) = [box for box in app.selectbox if box.label == "Last sentence"]
    last.select_index(1).run()
    pressed(app, "missed.add")
    assert site.desk.row(3).quote == "The ministry should publish figures.\n\nNobody advised this at all."


def test_a_brief_is_corrected(site: Site) -> None:
    key = site.desk.taken.brief.id
    app = pressed(desk(site), f"brief.{key}.open")
    field(app, "text_input", "title").input("On talking more")
    field(app, "text_input", "published").input("May 2021")
    field(app, "multiselect", "regions").set_value(["KEN"])
    app = pressed(app, f"brief.{key}.save")
    words = said(app)
    assert "On talking more" in words
    assert "A. Writer, B. Writer · May 2021 · 12/3 · Kenya · Diplomacy" in words


@pytest.mark.parametrize(
    ("part", "typed", "sentence"), [("title", "", "A brief needs"), ("published", "soon", "no date")]
)
def test_a_correction_that_cannot_be_kept_says_why(site: Site, part: str, typed: str, sentence: str) -> None:
    key = site.desk.taken.brief.id
    app = pressed(desk(site), f"brief.{key}.open")
    field(app, "text_input", "series").input("Notes")
    field(app, "text_input", part).input(typed)
    app = pressed(app, f"brief.{key}.save")
    assert sentence in said(app)
    assert field(app, "text_input", "series").value == "Notes"


def test_hundreds_of_candidates_come_a_page_at_a_time(site: Site) -> None:
    key = many(site, 200)
    app = site.visit(REVIEW, brief=str(key))
    assert len([name for name in keys(app) if name.startswith("desk.go.")]) == 12
    assert len(said(app)) < 12_000


def test_a_brief_in_another_language_says_so(site: Site) -> None:
    with site.desk.store.writing() as session:
        empty = Extraction(Metadata(title="Sur l'eau"), (), "fr", parsed=False)
        taken = ingest(session, site.desk.me, "eau.txt", b"eau", document("Il faut agir."), empty)
    app = site.visit(REVIEW, brief=str(taken.brief.id))
    assert "read, but not parsed" in "".join(str(info.value) for info in app.info)
    assert "Il faut agir." in said(app)


def test_reasons_are_told_for_and_against(site: Site) -> None:
    text = "Keep talking."
    known, gone = Reason("tells_what_to_do", 1.0, None), Reason("is_$5_long", -1.0, None)
    found = finding(text, text, reasons=(known, gone))
    with site.desk.store.writing() as session:
        taken = ingest(session, site.desk.me, "why.txt", b"why", document(text), extraction(found))
    words = said(site.visit(REVIEW, brief=str(taken.brief.id)))
    assert "It opens with a verb that tells somebody what to do" in words
    assert "Against: Is $5 long" in words


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN])
@pytest.mark.parametrize("page", [REVIEW, UPLOAD])
def test_viewers_and_admins_are_told_that_the_page_is_not_for_them(site: Site, role: Role, page: str) -> None:
    app = site.visit(page, site.role(role), brief="1")
    assert "This page is not for your role" in said(app)
    assert "Keep talking." not in said(app)
    assert not app.file_uploader


@pytest.mark.parametrize("page", [REVIEW, UPLOAD])
def test_a_stranger_sees_nothing(site: Site, page: str) -> None:
    app = site.visit(page, Person(email="nobody@example.org"), brief="1")
    assert said(app).startswith("You are not signed in")
    assert not app.button


def test_staff_read_along_and_decide_nothing(site: Site) -> None:
    app = desk(site, site.role(Role.STAFF))
    assert "You can read along." in said(app)
    assert in_hand(app) == "Keep talking."
    assert {name.split(".")[1] for name in keys(app)} <= {"go", "back", "next", "save", "reset"}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DIRECTOR])
def test_editors_and_directors_decide(site: Site, role: Role) -> None:
    pressed(desk(site, site.role(role)), f"desk.confirm.{rows(site)[0].id}")
    assert site.desk.row().review == "confirmed"


def test_many_files_go_in_and_the_bad_one_says_why(site: Site) -> None:
    good = (BRIEFS / "d01_isfara_canals.txt").read_bytes()
    app = site.visit(UPLOAD, site.role(Role.STAFF))
    app.file_uploader[0].set_value(
        [("canals.txt", good, "text/plain"), ("empty.txt", b"", "text/plain"), ("again.txt", good, "text/plain")]
    ).run()
    words = said(app)
    assert "2 of 3 files are in" in words
    assert "empty.txt" in words
    assert "Not taken in" in words
    assert "There already, so nothing was added." in words
    assert len([link for link in app.page_link if "Isfara" in link.label or "canal" in link.label.lower()]) == 2


def test_a_brief_in_a_language_that_is_not_parsed_is_read(site: Site) -> None:
    text = (
        "Les ministres ont discuté de la situation. La commission européenne doit publier les chiffres de la pêche "
        "avant la fin de l'année, et les pays membres devraient augmenter leurs contributions au fonds commun.\n\n"
        "Nous pensons que cette mesure est nécessaire pour la stabilité de la région et pour les habitants."
    )
    result = uploading.taken_in(site.desk.me, "peche.txt", text.encode())
    assert (result.new, result.language, result.findings) == (True, "fr", 0)


def test_a_file_that_trips_the_parser_does_not_stop_the_others(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def trip(*_given: object, **_limits: object) -> Parsed:
        raise ParseFailed("“a.txt” was read, but parsing it failed.", "in line 7")

    monkeypatch.setattr(uploading, "parse_apart", trip)
    assert "parsing it failed" in uploading.taken_in(site.desk.me, "a.txt", b"Keep talking to both sides.").why
    assert "in line 7" in capsys.readouterr().out


def test_a_file_that_trips_the_store_does_not_stop_the_others(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(uploading, "ingest", trip)
    assert "storing it failed" in uploading.taken_in(site.desk.me, "a.txt", b"Keep talking to both sides.").why


def test_marks_cut_no_word_and_hold_no_markup() -> None:
    text = "Pay $5m: *now*.\n\nThen :red[wait]."
    shown = brief_text.markdown(
        document(text), document(text).blocks, [brief_text.Mark(finding("*now*", text).span, chosen=True)]
    )
    assert shown == "Pay \\$5m\\: :primary-background[**\\*now\\***]\\.\n\nThen \\:\u2060red\\[wait\\]\\."


def test_sections_hold_every_block_once() -> None:
    found = missed.sections(document(TEXT))
    assert [section.title for section in found] == [""]
    assert found[0].blocks == (0, 1, 2)


def test_a_candidate_is_split_joined_and_moved(site: Site) -> None:
    first = rows(site)[0].id
    app = desk(site)
    assert app.button(key=f"desk.up.{first}.1").disabled and app.button(key=f"desk.join_before.{first}.1").disabled
    app = pressed(app, f"desk.down.{first}.{rows(site)[0].version}")
    assert [row.wording for row in rows(site)] == ["The ministry should publish figures.", "Keep talking."]
    app = pressed(app, f"desk.up.{first}.{rows(site)[1].version}")
    assert in_hand(app) == "Keep talking." and rows(site)[0].wording == "Keep talking."
    app = pressed(app, f"desk.join_next.{first}.{rows(site)[0].version}")
    assert in_hand(app) == "Keep talking. The ministry should publish figures."
    assert rows(site)[1].review == "rejected"
    app = pressed(app, f"desk.undo.{first}")
    assert in_hand(app) == "Keep talking." and rows(site)[1].review == "pending"
    app = pressed(app, f"desk.join_next.{first}.{rows(site)[0].version}")
    app = pressed(app, f"desk.split.{first}")
    (place,) = [button for button in app.button if str(button.key).startswith("shape.split.")]
    assert (place.label, place.proto.shortcut) == ("The ministry should publish figures\\.", "1")
    place.click().run()
    with site.desk.store.reading() as session:
        found = session.exec(select(Recommendation.wording).where(Recommendation.review == "pending")).all()
    assert sorted(found) == ["Keep talking.", "The ministry should publish figures."]


def test_what_was_decided_on_meanwhile_is_not_joined_nor_replaced(site: Site) -> None:
    first, second = rows(site)
    app = desk(site)
    with site.desk.store.writing() as session:
        review.confirm(session, site.desk.me, second.id or 0, None)
    app = pressed(app, f"desk.join_next.{first.id}.{first.version}")
    assert "was changed since you opened it" in said(app) and rows(site)[1].review == "confirmed"
    with site.desk.store.writing() as session:
        newer = ingest(session, site.desk.me, "new.txt", b"new", document(), extraction(title="On talking!")).brief
    app = desk(site, None, **{"with": str(newer.id)})
    with site.desk.store.writing() as session:
        correct_brief(session, site.desk.me, newer.id or 0, None, title="On fish")
    app = pressed(app, "versions.replace")
    assert "“On fish” was changed since you opened it" in said(app)


def test_a_newer_version_is_offered_compared_and_counts_alone(site: Site) -> None:
    newer = TEXT.replace("figures", "all figures")
    with site.desk.store.writing() as session:
        found = extraction(finding("Keep talking.", newer), title="On talking!")
        ingest(session, site.desk.me, "new.txt", b"new", document(newer), found)
    app = desk(site)
    assert "looks like another version" in "\n".join(said_by(each) for each in app.info)
    app = pressed(app, "own-link.versions.compare")
    words = said(app)
    assert "Two versions" in words and "Same: 1 · No longer there: 1" in words
    app = pressed(app, "versions.replace")
    assert "Only the newer version counts now." in said(app)
    assert "has a newer version" in "\n".join(said_by(each) for each in desk(site).info)
    app = site.visit(REVIEW, brief=str(site.desk.taken.brief.newer_id or 2))
    assert "This is the newer version of “On talking" in said(app)
    app = pressed(app, "own-link.versions.compare")
    app = pressed(app, "versions.part")
    assert "Both briefs count again." in said(app)


@pytest.mark.parametrize(("carried", "notes"), [(True, "Ask again."), (False, "")])
def test_the_box_says_whether_to_carry_over_also_when_it_was_turned_just_now(
    site: Site, carried: bool, notes: str
) -> None:
    site.desk.advance(1, notes="Ask again.")
    with site.desk.store.writing() as session:
        found = extraction(finding("Keep talking."), title="On talking!")
        newer = ingest(session, site.desk.me, "new.txt", b"new", document(), found).brief.id
    app = desk(site, None, **{"with": str(newer)})
    app.checkbox(key="versions.carry").set_value(carried)
    app.button(key="versions.replace").click().run()
    with site.desk.store.reading() as session:
        row = session.exec(select(Recommendation).where(Recommendation.brief_id == newer)).one()
        assert (row.notes, session.get_one(Brief, site.desk.taken.brief.id).newer_id) == (notes, newer)


def test_two_briefs_that_look_alike_are_kept(site: Site) -> None:
    with site.desk.store.writing() as session:
        ingest(
            session,
            site.desk.me,
            "new.txt",
            b"new",
            document(),
            extraction(finding("Keep talking."), title="On talking!"),
        )
    app = pressed(desk(site, None, **{"with": "2"}), "versions.both")
    assert not app.info
    assert not desk(site, site.role(Role.STAFF)).info


def test_a_brief_in_which_nothing_was_found_says_so(site: Site) -> None:
    with site.desk.store.writing() as session:
        found = Extraction(Metadata(title="Of fish"), (), "en")
        key = ingest(session, site.desk.me, "fish.txt", b"fish", document(), found).brief.id
    assert "No recommendation was found in this brief." in said(site.visit(REVIEW, brief=str(key)))
