"""The import of a spreadsheet, step by step: the file, how it is to be read, a dry run, and what came of it."""

from functools import partial
from typing import Any

import streamlit as st

from tracker.actions import guessing, importing, returned
from tracker.actions.importing import Told
from tracker.actions.plan import Plan
from tracker.errors import TrackerError
from tracker.parsing import sheet_apart
from tracker.reading.sheet import Sheet
from tracker.settings import settings
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import import_job, import_mapping, import_result, notices, places, shell, turns
from tracker.ui.plain import plain
from tracker.vocabulary.columns import CONTEXT, EDITABLE
from tracker.vocabulary.roles import Verb

_SHEET, _FILE, _PLAN, _LOST = "import.sheet", "import.file", "import.plan", "import.lost"
_DRY, _DONE, _TURN = "import.dry-run", "import.done", "import.turn"


def show(me: Person) -> None:
    """The step at which the import is."""
    state = st.session_state
    if _DONE not in state and (begun := import_job.under_way(_whose(me))):
        state[_DONE] = begun
    if _DONE in state:
        _finished(me)
        return
    sheet = _sheet()
    if sheet is None:
        _formats(me)
        return
    export = returned.is_export(sheet)
    _kind(sheet, export)
    if not export and not can(me, Verb.IMPORT):
        notices.nothing_yet(_("Only editors move recommendations in from another tracker. Ask one of them."))
        return
    plan = None if export else import_mapping.show(me, sheet, state[_PLAN], state[_LOST])
    if plan != state.get(_PLAN):
        state[_PLAN] = plan
        state.pop(_DRY, None)
    _dry_run(me, sheet, plan)


def _sheet() -> Sheet | None:
    """The table of the file that was chosen, read once."""
    state = st.session_state
    file = st.file_uploader(
        _("A spreadsheet as XLSX or CSV, up to {n} MB").format(n=settings().upload_megabytes),
        key=f"import.upload.{state.setdefault(_TURN, 0)}",
    )
    if file is None:
        _forget()
        return None
    if state.get(_FILE) != file.file_id:
        _forget()
        try:
            with st.spinner(_("Reading {name}").format(name=plain(file.name))):
                sheet = _read(file.name, file.getvalue())
                plan = None if returned.is_export(sheet) else guessing.guess(sheet)
                lost = 0 if plan is None else import_mapping.lost_characters(sheet)
        except TrackerError as wrong:
            notices.error(wrong)
            return None
        state[_FILE], state[_SHEET], state[_PLAN], state[_LOST] = file.file_id, sheet, plan, lost
    found: Sheet | None = state.get(_SHEET)
    return found


def _read(name: str, data: bytes) -> Sheet:
    limits = settings()
    largest = limits.upload_megabytes * 1024 * 1024
    with turns.aside():
        return sheet_apart(name, data, seconds=limits.parse_seconds, megabytes=limits.parse_megabytes, largest=largest)


def _forget() -> None:
    state = st.session_state
    mapped = [key for key in state if str(key).startswith(import_mapping.KEPT)]
    for key in (_SHEET, _FILE, _PLAN, _DRY, _DONE, import_mapping.PROFILED, *mapped):
        state.pop(key, None)


def _formats(me: Person) -> None:
    """What may be put here, in plain words."""
    st.markdown(f"**{_('A file that you downloaded here')}**")
    st.markdown(
        _(
            "Download a list as Excel or CSV, change cells, say why in the column `why`, and put the file here. "
            "You see what would change before anything is written. Taken in are the columns {columns}, with yellow "
            "heads in Excel; what else is changed in the file stays as it was."
        ).format(columns=", ".join(f"`{name}`" for name in EDITABLE))
    )
    st.page_link(places.page(places.LISTING), label=_("Go to the list and its downloads"))
    if can(me, Verb.IMPORT):
        st.markdown(f"**{_('A spreadsheet of another tracker')}**")
        st.markdown(
            _(
                "One recommendation a row, the names of the columns in the first row. The columns, their words for a "
                "status and their dates are guessed, and you correct the guesses."
            )
        )


def _kind(sheet: Sheet, export: bool) -> None:
    rows = ngettext("{n} row", "{n} rows", sheet.count).format(n=f"{sheet.count:,}")
    said = _("an export of this tracker") if export else _("a spreadsheet of another tracker")
    st.markdown(f"{rows}, {said}")
    if export and (there := [name for name in CONTEXT if name in sheet.head]):
        told = _("Not taken in, since they are for reading: {columns}. What they hold is changed on its own page.")
        st.caption(told.format(columns=", ".join(f"`{name}`" for name in there)))


def _dry_run(me: Person, sheet: Sheet, plan: Plan | None) -> None:
    """The dry run where one is under way or done, else the button for it; then the button that takes the file in."""
    job: import_job.Job | None = st.session_state.get(_DRY)
    if job is None:
        work = partial(importing.dry_run, shell.store().reading, me, sheet, plan)
        ready = plan is None or "wording" in plan.columns
        if st.button(_("See what would happen"), type="primary", disabled=not ready, key="import.dry"):
            _begin(_DRY, import_job.start(work, sheet))
    elif job.running:
        _progress(_DRY, _("Comparing row by row; nothing is written"))
    elif job.failed or job.told is None:
        st.error(plain(job.failed))
    else:
        import_result.counts(job.told)
        _apply(me, sheet, plan, job.told)
        import_result.rows(job.told, sheet)


def _apply(me: Person, sheet: Sheet, plan: Plan | None, told: Told) -> None:
    if not told.wanted:
        notices.nothing_yet(_("There is nothing to take in."))
        return
    work = partial(importing.run, shell.store().writing, me, sheet, plan)
    label = ngettext("Take {n} row in", "Take {n} rows in", told.wanted).format(n=f"{told.wanted:,}")
    if st.button(label, type="primary", key="import.apply"):
        _begin(_DONE, import_job.start(work, sheet, _whose(me)))


def _begin(key: str, job: import_job.Job) -> None:
    """Draw the page anew with the job.

    Not in a callback: that would hold the plan as it was before the choice that a quick hand made last.
    """
    st.session_state[key] = job
    st.rerun()


def _whose(me: Person) -> tuple[str, int | None]:
    return shell.store().url, me.id


def _finished(me: Person) -> None:
    job: import_job.Job = st.session_state[_DONE]
    if job.running:
        _progress(_DONE, _("Taking in; you may leave this page, and it goes on"))
        return
    import_job.let_go(_whose(me), job)
    if job.told is None:
        st.error(plain(job.failed))
    else:
        import_result.taken(me, job.told, job.sheet)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Another file"), on_click=_another, key="import.another")
        st.page_link(places.page(places.LISTING), label=_("Go to the list"))


def _another() -> None:
    _forget()
    st.session_state[_TURN] += 1


def _progress(key: str, said: str) -> None:
    """How far the work is, asked for again every half second until it ends."""

    @st.fragment(run_every=0.5)
    def ticking() -> None:
        job: Any = st.session_state.get(key)
        if job is None or not job.running:
            st.rerun()
        share = job.done / job.total if job.total else 0.0
        st.progress(share, f"{said} · {job.done:,} / {job.total:,}" if job.total else said)

    ticking()
