from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlmodel import col, select

from tests.actions.conftest import Desk
from tracker.actions import guessing, importing, people, review
from tracker.actions import plan as plans
from tracker.actions.importing import Told
from tracker.actions.plan import Plan
from tracker.actions.returned import Verdict
from tracker.actions.undo import undo
from tracker.errors import Invalid, NotAllowed
from tracker.queries import names, profiles
from tracker.queries import people as listed
from tracker.reading.sheet import Sheet
from tracker.reading.sheet_reader import read_sheet
from tracker.store.history import replayed
from tracker.store.people_tables import Change
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.vocabulary.answers import EvidenceKind, Review
from tracker.vocabulary.roles import Role
from tracker.vocabulary.typed_dates import Order

HEAD = "Recommendation,Brief,Date published,Authors,Country,Addressed to,Status,Status date,Link\n"
ROWS = (
    "Open the archives to the public,On archives,30/5/2007,D. Pollock and J. Doe,"
    '"Iran, Iraq",The ministry,Ongoing,May 2008,\n'
    "Publish the budget in full,On archives,30/5/2007,J. Doe,"
    "Iran,The bank,Implemented,2009,https://example.org/law\n"
)
STEPS = "".join(f"Take step number {n} in the plan,Plan,2007,,,,,,\n" for n in range(1, 601))


def sheet(rows: str = ROWS, head: str = HEAD, code: str = "utf-8") -> Sheet:
    return read_sheet("old_tracker.csv", (head + rows).encode(code))


def ready(found: Sheet) -> Plan:
    return guessing.guess(found).but(kind=EvidenceKind.PUBLIC_DOCUMENT)


def moved(desk: Desk, found: Sheet, plan: Plan | None = None, actor: Any = None) -> Told:
    return importing.run(desk.store.writing, actor or desk.me, found, plan or ready(found))


def imported(desk: Desk) -> list[Recommendation]:
    with desk.store.reading() as session:
        rows = select(Recommendation).where(Recommendation.origin == "imported").order_by(col(Recommendation.id))
        return list(session.exec(rows))


def test_rows_of_one_title_become_one_brief_without_a_file(desk: Desk) -> None:
    told = moved(desk, sheet())
    assert (told.counts[Verdict.ADD], told.wrong) == (2, 0)
    one, two = imported(desk)
    assert (one.reference.rpartition("/")[2], two.reference.rpartition("/")[2]) == ("R1", "R2")
    assert (one.span_start, one.quote, one.review, one.status, one.status_on) == (
        None,
        None,
        "pending",
        "in_progress",
        date(2008, 5, 1),
    )
    assert (two.status, two.status_on_precision, one.brief_id) == ("adopted", "year", two.brief_id)
    with desk.store.reading() as session:
        brief = session.get_one(Brief, one.brief_id)
        assert (brief.title, brief.published, brief.sha256) == ("On archives", date(2007, 5, 30), None)
        keys = [one.id or 0, two.id or 0]
        assert names.authors(session, keys) == {keys[0]: ["D. Pollock", "J. Doe"], keys[1]: ["J. Doe"]}
        assert names.region_codes(session, keys) == {keys[0]: ["IRN", "IRQ"], keys[1]: ["IRN"]}
        assert names.addressees(session, keys) == {keys[0]: ["The ministry"], keys[1]: ["The bank"]}
        assert [row.url for row in session.exec(select(Evidence))] == ["https://example.org/law"]


def test_all_that_moved_in_is_one_batch_and_its_history_gives_the_rows(desk: Desk) -> None:
    told = moved(desk, sheet())
    with desk.store.reading() as session:
        lines = list(session.exec(select(Change).where(Change.batch == told.batch)))
        assert sorted(line.entity for line in lines) == ["brief", "evidence", "recommendation", "recommendation"]
        for row in imported(desk):
            mine = [line for line in lines if (line.entity, line.entity_id) == ("recommendation", row.id)]
            kept = replayed(mine)
            plain = {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in row.model_dump().items()
            }
            assert {name: kept[name] for name in plain} == plain


