"""One candidate on the review desk: its words, how sure the reading is and why, and the decisions about it."""

from functools import partial
from typing import Any

import streamlit as st
from sqlmodel import Session

from tracker.actions import review
from tracker.extraction.signals import meaning
from tracker.queries import briefs
from tracker.queries.briefs import BriefView, Candidate
from tracker.queries.latest import latest
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.ui import desk, forms
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.advice import ACTION_TYPE_LABELS, LEVEL_LABELS, STANCE_LABELS, ActionType, Level, Stance
from tracker.vocabulary.answers import REVIEW_LABELS, Review
from tracker.vocabulary.gestures import DO, REVIEW, ReviewGesture, shortcuts
from tracker.vocabulary.numbers import percent

SURE = ((0.9, marked("Very sure")), (0.7, marked("Fairly sure")), (0.4, marked("Unsure")), (0.0, marked("A guess")))
"""How sure the reading is, from this confidence on, in words."""

WHY_NOT = (
    marked("Somebody else's advice"),
    marked("A finding, not advice"),
    marked("A prediction or a wish"),
    marked("Said twice"),
    marked("Part of the page, not of the brief"),
)
"""The usual reasons why a candidate is none."""


def show(view: BriefView, candidate: Candidate, me: Person, *, may: bool) -> None:
    """The candidate with its reasons, and for those who may decide the buttons, unless it is being edited."""
    row = candidate.row
    with st.container(border=True, key="desk.card"):
        _standing(view, candidate)
        st.header(plain(row.wording), anchor=False)
        st.markdown(_about(candidate))
        if row.detail:
            st.caption(plain(shortened(row.detail, 300)))
        if not edited(candidate):
            if may:
                _decisions(view, candidate, me)
            _ways(view, candidate, me, may=may)
        _reasons(candidate)


def edited(candidate: Candidate) -> bool:
    """Whether the form that mends the candidate is open."""
    return forms.opened(_name(candidate.row)) is not None


def edit(view: BriefView, candidate: Candidate, me: Person) -> None:
    """The form that mends the candidate's words, where it is open: a drawer beside the text, which takes the cursor."""
    if not edited(candidate):
        return
    leave = partial(forms.close, _name(candidate.row))
    drawer = st.dialog(_("Edit"), position="left", on_dismiss=leave)
    drawer(lambda: _form(view, candidate, me))()


def _form(view: BriefView, candidate: Candidate, me: Person) -> None:
    name = _name(candidate.row)
    form = forms.opened(name)
    if form is None:
        st.rerun()  # a drawer draws itself alone; now that it is closed the desk is to be drawn
    with st.form(f"{name}.{form.turn}", enter_to_submit=False, border=False):
        _fields(view, candidate, name, form)
        heads = {other.row.id: shortened(other.row.wording, 80) for other in view.candidates}
        forms.trouble(form, {"parent_id": lambda key: heads.get(key, str(key))})
        with st.container(horizontal=True):
            key = candidate.row.id or 0
            arguments = (name, "", partial(_amend, me, key), partial(_now, me, candidate))
            st.form_submit_button(
                forms.label(form),
                type="primary",
                key=f"{name}.save",
                shortcut=DO,
                on_click=forms.save,
                args=arguments,
            )
            st.form_submit_button(_("Cancel"), key=f"{name}.cancel", on_click=forms.close, args=(name,))


def sure(confidence: float | None) -> str:
    """How sure the reading is, in words and in percent."""
    if confidence is None:
        return _("Added by hand")
    words = next(words for least, words in SURE if confidence >= least)
    return f"{_(words)} ({percent(confidence)})"


def _name(row: Recommendation) -> str:
    return f"candidate.{row.id}"


def _standing(view: BriefView, candidate: Candidate) -> None:
    said = _("{n} of {all}").format(n=desk.place(view, candidate) + 1, all=len(view.candidates))
    badge = {Review.CONFIRMED: "green", Review.REJECTED: "gray", Review.PENDING: "orange"}
    found = Review(candidate.row.review)
    st.markdown(f":{badge[found]}-badge[{plain(_(REVIEW_LABELS[found]))}] :small[{plain(said)}]")


def _ways(view: BriefView, candidate: Candidate, me: Person, *, may: bool) -> None:
    place, key = desk.place(view, candidate), candidate.row.id or 0
    with st.container(horizontal=True, gap="small", key="desk.steps"):
        for gesture, there in ((ReviewGesture.BACK, place - 1), (ReviewGesture.NEXT, place + 1)):
            out = not 0 <= there < len(view.candidates)
            arguments = (key, None if out else view.candidates[there].row.id)
            desk.gesture(gesture, me, key, desk.step, arguments, "tertiary", disabled=out)
        if may:
            desk.undo(view, candidate, me)


def _about(candidate: Candidate) -> str:
    row = candidate.row
    told = [
        _(LEVEL_LABELS[Level(row.level)]),
        _(STANCE_LABELS[Stance(row.stance)]) if row.stance == Stance.AVOID else "",
        _("to {names}").format(names=", ".join(candidate.addressees))
        if candidate.addressees
        else _("to nobody by name"),
        _(ACTION_TYPE_LABELS[ActionType(row.action_type)]),
        _("Page {number}").format(number=row.page) if row.page else "",
        row.reference,
    ]
    return f":small[{' · '.join(plain(part) for part in told if part)}]"


