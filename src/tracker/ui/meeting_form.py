"""One report for a meeting: the form over it while it is being prepared, and its words once it is approved."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from sqlmodel import Session

from tracker import board
from tracker.actions import meetings as actions
from tracker.actions.meetings import COVERING_WORDS, DECISION_WORDS, MOST
from tracker.board import Story
from tracker.errors import Invalid
from tracker.queries import meetings
from tracker.queries.filters import Filter
from tracker.queries.latest import latest
from tracker.queries.meetings import Prepared
from tracker.queries.stories import stories
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import address, days, forms, meeting_list, notices, places, shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.statuses import STATUSES


def show(told: Prepared, me: Person) -> None:
    """The form, its report as a draft, and the approval."""
    _head(told)
    name = _name(told.id)
    if forms.opened(name) is None:
        forms.start(name, seen(told))
    form = forms.opened(name)
    if form is None:
        return
    forms.trouble(form)
    _fields(name, form, told, me)
    with st.container(horizontal=True):
        now = partial(_now, me, told.id)
        save = (name, _("Saved."), partial(_write, me, told.id), now)
        st.button(forms.label(form), key=f"{name}.save", on_click=forms.save, args=save)
        st.button(_("Approve"), key=f"{name}.approve", type="primary", on_click=approve, args=(me, told.id))
    st.caption(_("Once approved it does not change: a next version is made instead."))
    _to_draft(form, told)


def approved(told: Prepared, me: Person) -> None:
    """What was approved, the way to its report, and to a next version."""
    _head(told)
    st.markdown(plain(told.covering) or plain(_("Without a covering sentence.")))
    _lines(_("Decisions"), told.decisions)
    _lines(_("Stories"), _worded(told.stories, me))
    if not told.stories:
        st.caption(_("No story was chosen: the report tells the three that were proposed first."))
    st.button(_("Make a next version"), key=f"next.{told.id}", on_click=begin_next, args=(me, told.id))
    query = {"as_of": told.as_of.isoformat()}
    st.page_link(places.page(places.BOARD), label=_("See the report"), query_params=query)


def seen(told: Prepared) -> forms.Seen:
    """The report as the form's fields hold it."""
    values = {
        "as_of": told.as_of,
        "covering": told.covering,
        "decisions": "\n".join(told.decisions),
        "stories": list(told.stories),
    }
    return forms.Seen(told.version, values)


def _head(told: Prepared) -> None:
    address.link(_("All meetings"), "meetings", {})
    st.header(plain(_("Meeting on {day}").format(day=meeting_list.called(told))), anchor=False)
    st.caption(plain(meeting_list.standing(told)))


def _fields(name: str, form: forms.Opened, told: Prepared, me: Person) -> None:
    fields = forms.Fields(name, form)
    fields.day("as_of", _("Figures as of the end of"))
    fields.line("covering", _("Covering sentence, {n} words at most").format(n=COVERING_WORDS))
    asked = _("Decisions asked, one a line: {most} at most, of {n} words each")
    fields.text("decisions", asked.format(most=MOST, n=DECISION_WORDS))
    found = {story.reference: _called(story) for story in shell.asked(board.proposals, me, told.id)}
    held = {reference: reference for reference in told.stories if reference not in found}
    if found or held:
        st.caption(_("Where no story is chosen, the first three of the list are told."))
        fields.many("stories", _("Stories, {most} at most").format(most=MOST), list(found), {**held, **found})
    else:
        st.markdown(_("There is no story to choose: nobody has found yet that anything came of them."))


def _called(story: Story) -> str:
    said = (_(STATUSES[story.status].label), days.day(story.since), shortened(story.wording, 90), story.reference)
    return " · ".join(part for part in said if part)


def _worded(references: Sequence[str], me: Person) -> list[str]:
    """The stories by their wording and reference; by that alone where one may not leave the institute any more."""
    shown = shell.asked(stories, me, Filter(open_only=True), tuple(references))
    words = {story.reference: shortened(story.wording, 90) for story in shown}
    return [" · ".join(part for part in (words.get(one, ""), one) if part) for one in references]


def _lines(title: str, said: Sequence[str]) -> None:
    if said:
        st.markdown(f"**{title}**")
        st.markdown("\n".join(f"- {plain(one)}" for one in said))


def _to_draft(form: forms.Opened, told: Prepared) -> None:
    """The way to the draft: a button, since a link that is pressed while words are typed leads nowhere."""
    if st.button(_("See the draft of the report"), key=f"draft.{told.id}", type="tertiary"):
        if forms.entered(form).touched:
            notices.error(Invalid(_("Save what you typed first: the draft does not have it yet.")))
        else:
            st.switch_page(places.page(places.BOARD), query_params={"draft": str(told.id)})


def _write(me: Person, key: int, session: Session, sent: forms.Sent) -> None:
    fields = dict(sent.touched)
    if "decisions" in fields:
        fields["decisions"] = [line for line in fields["decisions"].splitlines() if line.strip()]
    actions.amend(session, me, key, sent.seen, **fields)


def _now(me: Person, key: int, session: Session, since: int) -> forms.Seen:
    """The report as it is now, with who changed it after the version `since`."""
    found = seen(meetings.meeting(session, me, key))
    return forms.Seen(found.version, found.values, latest(session, me, "meeting", key, since))


def approve(me: Person, key: int) -> None:
    """In a callback: approve the report as the form shows it; what is typed and not saved is no part of it."""
    form = forms.opened(_name(key))
    if form is None:
        return
    if forms.entered(form).touched:
        notices.refuse(Invalid(_("Save what you typed first, look at the draft, and then approve it.")))
        return
    with shell.writing(_("Approved. The board's page shows it.")) as session:
        actions.approve(session, me, key, form.seen.version)
    forms.close(_name(key))


def begin_next(me: Person, key: int) -> None:
    """In a callback: begin the next version of an approved report, and open it."""
    made: list[int] = []
    with shell.writing(_("The next version is begun.")) as session:
        day = meetings.meeting(session, me, key).day
        made.append(actions.prepare(session, me, day).id or 0)
    if made:
        st.query_params.from_dict({"id": str(made[0])})


def _name(key: int) -> str:
    return f"meeting.{key}"