def test_a_dry_run_writes_nothing_and_says_what_the_import_does(desk: Desk) -> None:
    found = sheet(ROWS + ",On archives,,,,,,,\n")
    before = len(desk.changes("recommendation"))
    dry = importing.dry_run(desk.store.reading, desk.me, found, ready(found))
    assert imported(desk) == []
    assert len(desk.changes("recommendation")) == before
    assert dry.counts == moved(desk, found).counts == {Verdict.ADD: 2, Verdict.INVALID: 1}
    assert dry.left_out == [(4, "", "A recommendation needs its words.")]


def test_what_is_there_already_is_told_and_left_out(desk: Desk) -> None:
    twice = sheet(ROWS + ROWS)
    assert moved(desk, twice).counts == {Verdict.ADD: 2, Verdict.THERE: 2}
    assert moved(desk, twice).counts == {Verdict.THERE: 4}
    more = sheet(ROWS.replace("in full", "at last"))
    assert moved(desk, more).counts == {Verdict.THERE: 1, Verdict.ADD: 1}
    assert [row.reference.rpartition("/")[2] for row in imported(desk)] == ["R1", "R2", "R3"]
    assert len({row.brief_id for row in imported(desk)}) == 1


def test_titles_in_other_capitals_are_other_briefs_however_far_apart(desk: Desk) -> None:
    near, far = (f"{{}},ON {name},2007,,,,,,\n" for name in ("ARCHIVES", "archives"))
    for between in ("", STEPS):
        told = moved(
            desk,
            sheet(
                near.format(f"Go on with step {len(between)} of the plan")
                + between
                + far.format(f"Come back to step {len(between)}")
            ),
        )
        assert told.wrong == 0
    again = sheet(far.format("Come back to step 0"))
    assert moved(desk, again).counts == {Verdict.THERE: 1}
    with desk.store.reading() as session:
        found = session.exec(select(Brief.title).where(col(Brief.title).icontains("on archives"))).all()
    assert sorted(found) == ["ON ARCHIVES", "ON archives"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",On archives,2007,,,,,,", "needs its words"),
        ("Do it now,On archives,2007,,,,Implemented,2009,", "strength 2"),
        ("Do it now,On archives,2007,,,,Implemented,,https://example.org", "give the day"),
        ("Do it now,On archives,2007,,,,Splendid,,", "none of the words"),
        ("Do it now,On archives,2007,,Atlantis,,,,", "no country"),
        ("Do it now,On archives,soon,,,,,,", "is no date"),
        ("Do it now,On archives,9999-12-31,,,,,,", "more than a year ahead, as 9999-12-31"),
        ("Do it now,On archives,2007,,,,Implemented,2009,ftp://x", "https://"),
        ("Do it now,On archives,2007,,,,,,,too much", "more cells"),
    ],
)
def test_a_row_in_error_is_left_out_whole_and_the_others_go_in(desk: Desk, row: str, words: str) -> None:
    told = moved(desk, sheet(ROWS + row + "\n"))
    assert (told.counts[Verdict.ADD], told.counts[Verdict.INVALID]) == (2, 1)
    ((number, _label, why),) = told.left_out
    assert number == 4
    assert words in why
    assert len(imported(desk)) == 2


def test_all_that_is_amiss_in_a_row_is_told_at_once(desk: Desk) -> None:
    row = 'Do it now,On archives,soon,,"Atlantis, Iran, Lemuria",,Splendid,later,ftp://x\n'
    ((_number, _label, why),) = moved(desk, sheet(ROWS + row)).left_out
    for word in ("'soon'", "'later'", "'splendid'", "'atlantis'", "'lemuria'", "https://"):
        assert word in why.casefold()
    assert "iran" not in why.casefold()


def test_dates_that_may_be_read_in_two_ways_are_asked_about(desk: Desk) -> None:
    found = sheet(ROWS.replace("30/5/2007", "3/5/2007"))
    assert guessing.questions(found, ready(found)).orders == ("published",)
    assert moved(desk, found).wrong == 2
    assert moved(desk, found, ready(found).but(orders={"published": Order.MONTH_FIRST})).wrong == 0
    with desk.store.reading() as session:
        assert session.get_one(Brief, imported(desk)[0].brief_id).published == date(2007, 3, 5)


