import json

from tests.cli.running import run
from tracker.actions import asks, review
from tracker.store.access import sole_person
from tracker.store.upgrade import opened


def test_what_is_asked_again_is_listed_with_its_years(taken: str) -> None:
    assert run("repeated", "--format", "json").out == "[]\n"
    with opened(taken) as store, store.writing() as session:
        me = sole_person(session)
        for key in (1, 2):
            review.confirm(session, me, key, None)
            review.amend(session, me, key, None, level="headline")
        asks.put_together(session, me, [1, 2])
    (found,) = json.loads(run("repeated", "--format", "json").out)
    assert (found["times"], found["briefs"], found["first"], found["last"]) == (2, 1, 2020, 2020)
    assert found["references"] == ["B-2020-12-3/R1", "B-2020-12-3/R2"]
    assert run("repeated", "--format", "csv").out.splitlines()[0].startswith("times,briefs,first,last,authors,status")
    assert "1 different asks in 2 confirmed headline recommendations" in run("repeated").out
    assert run("repeated", "--author", "Nobody", "--format", "json").out == "[]\n"
