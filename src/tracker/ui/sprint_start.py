"""Before and after a sprint: what waits, for which reasons, whose and in which order; and that all is done."""

from functools import partial

import streamlit as st

from tracker.queries import queue as queues
from tracker.queries.queue import Ahead, Order, Reason, Scope
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, downloads, filters, notices, places, shell, shortcut_form, sprint
from tracker.ui.plain import plain, shortened
from tracker.ui.sprint import ORDERS, REASONS, SCOPES, Sprint
from tracker.vocabulary.gestures import SPRINT, SprintGesture, shortcuts

_SHOWN = 8
_START_KEY = "g"


def show(me: Person) -> None:
    """What waits in the queue that the address names, and the way into it."""
    _choice(me)
    filters.show(me, filters.LISTING_OF_WORK, counted=None)
    now = sprint.here()
    found = shell.asked(queues.waiting, me, now.queue)
    if not found.total:
        notices.nothing_yet(_("Nothing needs a look here."))
    else:
        _told(found)
        _begin(me, found.total)
        _first(shell.asked(queues.ahead, me, now.queue, _SHOWN), found.total)
        downloads.editable(me, partial(queues.keys, actor=me, queue=now.queue), "updates")
    shortcut_form.show(me, SPRINT)


def done(me: Person, now: Sprint) -> None:
    """Nothing waits any more in the sprint."""
    with st.container(border=True, key="sprint.done"):
        st.header(_("All done"), anchor=False)
        said = ngettext("{n} recommendation was looked at.", "{n} recommendations were looked at.", now.of)
        st.markdown(plain(said.format(n=now.of)))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(_("Close the sprint"), type="primary", key="sprint.close", on_click=sprint.end)
            last = sprint.step(me, now)
            if last:
                label = plain(_("Undo: “{wording}”").format(wording=shortened(last.wording, 40)))
                key = shortcuts(me.preferences, SPRINT).key(SprintGesture.UNDO)
                arguments = (me, last)
                st.button(label, key="sprint.undo", type="tertiary", shortcut=key, on_click=sprint.undo, args=arguments)
            st.page_link(places.page(places.LISTING), label=_("To the list"))


def _choice(me: Person) -> None:
    scopes = [scope for scope in Scope if scope is not Scope.UNIT or me.unit_id]
    now = sprint.here().queue
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="sprint.choice"):
        address.hold("sprint.scope", now.scope)
        st.segmented_control(
            _("Whose"),
            scopes,
            format_func=lambda scope: _(SCOPES[scope]),
            key="sprint.scope",
            required=True,
            on_change=lambda: address.put("scope", [st.session_state["sprint.scope"]]),
            width="content",
        )
        address.hold("sprint.order", now.order)
        st.selectbox(
            _("Order"),
            list(Order),
            format_func=lambda order: _(ORDERS[order]),
            key="sprint.order",
            on_change=lambda: address.put("order", [st.session_state["sprint.order"]]),
            width=260,
        )


def _told(found: queues.Waiting) -> None:
    said = ngettext("{n} recommendation needs a look", "{n} recommendations need a look", found.total)
    st.header(plain(said.format(n=f"{found.total:,}")), anchor=False)
    parts = [f"{_(REASONS[reason])}: {found.reasons[reason]:,}" for reason in Reason if found.reasons[reason]]
    if sum(found.reasons.values()) > found.total:
        parts.append(_("some for several reasons"))
    st.markdown(f":small[{plain(' · '.join(parts))}]")


def _begin(me: Person, total: int) -> None:
    key = _START_KEY if shortcuts(me.preferences, SPRINT).on else None
    label = _("Begin the sprint")
    st.button(label, type="primary", key="sprint.begin", on_click=sprint.begin, args=(total,), shortcut=key)


def _first(found: tuple[Ahead, ...], total: int) -> None:
    st.subheader(_("First in line"), anchor=False)
    for item in found:
        with st.container(gap="xxsmall"):
            st.page_link(
                places.page(places.RECORD),
                label=plain(shortened(item.wording, 120)),
                query_params={"id": item.reference},
            )
            told = [*(_(REASONS[reason]) for reason in item.reasons), item.reference, shortened(item.title, 60)]
            st.markdown(f":small[:gray[{plain(' · '.join(part for part in told if part))}]]")
    if total > len(found):
        st.caption(plain(_("and {n} more").format(n=f"{total - len(found):,}")))
