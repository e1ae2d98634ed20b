from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.prose.marked import PROSE, findings_in
from tests.reading.making import saved
from tests.reading.word import fresh

from tracker.document import Document
from tracker.errors import NotReadable
from tracker.extraction import extract
from tracker.extraction.finding import Finding
from tracker.extraction.signals import SIGNALS
from tracker.reading import read
from tracker.settings import house
from tracker.vocabulary.advice import ActionType, Level

BRIEFS = sorted(path for path in (house() / "data" / "briefs").iterdir() if path.suffix != ".json")
LINES = sorted({line for file in PROSE.glob("*.md") for line in file.read_text("utf-8").splitlines() if line.strip()})


def hold(document: Document, found: tuple[Finding, ...]) -> None:
    """What is true of all findings of any document."""
    assert [finding.span for finding in found] == sorted(finding.span for finding in found)
    assert len({finding.span for finding in found}) == len(found)
    for place, finding in enumerate(found):
        assert finding.passage.covers(finding.span)
        assert finding.passage.end <= len(document.text)
        assert finding.span.of(document.text).strip()
        assert 0.4 < finding.confidence <= 1
        assert {reason.signal for reason in finding.reasons} <= set(SIGNALS)
        assert all(finding.passage.covers(reason.span) for reason in finding.reasons if reason.span)
        assert isinstance(finding.action_type, ActionType)
        if finding.parent is not None:
            assert finding.parent != place
            assert finding.level is Level.SUPPORTING


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_findings_of_the_shipped_briefs_are_whole(path: Path) -> None:
    document = read(path.name, path.read_bytes())
    hold(document, extract(document).findings)


@given(st.lists(st.sampled_from(LINES), max_size=25), st.sampled_from(["\n", "\n\n"]))
@settings(max_examples=60)
def test_findings_of_any_mixture_are_whole(lines: list[str], between: str) -> None:
    text = between.join([*lines, "x"])
    document = read("mixed.md", text.encode())
    hold(document, extract(document).findings)


@given(st.text(min_size=1, max_size=300))
@settings(max_examples=100)
def test_findings_of_any_text_are_whole(text: str) -> None:
    try:
        document = read("any.txt", f"Recommendations:\n\n{text}".encode("utf-8", "ignore"))
    except NotReadable:
        return
    hold(document, extract(document).findings)


def test_a_finding_knows_its_passage_label_and_other_wordings() -> None:
    first, second, _third = findings_in(
        "# A\n\n## Summary\n\nThe ministry should buy a second ferry.\n\n## Recommendations\n\n"
        "1. The ministry should buy a second ferry for the islands. It would cost little.\n\n"
        "2. Mend the pier. The navy should lend its divers for the survey.\n"
    )
    assert (first.label, first.detail) == ("1", "It would cost little.")
    assert len(first.also) == 1
    assert second.label == "2"
    assert _third.parent == 1


@pytest.mark.parametrize(
    "again", ["It should buy a second ferry for the islands.", "It should buy the second ferry soon."]
)
def test_what_is_said_again_under_a_headline_that_another_took_in_is_kept_with_that_one(again: str) -> None:
    wording = "The ministry should buy a second ferry for the islands."
    text = f"## Recommendations\n\n1. **{wording}**\n\n### For the islands\n\n1. **{wording}** {again}\n"
    (only,) = findings_in(text)
    document = read("case.md", text.encode())
    assert only.level is Level.HEADLINE
    assert [span.of(document.text) for span in only.also] == [wording, again]


def test_a_language_that_is_not_read_has_no_findings() -> None:
    text = (
        "Le gouvernement devrait publier la liste des permis. Il faut que le conseil ferme la mine avant l'hiver. " * 5
    )
    found = extract(read("a.txt", text.encode()))
    assert (found.parsed, found.findings, found.language) == (False, (), "fr")


def test_orders_under_a_heading_of_deeds_are_found_however_deep_their_list_stands() -> None:
    made = fresh()
    made.add_heading("The pier", 0)
    made.add_paragraph("It has stood empty for nine years.")
    made.add_heading("Priorities for the next board", 1)
    for words in ("Mend the pier before the season.", "Appoint a harbour master.", "Publish the tariff at the gate."):
        made.add_paragraph(words, style="List Bullet 2")
    found = extract(read("pier.docx", saved(made))).findings
    assert [finding.level for finding in found] == [Level.HEADLINE] * 3


