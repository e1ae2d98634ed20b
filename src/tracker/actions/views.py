"""Views that people keep under a name: for themselves, or for everybody.

Whoever sees anything may keep views for themselves. Those for everybody are kept by who works on the contents: their
own, or with the right to update everything all of them.
"""

import json
import re
from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, func, select

from tracker.actions.changes import change, found
from tracker.errors import Invalid, NotAllowed, NotFound
from tracker.store.access import allow, can
from tracker.store.history import By, record_created
from tracker.store.people_tables import Person
from tracker.store.work_tables import SavedView
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb

LONGEST = 80
_MOST = 200
_LONGEST_ADDRESS = 4_000
_WORD = re.compile(r"[a-z][a-z_-]{0,39}")


def save(session: Session, actor: Person | None, name: str, page: str, query: Mapping[str, Sequence[str]]) -> SavedView:
    """Keep the view of a page (its name in the address) with these parameters, for the actor alone.

    Invalid for a name that the actor has given already, or none, for what is no address, and for too many views.
    """
    person = allow(session, actor, Verb.VIEW)
    kept = json.dumps({word: list(values) for word, values in query.items()}, ensure_ascii=False, sort_keys=True)
    if not all(map(may_be_kept, (page, *query))) or len(kept) > _LONGEST_ADDRESS:
        raise Invalid(_("This view cannot be kept: its address is too long, or none of this tracker's."))
    if len(_own(session, person)) >= _MOST:
        raise Invalid(_("You have kept {n} views. Delete one to keep another.").format(n=_MOST))
    row = SavedView(person_id=person.id or 0, name=_free(session, person, name), page=page, query=kept)
    session.add(row)
    record_created(session, row, By(person))
    return row


def may_be_kept(name: str) -> bool:
    """Whether a page or a parameter may be called so."""
    return bool(_WORD.fullmatch(name))


def rename(session: Session, actor: Person | None, view_id: int, seen: int | None, name: str) -> SavedView:
    """Give the view another name. Invalid as `save`, Stale where somebody else renamed it since the version `seen`."""
    person, row = _mine_to_change(session, actor, view_id)
    if " ".join(name.split()) == row.name:
        return row
    return change(session, row, seen, By(person), {"name": _free(session, person, name)})


def share(session: Session, actor: Person | None, view_id: int, seen: int | None, *, shared: bool) -> SavedView:
    """Show the view to everybody, or to its owner alone again; each still sees in it only what they may see."""
    allow(session, actor, Verb.UPDATE)
    person, row = _mine_to_change(session, actor, view_id)
    return change(session, row, seen, By(person), {"shared": shared})


def delete(session: Session, actor: Person | None, view_id: int, seen: int | None) -> SavedView:
    """Take the view out of every list; its history stays, and with it the way back."""
    person, row = _mine_to_change(session, actor, view_id)
    return change(session, row, seen, By(person), {"removed": True})


def may_change(person: Person, view: SavedView) -> bool:
    """Whether the person may rename or delete the view; for showing or hiding, the actions are what forbids."""
    own = view.person_id == person.id
    return can(person, Verb.UPDATE_ALL) or (own and can(person, Verb.UPDATE)) if view.shared else own


def _mine_to_change(session: Session, actor: Person | None, view_id: int) -> tuple[Person, SavedView]:
    """The actor and the view; NotFound where it is another's own, NotAllowed where it is another's for everybody."""
    person = allow(session, actor, Verb.VIEW)
    row = found(session, SavedView, view_id)
    if row.removed or (not row.shared and row.person_id != person.id):
        raise NotFound(_("There is no such view. It may have been deleted."))
    if not may_change(person, row):
        raise NotAllowed(_("This view is for everybody. Ask an editor, or who keeps it, to change it."))
    return person, row


def _own(session: Session, person: Person) -> Sequence[SavedView]:
    mine = (SavedView.person_id == person.id, col(SavedView.removed).is_(False))
    return session.exec(select(SavedView).where(*mine)).all()


def _free(session: Session, person: Person, name: str) -> str:
    """The name as it is kept; Invalid where there is none, or the person has a view of that name."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not clean:
        raise Invalid(_("A view needs a name."))
    if len(clean) > LONGEST:
        raise Invalid(_("The name of a view has at most {n} characters.").format(n=LONGEST))
    mine = (SavedView.person_id == person.id, col(SavedView.removed).is_(False))
    same = func.lower(SavedView.name) == clean.lower()
    if session.exec(select(SavedView.id).where(*mine, same)).first() is not None:
        raise Invalid(_("You have a view called “{name}” already.").format(name=clean))
    return clean
