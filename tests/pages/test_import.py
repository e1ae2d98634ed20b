import csv
import io
import json

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from tests.pages.conftest import Site, said
from tracker.actions.importing import Told
from tracker.actions.returned import Judged, Verdict
from tracker.exports.csv_file import csv_bytes
from tracker.queries import profiles
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.reading.sheet import Sheet
from tracker.ui import import_job
from tracker.ui.import_result import left_out, line
from tracker.vocabulary.roles import Role

IMPORT = "work/import"
OLD = b"""Recommendation,Report,Date published,Country,State of play
Open the archives to historians,On archives,2007-05-30,Iran,Teal
Publish the budget in full,On archives,2007-05-30,Iran,Ongoing
"""


def test_a_viewer_and_an_admin_are_turned_away(shared: Site) -> None:
    for role in (Role.VIEWER, Role.ADMIN):
        assert "not for your role" in said(shared.visit(IMPORT, shared.role(role)))


def test_staff_are_told_of_their_edits_and_editors_of_moving_in_too(shared: Site) -> None:
    staff, editor = (said(shared.visit(IMPORT, shared.role(role))) for role in (Role.STAFF, Role.EDITOR))
    assert "A file that you downloaded here" in staff
    assert "another tracker" not in staff
    assert "A spreadsheet of another tracker" in editor


def put(app: AppTest) -> AppTest:
    """The page with a file of another tracker, in whose two rows one status is a word that nobody knows."""
    return app.file_uploader[0].upload("old.csv", OLD, "text/csv").run()


def word(app: AppTest, theirs: str) -> Selectbox[str]:
    (box,) = [box for box in app.selectbox if str(box.key) == f"import.map.word.status.{theirs}"]
    return box


def ended(app: AppTest, job: str) -> AppTest:
    """The page once the work under this key has ended."""
    app.session_state[job].thread.join()
    return app.run()


def test_what_was_chosen_just_before_the_button_counts(site: Site) -> None:
    app = put(site.visit(IMPORT))
    word(app, "teal").set_value("in_progress")
    app = ended(app.button(key="import.dry").click().run(), "import.dry-run")
    assert app.button(key="import.apply").label == "Take 2 rows in"
    assert "Date of publication: 30 May 2007; Countries: Iran; Status: In progress" in said(app)


def test_a_profile_keeps_what_was_chosen_just_before_the_button(site: Site) -> None:
    app = put(site.visit(IMPORT))
    app.text_input(key="import.keep").input("theirs")
    word(app, "teal").set_value("in_progress")
    app = app.button(key="import.save").click().run()
    assert "The profile is saved." in said(app)
    with site.desk.store.reading() as session:
        kept = json.loads(profiles.mapping(session, site.desk.me, "theirs"))
    assert kept["words"]["status"]["teal"] == "in_progress"


def test_a_choice_after_the_dry_run_asks_for_another(site: Site) -> None:
    app = ended(put(site.visit(IMPORT)).button(key="import.dry").click().run(), "import.dry-run")
    assert app.button(key="import.apply").label == "Take 1 row in"
    word(app, "teal").set_value("in_progress")
    app = app.button(key="import.apply").click().run()
    assert "import.done" not in app.session_state
    app = ended(app.button(key="import.dry").click().run(), "import.dry-run")
    app = ended(app.button(key="import.apply").click().run(), "import.done")
    assert "2 rows are taken in." in said(app)
    (undo,) = [button for button in app.button if button.label == "Undo"]
    app = undo.click().run()
    (do,) = [button for button in app.button if button.label == "Undo it"]
    do.click().run()
    with site.desk.store.reading() as session:
        assert listing(session, site.desk.me, Filter(search="archives")).total == 0


def test_an_import_is_found_again_in_another_view_until_its_end_was_seen(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_job, "let_go", lambda *_whose: None)
    app = ended(put(site.visit(IMPORT)).button(key="import.dry").click().run(), "import.dry-run")
    ended(app.button(key="import.apply").click().run(), "import.done")
    assert "1 row is taken in." in said(site.visit(IMPORT))
    monkeypatch.undo()
    assert "1 row is taken in." in said(site.visit(IMPORT))
    assert "A spreadsheet of another tracker" in said(site.visit(IMPORT))


def test_columns_that_go_nowhere_are_named(site: Site) -> None:
    app = site.visit(IMPORT)
    odd = (
        OLD.replace(b"State of play", b"State of play,Zzz")
        .replace(b"Teal", b"Teal,1")
        .replace(b"Ongoing", b"Ongoing,2")
    )
    app = app.file_uploader[0].upload("old.csv", odd, "text/csv").run()
    assert "1 column is not taken in: Zzz" in said(app)


def test_what_is_left_out_can_be_mended_and_put_in_again(site: Site) -> None:
    acting = OLD.replace(b"Recommendation,Report", b"Recommendation,=1+1").replace(b"On archives", b"=2+2", 1)
    app = site.visit(IMPORT).file_uploader[0].upload("old.csv", acting, "text/csv").run()
    app = ended(app.button(key="import.dry").click().run(), "import.dry-run")
    told, sheet = app.session_state["import.dry-run"].told, app.session_state["import.sheet"]
    rows = list(csv.reader(io.StringIO(csv_bytes(*left_out(told, sheet)).decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Recommendation", "'=1+1", "Date published", "Country", "State of play", "left out because"]
    assert rows[1][:2] == ["Open the archives to historians", "'=2+2"]
    assert "Teal".casefold() in rows[1][-1].casefold()
    assert len(rows) == 2


def test_a_profile_is_laid_over_the_next_file_too(site: Site) -> None:
    app = put(site.visit(IMPORT))
    app.text_input(key="import.keep").input("theirs")
    word(app, "teal").set_value("in_progress")
    app = app.button(key="import.save").click().run()
    for _turn in range(2):
        app = put(site.visit(IMPORT) if not _turn else app)
        app = app.selectbox(key="import.profile").set_value("theirs").run()
        assert word(app, "teal").value == "in_progress"
        app = ended(app.button(key="import.dry").click().run(), "import.dry-run")
        app = ended(app.button(key="import.apply").click().run(), "import.done") if not _turn else app
        app = app.button(key="import.another").click().run() if not _turn else app


def test_a_result_that_was_seen_lets_go_of_its_own_work_alone() -> None:
    sheet = Sheet("x", b"")
    first = import_job.start(lambda _at: Told(), sheet, "me")
    second = import_job.start(lambda _at: Told(), sheet, "me")
    import_job.let_go("me", first)
    assert import_job.under_way("me") is second
    import_job.let_go("me", second)
    assert import_job.under_way("me") is None


def test_what_a_row_would_change_is_said_in_words() -> None:
    changes = (("status", "in_progress", "adopted"), ("due", "2026-01-02", ""), ("superseded_by", "", "B-2020-1/R1"))
    told = line(Judged(7, "B-2019-1/R1", Verdict.CHANGE, changes=changes))
    words = told.replace("\\", "")
    assert words.startswith("Row 7 · B-2019-1/R1")
    assert "Status: In progress → Adopted; Due: 2 January 2026 → –; Replaced by: – → B-2020-1/R1" in words
