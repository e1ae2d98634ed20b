"""`tracker digest` against a real mail server on this machine."""

import ipaddress
import os
import signal
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.conftest import free_port
from tests.cli.running import run
from tracker.cli.mailing import Mailbox
from tracker.settings import settings
from tracker.store.access import find_person
from tracker.store.upgrade import opened

CONFIDENTIAL = "An official told us over dinner."


class Kept:
    """A mail server that keeps what it is given, and refuses some."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses: set[str] = set()
        self.signed_in: list[str] = []

    async def handle_RCPT(self, _server: Any, _session: Session, envelope: Envelope, address: str, _o: Any) -> str:  # noqa: N802
        if address in self.refuses:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        read = message_from_bytes(cast(bytes, envelope.content), policy=policy.default)
        assert [address.addr_spec for address in read["To"].addresses] == envelope.rcpt_tos
        self.mails.append(read)
        return "250 OK"

    def to(self) -> list[str]:
        return sorted(str(mail["To"].addresses[0].addr_spec) for mail in self.mails)


@pytest.fixture
def kept() -> Kept:
    return Kept()


def put(patch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        patch.setenv(f"TRACKER_{name.upper()}", value)
    settings.cache_clear()


@pytest.fixture
def server(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """A mail server that asks for nothing; the settings name it."""
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    put(
        monkeypatch,
        smtp_host="127.0.0.1",
        smtp_port=str(controller.port),
        smtp_starttls="false",
        smtp_from="tracker@example.org",
        public_url="https://tracker.example.org",
    )
    yield kept
    controller.stop()


@pytest.fixture
def owners(taken: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ann looks after a recommendation that is overdue, with confidential evidence; Bo after one that is new."""
    put(monkeypatch, sign_in="local")
    for name in ("ann", "bo", "cy"):
        assert run("person", "add", f"{name}@example.org", "--role", "staff", "--name", name.title()).status == 0
    due = (datetime.now(UTC) - timedelta(days=9)).date().isoformat()
    run("evidence", "add", "B-2020-12-3/R1", "--kind", "named_source", "--note", CONFIDENTIAL, "--confidential")
    run("set", "B-2020-12-3/R1", "--outcome", CONFIDENTIAL, "--notes", CONFIDENTIAL, "--due", due)
    assert run("set", "B-2020-12-3/R1", "--owner", "ann@example.org").status == 0
    with opened(taken) as store, store.writing() as session:
        session.connection().exec_driver_sql("UPDATE recommendation SET review = 'confirmed'")
    assert run("set", "B-2020-12-3/R2", "--owner", "bo@example.org").status == 0
    return taken


def told_at(url: str, email: str) -> datetime | None:
    with opened(url) as store, store.reading() as session:
        person = find_person(session, email)
        assert person
        return person.digest_at


