"""How a foreign spreadsheet is to be read: the guesses, shown for a person to correct, and kept as a profile."""

from collections.abc import Iterator, Sequence
from itertools import islice

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tracker.actions import guessing
from tracker.actions import plan as plans
from tracker.actions.plan import FIELDS, LEFT_OUT, Plan
from tracker.queries import profiles
from tracker.reading.mending import damaged, mended
from tracker.reading.sheet import Sheet
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary import regions
from tracker.vocabulary.answers import KIND_LABELS, REVIEW_LABELS, EvidenceKind, Review
from tracker.vocabulary.columns import WORDS
from tracker.vocabulary.typed_dates import Order, doubtful

KEPT = "import.map."
"""How the keys begin under which the session keeps what a person said of one file."""
PROFILED = "import.profiled"
"""Under which key the session keeps which profile has been laid over the file."""
_ROWS, _LONGEST = 5, 400
_NONE = ""
_ORDERS = {Order.DAY_FIRST: "30/4/2007", Order.MONTH_FIRST: "4/30/2007"}


def show(me: Person, sheet: Sheet, plan: Plan, lost: int) -> Plan:
    """The plan as the person has corrected it; `lost` is how many cells have lost characters."""
    plan = _profile(me, sheet, plan)
    _first_rows(sheet, lost)
    plan = guessing.filled(sheet, plan.but(columns=_columns(sheet, plan)))
    _left_behind(sheet, plan)
    contents = guessing.contents(sheet, plan)
    plan = plan.but(orders=_orders(plan, {name: list(found) for name, found in contents.items()}))
    plan = plan.but(words=_words(sheet, plan))
    plan = _rest(plan)
    _keep(me, plan)
    return plan


def _profile(me: Person, sheet: Sheet, plan: Plan) -> Plan:
    """The profile that the person chooses, where there is one."""
    names = shell.asked(profiles.names, me)
    if not names:
        return plan
    chosen = st.selectbox(
        _("Profile"), names, index=None, placeholder=_("Guessed from the file"), key="import.profile", width=400
    )
    if not chosen or st.session_state.get(PROFILED) == chosen:
        return plan
    st.session_state[PROFILED] = chosen
    for key in [key for key in st.session_state if str(key).startswith(KEPT)]:
        del st.session_state[key]
    kept = Plan.from_json(shell.asked(profiles.mapping, me, chosen))
    return guessing.filled(sheet, kept.but(title=plan.title))


def lost_characters(sheet: Sheet) -> int:
    """How many cells have characters that nothing can bring back for sure."""
    return sum(damaged(mended(cell)) for _number, cells in sheet.rows() for cell in cells)


def _first_rows(sheet: Sheet, lost: int) -> None:
    rows = [cells[: len(sheet.head)] for _number, cells in islice(sheet.rows(), _ROWS)]
    with st.expander(_("The first rows of the file")):
        st.dataframe(pd.DataFrame(rows, columns=list(sheet.head)), hide_index=True)
    if lost:
        said = ngettext(
            "{n} cell seems to have lost characters on its way (“Fran?ois”). It is taken in as it is; "
            "to mend it, export the file again as UTF-8.",
            "{n} cells seem to have lost characters on their way (“Fran?ois”). They are taken in as they are; "
            "to mend them, export the file again as UTF-8.",
            lost,
        )
        st.warning(said.format(n=f"{lost:,}"))


def _columns(sheet: Sheet, plan: Plan) -> dict[str, str]:
    """Which column holds what: a field of choice for each."""
    st.subheader(_("Columns"), anchor=False)
    found = {}
    options = [_NONE, *sheet.head]
    for (name, label), place in zip(FIELDS.items(), _places(), strict=False):
        held = plan.columns.get(name, _NONE)
        chosen = place.selectbox(
            _(label) + (" *" if name == "wording" else ""),
            options,
            index=options.index(held) if held in options else 0,
            format_func=lambda column: column or _("not in the file"),
            key=f"import.map.{name}",
        )
        if chosen:
            found[name] = chosen
    return found


def _places() -> Iterator[DeltaGenerator]:
    """Places for fields, three in a row; on a narrow screen they stand below each other in the same order."""
    while True:
        yield from st.columns(3)


