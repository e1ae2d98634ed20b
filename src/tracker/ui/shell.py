'''The shell of every page: the guard at its door, the store, cached questions, and saving.

A page lies one level down (`pages/explore/regions.py`), has its line in `tracker.ui.places`, and is a paragraph of at
most 80 lines: guard, filters, one query, the empty case, chart or table, downloads.

    """By region."""

    from tracker.queries import counts
    from tracker.ui import empty, filters, shell
    from tracker.ui.figures import figure
    from tracker.vocabulary.roles import Verb

    me = shell.page("Regions", needs=Verb.VIEW)
    chosen = filters.show(me)
    table = shell.asked(counts.counts, me, counts.By.REGION, chosen)
    if table.empty:
        empty.show(me, chosen)
    else:
        figure(charts.regions(table, theme=appearance.theme()), me, key="regions")

Saving happens in a callback, in one unit of work a gesture and without any `st.` call inside it: Streamlit may cut a
script at any `st.` call, and cuts no callback. What the form saw (`seen`) travels with it.

    def save() -> None:
        with shell.writing(done=_("Saved.")) as session:
            updates.advance(session, me, id, seen, st.session_state.why, status=st.session_state.status)

    st.button(_("Save"), on_click=save)

A TrackerError inside `writing` undoes the whole gesture and becomes the notice on top of the next view. Other people's
words go through `plain` (in labels, headings, Markdown) or `st.text`; never through `unsafe_allow_html` or `st.html`.
'''

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import streamlit as st
from sqlmodel import Session
from streamlit.delta_generator import DeltaGenerator

from tracker import translation
from tracker.errors import TrackerError
from tracker.queries import state
from tracker.settings import settings
from tracker.store.access import can
from tracker.store.clock import today
from tracker.store.mirror import served
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.translation import gettext as _
from tracker.ui import appearance, entrance, identity, notices
from tracker.ui.answers import Question, answer
from tracker.vocabulary.roles import Verb

_seen: ContextVar[list[state.State] | None] = ContextVar("seen", default=None)
"""The state of the store that a page looked up, in a list of at most one; None outside of pages."""

P = ParamSpec("P")
R = TypeVar("R")


def page(title: str, needs: Verb) -> Person:
    """Line one of every page: who is asking; whoever may not see the page sees nothing of it and the page ends here.

    `title` stands in the browser's tab and over the page.
    """
    return headed(title, needs)[0]


def headed(title: str, needs: Verb) -> tuple[Person, DeltaGenerator]:
    """Line one of a page that writes its own heading: as `page`, with the place of the heading.

    `title` stands there until the page puts something else in its place.
    """
    translation.speak(settings().language)
    st.set_page_config(f"{title} · {_('Recommendation tracker')}", str(appearance.ICON), layout="wide")
    st.html(appearance.style())
    me = identity.asking(store())
    if me is None:
        entrance.stranger()
        st.stop()
    if not can(me, needs):
        notices.not_allowed()
        st.stop()
    place = st.empty()
    place.title(title, anchor=False)
    # Its place is there without a notice too: what comes and goes above a field would take what is typed along.
    with st.container(key="notices"):
        notices.show()
    return me, place


@contextmanager
def looking_once() -> Iterator[None]:
    """Within this, `asked` looks up once what state the store is in, and again after a writing of one's own.

    What others write meanwhile is in those answers that are not kept yet; the next view looks again.
    """
    token = _seen.set([])
    try:
        yield
    finally:
        _seen.reset(token)


def _state() -> state.State:
    seen = _seen.get()
    if seen:
        return seen[0]
    with reading() as session:
        found = state.present(session)
    if seen is not None:
        seen.append(found)
    return found


def sample() -> bool:
    """Whether what the pages show is invented."""
    return _state().sample


def store() -> Store:
    """The store of this server, opened and brought up to date once."""
    return served(settings().store_url)


@contextmanager
def reading() -> Iterator[Session]:
    """A session for questions; no `st.` call inside."""
    with store().reading() as session:
        yield session


@contextmanager
def writing(done: str = "", refused: Callable[[TrackerError], None] = notices.refuse) -> Iterator[Session]:
    """One gesture, in a callback: kept whole, and then `done` is said; or, on a TrackerError, undone and explained.

    No `st.` call inside. What follows the block runs in either case. `refused` is told why a gesture was undone; unless
    a form shows that itself, it becomes the notice on top of the next view.
    """
    translation.speak(settings().language)
    try:
        with store().writing() as session:
            yield session
    except TrackerError as wrong:
        refused(wrong)
    else:
        if done:
            notices.done(done)
    finally:
        if seen := _seen.get():
            seen.clear()


@contextmanager
def noting(refused: Callable[[TrackerError], None] = notices.refuse) -> Iterator[Session]:
    """As `writing`, for what is nobody's data yet, such as a draft: nothing that others see is drawn anew for it."""
    translation.speak(settings().language)
    try:
        with store().noting() as session:
            yield session
    except TrackerError as wrong:
        refused(wrong)


def asked(
    query: Callable[Concatenate[Session, Person, P], R], me: Person, *arguments: P.args, **options: P.kwargs
) -> R:
    """The answer of `query(session, me, …)`, kept until the data change; another person or role gets another one."""
    return cast(R, _answer(query, me, arguments, options, (_state().version, today())))


def asked_of_the_past(
    query: Callable[Concatenate[Session, Person, P], R], me: Person, *arguments: P.args, **options: P.kwargs
) -> R:
    """As `asked`, of a query on a day that is over: its answer is kept until something reaches into the past."""
    with reading() as session:
        version = state.past_version(session)
    return cast(R, _answer(query, me, arguments, options, ("past", version)))


def _answer(
    query: Callable[..., Any], me: Person, arguments: tuple[Any, ...], options: dict[str, Any], at: tuple[Any, ...]
) -> Any:
    def find() -> Any:
        with reading() as session:
            return query(session, me, *arguments, **options)

    asked_by = (me.id, me.role, me.sole, me.unit_id)
    return answer(Question(query, arguments, tuple(sorted(options.items())), asked_by, (store().url, *at)), find)
