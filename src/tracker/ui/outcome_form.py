"""The form for what became of a recommendation: where it stands, what came of it, who looks after it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from sqlmodel import Session

from tracker.actions import drafts, updates
from tracker.actions.scope import may_update
from tracker.errors import Invalid, TooLittleEvidence, gathered, obstacles
from tracker.queries import people, record
from tracker.queries.latest import latest
from tracker.queries.record import Record
from tracker.store.access import can
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import days, draft_keeping, evidence_form, forms, shell
from tracker.ui.plain import plain
from tracker.vocabulary import answers
from tracker.vocabulary.dates import PartialDate, as_known
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import STATUSES, Status

_EMPTY = ("outcome_type", "fidelity")
_DATES = ("status_on", "outcome_on")
_OF_CONTRIBUTION = ("contribution", "rival_explanation")
_OF_WORK = ("owner", "due", "priority", "verified_on", "reverify_by", "notes")
_OF_OUTCOME = ("outcome", "outcome_type", "outcome_on", "fidelity")
_PLAIN = (
    "status response outcome_type outcome fidelity contribution rival_explanation due verified_on reverify_by "
    "priority notes"
).split()


def name(found: Record) -> str:
    """The form's name."""
    return f"outcome.{found.row.id}"


def seen(found: Record) -> forms.Seen:
    """What the form sees of the record, as its fields hold it."""
    row = found.row
    values: dict[str, Any] = {part: getattr(row, part) for part in _PLAIN}
    values["status_on"] = as_known(row.status_on, row.status_on_precision) or ""
    values["outcome_on"] = as_known(row.outcome_on, row.outcome_on_precision) or ""
    values["superseded_by"] = found.superseded_by[1] if found.superseded_by else ""
    values["owner"] = row.owner_id or ""
    values |= {part: values[part] or "" for part in _EMPTY}
    values |= {"why": "", "principal": ""}
    return forms.Seen(row.version, values)


def may(found: Record, me: Person) -> bool:
    """Whether the person may change this recommendation; those who work here are told where they may not."""
    with shell.reading() as session:
        allowed = may_update(session, me, found.row)
    if not allowed and can(me, Verb.UPDATE):
        st.caption(
            _("This recommendation is neither yours nor your unit's. Ask an editor, or its owner, to change it.")
        )
    return allowed


def offer(found: Record, me: Person) -> None:
    """The button that opens the form, where it is not open, and that something typed earlier waits in it."""
    if forms.opened(name(found)) is None:
        label = _("Update status and outcome")
        st.button(label, type="primary", key=f"{name(found)}.open", on_click=start, args=(found, me))


def start(found: Record, me: Person) -> None:
    """In a callback: open the form, with what the person typed into it earlier and has not saved."""
    draft_keeping.start(me, found.row.id or 0, name(found), seen(found))


def unsaved(found: Record, me: Person) -> None:
    """Say that something typed earlier waits in the form, where that is so."""
    draft = None if forms.opened(name(found)) else draft_keeping.kept(me, found.row.id or 0)
    if draft:
        said = _("What you typed here on {moment} is kept and not saved yet. Open the form to go on with it.")
        st.caption(plain(said.format(moment=days.moment(draft.at))))


