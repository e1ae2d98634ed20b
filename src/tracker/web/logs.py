"""What the server writes down when something goes wrong: where and why, and neither secrets nor people's words.

No values of variables, no parameters of database statements; passwords in addresses, tokens, links and tickets are
blotted out; and no sign that steers a terminal or feigns a line of its own.
"""

import logging
import re
from collections.abc import Sequence
from time import monotonic
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from tracker.settings import Settings, settings

BLOT = "[secret]"
_MINUTE = 60.0
_FULL = ("socket.accept() out of system resource", "Exception in callback BaseSelectorEventLoop._start_serving")
_PATTERNS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"(://[^\s:/@]*:)\S+(@)"), rf"\1{BLOT}\2"),
    (re.compile(r"(?i)(\bbearer\s+)[^\s\"',;]+"), rf"\1{BLOT}"),
    (re.compile(r"(/share/)[^\s\"'?#]+"), rf"\1{BLOT}"),
    (re.compile(r"(?i)(\b(?:ticket|token|password|secret|code|state)=)[^\s&\"']+"), rf"\1{BLOT}"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def apply() -> None:
    """Write so from now on, to where the server prints."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
            _blotted,
        ],
        logger_factory=structlog.WriteLoggerFactory(),
    )
    logging.setLogRecordFactory(_record)
    logging.getLogger("uvicorn.access").disabled = True  # every address that was asked for would be in it
    logging.getLogger("asyncio").addFilter(_Seldom())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.asgi"):
        logging.getLogger(name).setLevel(logging.WARNING)


class _Seldom(logging.Filter):
    """Lets through once a minute that no connection can be taken up: Python says so thousands of times a second."""

    def __init__(self) -> None:
        super().__init__()
        self._said = -_MINUTE

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written down."""
        if not str(record.msg).startswith(_FULL):
            return True
        now = monotonic()
        seldom = now - self._said >= _MINUTE
        if seldom:
            self._said = now
        return seldom


def _record(*given: Any, **named: Any) -> logging.LogRecord:
    """What other programs of the server write: whoever handles it finds it blotted."""
    record = logging.LogRecord(*given, **named)
    try:
        said = record.getMessage()
    except Exception:  # whoever writes what cannot be written goes on
        said = "a message that cannot be written"
    record.msg, record.args = blotted(said).replace("\n", " "), ()
    if record.stack_info:
        record.stack_info = blotted(record.stack_info)
    if record.exc_info:
        record.exc_text = blotted(logging.Formatter().formatException(record.exc_info))
    return record


def blotted(text: str) -> str:
    """The text without what must not be kept."""
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    for secret in _secrets(settings()):
        text = text.replace(secret, BLOT)
    return _CONTROLS.sub("", text)


def _blotted(_logger: WrappedLogger, _method: str, line: str | EventDict) -> str:
    return blotted(str(line))


def _secrets(config: Settings) -> list[str]:
    found: list[Any] = [config.oidc_client_secret, config.oidc_cookie_secret, config.smtp_password]
    return [value for one in found if len(value := one.get_secret_value()) > 3]
