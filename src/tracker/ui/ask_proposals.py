"""What probably asks the same, one proposal after the other: put together, or kept apart, by keyboard too."""

from collections.abc import Callable
from itertools import combinations
from typing import Any, Literal

import streamlit as st
from sqlmodel import Session

from tracker.actions import asks as actions
from tracker.actions.asks import Decision
from tracker.queries import handles, likely_asks, versions
from tracker.queries.alike import Like, alike
from tracker.queries.asks import Ask, compared
from tracker.queries.filters import Filter
from tracker.queries.likely_asks import Proposal, shared
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import asks, days, listings, notices, places, shell, shortcut_form
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.gestures import ASKS, AskGesture, shortcuts
from tracker.vocabulary.numbers import number
from tracker.vocabulary.roles import Verb

_AT, _DONE, _TYPED = "asks.at", "asks.done", "asks.typed"
_SLOW = 8_000
"""From how many recommendations on comparing them takes so long that one wants to see how far it is."""

_COMPARED: dict[str, tuple[int, tuple[Like, ...]]] = {}
"""What was compared last, by the address of the store, for everybody who looks at it."""

Kind = Literal["primary", "secondary", "tertiary"]


def show(me: Person, chosen: Filter) -> bool:
    """The proposal in hand with its gestures; for who may not decide, what there is to decide. Whether there is one."""
    st.header(_("Probably the same ask"), anchor=False)
    found = _proposals(me, chosen)
    may = can(me, Verb.CONFIRM)
    if not found:
        notices.nothing_yet(_("No two recommendations of different briefs look like one ask that is not decided on."))
    at = min(st.session_state.get(_AT, 0), len(found) - 1)
    asked = shell.asked(compared, me, found[at].keys) if found else ()
    if found:
        st.caption(_("{n} of {all}").format(n=number(at + 1), all=number(len(found))))
        with st.container(border=True, key="asks.proposal"):
            _versions(me, asked)
            _proposal(found[at], asked, may=may)
    if may:
        _gestures(me, found, at, asked)
        _by_hand(me)
        shortcut_form.show(me, ASKS)
    return bool(found)


def _proposals(me: Person, chosen: Filter) -> tuple[Proposal, ...]:
    return shell.asked(_of_those_alike, me, chosen, shell.store().url, _look_for_alike(me))


def _of_those_alike(session: Session, me: Person, chosen: Filter, url: str, _stamp: int) -> tuple[Proposal, ...]:
    return likely_asks.proposals(session, me, chosen, _COMPARED[url][1])


def _look_for_alike(me: Person) -> int:
    """Compare all wordings anew where one came, went or changed; the stamp of what was compared."""
    url, stamp = shell.store().url, shell.asked(likely_asks.stamp, me)
    kept = _COMPARED.get(url)
    if kept is None or kept[0] != stamp:
        with shell.reading() as session:
            rows = likely_asks.wordings(session, me)
        likes = _compared(rows)
        with shell.reading() as session:
            _COMPARED[url] = (stamp, likely_asks.asking_alike(session, me, likes))
    return stamp


def _compared(rows: list[tuple[int, str]]) -> list[Like]:
    keys, texts = [key for key, _text in rows], [text for _key, text in rows]
    if len(rows) < _SLOW:
        found = alike(texts)
    else:
        said = _("Comparing {n} recommendations").format(n=number(len(rows)))
        bar = st.progress(0.0, said)

        def progress(share: float) -> None:
            bar.progress(share, said)

        found = alike(texts, progress)
        bar.empty()
    return [Like(keys[like.one], keys[like.other], like.likeness) for like in found]


def _versions(me: Person, asked: tuple[Ask, ...]) -> None:
    """Where two of the briefs look like versions of one, that this is to be said first, and the way there."""
    titles = {ask.latest.brief_id: ask.latest.title for ask in asked}
    for key, title in titles.items():
        others = tuple(other for other in titles if other != key)
        other = shell.asked(versions.proposed, me, key, among=others) if others else None
        if other is not None:
            said = _("“{title}” looks like another version of “{other}”. If it is, this is one ask made once.")
            st.info(plain(said.format(title=shortened(title, 80), other=shortened(other.title, 80))))
            query = {"brief": str(key), "with": str(other.id)}
            st.page_link(places.page(places.REVIEW), label=_("Compare the two briefs"), query_params=query)
            return


def _proposal(proposal: Proposal, asked: tuple[Ask, ...], *, may: bool) -> None:
    likeness = dict(zip(proposal.keys, (100.0, *proposal.likeness), strict=True))
    first = asked[0].latest if asked else None
    for place, ask in enumerate(asked):
        with st.container(horizontal=True, vertical_alignment="top", gap="small", key=f"asks.row.{ask.key}"):
            if may and place:
                st.checkbox(
                    plain(_("{reference} asks the same").format(reference=ask.latest.reference)),
                    value=True,
                    key=_tick(proposal, ask),
                    label_visibility="collapsed",
                )
            with st.container(gap="xxsmall"):
                _one(ask)
                if first and place:
                    st.markdown(f":small[:gray[{plain(_why(first.wording, ask.latest.wording, likeness[ask.key]))}]]")


