"""How pages look: the settings of `.streamlit/config.toml`, the mark, the light or dark theme in use."""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit import config

from tracker.settings import house, settings

Theme = Literal["light", "dark"]

_HERE = Path(__file__).parent
ICON = _HERE / "marks" / "icon.png"
_INK: dict[Theme, str] = {"light": "#1a1a1a", "dark": "#eceae4"}
_PAPER: dict[Theme, str] = {"light": "#ffffff", "dark": "#14181c"}
_ACCENT: dict[Theme, str] = {"light": "#1d5c87", "dark": "#7fb8de"}


def apply() -> None:
    """Apply the house's `config.toml` wherever the server was started from; what the starter set stays as set."""
    chosen = tomllib.loads((house() / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    chosen["server"]["maxUploadSize"] = settings().upload_megabytes
    for key, value in _flat(chosen):
        if not config.is_manually_set(key) or key == "server.maxUploadSize":
            config.set_option(key, value, "tracker")


def style() -> str:
    """The style sheets of all pages, as one element."""
    # A drawer hangs beside the page and takes its colours from nowhere else.
    drawer = f'[data-testid="stDialog"] {{ color-scheme: {theme()}; }}'
    return f"<style>{_sheets()}{drawer}</style>"


@lru_cache
def _sheets() -> str:
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sorted((_HERE / "marks").glob("*.css")))


def theme() -> Theme:
    """The theme that the reader sees now."""
    return "dark" if st.context.theme.type == "dark" else "light"


def logo() -> str:
    """The mark and the name as SVG, in the colours of the theme in use."""
    return _logo(theme())


@lru_cache
def _logo(theme: Theme) -> str:
    drawing = (_HERE / "marks" / "logo.svg").read_text(encoding="utf-8")
    for name, colours in (("INK", _INK), ("PAPER", _PAPER), ("ACCENT", _ACCENT)):
        drawing = drawing.replace(name, colours[theme])
    return drawing


def _flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
