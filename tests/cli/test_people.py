"""`tracker person`, and entries on somebody's behalf."""

import json

from tests.cli.running import run


def test_people_are_let_in_listed_changed_and_shut_out(empty: str) -> None:
    assert run("person", "add", "Admin@Example.org", "--role", "admin", "--name", "Ad Min").status == 0
    assert run("person", "add", "bo@example.org", "--role", "staff", "--unit", "North").status == 0
    assert run("person", "set", "bo@example.org", "--role", "editor", "--unit", "", "--no-digest").out.strip() == (
        "bo@example.org: Editor"
    )
    found = json.loads(run("--as", "admin@example.org", "person", "list", "--format", "json").out)
    assert [(one["email"], one["role"], one["unit"], one["digest"]) for one in found] == [
        ("admin@example.org", "admin", "", True),
        ("bo@example.org", "editor", "", False),
    ]
    assert run("person", "disable", "bo@example.org").out.strip() == "bo@example.org: Editor, shut out"
    assert run("person", "list", "--as", "bo@example.org").status == 1
    assert run("person", "set", "bo@example.org", "--enable").out.strip() == "bo@example.org: Editor"
    assert run("person", "list", "--as", "bo@example.org").err.startswith("tracker: Your role does not allow this")
    assert "bo@example.org,,editor,,True,False" in run("person", "list", "--format", "csv").out
    assert "Editor" in run("person", "list").out


def test_the_last_admin_stays_and_mistakes_are_one_line(empty: str) -> None:
    run("person", "add", "admin@example.org", "--role", "admin")
    assert "last admin" in run("person", "disable", "admin@example.org").err
    assert "last admin" in run("person", "set", "admin@example.org", "--role", "viewer").err
    assert run("person", "set", "admin@example.org").err.startswith("tracker: Say what to set")
    assert run("person", "disable", "nobody@example.org").err.startswith("tracker: Nobody here has the address")


def test_an_entry_for_somebody_keeps_both(taken: str) -> None:
    run("person", "add", "bo@example.org", "--role", "staff", "--name", "Bo Brandt")
    assert run("set", "B-2020-12-3/R1", "--response", "noted", "--for", "bo@example.org").status == 0
    kept = json.loads(run("show", "B-2020-12-3/R1", "--format", "json").out)["history"][0]
    assert (kept["who"], kept["on_behalf_of"]) == ("You", "Bo Brandt")
    assert run("set", "B-2020-12-3/R1", "--response", "rejected", "--for", "nobody@example.org").status == 1