def test_words_that_nobody_knows_are_asked_about_and_may_be_mapped(desk: Desk) -> None:
    found = sheet(ROWS.replace("Ongoing", "Green"))
    assert guessing.questions(found, ready(found)).words == {"status": (("green", 1),)}
    plan = ready(found)
    plan = plan.but(words={**plan.words, "status": {**plan.words["status"], "green": "in_progress"}})
    assert not guessing.questions(found, plan)
    assert moved(desk, found, plan).wrong == 0
    assert imported(desk)[0].status == "in_progress"


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_whatever_the_encoding(desk: Desk, code: str) -> None:
    moved(desk, sheet(ROWS.replace("archives to", "archives – élan – to"), code=code))
    assert "– élan –" in imported(desk)[0].wording


def test_damaged_characters_are_mended(desk: Desk) -> None:
    moved(desk, sheet(ROWS.replace("archives to", "archives of Orléans to".encode().decode("cp1252"))))
    assert "of Orléans" in imported(desk)[0].wording


def test_a_file_without_any_known_name_is_read_by_its_contents() -> None:
    found = sheet(head="a,b,c,d,e,f,g,h,i\n")
    assert guessing.guess(found).columns["wording"] in found.head


def test_a_plan_is_kept_as_a_profile(desk: Desk) -> None:
    found = sheet()
    plan = ready(found).but(review=Review.CONFIRMED, orders={"published": Order.DAY_FIRST})
    for _turn in range(2):
        with desk.store.writing() as session:
            plans.save(session, desk.me, " The old  tracker ", plan)
    with desk.store.reading() as session:
        assert profiles.names(session, desk.me) == ("The old tracker",)
        kept = Plan.from_json(profiles.mapping(session, desk.me, "The old tracker"))
    assert kept.but(title=plan.title) == plan
    with pytest.raises(Invalid, match="cannot be read"):
        Plan.from_json("[]")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF, Role.ADMIN])
def test_only_editors_move_things_in(desk: Desk, role: Role) -> None:
    person = desk.person(role)
    with pytest.raises(NotAllowed):
        importing.dry_run(desk.store.reading, person, sheet(), ready(sheet()))
    told = moved(desk, sheet(), actor=person)
    assert "role does not allow" in told.stopped
    assert imported(desk) == []
    assert moved(desk, sheet(), actor=desk.person(Role.EDITOR)).wanted == 2


def test_progress_is_told_and_an_import_that_stops_says_so(desk: Desk) -> None:
    many = sheet("".join(f"Take step number {n} in the plan,Plan,2007,,,,,,\n" for n in range(1, 1201)))
    seen: list[tuple[int, int]] = []
    assert importing.run(desk.store.writing, desk.me, many, ready(many), lambda *at: seen.append(at)).wanted == 1200
    assert seen == [(500, 1200), (1000, 1200), (1200, 1200)]
    assert [row.position for row in imported(desk)] == list(range(1, 1201))


@pytest.mark.parametrize("spelt", ["\\u{D800}", "\\u{DFFF}", "\\u{0}"])
def test_a_row_with_what_is_no_character_is_left_out_and_the_others_go_in(desk: Desk, spelt: str) -> None:
    bad = sheet(STEPS + f"Take {spelt} steps,Plan,2007,,,,,,\nTake the last step,Plan,2007,,,,{spelt},,\n")
    assert guessing.questions(bad, ready(bad)).words["status"] == (("\ufffd", 1),)
    told = moved(desk, bad)
    assert (told.counts[Verdict.ADD], told.counts[Verdict.INVALID], told.stopped) == (600, 2, "")
    assert [why.partition(" ")[0] for _number, _label, why in told.left_out] == [f"U+{int(spelt[3:-1], 16):04X}"] * 2


