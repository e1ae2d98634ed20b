"""`tracker set`: bring a recommendation up to date."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer
from sqlmodel import Session

from tracker.actions.updates import advance
from tracker.cli.desk import writing
from tracker.cli.options import Actor, Database, Reference, day, partial_date
from tracker.cli.output import line
from tracker.errors import Invalid, Stale
from tracker.queries.handles import recommendation_id
from tracker.queries.people import principal
from tracker.store.access import known_person
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Contribution, Fidelity, OutcomeType, Priority, Response
from tracker.vocabulary.statuses import STATUSES, Status

app = typer.Typer(add_completion=False)


def _text(name: str, words: str, metavar: str = "TEXT") -> Any:
    return typer.Option(name, metavar=metavar, help=words)


def _word(name: str, words: str) -> Any:
    return typer.Option(name, help=words)


@app.command(name="set")
def set_fields(
    reference: Reference,
    *,
    status: Annotated[Status | None, _word("--status", _("Where the ask stands."))] = None,
    status_on: Annotated[str | None, _text("--status-on", _("When that came about in the world."), "DATE")] = None,
    why: Annotated[str, _text("--why", _("What the change rests on; kept in the history."))] = "",
    response: Annotated[Response | None, _word("--response", _("What the addressee said."))] = None,
    outcome_type: Annotated[OutcomeType | None, _word("--outcome-type", _("In what something changed."))] = None,
    outcome_on: Annotated[str | None, _text("--outcome-date", _("When that was observed."), "DATE")] = None,
    outcome: Annotated[str | None, _text("--outcome", _("What changed, in words."))] = None,
    fidelity: Annotated[Fidelity | None, _word("--fidelity", _("How much of the ask is in it."))] = None,
    contribution: Annotated[Contribution | None, _word("--contribution", _("Whether the brief helped."))] = None,
    rival_explanation: Annotated[str | None, _text("--rival-explanation", _("What else may explain it."))] = None,
    superseded_by: Annotated[str | None, _text("--superseded-by", _("What replaced it."), "REFERENCE")] = None,
    owner: Annotated[str | None, _text("--owner", _("Who looks after it."), "EMAIL")] = None,
    due: Annotated[str | None, _text("--due", _("The day of the next look."), "DAY")] = None,
    verified_on: Annotated[str | None, _text("--verified-on", _("The day of the last look."), "DAY")] = None,
    reverify_by: Annotated[str | None, _text("--reverify-by", _("Until when that holds."), "DAY")] = None,
    priority: Annotated[Priority | None, _word("--priority", _("How urgent a look at it is."))] = None,
    notes: Annotated[str | None, _text("--notes", _("For those who work on it."))] = None,
    seen: Annotated[int | None, typer.Option("--seen", metavar="VERSION", help=_("The version you looked at."))] = None,
    principal: Annotated[str, _text("--for", _("Enter it on somebody's behalf; both are kept."), "EMAIL")] = "",
    database: Database = "",
    email: Actor = "",
) -> None:
    """Set the status and other fields of a recommendation. An empty text or date takes a value away."""
    _save(dict(locals()))


def _save(options: dict[str, Any]) -> None:
    """Set the fields that were named: each option has the name of its field."""
    reference, seen, why = options["reference"].strip(), options["seen"], options["why"]
    named = {name: value for name, value in options.items() if name not in _NO_FIELDS and value is not None}
    fields = {name: _READ[name](value, _option(name)) if name in _READ else value for name, value in named.items()}
    if not fields:
        raise Invalid(_("Say what to set: `tracker set --help` lists the fields."))
    with writing(options["database"], options["email"]) as (session, me):
        key = recommendation_id(session, me, reference)
        if "owner" in fields:
            fields["owner"] = _owner(session, fields["owner"])
        try:
            row = advance(session, me, key, seen, why, on_behalf_of=_principal(session, me, options), **fields)
        except Stale as stale:
            raise Stale(" ".join([str(stale), *_conflicts(stale)])) from stale
    said = _("{reference}: {status}, version {version}")
    line(said.format(reference=row.reference, status=_(STATUSES[Status(row.status)].label), version=row.version))


_NO_FIELDS = {"reference", "why", "seen", "principal", "database", "email"}
_READ: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(("status_on", "outcome_on"), partial_date),
    **dict.fromkeys(("due", "verified_on", "reverify_by"), day),
}


def _option(name: str) -> str:
    return "--outcome-date" if name == "outcome_on" else f"--{name.replace('_', '-')}"


def _owner(session: Session, email: str) -> int | None:
    return known_person(session, email).id if email.strip() else None


def _principal(session: Session, me: Person, options: dict[str, Any]) -> Person | None:
    return principal(session, me, options["principal"]) if options["principal"].strip() else None


def _conflicts(stale: Stale) -> Iterator[str]:
    for field, seen, now, entered in stale.conflicts:
        yield _("{field}: you saw {seen!r}, it is {now!r}, you entered {entered!r}.").format(
            field=field, seen=seen, now=now, entered=str(entered)
        )
