from starlette.responses import PlainTextResponse

from tests.web.conftest import ask
from tracker.web.headers import HEADERS, Headers


def test_every_answer_carries_the_headers() -> None:
    answer = ask(Headers(PlainTextResponse("x")))
    assert {name.lower(): value for name, value in HEADERS.items()}.items() <= answer.headers.items()


def test_no_page_may_frame_or_guess() -> None:
    assert "frame-ancestors 'none'" in HEADERS["Content-Security-Policy"]
    assert HEADERS["X-Content-Type-Options"] == "nosniff"


def test_a_header_that_is_there_stays() -> None:
    answer = ask(Headers(PlainTextResponse("x", headers={"Referrer-Policy": "no-referrer"})))
    assert answer.headers["referrer-policy"] == "no-referrer"
