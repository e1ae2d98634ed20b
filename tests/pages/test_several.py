from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Checkbox

from tests.pages.conftest import Site, said
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

LIST = "explore/recommendations"


def editing(site: Site, **query: str) -> AppTest:
    return site.visit(LIST, edit="several", **query)


def ticked(app: AppTest, number: int) -> AppTest:
    return boxes(app)[number].check().run()


def boxes(app: AppTest) -> list[Checkbox]:
    """The boxes by which recommendations are chosen."""
    return [box for box in app.checkbox if str(box.key).startswith("several.")]


def chosen(app: AppTest, part: str, value: str) -> AppTest:
    (box,) = [box for box in app.selectbox if str(box.key).startswith(f"several.{part}.")]
    return box.set_value(value).run()


def reason(app: AppTest, why: str) -> AppTest:
    (line,) = [line for line in app.text_input if str(line.key).startswith("several.why.")]
    return line.input(why).run()


def test_several_are_chosen_previewed_changed_and_undone(site: Site) -> None:
    app = ticked(ticked(editing(site), 0), 1)
    assert "2 recommendations chosen" in said(app)
    app = chosen(app, "priority", "high")
    assert "2 would change" in said(app) and "Priority: Normal → High" in said(app)
    app = app.button(key="several.save").click().run()
    assert "Say in a few words what this change rests on." in said(app)
    assert site.desk.row(1).priority == "normal"
    app = reason(app, "the letter")
    app = app.button(key="several.save").click().run()
    assert "2 recommendations changed." in said(app)
    assert {site.desk.row(n).priority for n in (1, 2)} == {"high"}
    batch = site.desk.changes()[-1].batch
    app = app.button(key=f"undo.{batch}").click().run()
    app.button(key=f"undo.do.{batch}").click().run()
    assert {site.desk.row(n).priority for n in (1, 2)} == {"normal"}


def test_what_is_refused_is_told_before_and_stays_chosen_after(site: Site) -> None:
    site.desk.prove()
    app = editing(site).button(key="several.all").click().run()
    app = chosen(app, "status", "adopted")
    (since,) = [line for line in app.text_input if str(line.key).startswith("several.since.")]
    app = since.input("2024-05").run()
    assert "1 would change · 1 is refused" in said(app)
    assert "first add evidence of strength 2" in said(app)
    app = reason(app, "gazette").button(key="several.save").click().run()
    assert "1 was refused and stays chosen." in said(app)
    assert "1 recommendation chosen" in said(app)


def test_a_field_changed_on_the_way_to_the_button_is_shown_first(site: Site) -> None:
    app = reason(chosen(ticked(editing(site), 0), "priority", "high"), "the letter")
    (priority,) = [word for word in app.selectbox if str(word.key).startswith("several.priority.")]
    priority.set_value("low")
    app = app.button(key="several.save").click().run()
    assert "A field changed as you pressed." in said(app) and "Priority: Normal → Low" in said(app)
    assert site.desk.row(1).priority == "normal"
    app = reason(app, "the second letter").button(key="several.save").click().run()
    assert site.desk.row(1).priority == "low"
    assert "A field changed as you pressed." not in said(app)


def test_the_reason_kept_is_the_one_typed_last(site: Site) -> None:
    app = reason(chosen(ticked(editing(site), 0), "priority", "high"), "the leter")
    (line,) = [line for line in app.text_input if str(line.key).startswith("several.why.")]
    line.input("the letter")
    app.button(key="several.save").click().run()
    assert site.desk.changes()[-1].why == "the letter"


def test_a_status_that_stands_already_keeps_its_date(site: Site) -> None:
    on = PartialDate.parse("2021-03")
    site.desk.advance(number=1, status="not_adopted", status_on=on)
    app = chosen(editing(site).button(key="several.all").click().run(), "status", "not_adopted")
    assert "1 stands so already" in said(app)
    app = chosen(app, "status", "stalled")
    assert "2 would change · 1 is closed and would be open again" in said(app)


def test_a_date_that_is_none_is_told(site: Site) -> None:
    app = ticked(editing(site), 0)
    (since,) = [line for line in app.text_input if str(line.key).startswith("several.since.")]
    assert "is no date" in said(since.input("soon").run())


def test_nothing_changes_what_somebody_else_changed_since_it_was_chosen(site: Site) -> None:
    app = ticked(ticked(editing(site), 0), 1)
    site.desk.advance(number=1, priority="low")
    app = chosen(app, "priority", "high")
    assert "1 would change · 1 is refused" in said(app)


def test_viewers_edit_nothing_and_choices_end_with_the_editing(site: Site) -> None:
    viewer = site.visit(LIST, site.role(Role.VIEWER), edit="several")
    assert not boxes(viewer) and not [b for b in viewer.button if str(b.key).startswith("several.")]
    app = ticked(editing(site), 0).button(key="several.turn").click().run()
    assert not boxes(app)
    app = app.button(key="several.turn").click().run()
    assert "Choose recommendations below" in said(app)
