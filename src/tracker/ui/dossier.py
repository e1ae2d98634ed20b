"""The parts of one recommendation's page: its words in their passage, what is known, evidence, history."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from tracker.queries.record import Passage, Record
from tracker.store.access import can
from tracker.store.history import CREATED
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import spoken
from tracker.ui import address, days, listings, places, undoing
from tracker.ui.plain import of_brief, plain, shortened
from tracker.vocabulary import answers, regions
from tracker.vocabulary.advice import ACTION_TYPE_LABELS, LEVEL_LABELS, STANCE_LABELS, ActionType, Level, Stance
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.labels import label
from tracker.vocabulary.numbers import percent
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import STATUSES, Status

_HIDDEN = ("_precision", "_id", "_start", "_end")


def heading(found: Record) -> None:
    """The wording, where it stands, and the reference that never changes."""
    st.title(plain(found.row.wording), anchor=False)
    state = listings.badge(found.row.status)
    review = answers.Review(found.row.review)
    if review is not answers.Review.CONFIRMED:
        state = f":gray-badge[{plain(_(answers.REVIEW_LABELS[review]))}]"
    meaning = STATUSES[Status(found.row.status)]
    since = days.day(_known(found.row.status_on, found.row.status_on_precision))
    told = [found.row.reference, since and _("since {day}").format(day=since), _(meaning.definition)]
    st.markdown(" ".join([state, " · ".join(plain(part) for part in told if part)]))


def replaced(found: Record) -> None:
    """That its brief has a newer version, so that this one counts no longer, and the way there."""
    if found.brief.newer_id is not None:
        st.warning(_("A newer version of this brief has come out. What stands here is kept, and counts no longer."))
        query = {"brief": str(found.brief.newer_id)}
        st.page_link(places.page(places.LISTING), label=_("To the newer version"), query_params=query)


def to_review(found: Record, me: Person) -> None:
    """The way to the review of a candidate that waits for it."""
    if found.row.review == answers.Review.PENDING and can(me, Verb.VIEW_WORK):
        query = {"brief": str(found.row.brief_id), "at": str(found.row.id)}
        st.page_link(places.page(places.REVIEW), label=_("Review it beside its brief"), query_params=query)


def brief(found: Record) -> None:
    """The brief it comes from."""
    st.header(_("The brief"), anchor=False)
    number = " ".join(part for part in (found.brief.series, found.brief.number) if part)
    _facts(
        "brief",
        (
            (_("Title"), found.brief.title),
            (_("Authors"), ", ".join(found.authors)),
            (_("Published"), days.day(found.published, _("Unknown"))),
            (_("Series and number"), number),
            (_("Countries"), ", ".join(regions.name(code, spoken()) for code in found.regions)),
            (_("Topics"), ", ".join(found.topics)),
        ),
    )
    query = {"brief": str(found.row.brief_id)}
    st.page_link(places.page(places.LISTING), label=_("All that it recommends"), query_params=query)


def passage(found: Record) -> None:
    """The words as printed, marked in what stands around them."""
    st.header(_("In the brief"), anchor=False)
    if found.passage is None:
        st.markdown(_("This recommendation was moved in without its document, so there is no passage to show."))
        return
    with st.container(border=True):
        st.markdown(_in_its_paragraph(found.passage))
    if found.row.page:
        st.caption(_("Page {number}").format(number=found.row.page))


def answered(found: Record, me: Person) -> None:
    """Every field of the recommendation itself; what belongs to the work only for those who may see it."""
    st.header(_("What is known"), anchor=False)
    row = found.row
    replaced = f"{found.superseded_by[1]} {found.superseded_by[2]}" if found.superseded_by else ""
    _facts(
        "answers",
        (
            (_("Addressed to"), ", ".join(found.addressees) or _("Nobody by name")),
            (_("Level"), _(LEVEL_LABELS[Level(row.level)])),
            (_("Stance"), _(STANCE_LABELS[Stance(row.stance)]) if row.stance else _("Both")),
            (_("How much is asked"), _(ACTION_TYPE_LABELS[ActionType(row.action_type)])),
            (_("Response"), _(answers.RESPONSE_LABELS[answers.Response(row.response)])),
            (_("Outcome"), row.outcome),
            (
                _("Kind of outcome"),
                row.outcome_type and _(answers.OUTCOME_LABELS[answers.OutcomeType(row.outcome_type)]),
            ),
            (_("Outcome seen on"), days.day(_known(row.outcome_on, row.outcome_on_precision))),
            (_("How much of the ask"), row.fidelity and _(answers.FIDELITY_LABELS[answers.Fidelity(row.fidelity)])),
            (_("Contribution of the brief"), _(answers.CONTRIBUTION_LABELS[answers.Contribution(row.contribution)])),
            (_("Other explanation"), row.rival_explanation),
            (_("Replaced by"), replaced),
            *(_of_the_work(found) if can(me, Verb.VIEW_WORK) else ()),
        ),
    )


def relatives(found: Record) -> None:
    """Links to the headline that it supports, or to those that support it."""
    near = [*([found.headline] if found.headline else []), *found.supporting]
    if near:
        st.header(_("Part of") if found.headline else _("Supported by"), anchor=False)
        for _key, reference, wording in near:
            address.link(plain(shortened(wording, 200)), reference, {"id": reference})


def history(table: pd.DataFrame, me: Person) -> None:
    """What was changed, by whom, when and why, each with its undo; nothing for those who may not see it."""
    if table.empty:
        return
    st.header(_("History"), anchor=False)
    standing = undoing.standing(me, dict(zip(table["batch"], table["why"], strict=True)))
    taken_in = label(CREATED)
    for batch, rows in table.groupby("batch", sort=False):
        first = rows.iloc[0]
        behalf = first["on_behalf_of"] and _("for {name}").format(name=first["on_behalf_of"])
        told = [days.moment(first["at"]), first["who"], behalf, standing.because(first["why"])]
        lines = dict.fromkeys(_change(row) for row in rows.to_dict("records") if not row["field"].endswith(_HIDDEN))
        with st.container(key=f"history.{first['at']}.{batch}", gap="xxsmall"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                about = " · ".join(plain(part) for part in told if part)
                st.markdown(f":small[:gray[{about}]]", width="content")
                if taken_in not in set(rows["field"]):
                    standing.mark_or_button(str(batch), first["why"])
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))
            undoing.ask(me, str(batch))


def _change(row: Mapping[Any, Any]) -> str:
    field = f"{row['field']} ({row['evidence']})" if row["evidence"] else row["field"]
    if row["old"] or row["new"]:
        return f"{field}: {days.in_words(row['old'])} → {days.in_words(row['new'])}"
    return f"{row['entity']}: {field}"


def _of_the_work(found: Record) -> Iterable[tuple[str, str]]:
    row = found.row
    owner = found.owner.name or found.owner.email if found.owner else ""
    return (
        (_("Owner"), owner),
        (_("Due"), days.day(_known(row.due))),
        (_("Last checked"), days.day(_known(row.verified_on))),
        (_("Check again by"), days.day(_known(row.reverify_by))),
        (_("Priority"), _(answers.PRIORITY_LABELS[answers.Priority(row.priority)])),
        (_("Notes"), row.notes),
        (_("Certainty of the reading"), percent(row.confidence) if row.confidence is not None else ""),
    )


def _facts(name: str, facts: Iterable[tuple[str, str | None]]) -> None:
    """Names and values, one a line; what is empty is left out."""
    with st.container(key=f"facts.{name}"):
        st.markdown("\n".join(f"- :gray[{plain(name)}:] {plain(value)}" for name, value in facts if value))


def _in_its_paragraph(passage: Passage) -> str:
    """The passage as Markdown that shows its words as they are, paragraph by paragraph, the quote marked."""
    *earlier, opening = passage.before.split("\n\n")
    closing, *later = passage.after.split("\n\n")
    quotes = [of_brief(part) for part in passage.quote.split("\n\n")]
    marked = "\n\n".join(f":primary-background[**{quote}**]" for quote in quotes if quote)
    whole = " ".join(part for part in (of_brief(opening), marked, of_brief(closing)) if part)
    return "\n\n".join(part for part in (*map(of_brief, earlier), whole, *map(of_brief, later)) if part)


def _known(day: object, precision: str | None = None) -> str | None:
    return str(PartialDate(day, Precision(precision or Precision.DAY))) if day else None  # type: ignore[arg-type]
