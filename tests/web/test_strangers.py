"""A real server, asked by a stranger without a browser: what it tells, what it takes, what stands in every answer."""

from collections.abc import Iterator

import httpx
import pytest
from streamlit import config

from tests.browser.conftest import serving
from tests.web.test_sign_in import put
from tracker.settings import house
from tracker.ui import appearance
from tracker.web.headers import HEADERS

PATHS = (
    "/",
    "/overview",
    "/people",
    "/nothing/at/all",
    "/healthz",
    "/readyz",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/upload_file/x/y",
    "/media/x",
    "/component/x/y",
    "/static/nothing.js",
    "/api",
    "/api/recommendations",
    "/share/x",
    "/evidence/1",
    "/app.py",
    "/.streamlit/config.toml",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/static/..%2f..%2f..%2fapp.py",
    "/~/+/secrets.toml",
    "/auth/login",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with (
        serving(tmp_path_factory.mktemp("strangers") / "store.db") as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers_and_tells_nothing_of_the_inside(server: httpx.Client, path: str) -> None:
    answer = server.get(path)
    assert answer.status_code < 500
    if answer.content != b"Bad Request":
        assert {name.lower() for name in HEADERS} <= set(answer.headers)
    assert "server" not in answer.headers and "x-powered-by" not in answer.headers
    for inside in ("Traceback", "site-packages", str(house()), "root:", "import streamlit", "[client]", "sqlite"):
        assert inside not in answer.text


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/%5fstcore/metrics", "/_stcore/agent/openapi.json"])
def test_counts_of_visits_and_ways_in_are_closed(server: httpx.Client, path: str) -> None:
    assert server.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/_stcore/agent/mcp"])
def test_no_program_drives_the_pages(server: httpx.Client, path: str) -> None:
    assert server.post(path, json={}).status_code == 404


def test_no_other_site_is_named_to_the_pages(server: httpx.Client) -> None:
    told = server.get("/_stcore/host-config").json()
    assert (told["allowedOrigins"], told["useExternalAuthToken"], told["metricsUrl"]) == ([], False, "")


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_a_foreign_name_or_page_is_turned_away(server: httpx.Client, headers: dict[str, str]) -> None:
    assert server.get("/", headers=headers).status_code == 403
    handshake = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    assert server.get("/_stcore/stream", headers={**handshake, **key, **headers}).status_code == 403


def test_nothing_is_uploaded_without_the_pages_own_token(server: httpx.Client) -> None:
    there = "/_stcore/upload_file/session/file"
    assert server.put(there, content=b"x").status_code == 403
    xsrf = server.get("/_stcore/health").cookies["_streamlit_xsrf"]
    forged = {"X-Xsrftoken": "2|00000000|00000000000000000000000000000000|1"}
    assert server.put(there, content=b"x", headers=forged, cookies={"_streamlit_xsrf": xsrf}).status_code == 403
    own = {"X-Xsrftoken": xsrf}
    assert server.put(there, content=b"x", headers=own, cookies={"_streamlit_xsrf": xsrf}).status_code == 400


def test_cookies_stay_on_this_site(server: httpx.Client) -> None:
    set_cookies = server.get("/_stcore/health").headers.get_list("set-cookie")
    assert set_cookies
    assert all("SameSite=Lax" in cookie or "SameSite=Strict" in cookie for cookie in set_cookies)


def test_the_limits_are_those_of_the_settings_on_the_server_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """That Streamlit holds it while a file comes in is theirs to test; that ours is set is ours."""
    put(monkeypatch, {"UPLOAD_MEGABYTES": "7"})
    appearance.apply()
    assert config.get_option("server.maxUploadSize") == 7
    assert config.get_option("server.enableXsrfProtection") is True
    assert config.get_option("client.showErrorDetails") == "none"
    put(monkeypatch, {"UPLOAD_MEGABYTES": "25"})
    appearance.apply()
