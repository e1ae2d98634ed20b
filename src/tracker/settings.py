"""One object from the environment: where the store is, who signs in how, and the limits on files."""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from tracker.errors import BadSetting


class SignIn(StrEnum):
    """How the tracker learns who is asking."""

    LOCAL = "local"
    """One person on one's own machine, who holds every role; listens on loopback only."""
    TEST = "test"
    """The identity is taken on trust from the request, for tests; listens on loopback only."""


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
    language: str = Field(default="en", description="Language of the interface.")
    sign_in: SignIn = Field(default=SignIn.LOCAL, description="How people sign in.")
    test_identity: str = Field(
        default="", description="E-mail address that asks when sign-in is 'test' and the request names nobody."
    )
    upload_megabytes: int = Field(
        default=25, ge=1, le=1024, description="Largest file that is read, or kept as evidence, in MB."
    )
    parse_seconds: float = Field(
        default=30, gt=0, description="Longest time that reading one file may take, in seconds."
    )
    parse_megabytes: int = Field(
        default=1024, ge=128, description="Most memory that reading one file may take, in MiB."
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as wrong:
            raise ValueError(f"{value!r} is no time zone") from wrong
        return value

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


def house() -> Path:
    """The folder of `app.py`, `pages/`, `data/` and `.streamlit/`, in a checkout and in an installed package."""
    installed = Path(__file__).parent / "house"
    return installed if installed.is_dir() else Path(__file__).parents[2]
