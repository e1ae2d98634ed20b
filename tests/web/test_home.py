from starlette.applications import Starlette

from tests.web.conftest import ask
from tracker.web import home

APP = Starlette(routes=[home.route("overview")])


def test_the_first_page_is_found_by_its_name_with_all_filters() -> None:
    answer = ask(APP, "/overview?author=A.+Writer&status=adopted")
    assert answer.status == 307
    assert answer.headers["location"] == "/?author=A.+Writer&status=adopted"


def test_other_addresses_are_left_alone() -> None:
    assert ask(APP, "/overviews").status == 404
