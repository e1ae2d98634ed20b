"""The words of the interface in the reader's language, through gettext.

English is written in the code; another language is a file `locale/<language>/LC_MESSAGES/tracker.mo` beside this one.
"""

import gettext as _gettext
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"
_language: ContextVar[str] = ContextVar("language", default="en")


@lru_cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("tracker", _LOCALE, languages=[language], fallback=True)


def speak(language: str) -> None:
    """Choose the language (as "en", "fr") of everything that this thread or task says from now on."""
    _language.set(language)


def spoken() -> str:
    """The language in use, as "en"."""
    return _language.get()


def gettext(message: str) -> str:
    """The message in the language in use; the message itself where nobody has translated it."""
    return _catalogue(_language.get()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The message that fits the number `n`, in the language in use."""
    return _catalogue(_language.get()).ngettext(one, many, n)


def marked(message: str) -> str:
    """Mark a message of a table for translation, to be translated where it is shown."""
    return message


def nmarked(one: str, many: str) -> tuple[str, str]:
    """Mark a message for one and for many, to be translated by `ngettext` where it is shown."""
    return one, many