def _one(ask: Ask) -> None:
    time = ask.latest
    st.page_link(
        places.page(places.RECORD), label=plain(shortened(time.wording, 280)), query_params={"id": time.reference}
    )
    again = asks.times(ask) if len(ask.times) > 1 else ""
    about = [days.day(time.published, _("undated")), listings.some(ask.authors), shortened(time.title, 80), again]
    st.markdown(f":small[{plain(' · '.join(part for part in about if part))}]")


def _why(first: str, other: str, likeness: float) -> str:
    """Why two are proposed as one ask."""
    if likeness >= 100:
        return _("The same words as the first")
    said = _("{n} of 100 alike").format(n=round(likeness))
    run = shared(first, other)
    return _("{alike}; both say “{words}”").format(alike=said, words=shortened(run, 90)) if run else said


def _tick(proposal: Proposal, ask: Ask) -> str:
    return f"asks.tick.{proposal.keys[0]}.{ask.key}"


def _gestures(me: Person, found: tuple[Proposal, ...], at: int, asked: tuple[Ask, ...]) -> None:
    keys = shortcuts(me.preferences, ASKS)

    def button(what: AskGesture, do: Callable[..., None], args: tuple[Any, ...], kind: Kind, *, off: bool) -> None:
        st.button(
            _(ASKS.labels[what]),
            key=f"asks.{what.value}",
            type=kind,
            shortcut=keys.key(what),
            on_click=do,
            args=args,
            disabled=off,
        )

    proposal = found[at] if found else Proposal((), ())
    with st.container(horizontal=True, gap="small", key="asks.gestures"):
        button(AskGesture.TOGETHER, _together, (me, proposal, asked), "primary", off=not found)
        button(AskGesture.APART, _apart, (me, proposal, asked), "secondary", off=not found)
        button(AskGesture.NEXT, _go, (at + 1,), "tertiary", off=at + 1 >= len(found))
        button(AskGesture.BACK, _go, (at - 1,), "tertiary", off=at < 1)
        button(AskGesture.UNDO, _undo, (me,), "tertiary", off=asks.LAST not in st.session_state)


def _go(at: int) -> None:
    st.session_state[_AT] = at


def _by_hand(me: Person) -> None:
    """Putting together what asks the same in other words, which no proposal sees."""
    with st.expander(_("Put others together"), key="asks.by_hand"):
        st.text_input(
            _("Their references, with a space between them"),
            key=_TYPED,
            placeholder="B-2020-41/R2 B-2023-7/R1",
            max_chars=2000,
        )
        st.button(_("They are one ask"), key="asks.by_hand.do", on_click=_typed, args=(me,))


def _typed(me: Person) -> None:
    references = str(st.session_state[_TYPED]).replace(",", " ").split()

    def together(session: Session) -> Decision:
        keys = [handles.recommendation_id(session, me, reference) for reference in references]
        return actions.put_together(session, me, keys)

    if asks.decide(together, _("They are one ask now.")):
        st.session_state[_TYPED] = ""


def _together(me: Person, proposal: Proposal, asked: tuple[Ask, ...]) -> None:
    """Put together what is ticked; what is not is kept apart from it."""
    others = {ask.latest.id: bool(st.session_state.get(_tick(proposal, ask), True)) for ask in asked[1:]}
    same = [asked[0].latest.id, *(key for key, ticked in others.items() if ticked)]
    apart = tuple((key, one) for key, ticked in others.items() if not ticked for one in same)
    if len(same) < 2:
        _apart(me, proposal, asked)
        return
    seen = {ask.latest.id: ask.latest.version for ask in asked}

    def decide(session: Session) -> Decision:
        together = actions.put_together(session, me, same, seen=seen)
        return Decision(together.batch, _keep_apart(session, me, apart).apart)

    _decide(proposal, decide, _("They are one ask now."))


def _apart(me: Person, proposal: Proposal, asked: tuple[Ask, ...]) -> None:
    apart = tuple(combinations([ask.latest.id for ask in asked], 2))

    def decide(session: Session) -> Decision:
        return _keep_apart(session, me, apart)

    _decide(proposal, decide, _("They stay apart, and are not proposed again."))


def _keep_apart(session: Session, me: Person, pairs: tuple[tuple[int, int], ...]) -> Decision:
    kept = [actions.keep_apart(session, me, [one], [other]) for one, other in pairs]
    return Decision(apart=tuple(pair for decision in kept for pair in decision.apart))


def _decide(proposal: Proposal, what: Callable[[Session], Decision], told: str) -> None:
    """In a callback: a key that was pressed again before the next proposal came up is of what is decided already."""
    if st.session_state.get(_DONE) != proposal and asks.decide(what, told):
        st.session_state[_DONE] = proposal


def _undo(me: Person) -> None:
    """In a callback: take back what one decided last, on either side of the page."""
    decision: Decision | None = st.session_state.pop(asks.LAST, None)
    if decision is None:
        return
    with shell.writing(_("Taken back.")) as session:
        actions.take_back(session, me, decision)
    st.session_state.pop(_DONE, None)
