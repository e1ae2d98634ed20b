"""`tracker repeated`: what several briefs ask, how often and over how many years, and what became of it."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from tracker.cli import choosing, output
from tracker.cli.desk import reading
from tracker.cli.options import Actor, Database, Format, Shape
from tracker.queries.asks import Ask, Asks, asks, repeated
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.statuses import STATUSES, Status

app = typer.Typer(add_completion=False)

Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help=_("How many asks, the most often asked first."))]


@app.command(name="repeated")
def show_repeated(
    *,
    author: choosing.Authors,
    region: choosing.Regions,
    addressee: choosing.Addressees,
    topic: choosing.Topics,
    status: choosing.Statuses,
    since: choosing.Since = "",
    until: choosing.Until = "",
    search: choosing.Search = "",
    limit: Limit = 50,
    shape: Format = Shape.TABLE,
    database: Database = "",
    email: Actor = "",
) -> None:
    """What is asked more than once, as people have put it together: how often, since when, by whom, and what came."""
    wanted = choosing.chosen(author, region, addressee, topic, status, [], (), since, until, search)
    with reading(database, email) as (session, me):
        found = list(_objects(repeated(session, me, wanted, size=limit)))
        if shape is Shape.JSON:
            output.json_list(found)
        elif shape is Shape.CSV:
            output.csv(_COLUMNS, (one.values() for one in found))
        else:
            _table(found, asks(session, me, wanted))


_COLUMNS = "times briefs first last authors status references wording".split()


def _objects(found: tuple[Ask, ...]) -> Iterator[dict[str, Any]]:
    """One plain object an ask; `status` and `wording` are those of the latest time."""
    for ask in found:
        first, last = ask.years or (None, None)
        references = [time.reference for time in ask.times]
        values = (len(ask.times), ask.briefs, first, last, list(ask.authors), ask.latest.status, references)
        yield dict(zip(_COLUMNS, (*values, ask.latest.wording), strict=True))


def _table(found: list[dict[str, Any]], whole: Asks) -> None:
    heads = {_("Times"): "right", _("Briefs"): "right", _("First"): "right", _("Last"): "right"}
    heads |= {_("Authors"): "left", _("Status"): "left", _("References"): "left", _("Wording"): "left"}
    rows = [{**one, "status": _(STATUSES[Status(one["status"])].label)}.values() for one in found]
    said = ngettext(
        "{asks} different asks in {n} confirmed headline recommendations; {repeated} is made more than once.",
        "{asks} different asks in {n} confirmed headline recommendations; {repeated} are made more than once.",
        whole.repeated,
    )
    output.table(heads, map(list, rows), said.format(asks=whole.asks, n=whole.recommendations, repeated=whole.repeated))
