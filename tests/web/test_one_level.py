import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.web.conftest import ask
from tracker.web.one_level import OneLevel


def _text(request: Request) -> Response:
    return PlainTextResponse("a file")


def _page(request: Request) -> Response:
    return HTMLResponse("<p>a page</p>")


APP = Starlette(
    routes=[Route("/evidence/7", _text), Route("/{path:path}", _page)],
    middleware=[Middleware(OneLevel)],
)


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/explore/trends", "/trends"),
        ("/explore/trends?step=month&topic=4", "/trends?step=month&topic=4"),
        ("/recommendations/7/", "/7"),
        ("//elsewhere.example/x", "/x"),
        ("/x/\\elsewhere", "/%5Celsewhere"),
    ],
)
def test_an_address_of_several_levels_leads_to_its_last_part(asked: str, there: str) -> None:
    answer = ask(APP, asked)
    assert (answer.status, answer.headers["location"]) == (307, there)
    assert b"a page" not in answer.body


@pytest.mark.parametrize(
    "asked", ["/", "/review", "/review/", "/evidence/7", "/static/page.html", "/_stcore/anything", "/share/x", "/api/x"]
)
def test_other_addresses_are_left_alone(asked: str) -> None:
    answer = ask(APP, asked)
    assert answer.status == 200
    assert answer.body in (b"a file", b"<p>a page</p>")
