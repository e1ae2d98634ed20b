"""The briefs of recommendations that move in, without a file: rows with the same title, number and year are of one."""

from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from tracker.actions import links
from tracker.actions.foreign import Moved
from tracker.actions.reextraction import next_position, reference_stem_of
from tracker.store.history import By, record_created
from tracker.store.tables import Brief

_LINKS = ("authors", "regions", "topics")


@dataclass(slots=True)
class Place:
    """Where the next recommendation of a brief goes, and whom and what the brief itself is about."""

    brief_id: int
    stem: str
    position: int
    names: dict[str, list[str]] = field(default_factory=dict)

    def differs(self, name: str, mine: tuple[str, ...]) -> bool:
        """Whether a recommendation with these names must carry them itself."""
        return bool(mine) and list(mine) != self.names[name]


class Briefs:
    """The briefs of one chunk of rows, found or made."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[tuple[str, str, str], int | None] = {}
        self._places: dict[tuple[str, str, str], Place] = {}

    def known(self, moved: Moved) -> int | None:
        """The brief in the store that the row is of, None where there is none."""
        if moved.brief not in self._found:
            same = select(Brief).where(Brief.title == moved.title, col(Brief.removed).is_(False))
            rows = [row for row in self._session.exec(same.order_by(col(Brief.id))) if _alike(row, moved)]
            self._found[moved.brief] = rows[0].id if rows else None
        return self._found[moved.brief]

    def place(self, by: By, moved: Moved) -> Place:
        """Where the row's recommendation goes; its brief is made where there is none. Takes that place."""
        place = self._places.get(moved.brief)
        if place is not None:
            place.position += 1
            return place
        key = self.known(moved)
        brief = self._session.get_one(Brief, key) if key else self._made(by, moved)
        place = Place(brief.id or 0, self._stem(brief), next_position(self._session, brief), self._names(brief))
        self._places[moved.brief] = place
        return place

    def _stem(self, brief: Brief) -> str:
        """The brief's own stem, also beside another new brief of that number and year."""
        stem = reference_stem_of(self._session, brief)
        taken = {place.stem for place in self._places.values()}
        return f"{stem}-{brief.id}" if stem in taken else stem

    def _names(self, brief: Brief) -> dict[str, list[str]]:
        key = brief.id or 0
        read = {"authors": links.authors_of, "regions": links.regions_of, "topics": links.topics_of}
        return {name: read[name](self._session, key) for name in _LINKS}

    def _made(self, by: By, moved: Moved) -> Brief:
        brief = Brief(
            title=moved.title,
            number=moved.number,
            series=moved.series,
            published=moved.published.day if moved.published else None,
            published_precision=moved.published.precision.value if moved.published else None,
            unit_id=by.actor.unit_id,
        )
        self._session.add(brief)
        self._session.flush()
        key = brief.id or 0
        links.set_authors(self._session, key, moved.names.get("authors", ()))
        links.set_regions(self._session, key, moved.names.get("regions", ()))
        links.set_topics(self._session, key, moved.names.get("topics", ()))
        record_created(self._session, brief, by, **{name: moved.names.get(name, ()) for name in _LINKS})
        return brief


def _alike(brief: Brief, moved: Moved) -> bool:
    year = str(brief.published.year) if brief.published else ""
    return (brief.number, year) == moved.brief[1:]
