"""The views that one comes back to, beside the filters: opened, kept under a name, renamed, shared and deleted."""

import streamlit as st

from tracker.actions import views as actions
from tracker.errors import Invalid
from tracker.queries import views as queries
from tracker.queries.views import View
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import address, notices, places, shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.roles import Verb

_NAME, _WHICH, _NEW, _SHARED = "views.name", "views.which", "views.new", "views.shared"
_OF_THE_MOMENT = ("page", "id", "at")
"""Parameters that say where in a view somebody was, and are not kept with it."""


def show(me: Person) -> None:
    """What one has kept and what is there for everybody, each a link; and keeping the view that is on show."""
    here = places.here()
    if not here.file.startswith("explore/"):
        return
    with st.popover(_("Saved views"), key="views"):
        found = shell.asked(queries.views, me)
        for view in found:
            _link(view, here)
        if not found:
            st.caption(_("A view that you keep stands here: the page with its filters, under a name."))
        _keep(me)
        mine = [view for view in found if actions.may_change(me, view.row)]
        if mine:
            _change(me, mine)


def _link(view: View, here: places.Place) -> None:
    place = places.find(view.page)
    if place is None:
        return
    told = [_(place.title), *([_("for everybody")] if view.shared else []), *([] if view.mine else [view.keeper])]
    with st.container(gap="xxsmall"):
        query = {name: list(values) for name, values in view.query.items()}
        if place == here:
            address.link(plain(view.name), f"view.{view.id}", query)
        else:
            st.page_link(places.page(place), label=plain(view.name), query_params=query)
        st.caption(plain(" · ".join(told)))


def _keep(me: Person) -> None:
    st.text_input(_("Keep this view as"), key=_NAME, max_chars=actions.LONGEST, placeholder=_("A name"))
    if can(me, Verb.UPDATE):
        st.checkbox(_("For everybody"), key=_SHARED)
    st.button(_("Keep it"), key="views.keep", on_click=_save, args=(me,))


def _is_ours(name: str) -> bool:
    """Whether a parameter is of the view; others add their own to the links that they pass on."""
    return name not in _OF_THE_MOMENT and actions.may_be_kept(name)


def _save(me: Person) -> None:
    """In a callback: keep the page that the person is at, with the address as it is now."""
    query = {name: st.query_params.get_all(name) for name in st.query_params if _is_ours(name)}
    name, shared = str(st.session_state.get(_NAME, "")), bool(st.session_state.get(_SHARED))
    kept = False
    with shell.writing(_("The view is kept.")) as session:
        row = actions.save(session, me, name, places.here().address, query)
        if shared:
            actions.share(session, me, row.id or 0, row.version, shared=True)
        kept = True
    if kept:
        st.session_state[_NAME], st.session_state[_SHARED] = "", False


def _change(me: Person, mine: list[View]) -> None:
    known = {view.id: view for view in mine}
    with st.expander(_("Change a view"), type="compact"):
        which, last = _box(mine), st.session_state.get(_WHICH)
        at = next((place for place, key in enumerate(known) if key == last), 0)
        chosen = st.selectbox(
            _("View"), list(known), at, format_func=lambda key: shortened(known[key].name, 60), key=which
        )
        view = known.get(chosen or 0, mine[0])
        st.session_state[_WHICH] = view.id
        st.text_input(_("New name"), key=f"{_NEW}.{view.id}", value=view.name, max_chars=actions.LONGEST)
        with st.container(horizontal=True, gap="small"):
            st.button(_("Rename"), key="views.rename", on_click=_rename, args=(me, view, which))
            if can(me, Verb.UPDATE):
                label = _("Only for me") if view.shared else _("For everybody")
                st.button(label, key="views.share", on_click=_share, args=(me, view, which))
            st.button(_("Delete"), key="views.delete", type="tertiary", on_click=_delete, args=(me, view, which))


def _box(mine: list[View]) -> str:
    """The key of the box in which a view is chosen: a browser knows its options by their names, so that one of which a
    name changed is another box.
    """
    return f"{_WHICH}.{hash(tuple((view.id, view.name) for view in mine))}"


def _meant(view: View, which: str) -> bool:
    """Whether the view of the button is the chosen one still: one chosen right before the press meets the button of
    the view before, which says something else.
    """
    if st.session_state[which] == view.id:
        return True
    notices.refuse(
        Invalid(_("Another view was chosen as you pressed. Nothing is changed: look at it, and press again."))
    )
    return False


def _rename(me: Person, view: View, which: str) -> None:
    if _meant(view, which):
        with shell.writing(_("The view is renamed.")) as session:
            name = str(st.session_state.get(f"{_NEW}.{view.id}", ""))
            actions.rename(session, me, view.id, view.row.version, name)


def _share(me: Person, view: View, which: str) -> None:
    if _meant(view, which):
        done = _("Only its keeper sees the view now.") if view.shared else _("Everybody sees the view now.")
        with shell.writing(done) as session:
            actions.share(session, me, view.id, view.row.version, shared=not view.shared)


def _delete(me: Person, view: View, which: str) -> None:
    if _meant(view, which):
        with shell.writing(_("The view is deleted.")) as session:
            actions.delete(session, me, view.id, view.row.version)
