import pytest
from starlette.responses import PlainTextResponse

from tests.web.conftest import ask
from tests.web.test_sign_in import OIDC, PROXY, put
from tracker.web.door import Door

DOOR = Door(PlainTextResponse("secret"))


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501", "127.9.9.9"])
def test_this_machine_gets_in_under_its_own_names(host: str) -> None:
    assert ask(DOOR, host=host).body == b"secret"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example:8501",
        "localhost.evil.example",
        "evil.example:127",
        "",
        "[::1]evil",
        "0.0.0.0",
    ],
)
def test_a_foreign_name_that_points_here_is_turned_away(host: str) -> None:
    answer = ask(DOOR, host=host)
    assert answer.status == 403
    assert b"secret" not in answer.body


def test_a_page_of_our_own_may_ask() -> None:
    assert ask(DOOR, origin="http://127.0.0.1:8501").status == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8501", "http://["]
)
def test_a_page_of_another_origin_is_turned_away(origin: str) -> None:
    assert ask(DOOR, origin=origin).status == 403


@pytest.mark.parametrize("client", ["192.0.2.7", "10.0.0.1", "2001:db8::1"])
def test_another_machine_is_turned_away(client: str) -> None:
    assert ask(DOOR, client=client).status == 403


def test_another_origins_socket_is_closed() -> None:
    assert ask(DOOR, kind="websocket", origin="http://evil.example").status == 0


@pytest.mark.parametrize("mode", ["local", "test"])
def test_the_door_stands_in_every_mode_that_asks_for_no_proof(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_SIGN_IN", mode)
    assert ask(DOOR, host="evil.example").status == 403


OTHERS = [
    "http://evil.example",
    "null",
    "https://tracker.example.org.evil.example",
    "http://127.0.0.1:9999",
    "http://[",
]


@pytest.mark.parametrize("mode", [OIDC, PROXY])
@pytest.mark.parametrize("origin", OTHERS)
def test_no_page_of_others_opens_a_socket_or_sends_anything(
    mode: dict[str, str], origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, mode)
    assert ask(DOOR, kind="websocket", host="tracker.example.org", origin=origin).status == 0
    assert ask(DOOR, method="POST", host="tracker.example.org", origin=origin).status == 403
    assert ask(DOOR, host="tracker.example.org", origin=origin).status == 200, "what is read needs its own proof"


@pytest.mark.parametrize("host", ["tracker.example.org", "127.0.0.1:8501"])
def test_a_page_at_the_public_address_may(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, OIDC)
    assert ask(DOOR, method="PUT", host=host, origin="https://tracker.example.org").status == 200
    assert ask(DOOR, method="PUT", host=host).status == 200, "no page at all, but a program"
