"""`tracker digest`: the weekly message to those who look after recommendations, for cron."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer

from tracker.actions.people import digest_failed, digest_sent
from tracker.cli.desk import signed_in
from tracker.cli.mailing import Mailbox
from tracker.cli.options import Actor, Database
from tracker.cli.output import line
from tracker.cli.stopping import stopped_as_by_hand
from tracker.errors import NotFound, Stale, TrackerError
from tracker.exports.digest_mail import digest_mail, subject
from tracker.queries.digest import Digest, digest
from tracker.queries.people import Listed, people
from tracker.settings import settings
from tracker.store.clock import now
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)

_APART = timedelta(days=6)
"""How long a person hears nothing after a message."""


@app.command(name="digest")
def send_digests(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Say what would be sent, and send nothing."))] = False,
    only: Annotated[str, typer.Option("--to", metavar="EMAIL", help=_("To this person alone."))] = "",
    database: Database = "",
    email: Actor = "",
) -> None:
    """Send each person the weekly message about what they look after, where there is something to say."""
    with signed_in(database, email) as (store, me):
        listed = _whom(store, me, only)
        if dry_run:
            _say(store, listed)
            return
        with Mailbox(settings()) as mailbox, stopped_as_by_hand():
            told = [_tell(store, me, mailbox, one) for one in listed]
    failed = told.count(False)
    line(_("{n} sent, {failed} failed").format(n=told.count(True), failed=failed))
    if failed:
        raise typer.Exit(1)


def _whom(store: Store, me: Person, only: str) -> list[Listed]:
    """Those who want the message and were not told within six days; NotFound where the one who is named does not."""
    with store.reading() as session:
        listed = [one for one in people(session, me) if one.active and one.digest and not _lately(one)]
    if not only:
        return listed
    found = [one for one in listed if one.email == only.strip().lower()]
    if not found:
        raise NotFound(
            _("No message goes to {email}: they are not let in, want none, or got one within six days.").format(
                email=only
            )
        )
    return found


def _lately(one: Listed) -> bool:
    # A message from the time to come was kept while the clock was ahead.
    return one.digest_at is not None and timedelta(0) <= now() - one.digest_at < _APART


def _say(store: Store, listed: list[Listed]) -> None:
    """What would be sent to whom, a line each."""
    with store.reading() as session:
        whom = [person for one in listed if (person := session.get(Person, one.id))]
        found = [one for person in whom if (one := digest(session, person)).items]
    for one in found:
        line(f"{one.person.email}: {subject(one)}")
    line(_("{n} would be sent").format(n=len(found)))


def _tell(store: Store, me: Person, mailbox: Mailbox, one: Listed) -> bool | None:
    """Send one person the message; whether it went out, None where there is nothing to say or it was said meanwhile.

    That it goes out is kept first, so that two of these commands at once send it once.
    """
    try:
        found = _taken(store, me, one)
        if found is None:
            return None
        with _not_sent(store, me, one):
            mailbox.send(digest_mail(found, settings().smtp_from, settings().public_url))
    except TrackerError as wrong:
        typer.echo(f"tracker: {one.email}: {' '.join(str(wrong).split())}", err=True)
        return False
    line(_("{email}: sent").format(email=one.email))
    return True


@contextmanager
def _not_sent(store: Store, me: Person, one: Listed) -> Iterator[None]:
    """Whatever ends the sending, keep that the message did not go out: the next time it does."""
    try:
        yield
    except BaseException:
        with store.writing() as session:
            digest_failed(session, me, one.id, one.digest_at)
        raise


def _taken(store: Store, me: Person, one: Listed) -> Digest | None:
    """What to tell the person, kept as told; None where there is nothing, or another command tells it."""
    try:
        with store.reading() as session:
            found = digest(session, session.get_one(Person, one.id))
        if not found.items:
            return None
        with store.writing() as session:
            digest_sent(session, me, one.id, one.version)
    except Stale:
        return None
    return found
