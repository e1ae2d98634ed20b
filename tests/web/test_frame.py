"""The page around every page of the dashboard."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tracker.web import frame


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[*frame.routes(("trends",))]))


@pytest.mark.parametrize("address", ["/", "/trends", "/trends?region=IRN"])
def test_the_browser_is_told_where_the_server_is_before_anything_else_runs(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"
    told = answer.text.index("BACKEND_BASE_URL")
    assert answer.text.index("<head>") < told < answer.text.index('type="module"')


def test_other_addresses_are_left_to_streamlit(client: TestClient) -> None:
    assert client.get("/elsewhere").status_code == 404