def show(found: Record, me: Person, then: Callable[[], None] | None = None) -> None:
    """Show the form where it is open; `then` is called in the callback that saved it, and makes saving it a look."""
    form = forms.opened(name(found))
    if form is None:
        return
    owners = dict(shell.asked(people.owners, me))
    if found.owner and found.row.owner_id:
        owners.setdefault(found.row.owner_id, found.owner.name or found.owner.email)
    field = forms.Fields(name(found), form, partial(draft_keeping.keep, me, found.row.id or 0, name(found)))
    with st.container(border=True, key=f"{name(found)}.{form.turn}"):
        first = st.container()
        if kept := draft_keeping.since(name(found)):
            said = _("As you left it on {moment}. Nothing of it is saved yet.")
            st.caption(plain(said.format(moment=days.moment(kept))))
        _standing(field)
        # A container stays in its place when it is empty, so that no field below it moves while one types.
        with st.container():
            _needed(field, found)
        _outcome(field)
        # By what waited here, not by what is typed now: a part must not shut under the hands of whoever is in it.
        waited = {part for part, value in form.shown.items() if value != form.seen.values[part]}
        helped = _claims(field) or not waited.isdisjoint(_OF_CONTRIBUTION)
        with st.expander(_("Contribution of the brief"), key=f"{name(found)}.contribution", expanded=helped):
            _contribution(field)
        looked_after = not waited.isdisjoint(_OF_WORK)
        with st.expander(_("Who looks after it, and notes"), key=f"{name(found)}.work", expanded=looked_after):
            _work(field, owners)
        _entered(field, me)
        # What has to be chosen between comes first, where it is seen.
        with first if form.contested else st.container():
            forms.trouble(form, {"owner": lambda key: owners.get(key, str(key))})
            _buttons(found, me, form, then)
    if form.wrong and any(isinstance(reason, TooLittleEvidence) for reason in obstacles(form.wrong)):
        _to_evidence(found, me)


def _to_evidence(found: Record, me: Person) -> None:
    """The step that is missing, where the form asks for evidence that is not there yet."""
    if forms.opened(evidence_form.name(found)) is None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            evidence_form.offer(found, me, "first")
            st.caption(_("What you typed above stays; save it again when the evidence is in."))


def _buttons(found: Record, me: Person, form: forms.Opened, then: Callable[[], None] | None) -> None:
    key = found.row.id or 0
    arguments = (me, key, name(found), partial(_write, me, key, then is not None), then)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = forms.label(form)
        st.button(label, type="primary", key=f"{name(found)}.save", on_click=_save, args=arguments)
        cancel = (me, key, name(found))
        st.button(_("Cancel"), key=f"{name(found)}.cancel", on_click=draft_keeping.forget, args=cancel)
        if then:
            st.caption(_("Saving also notes that it was checked today."))


def _save(me: Person, key: int, called: str, write: Any, then: Callable[[], None] | None) -> None:
    forms.save(called, _("Saved."), write, partial(_now, me, key))
    if forms.opened(called) is None:
        draft_keeping.forget(me, key, called)  # also where all that was typed gave way
        if then:
            then()


def _write(me: Person, key: int, look: bool, session: Session, sent: forms.Sent) -> None:
    """Move the recommendation on by what was touched; a new status takes the day beside it along."""
    fields = dict(sent.touched)
    why = fields.pop("why", "").strip()
    whom = fields.pop("principal", "")
    if not fields:
        raise Invalid(_("Nothing has been changed yet."))
    forms.or_none(fields, *_EMPTY, "owner")
    if "status" in fields:
        fields["status_on"] = sent.typed["status_on"]
    if look:
        fields.setdefault("verified_on", today())
    principal = people.principal(session, me, int(whom)) if whom else None
    with gathered() as part:
        with part():
            _need(why)
        for name in (date for date in _DATES if date in fields):
            typed, fields[name] = fields[name], PartialDate(today())  # stands in for one that is none
            with part():
                fields[name] = days.entered(typed)
        with part():
            updates.advance(session, me, key, sent.seen, why, on_behalf_of=principal, **fields)
    drafts.discard(session, me, key)


def _need(why: str) -> None:
    if not why:
        raise Invalid(_("Say in a few words what this change rests on."))


def _now(me: Person, key: int, session: Session, since: int) -> forms.Seen:
    fresh = seen(record.record(session, me, key))
    return forms.Seen(fresh.version, fresh.values, latest(session, me, "recommendation", key, since))


def _entered(field: forms.Fields, me: Person) -> None:
    why, principal = st.columns([4, 2])
    with why:
        field.line("why", _("Why: what does this change rest on?"), _("Needed; kept in the history beside your name"))
    with principal:
        names: dict[Any, str] = {"": _("Myself"), **dict(shell.asked(people.principals, me))}
        field.word("principal", _("Entered for"), names, help=_("The history keeps both names."))


