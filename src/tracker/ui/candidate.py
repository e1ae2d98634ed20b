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
    """The candidate with its reasons, and for those who may decide the buttons; a form where it is being edited."""
    row = candidate.row
    with st.container(border=True, key="desk.card"):
        _steps(view, candidate)
        st.header(plain(row.wording), anchor=False)
        st.markdown(_about(candidate))
        if row.detail:
            st.caption(plain(shortened(row.detail, 300)))
        if may:
            _decisions(view, candidate, me)
        _reasons(candidate)


def edit(view: BriefView, candidate: Candidate, me: Person) -> None:
    """The form that mends the candidate's words, where it is open."""
    name = _name(candidate.row)
    form = forms.opened(name)
    if form is None:
        return
    with st.form(f"{name}.{form.turn}", enter_to_submit=False):
        _fields(view, candidate, name, form)
        heads = {other.row.id: shortened(other.row.wording, 80) for other in view.candidates}
        forms.trouble(form, {"parent_id": lambda key: heads.get(key, str(key))})
        with st.container(horizontal=True):
            key = candidate.row.id or 0
            arguments = (name, "", partial(_amend, me, key), partial(_now, me, candidate))
            st.form_submit_button(
                forms.label(form), type="primary", key=f"{name}.save", on_click=forms.save, args=arguments
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


def _steps(view: BriefView, candidate: Candidate) -> None:
    place = desk.place(view, candidate)
    around: list[tuple[str, str, int]] = [("back", _("Back"), place - 1), ("on", _("Next"), place + 1)]
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        said = _("{n} of {all}").format(n=place + 1, all=len(view.candidates))
        badge = {Review.CONFIRMED: "green", Review.REJECTED: "gray", Review.PENDING: "orange"}
        found = Review(candidate.row.review)
        st.markdown(f":{badge[found]}-badge[{plain(_(REVIEW_LABELS[found]))}] :small[{plain(said)}]", width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            for key, label, there in around:
                out = not 0 <= there < len(view.candidates)
                row = None if out else view.candidates[there].row.id
                st.button(label, key=f"desk.{key}", type="tertiary", disabled=out, on_click=desk.go, args=(row,))


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
    with st.container(horizontal=True, gap="small"):
        if row.review == Review.PENDING:
            arguments = (me, review.confirm, key, seen, after)
            st.button(_("Confirm"), key=f"desk.confirm.{key}", type="primary", on_click=desk.decide, args=arguments)
            _rejection(me, key, seen, after)
        else:
            arguments = (me, review.reopen, key, seen, key)
            st.button(_("Take the decision back"), key=f"desk.reopen.{key}", on_click=desk.decide, args=arguments)
        name = _name(row)
        if forms.opened(name) is None:
            st.button(_("Edit"), key=f"{name}.open", on_click=forms.start, args=(name, _seen(candidate)))


def _rejection(me: Person, key: int, seen: int, after: int | None) -> None:
    with st.popover(_("Not a recommendation"), key=f"desk.reject.{key}"):
        for number, words in enumerate(WHY_NOT):
            decision = partial(_reject, _(words))
            arguments = (me, decision, key, seen, after)
            st.button(
                _(words), key=f"desk.reject.{key}.{number}", on_click=desk.decide, args=arguments, width="stretch"
            )
        st.text_input(
            _("Another reason"),
            key=f"desk.reject.{key}.why",
            max_chars=500,
            on_change=_reject_typed,
            args=(me, key, seen, after),
            help=_("Press Enter to reject with this reason."),
        )


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
