"""What stands in the environment is used, or refused in one sentence before anything begins."""

from collections.abc import Iterator

import pytest

from tests.cli.running import run
from tracker.errors import BadSetting
from tracker.settings import settings


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("PARSE_SECONDS", value) for value in ("inf", "nan", "1e400", "1e20", "0", "-1")),
        *(("PARSE_MEGABYTES", value) for value in ("17592186044416", "1", "1.5")),
        *(("LANGUAGE", value) for value in ("xx_YY", "../..", "C", "klingon")),
        *(("PUBLIC_URL", value) for value in ("https://[", "https://x:abc", "https://:1", "ftp://x")),
        *(("OIDC_ISSUER", value) for value in ("https://[", "issuer")),
        *(("PROXY_SIGN_OUT", value) for value in ("https://[", "//elsewhere.example", "out")),
        *(("TIMEZONE", value) for value in ("", "Europe", "../../etc/passwd")),
        *(("PROXY_ADDRESSES", value) for value in ("300.1.1.1", "proxy")),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TRACKER_{name}", value)
    with pytest.raises(BadSetting, match=f"The setting TRACKER_{name} cannot be used"):
        settings()
    told = run("check")
    assert (told.status, told.out, told.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LANGUAGE", "fr"),
        ("LANGUAGE", "en_GB"),
        ("PUBLIC_URL", "https://tracker.example.org:8443/asks"),
        ("PUBLIC_URL", "http://[::1]:8501"),
        ("PROXY_SIGN_OUT", "/oauth2/sign_out?rd=%2F"),
        ("PARSE_SECONDS", "0.5"),
    ],
)
def test_what_can_be_used_is(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TRACKER_{name}", value)
    assert str(getattr(settings(), name.lower())) == value


@pytest.mark.parametrize(("said", "meant"), [("", "en"), ("pt-BR", "pt_BR")])
def test_a_language_may_be_written_as_browsers_do(monkeypatch: pytest.MonkeyPatch, said: str, meant: str) -> None:
    monkeypatch.setenv("TRACKER_LANGUAGE", said)
    assert settings().language == meant
