"""Where a command works: the store that was asked for, as the person who asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session, select

from tracker.errors import NotFound, NotSignedIn, StoreNotReady
from tracker.settings import SignIn, settings
from tracker.store.access import SOLE_EMAIL, find_person, sole_person
from tracker.store.people_tables import Person
from tracker.store.sessions import Store, file_of, missing
from tracker.store.upgrade import opened, refuse_no_file
from tracker.translation import gettext as _


def store_url(database: str) -> str:
    """The address of the store: as typed, where an SQLite file may be just its path; else as the settings have it."""
    if not database:
        return settings().store_url
    return database if "://" in database else f"sqlite:///{Path(database).expanduser().absolute()}"


def absent(url: str) -> bool:
    """Whether the store is a file that is not there; StoreNotReady where no store can have that address."""
    refuse_no_file(url)
    file = file_of(url)
    return file is not None and missing(file)


@contextmanager
def signed_in(database: str, email: str, *, new: bool = False) -> Iterator[tuple[Store, Person]]:
    """The store, brought up to date, and who asks; NotSignedIn or NotFound where that is nobody.

    Where there is no store yet, a `new` one is made; StoreNotReady otherwise, since its path is likely mistyped.
    """
    url = store_url(database)
    if not new and absent(url):
        told = _("There is no store at {path}. What takes something in makes one, as `tracker ingest FILE` does.")
        raise StoreNotReady(told.format(path=file_of(url)))
    with opened(url) as store:
        yield store, _person(store, email)


@contextmanager
def reading(database: str, email: str) -> Iterator[tuple[Session, Person]]:
    """A session for questions, and who asks."""
    with signed_in(database, email) as (store, me), store.reading() as session:
        yield session, me


@contextmanager
def writing(database: str, email: str, *, new: bool = False) -> Iterator[tuple[Session, Person]]:
    """A session for one gesture, kept whole or not at all, and who makes it."""
    with signed_in(database, email, new=new) as (store, me), store.writing() as session:
        yield session, me


def _person(store: Store, email: str) -> Person:
    if email or not _one_person(store):
        return _named(store, email or settings().test_identity)
    with store.reading() as session:
        found = find_person(session, SOLE_EMAIL)
    if found is None or not found.sole:
        with store.writing() as session:
            found = sole_person(session)
    return found


def _one_person(store: Store) -> bool:
    """Whether the store is one person's own, or nobody's yet: whoever can start it lets the first people in."""
    if settings().sign_in is SignIn.LOCAL:
        return True
    with store.reading() as session:
        return session.exec(select(Person).limit(1)).first() is None


def _named(store: Store, email: str) -> Person:
    if not email:
        raise NotSignedIn(_("Say who is asking with --as EMAIL."))
    with store.reading() as session:
        found = find_person(session, email)
    if found is None:
        raise NotFound(
            _("Nobody here has the address {email}. `tracker person add` lets people in.").format(email=email)
        )
    return found
