"""The whole walk in one test: a brief from its file to a bar on a chart. Start reading here."""

from pathlib import Path

from tracker.actions import evidence, review, updates
from tracker.actions.ingest import ingest
from tracker.charts import by_region
from tracker.extraction import extract
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.reading import read
from tracker.settings import house
from tracker.store.access import sole_person
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate


def test_a_brief_from_file_to_chart(tmp_path: Path) -> None:
    file = house() / "data" / "briefs" / "s01_talking_across_the_river.txt"
    document = read(file.name, file.read_bytes())
    extraction = extract(document)
    assert "Consider a hostage swap." in [finding.span.of(document.text) for finding in extraction.findings]

    with opened(f"sqlite:///{tmp_path}/walk.db") as store:
        with store.writing() as session:
            me = sole_person(session)
            brief = ingest(session, me, file.name, file.read_bytes(), document, extraction).brief
            assert review.confirm_above(session, me, brief.id or 0, threshold=0, headline_only=True) == 6

        with store.writing() as session:
            swap = listing(session, me, Filter(search="hostage swap", levels=("headline",))).table.iloc[0]
            evidence.add(session, me, swap.id, EvidenceKind.NEWS_REPORT, quote="Eighteen came home.", source="A paper")
            day = PartialDate.parse("2024-09-12")
            updates.advance(session, me, swap.id, swap.version, "In the paper.", status="adopted", status_on=day)

        with store.reading() as session:
            table = counts(session, me, By.REGION, Filter())
            chart = by_region(table, totals(session, me, Filter()), By.REGION, theme="light")

    assert dict(zip(table["key"], table["adopted"], strict=True)) == {"IRN": 1, "IRQ": 1}
    assert "Iran" in chart.alt
    assert "Iraq" in chart.alt
    assert "6" in chart.subtitle
