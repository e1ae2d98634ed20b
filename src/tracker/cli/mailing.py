"""Handing messages to the mail server that the settings name."""

import smtplib
import ssl
from email.message import EmailMessage
from types import TracebackType

from tracker.errors import BadSetting, NotSent
from tracker.settings import Settings
from tracker.translation import gettext as _
from tracker.web.loopback import is_loopback

_PATIENCE_SECONDS = 30
_ENCRYPTED_PORT = 465
"""Where mail servers speak encrypted from the first word on."""


class Mailbox:
    """A connection to the mail server, made anew where it was lost. BadSetting where no server is set."""

    def __init__(self, config: Settings) -> None:
        if not config.smtp_host or not config.smtp_from:
            raise BadSetting(_("Set TRACKER_SMTP_HOST and TRACKER_SMTP_FROM to send messages."))
        if config.smtp_user and not _encrypted(config) and not is_loopback(config.smtp_host):
            raise BadSetting(
                _("TRACKER_SMTP_STARTTLS must be on, or the password for the mail server can be read on the way.")
            )
        self._config = config
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> "Mailbox":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _wrong: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, mail: EmailMessage) -> None:
        """Hand one message over; NotSent, in one sentence, where the server is not there or does not take it."""
        try:
            if self._server is None:
                self._server = self._connected()
            self._server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as wrong:
            said = next(iter(wrong.recipients.values()), (0, b""))
            self._hang_up()
            raise NotSent(_("The mail server refuses the address: {why}").format(why=_words(said[1]))) from wrong
        except (smtplib.SMTPException, OSError, UnicodeError) as wrong:
            self._hang_up()
            raise NotSent(_("The mail server could not be used: {why}").format(why=_why(wrong))) from wrong

    def _connected(self) -> smtplib.SMTP:
        config = self._config
        trusted = ssl.create_default_context(cafile=config.smtp_ca or None)
        place = (config.smtp_host, config.smtp_port)
        if config.smtp_port == _ENCRYPTED_PORT:
            server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=_PATIENCE_SECONDS, context=trusted)
        else:
            server = smtplib.SMTP(*place, timeout=_PATIENCE_SECONDS)
        try:
            if config.smtp_starttls and config.smtp_port != _ENCRYPTED_PORT:
                server.starttls(context=trusted)
            if config.smtp_user:
                server.login(config.smtp_user, config.smtp_password.get_secret_value())
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server

    def _hang_up(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            try:
                server.quit()
            except (smtplib.SMTPException, OSError):
                server.close()


def _encrypted(config: Settings) -> bool:
    return config.smtp_starttls or config.smtp_port == _ENCRYPTED_PORT


def _why(wrong: Exception) -> str:
    if isinstance(wrong, smtplib.SMTPResponseException):
        return f"{wrong.smtp_code} {_words(wrong.smtp_error)}"
    return _words(str(wrong) or type(wrong).__name__)


def _words(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:300]
