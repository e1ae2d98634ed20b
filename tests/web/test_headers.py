import pytest
from starlette.responses import PlainTextResponse

from tests.web.conftest import ask
from tests.web.test_sign_in import OIDC, PROXY, put
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


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    rules = {rule.split(" ")[0]: rule.split(" ")[1:] for rule in HEADERS["Content-Security-Policy"].split("; ")}
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == ["'none'"]
    own = {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "'wasm-unsafe-eval'", "data:", "blob:"}
    assert {source for sources in rules.values() for source in sources} <= own
    assert "data:" not in rules["script-src"] and rules["default-src"] == ["'self'"]


@pytest.mark.parametrize("mode", [OIDC, {**PROXY, "PUBLIC_URL": "https://tracker.example.org"}])
def test_where_connections_are_encrypted_browsers_use_no_others(
    mode: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "strict-transport-security"
    assert name not in ask(Headers(PlainTextResponse("x"))).headers
    put(monkeypatch, mode)
    assert ask(Headers(PlainTextResponse("x"))).headers[name].startswith("max-age=31536000")
    put(monkeypatch, {"PUBLIC_URL": "http://127.0.0.1:8501"})
    assert name not in ask(Headers(PlainTextResponse("x"))).headers
