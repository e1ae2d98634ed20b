"""Taking files in from the browser: each read apart, stored, and only then said to be in.

A view may be cut while files are taken in: every file is one unit of work, what is in is remembered, and the next view
goes on with the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
import structlog
from babel import Locale, UnknownLocaleError

from tracker.actions.ingest import Taken, ingest
from tracker.document import Format
from tracker.errors import ParseFailed, TrackerError
from tracker.extraction.finding import Extraction
from tracker.parsing import Parsed, parse_apart
from tracker.reading.sniff import misnamed
from tracker.settings import settings
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext, spoken
from tracker.ui import places, shell, turns
from tracker.ui.plain import plain, shortened, strong
from tracker.vocabulary.advice import Level

_RESULTS, _DONE, _TURN = "upload.results", "upload.done", "upload.turn"
_log = structlog.get_logger("tracker.ui")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one file: the brief with its findings, or `why` it is not in, in a sentence.

    `language` is set for a brief in a language that is not parsed, `misnamed` says of what
    format a name tells where that is another one.
    """

    name: str
    brief_id: int = 0
    title: str = ""
    findings: int = 0
    headline: int = 0
    new: bool = False
    language: str = ""
    misnamed: str = ""
    why: str = ""


def show(me: Person) -> None:
    """The field for files; takes in what is put there, and shows what came of every file of this session."""
    turn = st.session_state.setdefault(_TURN, 0)
    files = st.file_uploader(
        _("Briefs as PDF, Word, HTML, Markdown or plain text, up to {n} MB each").format(n=settings().upload_megabytes),
        accept_multiple_files=True,
        key=f"upload.files.{turn}",
    )
    if files:
        _take_in(me, files)
        st.session_state[_TURN] = turn + 1
        st.rerun()
    _results(st.session_state.get(_RESULTS, []))


def taken_in(me: Person, name: str, data: bytes) -> Result:
    """Read one file and store it with what is found in it; a file that cannot be taken in is a Result that says why."""
    limits = settings()
    try:
        largest = limits.upload_megabytes * 1024 * 1024
        with turns.aside():
            parsed = parse_apart(
                name, data, seconds=limits.parse_seconds, megabytes=limits.parse_megabytes, largest=largest
            )
        return _stored(me, name, data, parsed)
    except ParseFailed as wrong:
        _log.error("file not parsed", file=name, trace=wrong.trace)
        return Result(name, why=str(wrong))
    except TrackerError as wrong:
        return Result(name, why=str(wrong))
    except Exception as wrong:  # whatever goes wrong with one file, the others still go in
        _log.error("file not taken in", file=name, exc_info=wrong)
        return Result(name, why=_("This file was parsed, but storing it failed. Please report it, with the file."))


def _stored(me: Person, name: str, data: bytes, parsed: Parsed) -> Result:
    with shell.store().writing() as session:
        taken = ingest(session, me, name, data, parsed.document, parsed.extraction)
    return _result(name, taken, parsed.extraction)


def _result(name: str, taken: Taken, extraction: Extraction) -> Result:
    brief = taken.brief
    return Result(
        name,
        brief.id or 0,
        brief.title,
        findings=taken.findings,
        headline=sum(finding.level is Level.HEADLINE for finding in extraction.findings) if taken.new else 0,
        new=taken.new,
        language="" if brief.parsed else brief.language,
        misnamed=misnamed(name, Format(brief.format)),
    )


def _take_in(me: Person, files: Sequence[Any]) -> None:
    done: set[str] = st.session_state.setdefault(_DONE, set())
    results: list[Result] = st.session_state.setdefault(_RESULTS, [])
    bar = st.progress(0.0)
    for number, file in enumerate(files):
        said = _("Reading {name} ({n} of {all})").format(name=file.name, n=number + 1, all=len(files))
        bar.progress(number / len(files), plain(said))
        if file.file_id not in done:
            results.insert(number, taken_in(me, file.name, file.getvalue()))
            done.add(file.file_id)
    bar.progress(1.0)


def _results(results: Sequence[Result]) -> None:
    if not results:
        return
    into = sum(not result.why for result in results)
    said = ngettext("{n} of {all} file is in", "{n} of {all} files are in", len(results)).format(
        n=into, all=len(results)
    )
    if before := sum(not result.why and not result.new for result in results):
        said = f"{said}, {ngettext('{n} was there before', '{n} were there before', before).format(n=before)}"
    st.header(said, anchor=False)
    for result in results:
        with st.container(border=True, gap="xxsmall"):
            _line(result)


def _line(result: Result) -> None:
    if result.why:
        st.markdown(f"{strong(result.name, _('A file without a name'))} :red-badge[{_('Not taken in')}]")
        st.markdown(plain(result.why))
        return
    st.page_link(
        places.page(places.REVIEW), label=plain(_invitation(result)), query_params={"brief": str(result.brief_id)}
    )
    st.markdown(f":small[{plain(result.name)} · {plain(_told(result))}]")
    if result.misnamed:
        st.markdown(f":small[{plain(result.misnamed)}]")


def _invitation(result: Result) -> str:
    title = shortened(result.title, 120)
    if not result.findings:
        return title
    words = ngettext("Review {n} finding of “{title}”", "Review {n} findings of “{title}”", result.findings)
    return words.format(n=result.findings, title=title)


def _told(result: Result) -> str:
    if not result.new:
        return _("There already, so nothing was added.")
    if result.language:
        return _("Read, not parsed: briefs in this language ({language}) are kept, but not searched.").format(
            language=_language(result.language)
        )
    if not result.findings:
        return _("Saved. No recommendation was found in it.")
    said = ngettext(
        "Saved. {n} of them is a headline recommendation.",
        "Saved. {n} of them are headline recommendations.",
        result.headline,
    )
    return said.format(n=result.headline)


def _language(code: str) -> str:
    try:
        return Locale.parse(code).get_display_name(spoken()) or code
    except (UnknownLocaleError, ValueError):
        return code
