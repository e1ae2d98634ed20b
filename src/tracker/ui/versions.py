"""Versions of a brief: the proposal that two are one, what became of each recommendation, and the decision."""

import streamlit as st

from tracker.actions import versions as actions
from tracker.queries import versions
from tracker.queries.briefs import BriefView
from tracker.queries.versions import Comparison, Fate, Pair
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext
from tracker.ui import address, days, notices, shell
from tracker.ui.plain import of_brief, plain
from tracker.vocabulary.dates import as_known

FATES: dict[Fate, str] = {
    Fate.SAME: marked("Same"),
    Fate.CHANGED: marked("Changed"),
    Fate.GONE: marked("No longer there"),
    Fate.NEW: marked("New"),
}
_CARRY = "versions.carry"
_BADGES = {Fate.SAME: "gray", Fate.CHANGED: "blue", Fate.GONE: "orange", Fate.NEW: "green"}


def offer(view: BriefView, me: Person, *, may: bool) -> None:
    """Say that the brief has a newer version, or looks like another version of one; and the way to compare the two."""
    brief = view.brief
    if brief.newer_id is not None:
        st.info(_("This brief has a newer version, and only the newest counts."))
        _links(brief.id or 0, brief.newer_id, _("Compare with the newer version"))
        if may:
            _parting(me, brief)
        return
    if (older := shell.asked(versions.replaced_by, me, brief.id or 0)) is not None:
        st.caption(plain(_("This is the newer version of “{title}”.").format(title=_called(older))))
        _links(older.id or 0, brief.id or 0, _("Compare with the older version"))
    other = shell.asked(versions.proposed, me, brief.id or 0) if may else None
    if other is not None:
        words = _("This looks like another version of “{title}”.").format(title=_called(other))
        st.info(plain(words))
        _links(brief.id or 0, other.id or 0, _("Compare the two"))


def show(me: Person, one: int, other: int, *, may: bool) -> None:
    """Both versions side by side, and for those who may decide what they are to each other."""
    found = shell.asked(versions.comparison, me, one, other)
    st.markdown(
        _("Older: {older} · Newer: {newer}").format(
            older=f"**{plain(_called(found.older))}**", newer=f"**{plain(_called(found.newer))}**"
        )
    )
    st.caption(plain(_told(found)))
    if may and found.older.newer_id is None:
        _decision(me, found)
    elif may and found.older.newer_id == found.newer.id:
        _parting(me, found.older)
    for number, pair in enumerate(found.pairs):
        _pair(pair, number)
    if not found.pairs:
        notices.nothing_yet(_("Neither of them has a recommendation."))
    address.link(_("Back to the review"), "versions.back", {"brief": str(one)})


def _parting(me: Person, older: Brief) -> None:
    """The button that says that a brief has no newer version after all."""
    arguments = (me, older.id or 0, older.version)
    st.button(_("It has no newer version"), key="versions.part", type="tertiary", on_click=_part, args=arguments)


def _decision(me: Person, found: Comparison) -> None:
    older, newer = found.older.id or 0, found.newer.id or 0
    carried = tuple((pair.older.id or 0, pair.newer.id or 0) for pair in found.pairs if pair.older and pair.newer)
    if carried:
        st.checkbox(
            ngettext(
                "Carry over what is known of the {n} recommendation that stands in both",
                "Carry over what is known of the {n} recommendations that stand in both",
                len(carried),
            ).format(n=len(carried)),
            value=True,
            key=_CARRY,
            help=_(
                "Status, outcome, evidence, owner and dates; what is known of the newer one already stays. What was "
                "confirmed and says the same is confirmed, too; what was changed is still to be confirmed."
            ),
        )
    with st.container(horizontal=True, gap="small"):
        arguments = (me, older, newer, carried, _seen(found))
        st.button(_("Only the newer counts"), type="primary", key="versions.replace", on_click=_replace, args=arguments)
        st.button(_("They are two briefs"), key="versions.both", on_click=_keep_both, args=(me, older, newer))


def _pair(pair: Pair, number: int) -> None:
    with st.container(border=True, gap="xxsmall", key=f"versions.pair.{number}"):
        st.markdown(f":{_BADGES[pair.fate]}-badge[{plain(_(FATES[pair.fate]))}]")
        before, now = pair.words
        if pair.fate is Fate.CHANGED:
            st.markdown(f":gray[{of_brief(before)}]")
        st.markdown(of_brief(now or before))
        if pair.there:
            st.caption(_("The newer brief has these words, but no recommendation was found in them. Add it there."))


def _told(found: Comparison) -> str:
    counted = {fate: sum(pair.fate is fate for pair in found.pairs) for fate in Fate}
    return " · ".join(f"{_(FATES[fate])}: {n}" for fate, n in counted.items() if n)


def _called(brief: Brief) -> str:
    day = days.day(as_known(brief.published, brief.published_precision), _("undated"))
    return f"{brief.title} ({day})"


def _links(brief_id: int, other: int, label: str) -> None:
    address.link(label, "versions.compare", {"brief": str(brief_id), "with": str(other)})


def _seen(found: Comparison) -> dict[tuple[str, int], int]:
    rows: list[Brief | Recommendation] = [found.older, found.newer]
    rows += [row for pair in found.pairs for row in (pair.older, pair.newer) if row]
    return {(str(row.__tablename__), row.id or 0): row.version for row in rows}


def _replace(me: Person, older: int, newer: int, pairs: tuple[tuple[int, int], ...], seen: actions.Seen) -> None:
    """Carry over as the box says now, which may have been turned since the page was drawn."""
    carried = dict(pairs) if pairs and st.session_state[_CARRY] else {}
    with shell.writing(_("Only the newer version counts now.")) as session:
        actions.replaced(session, me, older, newer, carried, seen)


def _part(me: Person, older: int, seen: int) -> None:
    with shell.writing(_("Both briefs count again.")) as session:
        actions.not_replaced(session, me, older, seen)


def _keep_both(me: Person, one: int, other: int) -> None:
    with shell.writing(_("They are two briefs, and both count.")) as session:
        actions.keep_both(session, me, one, other)
    address.put("with", [])
