"""What a brief says of itself, over its review, and the form that corrects it."""

from functools import partial

import streamlit as st
from sqlmodel import Session

from tracker.actions import correction
from tracker.queries import briefs, choices
from tracker.queries.briefs import BriefView
from tracker.queries.latest import latest
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import spoken
from tracker.ui import days, forms, shell
from tracker.ui.plain import plain
from tracker.vocabulary import regions


def heading(view: BriefView, *, may: bool) -> None:
    """Title, authors, date and the rest; and for those who may correct them the button."""
    brief = view.brief
    st.title(plain(brief.title), anchor=False)
    countries = ", ".join(regions.name(code, spoken()) for code in view.regions)
    told = (
        ", ".join(view.authors) or _("No author known"),
        days.day(view.published, _("undated")),
        " ".join(part for part in (brief.series, brief.number) if part),
        countries or _("no country known"),
        ", ".join(view.topics),
        brief.file_name,
    )
    st.markdown(" · ".join(plain(part) for part in told if part))
    if not brief.parsed:
        st.info(_("This brief is in a language that is read, but not parsed. Its recommendations are added by hand."))
    if may and forms.opened(_name(view)) is None:
        arguments = (_name(view), _seen(view))
        st.button(_("Correct these details"), key=f"{_name(view)}.open", on_click=forms.start, args=arguments)


def show(view: BriefView, me: Person) -> None:
    """Show the form where it is open."""
    name = _name(view)
    form = forms.opened(name)
    if form is None:
        return
    with st.form(f"{name}.{form.turn}", enter_to_submit=False):
        _fields(name, form, shell.asked(choices.choices, me))
        forms.trouble(form)
        with st.container(horizontal=True):
            key = view.brief.id or 0
            arguments = (name, _("The brief is corrected."), partial(_correct, me, key), partial(_now, me, key))
            st.form_submit_button(
                forms.label(form), type="primary", key=f"{name}.save", on_click=forms.save, args=arguments
            )
            st.form_submit_button(_("Cancel"), key=f"{name}.cancel", on_click=forms.close, args=(name,))


def _name(view: BriefView) -> str:
    return f"brief.{view.brief.id}"


def _seen(view: BriefView) -> forms.Seen:
    brief = view.brief
    values = {"title": brief.title, "series": brief.series, "number": brief.number, "published": view.published or ""}
    names = {"authors": list(view.authors), "regions": list(view.regions), "topics": list(view.topics)}
    return forms.Seen(brief.version, {**values, **names})


def _now(me: Person, key: int, session: Session, since: int) -> forms.Seen:
    fresh = _seen(briefs.brief(session, me, key))
    return forms.Seen(fresh.version, fresh.values, latest(session, me, "brief", key, since))


def _correct(me: Person, key: int, session: Session, sent: forms.Sent) -> None:
    fields = dict(sent.touched)
    if "published" in fields:
        fields["published"] = days.entered(fields["published"])
    if fields:
        correction.correct_brief(session, me, key, sent.seen, **fields)


def _fields(name: str, form: forms.Opened, known: choices.Choices) -> None:
    fields = forms.Fields(name, form)
    fields.line("title", _("Title"))
    fields.many("authors", _("Authors, in the printed order"), [choice.label for choice in known.authors])
    published, series, number = st.columns(3)
    with published:
        fields.date("published", _("Published"), _("As exactly as it is known."))
    with series:
        fields.line("series", _("Series"))
    with number:
        fields.line("number", _("Number"))
    names = {code: regions.name(code, spoken()) for code in regions.codes()}
    ordered = sorted(names, key=lambda code: names[code].casefold())
    fields.many("regions", _("Countries"), ordered, names=names)
    fields.many("topics", _("Topics"), [choice.label for choice in known.topics])