def _left_behind(sheet: Sheet, plan: Plan) -> None:
    """The columns of the file that go nowhere, so that none is lost unseen."""
    left = [column for column in sheet.head if column not in plan.columns.values()]
    if left:
        said = ngettext("{n} column is not taken in: {names}", "{n} columns are not taken in: {names}", len(left))
        st.caption(plain(said.format(n=len(left), names=shortened(", ".join(left), _LONGEST))))


def _orders(plan: Plan, contents: dict[str, list[str]]) -> dict[str, Order]:
    """What stands first in dates that may be read in two ways; the person says."""
    found = dict(plan.orders)
    for name in plans.DATE_FIELDS:
        if name in contents and doubtful(contents[name]):
            chosen = st.radio(
                _("{column}: how are its dates written?").format(column=plain(plan.columns[name])),
                list(Order),
                index=list(Order).index(found[name]) if name in found else None,
                format_func=_ORDERS.__getitem__,
                horizontal=True,
                key=f"import.map.order.{name}",
            )
            if chosen:
                found[name] = chosen
    return found


def _words(sheet: Sheet, plan: Plan) -> dict[str, dict[str, str]]:
    """What their words are in ours, those first that were not known when the column was first shown.

    The order stays while a person answers: a box that moved under the hand would lose what was chosen in it.
    """
    found = {name: dict(words) for name, words in plan.words.items()}
    contents = guessing.contents(sheet, plan)
    unknown = guessing.questions(sheet, plan).words
    for name in plans.WORD_FIELDS:
        if name not in contents:
            continue
        first = st.session_state.setdefault(
            f"import.map.first.{name}.{plan.columns[name]}", [word for word, _n in unknown.get(name, ())]
        )
        known = [word for word in contents[name] if word not in first] if name in WORDS else []
        if first or known:
            st.subheader(plain(plan.columns[name]), anchor=False)
            found.setdefault(name, {}).update(_choices(name, [*first, *known], found.get(name, {})))
    return found


def _choices(name: str, theirs: Sequence[str], known: dict[str, str]) -> dict[str, str]:
    labels = {word.value: _(label) for word, label in WORDS[name].items()} if name in WORDS else _countries()
    options = [*labels, LEFT_OUT]
    found = {}
    for word, place in zip(theirs, _places(), strict=False):
        chosen = place.selectbox(
            plain(shortened(word, 60)),
            options,
            index=options.index(known[word]) if known.get(word) in options else None,
            format_func=lambda ours: labels.get(ours, _("leave out")),
            placeholder=_("Choose: its rows are left out until then"),
            key=f"import.map.word.{name}.{word}",
        )
        if chosen is not None:
            found[word] = chosen
    return found


def _countries() -> dict[str, str]:
    return {code: regions.name(code) for code in regions.codes()}


def _rest(plan: Plan) -> Plan:
    """What the file does not say."""
    st.subheader(_("For all rows"), anchor=False)
    one, two, three = st.columns(3)
    title = one.text_input(_("Title of the brief where a row names none"), plan.title, key="import.map.rest.title")
    review = two.selectbox(
        _("Take them in as"),
        [Review.PENDING, Review.CONFIRMED],
        index=[Review.PENDING, Review.CONFIRMED].index(plan.review),
        format_func=lambda word: _(REVIEW_LABELS[word]),
        key="import.map.rest.review",
    )
    kinds = list(EvidenceKind)
    kind = three.selectbox(
        _("Evidence in the file is"),
        kinds,
        index=kinds.index(plan.kind),
        format_func=lambda word: _(KIND_LABELS[word]),
        key="import.map.rest.kind",
        help=_(
            "Adopted needs evidence of strength 2 or more: a news report, a public document, a named source, or better."
        ),
    )
    return plan.but(title=title, review=review, kind=kind)


def _keep(me: Person, plan: Plan) -> None:
    """Keep the mapping for the next file of the same origin.

    Not in a callback: that would hold the plan as it was before the choice that a quick hand made last.
    """
    with st.expander(_("Keep this mapping for the next file")):
        name = st.text_input(_("Name of the profile"), key="import.keep")
        if st.button(_("Save profile"), key="import.save"):
            with shell.writing(done=_("The profile is saved.")) as session:
                plans.save(session, me, name, plan)
            st.rerun()
