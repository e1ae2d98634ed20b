"""`tracker show`: one recommendation whole."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from sqlmodel import Session

from tracker.cli.desk import reading
from tracker.cli.options import Actor, Database, Reference
from tracker.cli.output import printable
from tracker.queries.record import Record, record
from tracker.queries.records import records
from tracker.store.people_tables import Person
from tracker.store.tables import Evidence
from tracker.translation import gettext as _
from tracker.vocabulary import answers
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.statuses import STATUSES, Status

app = typer.Typer(add_completion=False)


class OneShape(StrEnum):
    """How one record is printed."""

    TEXT = "text"
    JSON = "json"


@app.command(name="show")
def show_record(
    reference: Reference,
    shape: Annotated[OneShape, typer.Option("--format", help=_("Text for people, JSON for programs."))] = OneShape.TEXT,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Show one recommendation: its passage in the brief, its fields, evidence and history."""
    with reading(database, email) as (session, me):
        found = record(session, me, reference.strip())
        fields = _fields(session, me, found)
        if shape is OneShape.JSON:
            typer.echo(json.dumps({**fields, **_around(found)}, ensure_ascii=False, indent=2, default=_plain))
        else:
            typer.echo(printable("\n".join(_lines(found, fields))))


def _fields(session: Session, me: Person, found: Record) -> dict[str, Any]:
    """The same object as `tracker list` gives."""
    return next(records(session, me, [found.row.id or 0]))


def _around(found: Record) -> dict[str, Any]:
    """What belongs to it beside its fields."""
    passage = found.passage
    return {
        "page": found.row.page,
        "passage": {"before": passage.before, "quote": passage.quote, "after": passage.after} if passage else None,
        "also": list(found.also),
        "reasons": [{"signal": name, "weight": weight, "words": words} for name, weight, words in found.reasons],
        "supporting": [reference for _id, reference, _wording in found.supporting],
        "superseded_by": found.superseded_by[1] if found.superseded_by else None,
        "strength": found.strength,
        "evidence": [_evidence(item) for item in found.evidence],
        "history": found.history.to_dict("records"),
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "quote": item.quote,
        "note": item.note,
        "url": item.url,
        "date": as_known(item.dated, item.dated_precision),
        "source": item.source,
        "confidential": item.confidential,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else str(value)


def _lines(found: Record, fields: dict[str, Any]) -> Iterator[str]:
    brief = fields["brief"]
    number = " ".join(part for part in (brief["series"], brief["number"]) if part)
    yield f"{fields['reference']}  {fields['text']}"
    about = (brief["title"], ", ".join(brief["authors"]), brief["published"], number)
    yield "  " + " · ".join(part for part in about if part)
    yield ""
    if found.passage:
        yield f"{found.passage.before}»{found.passage.quote}«{found.passage.after}".strip()
        yield ""
    labels = {"status": _(STATUSES[Status(fields["status"])].label)}
    labels["review"] = _(answers.REVIEW_LABELS[answers.Review(fields["review"])])
    for name, value in fields.items():
        if name not in ("reference", "text", "detail", "brief") and value not in (None, "", []):
            yield f"  {name:18} {printable(labels.get(name, value))}"
    yield from _told(found)


def _told(found: Record) -> Iterator[str]:
    yield ""
    yield _("Evidence, of strength {n} from 0 to 5:").format(n=found.strength) if found.evidence else _("No evidence.")
    for item in found.evidence:
        said = (item.quote, item.note, item.source, item.url, as_known(item.dated, item.dated_precision))
        kind = _(answers.KIND_LABELS[answers.EvidenceKind(item.kind)])
        mark = f" [{_('confidential')}]" if item.confidential else ""
        yield f"  {kind}{mark}: " + " · ".join(part for part in said if part)
    if len(found.history):
        yield ""
        yield _("History, the newest first:")
    for change in found.history.to_dict("records"):
        what = f"{change['old']} → {change['new']}" if change["new"] else ""
        why = f" ({change['why']})" if change["why"] else ""
        yield f"  {change['at']:%Y-%m-%d %H:%M} {change['who']}: {change['field']} {what}{why}"
