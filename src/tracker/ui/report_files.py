"""Taking the board's report along: one menu of formats, each made only when it is asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from sqlmodel import Session

from tracker.board import Board
from tracker.exports.report import LABELS, Paper, download, ending
from tracker.translation import gettext as _
from tracker.ui import shell

_KINDS = {
    Paper.PDF: "application/pdf",
    Paper.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Paper.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Paper.HTML: "text/html",
    Paper.CSV: "application/zip",
    Paper.JSON: "application/json",
}


def show(ask: Callable[[Session], Board], name: str) -> None:
    """A menu that downloads what `ask` finds then, asked as whoever presses, as files called `name`."""
    store = shell.store()

    def made(paper: Paper) -> bytes:
        with store.reading() as session:
            found = ask(session)
        return download(found, paper, name)

    with st.container(key="report"), st.popover(_("Download the report")):
        for paper in Paper:
            st.download_button(
                _(LABELS[paper]),
                partial(made, paper),
                f"{name}.{ending(paper)}",
                _KINDS[paper],
                key=f"report.{paper.value}",
                on_click="ignore",
                type="tertiary",
            )