def _standing(field: forms.Fields) -> None:
    definitions = "\n".join(f"- **{plain(_(m.label))}**: {plain(_(m.definition))}" for m in STATUSES.values())
    status, since, response = st.columns([2, 1, 2])
    with status:
        labels = {s.value: _(STATUSES[s].label) for s in Status}
        field.word("status", _("Status"), labels, empties="status_on", help=definitions)
    with since:
        field.date("status_on", _("Since"), _("When that came about in the world; needed to close a recommendation."))
    with response:
        responses = {r.value: _(label) for r, label in answers.RESPONSE_LABELS.items()}
        field.word("response", _("Response of the addressee"), responses)


def _needed(field: forms.Fields, found: Record) -> None:
    """What the words that are chosen ask for beside them, and what follows from them."""
    status = Status(field.now("status"))
    if status is Status.SUPERSEDED:
        field.line("superseded_by", _("Replaced by"), _("Reference of the later recommendation"))
    said = []
    if not field.now("status_on").strip():
        if status != found.row.status and found.row.status_on:
            told = _("The day of “{status}” was taken out. Say since when it stands as it does now, if that is known.")
            said.append(told.format(status=_(STATUSES[Status(found.row.status)].label)))
        if STATUSES[status].closed:
            said.append(_("To close it, say since when."))
    if status is Status.ADOPTED and found.strength < answers.STRENGTH_TO_ADOPT:
        told = _(
            "Closing as adopted takes evidence of strength {n} or more; there is strength {now}. Add it here first."
        )
        said.append(told.format(n=answers.STRENGTH_TO_ADOPT, now=found.strength))
    if status != found.row.status and any(map(field.now, _OF_OUTCOME)) and not any(map(field.touched, _OF_OUTCOME)):
        told = _("The outcome below was written for the status “{status}”: look whether it still holds.")
        said.append(told.format(status=_(STATUSES[Status(found.row.status)].label)))
    if any(_before_the_brief(field.now(part), found) for part in _DATES):
        said.append(_("That is before the brief came out, so it will stand as “It came before the brief”."))
    if _claims(field) and not field.now("rival_explanation").strip():
        said.append(_("Say below what else may explain the outcome."))
    if said:
        st.markdown("\n".join(f"- :small[{plain(sentence)}]" for sentence in said))


def _before_the_brief(typed: str, found: Record) -> bool:
    try:
        day = days.entered(typed)
    except Invalid:
        return False
    published = found.brief.published
    return day is not None and published is not None and day.last < published


def _claims(field: forms.Fields) -> bool:
    return answers.Contribution(field.now("contribution")) in answers.CLAIMS


def _outcome(field: forms.Fields) -> None:
    field.text("outcome", _("Outcome: what changed, in your words"))
    kind, observed, fidelity = st.columns([2, 1, 2])
    with kind:
        kinds = {o.value: _(label) for o, label in answers.OUTCOME_LABELS.items()}
        field.word("outcome_type", _("Kind of outcome"), {"": _("Not said"), **kinds})
    with observed:
        field.date("outcome_on", _("Seen on"), _("When the outcome was observed."))
    with fidelity:
        shares = {f.value: _(label) for f, label in answers.FIDELITY_LABELS.items()}
        field.word("fidelity", _("How much of the ask"), {"": _("Not said"), **shares})


def _contribution(field: forms.Fields) -> None:
    words = {c.value: _(label) for c, label in answers.CONTRIBUTION_LABELS.items()}
    field.word("contribution", _("Did the brief help?"), words)
    field.text("rival_explanation", _("What else may explain the outcome?"))


def _work(field: forms.Fields, owners: dict[int, str]) -> None:
    owner, due, priority = st.columns([2, 1, 1])
    with owner:
        field.word("owner", _("Owner"), {"": _("Nobody"), **owners})
    with due:
        field.day("due", _("Due"))
    with priority:
        field.word("priority", _("Priority"), {p.value: _(label) for p, label in answers.PRIORITY_LABELS.items()})
    checked, again, _rest = st.columns([1, 1, 2])
    with checked:
        field.day("verified_on", _("Last checked"))
    with again:
        field.day("reverify_by", _("Check again by"))
    field.text("notes", _("Notes"))