def _decisions(view: BriefView, candidate: Candidate, me: Person) -> None:
    row = candidate.row
    key, seen, after = row.id or 0, row.version, desk.next_after(view, candidate)
    waits = row.review == Review.PENDING
    rejecting = waits and desk.panel() == "reject"
    with st.container(horizontal=True, gap="small", key="desk.decisions"):
        if waits:
            arguments = (me, review.confirm, key, seen, after)
            desk.gesture(ReviewGesture.CONFIRM, me, key, desk.decide, arguments, "primary")
            desk.gesture(ReviewGesture.REJECT, me, key, desk.turn, (None if rejecting else "reject",))
        else:
            arguments = (me, review.reopen, key, seen, key)
            st.button(_("Take the decision back"), key=f"desk.reopen.{key}", on_click=desk.decide, args=arguments)
        desk.gesture(ReviewGesture.EDIT, me, key, forms.start, (_name(row), _seen(candidate)))
    if rejecting:
        _rejection(me, key, seen, after)


def _rejection(me: Person, key: int, seen: int, after: int | None) -> None:
    keys = shortcuts(me.preferences, REVIEW)
    with st.container(border=True, gap="xsmall", key="desk.choices"):
        for number, words in enumerate(WHY_NOT):
            decision = partial(_reject, _(words))
            arguments = (me, decision, key, seen, after)
            st.button(
                _(words),
                key=f"desk.reject.{key}.{number}",
                type="tertiary",
                shortcut=keys.choice(number),
                on_click=desk.decide,
                args=arguments,
            )
        st.text_input(
            _("Another reason"),
            key=f"desk.reject.{key}.why",
            max_chars=500,
            on_change=_reject_typed,
            args=(me, key, seen, after),
            help=_("Press Enter to reject with this reason."),
        )
        desk.close()


def _reject(why: str, session: Session, me: Person, key: int, seen: int | None) -> Recommendation:
    return review.reject(session, me, key, seen, why)


def _reject_typed(me: Person, key: int, seen: int, after: int | None) -> None:
    if why := st.session_state[f"desk.reject.{key}.why"].strip():
        desk.decide(me, partial(_reject, why), key, seen, after)


def _reasons(candidate: Candidate) -> None:
    st.markdown(f":small[**{plain(sure(candidate.row.confidence))}**]")
    lines = [f"- :small[{plain(_reason(*reason))}]" for reason in candidate.reasons]
    if lines:
        with st.container(key="facts.reasons"):
            st.markdown("\n".join(lines))


def _reason(signal: str, weight: float, words: str) -> str:
    told = in_words(signal)
    if words:
        told = _("{signal} (here “{words}”)").format(signal=told, words=shortened(words, 80))
    return _("Against: {why}").format(why=told) if weight < 0 else told


def in_words(signal: str) -> str:
    """What a signal says to a reviewer, without its full stop."""
    return _(meaning(signal)).removesuffix(".")


def _seen(candidate: Candidate) -> forms.Seen:
    row = candidate.row
    values: dict[str, Any] = {part: getattr(row, part) for part in ("wording", "level", "action_type")}
    values |= {"stance": row.stance or "", "parent_id": row.parent_id or "", "addressees": list(candidate.addressees)}
    return forms.Seen(row.version, values)


def _now(me: Person, candidate: Candidate, session: Session, since: int) -> forms.Seen:
    key = candidate.row.id or 0
    view = briefs.brief(session, me, candidate.row.brief_id)
    fresh = _seen(next(found for found in view.candidates if found.row.id == key))
    return forms.Seen(fresh.version, fresh.values, latest(session, me, "recommendation", key, since))


def _amend(me: Person, key: int, session: Session, sent: forms.Sent) -> None:
    fields = dict(sent.touched)
    forms.or_none(fields, "stance", "parent_id")
    if fields:
        review.amend(session, me, key, sent.seen, **fields)


def _fields(view: BriefView, candidate: Candidate, name: str, form: forms.Opened) -> None:
    fields = forms.Fields(name, form)
    fields.text("wording", _("Wording"))
    known = sorted({actor for other in view.candidates for actor in other.addressees})
    fields.many("addressees", _("Addressees, as printed"), known)
    level, stance = st.columns(2)
    with level:
        fields.word("level", _("Level"), {word.value: _(label) for word, label in LEVEL_LABELS.items()})
        heads = {
            other.row.id: shortened(other.row.wording, 80)
            for other in view.candidates
            if other.row.level == Level.HEADLINE and other.row.id != candidate.row.id
        }
        fields.word("parent_id", _("Part of"), {"": _("Nothing else"), **heads})
    with stance:
        stances = {word.value: _(label) for word, label in STANCE_LABELS.items()}
        fields.word("stance", _("Stance"), {**stances, "": _("Both")})
        fields.word(
            "action_type", _("How much is asked"), {int(word): _(label) for word, label in ACTION_TYPE_LABELS.items()}
        )
