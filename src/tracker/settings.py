"""One object from the environment: where the store is, who signs in how, and the limits on files."""

from enum import StrEnum
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from tracker.errors import BadSetting


class SignIn(StrEnum):
    """How the tracker learns who is asking."""

    LOCAL = "local"
    """One person on one's own machine, who holds every role; listens on loopback only."""
    OIDC = "oidc"
    """People sign in with an OpenID Connect provider, such as that of the institute."""
    PROXY = "proxy"
    """A proxy in front has asked people who they are, and names them in a header."""
    TEST = "test"
    """The identity is taken on trust from the request, for tests; listens on loopback only."""


class Unknown(StrEnum):
    """What becomes of somebody who has signed in and whom nobody has let in."""

    REFUSE = "refuse"
    """They are told to ask an admin."""
    VIEWER = "viewer"
    """They are let in as viewers."""


class Settings(BaseSettings):
    """Every setting is an environment variable `TRACKER_<NAME>`; the defaults suit one person on one machine."""

    model_config = SettingsConfigDict(env_prefix="TRACKER_", frozen=True)

    database_url: str = Field(default="", description="Where the store is; empty: SQLite in the user's data folder.")
    institute: str = Field(
        default="B",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,15}$",
        description="The institute's short name, the first part of every reference.",
    )
    timezone: str = Field(default="UTC", description="The place whose midnight ends a day, as 'Europe/London'.")
    language: str = Field(
        default="en",
        description="Language of the interface, as 'en', 'fr' or 'pt_BR'; English where nobody has translated it.",
    )
    sign_in: SignIn = Field(default=SignIn.LOCAL, description="How people sign in.")
    test_identity: str = Field(
        default="", description="E-mail address that asks when sign-in is 'test' and the request names nobody."
    )
    unknown_people: Unknown = Field(
        default=Unknown.REFUSE, description="Who has signed in and is not known: refused, or let in as a viewer."
    )
    public_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s?#]+)?$",
        description="Where people open the tracker: links in messages and the way back from sign-in lead there.",
    )
    oidc_issuer: str = Field(default="", pattern=r"^(https?://\S+)?$", description="The provider's address.")
    oidc_client_id: str = Field(default="", description="What the provider calls the tracker.")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="What proves to it that this is so.")
    oidc_cookie_secret: SecretStr = Field(
        default=SecretStr(""), description="Signs the cookie of who is signed in: 32 random characters or more."
    )
    oidc_email_claim: str = Field(default="email", description="The claim that holds the e-mail address.")
    oidc_role_claim: str = Field(
        default="", description="The claim that says the role, as 'groups' or 'realm_access.roles'; empty: the store."
    )
    oidc_role_map: str = Field(
        default="", description="What the claim's values mean, the first that is met: 'it-admins=admin, staff=staff'."
    )
    oidc_hours: int = Field(default=12, ge=1, le=720, description="After how many hours people sign in again.")
    proxy_header: str = Field(
        default="",
        pattern=r"^[A-Za-z0-9-]*$",
        description="The header in which the proxy names who asks, as 'X-Forwarded-Email'.",
    )
    proxy_addresses: str = Field(
        default="127.0.0.1, ::1", description="The addresses or networks of the proxies that are believed."
    )
    proxy_public: bool = Field(
        default=False, description="Whether the tracker may listen beyond this machine with sign-in 'proxy'."
    )
    proxy_sign_out: str = Field(
        default="", pattern=r"^(/[^/\\]\S*|https?://\S+)?$", description="Where the proxy signs people out."
    )
    wrong_tries: int = Field(
        default=30, ge=3, le=10_000, description="Wrong tokens and links a minute after which an address must wait."
    )
    smtp_host: str = Field(default="", description="The mail server that takes messages; empty: none is sent.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    smtp_user: str = Field(default="", description="Under which name the tracker signs in there; empty: it does not.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="The password for that.")
    smtp_starttls: bool = Field(default=True, description="Whether the connection is encrypted before anything else.")
    smtp_ca: str = Field(default="", description="File of certificates to trust there; empty: those of the machine.")
    smtp_from: str = Field(default="", description="The address from which messages come.")
    upload_megabytes: int = Field(
        default=25, ge=1, le=1024, description="Largest file that is read, or kept as evidence, in MB."
    )
    parse_seconds: float = Field(
        default=30, gt=0, le=3600, description="Longest time that parsing one file may take, in seconds."
    )
    parse_megabytes: int = Field(
        default=1024, ge=128, le=1_048_576, description="Most memory that parsing one file may take, in MiB."
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as wrong:
            raise ValueError(f"{value!r} is no time zone") from wrong
        return value

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        known = value.replace("-", "_") or "en"
        try:
            Locale.parse(known)
        except (UnknownLocaleError, ValueError) as wrong:
            raise ValueError(f"{value!r} is no language, as 'en' or 'fr' is") from wrong
        return known

    @field_validator("public_url", "oidc_issuer", "proxy_sign_out")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not value.startswith("/") and not (urlsplit(value).hostname and urlsplit(value).port != 0):
            raise ValueError(f"{value!r} names no host")
        return value

    @field_validator("proxy_addresses")
    @classmethod
    def _networks(cls, value: str) -> str:
        for part in filter(None, map(str.strip, value.split(","))):
            ip_network(part)
        return value

    @property
    def proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks in which the believed proxies are."""
        return tuple(ip_network(part) for part in filter(None, map(str.strip, self.proxy_addresses.split(","))))

    @property
    def store_url(self) -> str:
        """The SQLAlchemy address of the store."""
        return self.database_url or f"sqlite:///{user_data_path('tracker', appauthor=False) / 'tracker.db'}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days begin and end."""
        return ZoneInfo(self.timezone)


@lru_cache
def settings() -> Settings:
    """The settings as the environment had them when first asked; `settings.cache_clear()` reads it again."""
    try:
        return Settings()
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = "TRACKER_" + "_".join(str(part) for part in first["loc"]).upper()
        raise BadSetting(f"The setting {name} cannot be used: {first['msg']}. Correct it and start again.") from wrong


@lru_cache
def house() -> Path:
    """The folder of `app.py`, `pages/`, `data/` and `.streamlit/`, in a checkout and in an installed package."""
    installed = Path(__file__).parent / "house"
    return installed if installed.is_dir() else Path(__file__).parents[2]