AHEAD = """# Quiet on the plateau

**What should be done?** The governor should reopen the road to Amsit soon.

## The way forward

The province should set up a register of guns before the rains. It would cost little.

The mission should let the elders speak with both of the camps in the open. They have waited.
"""
ADVICE = "\n## Recommendations\n\n- Reopen the road to Amsit for convoys that bring food and medicine.\n"


def _levels(text: str) -> dict[str, Level]:
    document = read("a.md", text.encode())
    return {" ".join(each.span.of(document.text).split()[:3]): each.level for each in extract(document).findings}


def test_an_outlook_in_running_text_is_set_off_only_where_nothing_else_is() -> None:
    alone, beside = _levels(AHEAD), _levels(AHEAD + ADVICE)
    assert alone["The province should"] is alone["The mission should"] is Level.HEADLINE
    assert beside["The province should"] is beside["The mission should"] is Level.SUPPORTING


def test_what_answers_a_question_ahead_of_all_headings_sums_up() -> None:
    document = read("a.md", (AHEAD + ADVICE).encode())
    road = [each for each in extract(document).findings if "Amsit" in each.span.of(document.text)]
    assert [(each.level, len(each.also)) for each in road] == [(Level.HEADLINE, 1)]


BODY = """# Quiet on the plateau

## Guns

The province should count the guns before the rains. The mission should pay for each of them. The elders should keep a
list. The army should hand over its own.

## Roads

The governor should reopen the road to Amsit. The traders should be let through by night. The mission should mend the
bridge. The province should pay its guards.

## The path forward

The elders should be asked first.
"""


def test_a_lone_outlook_at_the_end_is_one_with_all_that_the_text_advises_before() -> None:
    assert set(_levels(BODY).values()) == {Level.HEADLINE}
    few = _levels(BODY.replace(BODY[BODY.index("## Guns") : BODY.index("## Roads")], ""))
    assert few["The elders should"] is Level.HEADLINE
    assert few["The governor should"] is Level.SUPPORTING


TOPICS = """# Shut gates

We ask the canal office to consider the following:

1. **Register**: The office must keep a register of all gates that were shut.
2. **Study of harm:** A study must be made of what a shut gate costs the fields.
3. **Gate keepers**: The office must pay the keepers by the month.
4. **No secret orders:** The office must print each order.
"""


def test_a_lead_that_names_the_matter_gives_way_to_the_sentence_that_advises() -> None:
    document = read("a.md", TOPICS.encode())
    found = [each.span.of(document.text) for each in extract(document).findings if each.level is Level.HEADLINE]
    assert [" ".join(words.split()[:3]) for words in found] == [
        "The office must",
        "A study must",
        "The office must",
        "No secret orders",
    ]


LEADS = """# A canal of many keepers

#### Learn Before You Dig

***Ask the keepers first.*** They know the ground. The office should hear them in each village.

***Dig where the water is.*** Much has been dug in vain.

***Write down what was found.*** Nothing was written in the first ten years.
"""


def test_bold_leads_that_tell_what_to_do_stand_for_themselves_under_a_heading_that_does() -> None:
    document = read("a.md", LEADS.encode())
    found = extract(document).findings
    told = {each.span.of(document.text): each for each in found if each.level is Level.HEADLINE}
    assert list(told) == ["Ask the keepers first.", "Dig where the water is.", "Write down what was found."]
    (how,) = (each for each in found if each.level is Level.SUPPORTING)
    assert found[how.parent or 0].span.of(document.text) == "Ask the keepers first."


@pytest.mark.parametrize(
    ("item", "headline"),
    [
        ("**Ban gifts:** The ban should cover all keepers.", "Ban gifts"),
        ("**Tax second boats:** The tax should be two per cent.", "Tax second boats"),
        ("**Study of harm:** A study must be made at once.", "A study must be made at once."),
    ],
)
def test_an_order_in_a_lead_is_no_matter_that_it_names(item: str, headline: str) -> None:
    document = read("a.md", f"# Shut gates\n\n## Recommendations\n\n- {item}\n- Mend the gates.\n".encode())
    found = [each for each in extract(document).findings if each.level is Level.HEADLINE]
    assert found[0].span.of(document.text) == headline
