"""Lists of recommendations, a page at a time."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.queries.filters import Filter, matching, visible
from tracker.queries.records import flat, hidden, order
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.roles import Verb

COLUMNS = (
    "id reference wording level review status status_on response action_type confidence brief_id title published "
    "authors addressees regions topics owner due verified_on priority version"
).split()


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and how many rows the whole list has."""

    table: pd.DataFrame
    total: int


def listing(
    session: Session,
    actor: Person,
    chosen: Filter,
    *,
    sort: str = "published",
    descending: bool = True,
    page: int = 1,
    size: int = 50,
) -> Listing:
    """A page (from 1) of the recommendations in the view. Columns: `COLUMNS`.

    `title` and `published` ("2007-05", None) are the brief's; authors, addressees, regions (codes) and topics are
    tuples; an unknown `sort` is "published". What belongs to the work is None, and sorts nothing, for who may not see
    it.
    """
    viewer = allow(session, actor, Verb.VIEW)
    where = [*matching(session, chosen), *visible(viewer)]
    total = answers(session, select(func.count()).select_from(Recommendation).join(Brief).where(*where))[0][0]
    shown = select(col(Recommendation.id)).join(Brief).where(*where).order_by(*order(viewer, sort, descending))
    wanted = [key for (key,) in answers(session, shown.limit(size).offset(max(page - 1, 0) * size))]
    whole = select(Recommendation, Brief).join(Brief, col(Brief.id) == Recommendation.brief_id)
    named = session.execute(whole.where(col(Recommendation.id).in_(wanted))) if wanted else ()
    found = {row[0].id: row for row in named}
    rows = [found[key] for key in wanted]
    unseen = hidden(viewer)
    records = [
        {name: None if name in unseen else record[name] for name in COLUMNS} for record in flat(session, viewer, rows)
    ]
    return Listing(pd.DataFrame(records, columns=COLUMNS, dtype=object), total)
