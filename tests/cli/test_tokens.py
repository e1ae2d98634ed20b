"""`tracker token`: made and printed once, listed without its secret, revoked."""

import json

from tests.cli.running import run


def test_a_token_is_made_listed_and_revoked(taken: str) -> None:
    made = run("token", "make", "Our website", "--days", "30")
    assert made.status == 0 and made.out.startswith("tracker_")
    assert run("token", "make", "A script", "--own-role").status == 0
    (script, website) = json.loads(run("token", "list", "--format", "json").out)
    assert (website["name"], website["viewer_only"], website["state"], website["used"]) == (
        "Our website",
        True,
        "holds",
        None,
    )
    assert (script["number"], script["viewer_only"]) == (2, False)
    assert made.out.strip() not in run("token", "list", "--all", "--format", "csv").out
    assert run("token", "revoke", "1").out == "Our website is revoked.\n"
    assert [one["state"] for one in json.loads(run("token", "list", "--format", "json").out)] == ["holds", "revoked"]
    assert "Our website" in run("token", "list").out


def test_each_has_their_own(empty: str) -> None:
    run("person", "add", "admin@example.org", "--role", "admin")
    run("person", "add", "bo@example.org", "--role", "viewer")
    run("token", "make", "Mine", "--as", "admin@example.org")
    assert run("--as", "bo@example.org", "token", "list", "--format", "json").out == "[]\n"
    assert run("--as", "bo@example.org", "token", "list", "--all").err.startswith("tracker: Your role does not allow")
    assert "no such token" in run("--as", "bo@example.org", "token", "revoke", "1").err
    assert "Give it a name" in run("token", "make", " ").err
    assert run("token", "make", "x", "--days", "400").status == 2
