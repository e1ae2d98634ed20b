"""Whom the claims of a provider name."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tracker.settings import Settings
from tracker.ui.identity import by_claims
from tracker.vocabulary.roles import Role

NOW = datetime.now(UTC)
WHOLE = {"is_logged_in": True, "email": " Ann@example.org", "name": "Ann", "iat": NOW.timestamp(), "groups": ["staff"]}


def test_whole_claims_name_somebody() -> None:
    found = by_claims(WHOLE, Settings())
    assert found and (found.email, found.name, found.role) == ("Ann@example.org", "Ann", None)
    found = by_claims({**WHOLE, "email_verified": True}, Settings(oidc_role_claim="groups"))
    assert found and found.role is Role.STAFF


@pytest.mark.parametrize(
    "wrong",
    [
        {"is_logged_in": False},
        {"is_logged_in": "yes"},
        {"email": ""},
        {"email": None},
        {"email": ["ann@example.org"]},
        {"email_verified": False},
        {"email_verified": "false"},
        {"iat": None},
        {"iat": True},
        {"iat": "now"},
        {"iat": (NOW - timedelta(hours=12, minutes=1)).timestamp()},
    ],
)
def test_others_name_nobody(wrong: dict[str, Any]) -> None:
    assert by_claims({**WHOLE, **wrong}, Settings()) is None


def test_the_address_may_stand_in_another_claim() -> None:
    found = by_claims({**WHOLE, "upn": "bo@example.org"}, Settings(oidc_email_claim="upn"))
    assert found and found.email == "bo@example.org"
