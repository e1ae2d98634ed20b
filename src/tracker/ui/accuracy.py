"""The parts of the page on accuracy: what the two figures mean, tables of them by group, the reliability curve."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from tracker import charts
from tracker.charts.certainty import extent, stretch
from tracker.document import FORMAT_LABELS
from tracker.evaluation import CONVENTION_LABELS, Accuracy, Convention, Group, Grouping
from tracker.stats.reliability import Band
from tracker.stats.shares import Share, share
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext
from tracker.ui import appearance, downloads, figures, tables
from tracker.ui.plain import plain
from tracker.vocabulary.numbers import percent

AS_LABELLED = marked("A finding is right where a person's label says the same, whatever its level.")
AS_DECIDED = marked("A finding is right where a person confirmed it, headline ones alone.")

_FORMATS: Mapping[str, str] = {
    **{form.value: label for form, label in FORMAT_LABELS.items()},
    Convention.UNREAD: CONVENTION_LABELS[Convention.UNREAD],
}
_OTHER = marked("Another format")

Line = tuple[str, int, Share, Share]
"""What a group is called, how many briefs are in it, precision, recall."""


def words() -> None:
    """What precision and recall are."""
    st.markdown(
        _(
            "**Precision** is the share of what the reading finds that is a recommendation. **Recall** is the share of "
            "a brief's recommendations that it finds. In grey stands the range in which the true share lies in 95 of "
            "100 such samples: the fewer there are, the wider it is."
        )
    )


def on_samples(measured: Accuracy) -> None:
    """The sample briefs by format and by convention."""
    briefs = ngettext("On {n} sample brief", "On {n} sample briefs", measured.documents).format(n=measured.documents)
    st.subheader(plain(_finding(briefs, measured.whole.precision, measured.whole.recall)), anchor=False)
    st.caption(
        _("Headline recommendations. The rules were made with these briefs in view, so expect less on other papers.")
    )
    formats, conventions = measured.groups[Grouping.FORMAT], measured.groups[Grouping.CONVENTION]
    left, right = st.columns(2, gap="large")
    with left:
        _table("formats", _("File format"), (_line(group, _FORMATS[group.key]) for group in formats))
    with right:
        named = ((group, CONVENTION_LABELS[Convention(group.key)]) for group in conventions)
        _table("conventions", _("Set off as"), (_line(group, label) for group, label in named))


def on_our_own(decided: pd.DataFrame) -> None:
    """What people decided on, by format, from the table of `queries.accuracy.by_format`."""
    _name, n, precision, recall = _decided("", decided[["briefs", "confirmed", "rejected", "added"]].sum().to_dict())
    briefs = ngettext("On {n} reviewed brief", "On {n} reviewed briefs", n).format(n=n)
    st.subheader(plain(_finding(briefs, precision, recall)), anchor=False)
    st.caption(
        _(
            "Headline recommendations of briefs that were reviewed whole. Precision: confirmed, of those found. "
            "Recall: found, of those confirmed, with the ones that were added by hand."
        )
    )
    rows = decided.to_dict("records")
    _table("own", _("File format"), (_decided(_(_FORMATS.get(row["key"], _OTHER)), row) for row in rows))
    downloads.show(decided, "accuracy-by-format")


def curve(bands: Sequence[Band], right: str, key: str) -> None:
    """The reliability curve with its numbers under it; `right` says what makes a finding right."""
    chart = charts.certainty(bands, _(right), theme=appearance.theme())
    with st.container(key=f"certainty.{key}"):
        st.subheader(plain(chart.title), anchor=False)
        st.caption(plain(chart.subtitle))
        figures.still(chart, f"curve.{key}")
        heads = (_("How sure the reading was"), _("Right"), _("Share"), _("Range"))
        tables.show(f"bands.{key}", heads, [_band(band) for band in bands])
        st.caption(plain(chart.note))
        downloads.show(chart.table, f"certainty-{key}")


def _band(band: Band) -> tuple[str, ...]:
    counted = _("{n} of {whole}").format(n=f"{band.right.part:,}", whole=f"{band.right.whole:,}")
    if not band.right.whole:
        return stretch(band), counted, "–", "–"
    return stretch(band), counted, plain(percent(band.right.value or 0)), plain(extent(band.right))


def _line(group: Group, label: str) -> Line:
    return _(label), group.documents, group.precision, group.recall


def _decided(label: str, row: Any) -> Line:
    confirmed, rejected, added = int(row["confirmed"]), int(row["rejected"]), int(row["added"])
    return label, int(row["briefs"]), share(confirmed, confirmed + rejected), share(confirmed, confirmed + added)


def _finding(briefs: str, precision: Share, recall: Share) -> str:
    if precision.value is None or recall.value is None:
        return _("{briefs}, there is too little to judge by").format(briefs=briefs)
    return _("{briefs}, {precision} of what the reading found is right, and it found {recall} of what is there").format(
        briefs=briefs, precision=percent(precision.value), recall=percent(recall.value)
    )


def _table(key: str, name: str, lines: Iterable[Line]) -> None:
    heads = (name, _("Briefs"), _("Precision"), _("Recall"))
    rows = [(label, f"{n:,}", _of(precision), _of(recall)) for label, n, precision, recall in lines]
    tables.show(key, heads, rows)


def _of(share: Share) -> str:
    """A share, of how many, and its range, in Markdown; a dash where there is nothing to count."""
    if not share.whole:
        return "–"
    said = _("{share} of {n}").format(share=plain(percent(share.value or 0)), n=f"{share.whole:,}")
    return f"{said} :gray[{plain(extent(share))}]"
