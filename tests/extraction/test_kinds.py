"""Papers that say on their title page that they are of a kind that seldom advises."""

import pytest

from tracker.extraction import extract
from tracker.extraction.kinds import Kind, kind_of
from tracker.reading import read

PROSE = "The harbour was dredged twice in that year, at a cost nobody had foreseen. The council should buy a dredger."
ADVICE = "\n\n## Recommendations\n\n- The port should lease a second tug.\n- The town should move the fish market.\n"


def _kind(text: str, name: str = "paper.md") -> Kind | None:
    return kind_of(read(name, text.encode()))


def _found(text: str, name: str = "paper.md") -> list[str]:
    document = read(name, text.encode())
    return [finding.span.of(document.text) for finding in extract(document).findings]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("# Tides and Tugs\n\nTranscript of the evening lecture", Kind.OF_OTHERS),
        ("# Minutes of the harbour board\n\n3 May 2011", Kind.OF_OTHERS),
        ("*Interview*\n\n# The last pilot of Lomvik", Kind.OF_OTHERS),
        ("# Who dredges?\n\nLomvik Forum Workshop Summary, 3 May 2011", Kind.OF_OTHERS),
        ("# Call for papers: harbours after coal", Kind.INVITING),
        ("# Lomvik Sea Fund\n\n## TERMS OF REFERENCE\n\nStudy of the tug fleet", Kind.INVITING),
        ("# Three Harbours: Scenarios for Lomvik in 2050", Kind.OF_FACTS),
        ("# The Year of the Crane\n\nLomvik Institute | Annual Report 2011", Kind.OF_FACTS),
    ],
)
def test_title_page_names_the_kind(page: str, kind: Kind) -> None:
    assert _kind(f"{page}\n\n{PROSE}") is kind
    assert _found(f"{page}\n\n{PROSE}") == []


@pytest.mark.parametrize(
    "page",
    [
        "# Minutes matter: how long an ambulance takes",
        "# Interview rooms in police stations",
        "# A programme that nobody watched\n\nPolicy Brief 4",
        "# Agenda-setting in small ports\n\nWorking Paper",
        "# What the transcripts hide\n\nBriefing",
        "# Vacancy rates in Lomvik\n\nIssue Brief",
        "# Annual reports nobody reads: how to mend them\n\nPolicy Note",
        "# The poll tax, thirty years on\n\nEssay",
        "# Tugs for sale\n\nProgramme for Ocean Governance",
        "# Tugs for sale\n\nAgenda for Ports, Brief 2",
        "# Scenarios for tugs: what to do",
    ],
)
def test_same_words_in_a_title_name_no_kind(page: str) -> None:
    assert _kind(f"{page}\n\n{PROSE}") is None
    assert len(_found(f"{page}\n\n{PROSE}")) == 1


def test_recommendations_under_their_own_heading_stay() -> None:
    assert len(_found(f"# Tides and Tugs\n\nAnnual Report 2011\n\n{PROSE}{ADVICE}")) == 2
    assert len(_found(f"# Tides and Tugs\n\nEvent report\n\n{PROSE}{ADVICE}")) == 2
    assert _found(f"# Tides and Tugs\n\nCall for proposals\n\n{PROSE}{ADVICE}") == []


def test_a_question_put_to_somebody_announces_nothing() -> None:
    asked = "\n\n## What should the town do?\n\nThe town should move the fish market. It must do so in spring.\n"
    assert _found(f"*Interview*\n\n# The last pilot of Lomvik\n\n{PROSE}{asked}") == []
    assert len(_found(f"*Policy brief*\n\n# The last pilot of Lomvik\n\n{PROSE}{asked}")) == 3


def test_kind_stands_below_a_menu_and_in_no_button() -> None:
    menu = "<p>Home</p><p>Events</p><p>Minutes</p><p>Join</p>"
    page = f"<html><body>{menu}%s<h1>The last pilot of Lomvik</h1><p>{PROSE}</p></body></html>"
    assert _kind(page % "<p>Interview</p>", "page.html") is Kind.OF_OTHERS
    assert _kind(page % "<p>Policy brief</p>", "page.html") is None


def test_kind_stands_above_the_title_outside_the_body() -> None:
    page = "<html><body><header><a>Lomvik Desk</a><nav><a>Events</a></nav></header><main><p class='tag'>%s</p>"
    page += f"<h1>The last pilot of Lomvik</h1><p>{PROSE}</p></main></body></html>"
    assert _kind(page % "Interview", "page.html") is Kind.OF_OTHERS
    assert _kind(page % "Comment", "page.html") is None


@pytest.mark.parametrize(
    "page",
    [
        "# Tugs for Towns: Guidelines for Applicants",
        "# The Year of the Crane\n\nLomvik Institute, data report 4",
        "# Reading the Tide: Course Outline",
        "# Tides and Tugs\n\nThis leaflet sets out what the new act requires.",
        "# Tides and Tugs\n\nThis guide explains who must do what on the quay.",
    ],
)
def test_papers_that_tell_what_applies_advise_nobody(page: str) -> None:
    assert _found(f"{page}\n\n{PROSE}") == []


def test_what_a_reader_asks_announces_no_advice() -> None:
    asked = "\n\n## What should I do now?\n\n- Check the hull.\n- Order a new rope.\n"
    assert _found(f"# The last pilot of Lomvik\n\nThis page tells you what is new on the quay.\n\n{PROSE}{asked}") == []
