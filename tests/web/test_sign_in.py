"""What must be set before people can sign in, and whose word the proxy's header is taken for."""

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse

from tests.web.conftest import Answer, ask
from tracker.errors import BadSetting
from tracker.settings import settings
from tracker.web.door import Door
from tracker.web.headers import Headers
from tracker.web.sign_in import permit, routes
from tracker.web.way_back import COOKIE, WayBack

OIDC = {
    "SIGN_IN": "oidc",
    "OIDC_ISSUER": "https://login.example.org",
    "OIDC_CLIENT_ID": "tracker",
    "OIDC_CLIENT_SECRET": "not told",
    "OIDC_COOKIE_SECRET": "c" * 32,
    "PUBLIC_URL": "https://tracker.example.org",
}
PROXY = {"SIGN_IN": "proxy", "PROXY_HEADER": "X-Forwarded-Email"}


def put(patch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        patch.setenv(f"TRACKER_{name}", value)
    settings.cache_clear()


def test_oidc_may_be_served_anywhere_once_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, OIDC)
    permit("0.0.0.0")


@pytest.mark.parametrize("name", [name for name in OIDC if name != "SIGN_IN"])
def test_oidc_names_what_is_missing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {**OIDC, name: ""})
    with pytest.raises(BadSetting, match=f"needs TRACKER_{name}") as told:
        permit("127.0.0.1")
    assert "not told" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("OIDC_COOKIE_SECRET", "c" * 31, "too short"),
        ("PUBLIC_URL", "http://tracker.example.org", "https"),
        ("OIDC_ISSUER", "http://login.example.org", "https"),
        ("OIDC_ROLE_MAP", "a=boss", "boss"),
        ("OIDC_ROLE_MAP", "admin", "VALUE=ROLE"),
    ],
)
def test_oidc_refuses_what_lets_strangers_in(name: str, value: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {**OIDC, name: value})
    with pytest.raises(BadSetting, match=why):
        permit("127.0.0.1")


def test_secrets_are_in_no_print_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, OIDC)
    assert "not told" not in repr(settings())
    assert "c" * 32 not in repr(settings())


def test_a_proxy_needs_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {"SIGN_IN": "proxy"})
    with pytest.raises(BadSetting, match="needs TRACKER_PROXY_HEADER"):
        permit("127.0.0.1")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "tracker.example"])
def test_a_proxy_starts_on_a_public_address_only_where_that_is_said(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, PROXY)
    permit("127.0.0.1")
    with pytest.raises(BadSetting, match="TRACKER_PROXY_PUBLIC"):
        permit(host)
    put(monkeypatch, {"PROXY_PUBLIC": "true"})
    permit(host)


def test_a_network_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {**PROXY, "PROXY_ADDRESSES": "10.0.0.0/99"})
    with pytest.raises(BadSetting, match="TRACKER_PROXY_ADDRESSES"):
        settings()


async def told(scope: dict[str, object], receive: object, send: object) -> None:
    """An application that says whom its request names."""
    request = Request(scope)
    answer = JSONResponse(request.headers.getlist("x-forwarded-email"))
    await answer(scope, receive, send)  # type: ignore[arg-type]


def named(client: str, **headers: str) -> Answer:
    return ask(Door(told), client=client, host="tracker.example", **headers)  # type: ignore[arg-type]


def test_the_proxys_header_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {**PROXY, "PROXY_ADDRESSES": "10.1.0.0/16, ::1"})
    for client in ("10.1.2.3", "::ffff:10.1.2.3", "::1"):
        assert named(client, x_forwarded_email="ann@example.org").body == b'["ann@example.org"]', client


@pytest.mark.parametrize("public", ["false", "true"])
@pytest.mark.parametrize("client", ["192.0.2.7", "10.2.0.1", "2001:db8::1", "127.0.0.1"])
def test_a_strangers_header_is_not(client: str, public: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {**PROXY, "PROXY_ADDRESSES": "10.1.0.0/16", "PROXY_PUBLIC": public})
    for name in ("x_forwarded_email", "X_FORWARDED_EMAIL"):
        answer = named(client, **{name: "ann@example.org"})
        assert (answer.status, b"ann" in answer.body) in ((200, False), (403, False))
        assert answer.status == (200 if public == "true" or client == "127.0.0.1" else 403)


def test_a_header_that_names_two_people_names_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, PROXY)
    assert named("127.0.0.1", x_forwarded_email="eve@example.org, ann@example.org").body == b"[]"
    assert named("127.0.0.1", **{"x_forwarded_email": "eve@example.org", "X_Forwarded_Email": "ann"}).body == b"[]"


def test_a_proxy_signs_out_where_it_does_so(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, PROXY)
    assert routes() == ()
    put(monkeypatch, {"PROXY_SIGN_OUT": "/oauth2/sign_out"})
    (route,) = routes()
    answer = ask(route, "/auth/logout")
    assert (answer.status, answer.headers["location"]) == (307, "/oauth2/sign_out")


def led(cookie: str, signs_in: bool = True) -> Answer:
    done = RedirectResponse("/", 302)
    if signs_in:
        done.set_cookie("_streamlit_user", "signed")
    return ask(WayBack(done), "/oauth2callback", cookie=cookie)


def test_signing_in_leads_back_to_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = ask(WayBack(RedirectResponse("/")), "/auth/login", referer="http://127.0.0.1:8501/review?brief=1&x=%C3%A9")
    cookie = begun.headers["set-cookie"].partition(";")[0]
    assert cookie.startswith(f"{COOKIE}=")
    assert led(cookie).headers["location"] == "/review?brief=1&x=%C3%A9"
    assert led(cookie, signs_in=False).headers["location"] == "/"


@pytest.mark.parametrize("place", ["//evil.example", "https://evil.example", "/\\\\evil.example", "", "/a\nb", "/\té"])
def test_signing_in_leads_nowhere_else(place: str) -> None:
    assert led(f"{COOKIE}={place}").headers["location"] == "/"


@pytest.mark.parametrize(
    "referer", ["http://evil.example/review", "http://[", "", "http://127.0.0.1:8501//evil.example"]
)
def test_a_foreign_page_is_not_kept(referer: str) -> None:
    assert "set-cookie" not in ask(WayBack(RedirectResponse("/")), "/auth/login", referer=referer).headers


def test_cookies_go_back_over_encrypted_connections_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    done = RedirectResponse("/")
    done.set_cookie("_streamlit_user", "signed")
    assert "secure" not in ask(Headers(done)).headers["set-cookie"].lower()
    put(monkeypatch, OIDC)
    assert ask(Headers(done)).headers["set-cookie"].endswith("; Secure")