@pytest.mark.parametrize("fault", [RuntimeError("unforeseen"), KeyboardInterrupt(), MemoryError()])
def test_whatever_ends_an_import_its_batch_is_told_and_can_be_undone(desk: Desk, fault: BaseException) -> None:
    many = sheet(STEPS)

    def stopping(done: int, _total: int) -> None:
        raise fault

    told = importing.run(desk.store.writing, desk.me, many, ready(many), stopping)
    assert (told.wanted, bool(told.stopped), len(imported(desk))) == (500, True, 500)
    assert told.fault is (None if isinstance(fault, KeyboardInterrupt) else fault)
    with desk.store.writing() as session:
        undo(session, desk.me, told.batch)
    assert {row.review for row in imported(desk)} <= {"rejected", "pending"}


def test_what_was_undone_can_be_imported_again_and_what_a_person_rejected_stays_out(desk: Desk) -> None:
    first = sheet(ROWS.splitlines(keepends=True)[0])
    moved(desk, first)
    both = sheet()
    batch = moved(desk, both).batch
    with desk.store.writing() as session:
        undo(session, desk.me, batch, "the words were mapped wrongly: again")
    told = moved(desk, both)
    assert told.counts == {Verdict.THERE: 1, Verdict.ADD: 1}
    assert moved(desk, both).counts == {Verdict.THERE: 2}
    with desk.store.writing() as session:
        undo(session, desk.me, undo(session, desk.me, told.batch).batch)
    assert moved(desk, both).counts == {Verdict.THERE: 2}, "what was brought back is there"
    last = imported(desk)[-1]
    with desk.store.writing() as session:
        review.reject(session, desk.me, last.id or 0, None)
    assert moved(desk, both).counts == {Verdict.THERE: 2}


def test_an_owner_is_one_person_who_may_update(desk: Desk) -> None:
    with desk.store.writing() as session:
        add = partial(people.add, session, desk.me)
        one = add("ann@example.org", Role.STAFF, name="Ann Lee")
        add("lee@example.org", Role.VIEWER, name="Ann Lee")
        add("bo@example.org", Role.VIEWER, name="Bo Grey")
    head = "Recommendation,Title,Owner\n"
    rows = "Open the archives to the public,On archives,ann  lee\nPublish the budget in full,On archives,Bo Grey\n"
    told = moved(desk, sheet(rows, head))
    assert [why for _number, _label, why in told.left_out] == [
        "The owner must be somebody who may update recommendations, not 'Bo Grey'."
    ]
    assert [row.owner_id for row in imported(desk)] == [one.id]
    with desk.store.writing() as session:
        two = people.add(session, desk.me, "lee2@example.org", Role.EDITOR, name="Ann Lee")
    more = rows.replace("archives", "records").replace("Bo Grey", "lee2@EXAMPLE.org")
    told = moved(desk, sheet(more, head))
    assert [why for _number, _label, why in told.left_out] == [
        "2 people here are called 'ann  lee'. Put the e-mail address of the owner there."
    ]
    assert imported(desk)[-1].owner_id == two.id
    with desk.store.reading() as session:
        offered = dict(listed.owners(session, desk.me))
    assert {offered[one.id or 0], offered[two.id or 0]} == {"Ann Lee (ann@example.org)", "Ann Lee (lee2@example.org)"}
    for key in offered:
        desk.advance(owner=key)
    with pytest.raises(Invalid, match="may update"):
        desk.advance(owner=desk.person(Role.VIEWER).id)


def test_a_column_is_gone_through_once_however_often_a_page_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    found, other = sheet(), sheet()
    plan = ready(found)
    first = guessing.questions(found, plan)
    renamed = plan.but(columns={**plan.columns, "status": plan.columns["title"]})
    wanted = guessing.contents(other, renamed)
    passes: list[Sheet] = []
    records = Sheet.records

    def counted(of: Sheet) -> Any:
        passes.append(of)
        return records(of)

    monkeypatch.setattr(Sheet, "records", counted)
    assert guessing.questions(found, guessing.filled(found, plan)) == first
    assert passes == []
    assert guessing.contents(found, renamed) == wanted
    assert len(passes) == 1, "another column is another question"
