import pytest

from tracker.errors import BadSetting
from tracker.web.serving import asked
from tracker.web.sign_in import permit


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.2", "::ffff:127.0.0.1"])
def test_this_machine_may_be_served(host: str) -> None:
    permit(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.0.2.7", "tracker.example", "::ffff:192.0.2.7"])
@pytest.mark.parametrize("mode", ["local", "test"])
def test_no_stranger_is_let_in_without_a_proof(mode: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_SIGN_IN", mode)
    with pytest.raises(BadSetting, match="listens on this machine only"):
        permit(host)


def test_the_place_is_asked_for() -> None:
    assert asked([]) == {"host": "127.0.0.1", "port": 8501}
    assert asked(["--host", "localhost", "--port", "9000"]) == {"host": "localhost", "port": 9000}
