"""The page on names: which spellings are likely of the same one, and which have been merged."""

import streamlit as st

from tracker.actions import names as actions
from tracker.queries import spellings
from tracker.queries.spellings import Name, Proposal
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, shell
from tracker.ui.plain import plain
from tracker.vocabulary import regions
from tracker.vocabulary.names import NAMED_LABELS, Named

_SHOWN, _COUNTRIES = 20, 3


def choose() -> Named:
    """Let the person choose between authors and addressees, bound to the address."""
    held = Named(address.word("of", [kind.value for kind in Named], Named.AUTHOR.value))
    address.hold("names.of", held)
    st.segmented_control(
        _("Names of"),
        list(Named),
        format_func=lambda kind: _(NAMED_LABELS[kind]),
        key="names.of",
        on_change=_turn,
        required=True,
        label_visibility="collapsed",
    )
    return held


def proposals(me: Person, kind: Named, *, may: bool) -> None:
    """Each group of spellings that look like one, with the question whether they are."""
    st.header(_("Probably the same"), anchor=False)
    found = shell.asked(spellings.proposals, me, kind)
    if not found:
        st.markdown(_("No two names look like one and the same."))
    for proposal in found[:_SHOWN]:
        with st.container(border=True, key=f"names.{kind}.{_key(proposal)}"):
            _question(me, kind, proposal, may=may)
    if len(found) > _SHOWN:
        more = len(found) - _SHOWN
        st.caption(ngettext("{n} more follows these.", "{n} more follow these.", more).format(n=more))


def by_hand(me: Person, kind: Named) -> None:
    """Merging names that the proposals do not see."""
    known = {name.id: name for name in shell.asked(spellings.names, me, kind) if name.same_as is None}
    with st.expander(_("Merge others"), key=f"names.{kind}.others"):
        st.multiselect(
            _("Names of the same one; the first that you choose is the one that counts"),
            list(known),
            format_func=lambda key: known[key].name if key in known else str(key),
            key=f"names.{kind}.chosen",
            placeholder=_("Choose two or more"),
            select_all=False,
        )
        chosen = st.session_state.get(f"names.{kind}.chosen", [])
        arguments = (me, kind, {key: name.version for key, name in known.items()})
        st.button(
            _("Merge"), key=f"names.{kind}.merge", disabled=len(chosen) < 2, on_click=_merge_chosen, args=arguments
        )


def merged(me: Person, kind: Named, *, may: bool) -> None:
    """What has been merged, each other spelling with the way back."""
    found = shell.asked(spellings.merged, me, kind)
    if not found:
        return
    st.header(_("Merged"), anchor=False)
    for chosen, others in found:
        st.markdown(f"**{plain(chosen.name)}**")
        for other in others:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain(_("also “{name}”").format(name=other.name)), width="content")
                if may:
                    arguments = (me, kind, other)
                    st.button(
                        _("Part again"), key=f"names.part.{kind}.{other.id}", type="tertiary", on_click=_part,
                        args=arguments,
                    )  # fmt: skip


def _question(me: Person, kind: Named, proposal: Proposal, *, may: bool) -> None:
    key = f"names.{kind}.{_key(proposal)}"
    by_id = {name.id: name for name in proposal.names}
    if not may:
        st.markdown(" · ".join(plain(_with_uses(name)) for name in proposal.names))
        return
    st.radio(
        _("Which spelling counts?"),
        list(by_id),
        format_func=lambda which: plain(_with_uses(by_id[which])),
        key=f"{key}.into",
    )
    with st.container(horizontal=True, gap="small"):
        keys = tuple(by_id)
        arguments = (me, kind, {name.id: name.version for name in proposal.names}, f"{key}.into")
        st.button(_("Merge"), type="primary", key=f"{key}.merge", on_click=_merge, args=arguments)
        st.button(_("Keep apart"), key=f"{key}.apart", on_click=_keep_apart, args=(me, kind, keys))


def _with_uses(name: Name) -> str:
    used = ngettext("{n} use", "{n} uses", name.uses).format(n=name.uses)
    countries = [regions.name(code) for code in name.countries]
    more = [_("{n} more").format(n=len(countries) - _COUNTRIES)] if len(countries) > _COUNTRIES else []
    return f"{name.name} ({' · '.join(part for part in (used, ', '.join([*countries[:_COUNTRIES], *more])) if part)})"


def _key(proposal: Proposal) -> str:
    return ".".join(str(name.id) for name in proposal.names)


def _turn() -> None:
    kind = st.session_state["names.of"]
    address.put("of", [kind.value] if kind is not Named.AUTHOR else [])


def _merge(me: Person, kind: Named, seen: dict[int, int], place: str) -> None:
    into = st.session_state.get(place) or next(iter(seen))
    with shell.writing(_("Merged. Charts and filters count them as one.")) as session:
        actions.merge(session, me, kind, into, list(seen), seen=seen)


def _merge_chosen(me: Person, kind: Named, seen: dict[int, int]) -> None:
    into, *others = st.session_state[f"names.{kind}.chosen"]
    with shell.writing(_("Merged. Charts and filters count them as one.")) as session:
        actions.merge(session, me, kind, into, others, seen=seen)
    st.session_state[f"names.{kind}.chosen"] = []


def _part(me: Person, kind: Named, name: Name) -> None:
    with shell.writing(_("“{name}” counts for itself again.").format(name=name.name)) as session:
        actions.part(session, me, kind, name.id, seen=name.version)


def _keep_apart(me: Person, kind: Named, names: tuple[int, ...]) -> None:
    with shell.writing(_("They stay apart, and are not proposed again.")) as session:
        actions.keep_apart(session, me, kind, names)