def test_each_owner_is_told_once_a_week(owners: str, server: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    dry = run("digest", "--dry-run")
    assert dry.out.splitlines() == [
        "ann@example.org: Your recommendations: 1 overdue",
        "bo@example.org: Your recommendations: 1 not checked for a year",
        "2 would be sent",
    ]
    assert server.mails == []
    done = run("digest")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == ["ann@example.org: sent", "bo@example.org: sent", "2 sent, 0 failed"]
    assert server.to() == ["ann@example.org", "bo@example.org"]
    assert CONFIDENTIAL not in "".join(
        str(part.get_content())
        for mail in server.mails
        for part in mail.walk()
        if part.get_content_maintype() == "text"
    )
    assert told_at(owners, "ann@example.org") is not None
    assert told_at(owners, "cy@example.org") is None
    assert run("digest").out.splitlines() == ["0 sent, 0 failed"]
    assert len(server.mails) == 2
    with opened(owners) as store, store.writing() as session:
        person = find_person(session, "ann@example.org")
        assert person and person.digest_at
        person.digest_at -= timedelta(days=7)
    assert run("digest").out.splitlines() == ["ann@example.org: sent", "1 sent, 0 failed"]


def test_who_wants_none_or_is_shut_out_gets_none(owners: str, server: Kept) -> None:
    run("person", "set", "ann@example.org", "--no-digest")
    run("person", "disable", "bo@example.org")
    assert run("digest").out.splitlines() == ["0 sent, 0 failed"]
    assert run("digest", "--to", "ann@example.org").err.startswith("tracker: No message goes to ann@example.org")


def test_one_person_alone(owners: str, server: Kept) -> None:
    assert run("digest", "--to", "BO@example.org").out.splitlines() == ["bo@example.org: sent", "1 sent, 0 failed"]
    assert server.to() == ["bo@example.org"]


def test_a_refused_address_stops_nobody_else_and_is_tried_again(owners: str, server: Kept) -> None:
    server.refuses = {"ann@example.org"}
    done = run("digest")
    assert done.status == 1
    assert done.err == ("tracker: ann@example.org: The mail server refuses the address: 5.1.1 no such mailbox\n")
    assert done.out.splitlines() == ["bo@example.org: sent", "1 sent, 1 failed"]
    assert told_at(owners, "ann@example.org") is None
    server.refuses = set()
    assert run("digest").out.splitlines() == ["ann@example.org: sent", "1 sent, 0 failed"]


def test_a_message_that_was_cut_off_goes_out_the_next_time(
    owners: str, server: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told_to_stop(_mailbox: Mailbox, _mail: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(30)

    with monkeypatch.context() as patch:
        patch.setattr(Mailbox, "send", told_to_stop)
        done = run("digest")
    assert done.status == 130
    assert told_at(owners, "ann@example.org") is None
    assert run("digest").out.splitlines()[-1] == "2 sent, 0 failed"


def test_a_clock_that_was_ahead_silences_nobody(owners: str, server: Kept) -> None:
    with opened(owners) as store, store.writing() as session:
        person = find_person(session, "ann@example.org")
        assert person
        person.digest_at = datetime.now(UTC) + timedelta(days=3650)
    assert run("digest").out.splitlines()[-1] == "2 sent, 0 failed"


def test_a_server_that_is_down_is_one_sentence_each(owners: str, server: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, smtp_port=str(free_port()))
    done = run("digest")
    assert (done.status, done.out.splitlines()) == (1, ["0 sent, 2 failed"])
    assert len(done.err.splitlines()) == 2
    assert "The mail server could not be used" in done.err
    assert told_at(owners, "bo@example.org") is None


def test_only_admins_send(owners: str, server: Kept) -> None:
    assert run("digest", "--as", "ann@example.org").status == 1
    assert server.mails == []


def test_what_is_not_set_is_told(owners: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "TRACKER_SMTP_HOST" in run("digest").err
    put(monkeypatch, smtp_host="mail.example.org", smtp_from="t@example.org", smtp_user="t", smtp_starttls="false")
    assert "TRACKER_SMTP_STARTTLS must be on" in run("digest").err


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    known = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(known, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


@pytest.fixture
def guarded(kept: Kept, owners: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """A mail server that wants an encrypted connection and a password."""
    trusted, key = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(trusted, key)

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        kept.signed_in.append(given.login.decode())
        return AuthResult(success=given.password == b"the right one", handled=False)

    controller = Controller(
        kept,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=check,
    )
    controller.start()
    put(
        monkeypatch,
        smtp_host="127.0.0.1",
        smtp_port=str(controller.port),
        smtp_from="tracker@example.org",
        smtp_user="tracker",
        smtp_password="the right one",
        smtp_ca=str(trusted),
    )
    yield kept
    controller.stop()


def test_an_encrypted_server_with_a_password(guarded: Kept) -> None:
    assert run("digest").out.splitlines()[-1] == "2 sent, 0 failed"
    assert guarded.signed_in == ["tracker"]
    assert guarded.to() == ["ann@example.org", "bo@example.org"]


def test_a_wrong_password_is_told_and_never_shown(guarded: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, smtp_password="a wrong one")
    done = run("digest")
    assert done.status == 1
    assert "535" in done.err and "wrong one" not in done.err


def test_a_server_that_nobody_vouches_for_gets_nothing(guarded: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, smtp_ca="")
    assert run("digest").status == 1
    assert guarded.signed_in == [] and guarded.mails == []
