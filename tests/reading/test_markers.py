"""What an item opens with is told from words that look alike."""

import pytest

from tracker.reading.markers import kind, labels, ordinal, split


@pytest.mark.parametrize(
    ("text", "marker", "family", "place"),
    [
        ("1. Open it", "1.", "number", 1),
        ("12) Open it", "12)", "number", 12),
        ("(3) Open it", "(3)", "number", 3),
        ("[4] Open it", "[4]", "number", 4),
        ("1.2 Open it", "1.2", "part", 2),
        ("1.2.3. Open it", "1.2.3.", "part", 3),
        ("(a) Open it", "(a)", "lower", 1),
        ("b) Open it", "b)", "lower", 2),
        ("C. Open it", "C.", "upper", 3),
        ("(iv) Open it", "(iv)", "roman", 4),
        ("IX. Open it", "IX.", "Roman", 9),
        ("• Open it", "•", "bullet", None),
        ("– Open it", "–", "bullet", None),
        ("\uf0b7 Open it", "\uf0b7", "bullet", None),
        ("o Open it", "o", "bullet", None),
        ("R7: Open it", "R7:", "label", 7),
        ("Recommendation 3: Open it", "Recommendation 3:", "label", 3),
        ("RECOMMENDATION 3 – Open it", "RECOMMENDATION 3 –", "label", 3),
        ("Recommendation IV. Open it", "Recommendation IV.", "label", 4),
        ("Option B: Open it", "Option B:", "label", 2),
        ("Recommendation no. 5: Open it", "Recommendation no. 5:", "label", 5),
        ("Recommendation #5: Open it", "Recommendation #5:", "label", 5),
        ("#1 Open it", "#1", "number", 1),
        ("#2: Open it", "#2:", "number", 2),
        ("No. 3: Open it", "No. 3:", "number", 3),
        ("4: Open it", "4:", "number", 4),
        ("5 - Open it", "5 -", "number", 5),
        ("6 – Open it", "6 –", "number", 6),
    ],
)
def test_markers_with_their_family_and_place(text: str, marker: str, family: str, place: int | None) -> None:
    found = split(text)
    assert (found.marker, found.rest) == (marker, "Open it")
    assert kind(found.marker) == family
    assert ordinal(found.marker) == place


@pytest.mark.parametrize(
    "text",
    [
        "A. Smith, who chairs it",
        "J. F. Kennedy was shot",
        "(c) Valley Institute 2024",
        "– 5 per cent",
        "(202) 512-6000",
        "1990 was a dry year",
        "3.5 million people",
        "12 May 2023",
        "Recommendations: open the gates",
        "Recommendations. Open the gates",
        "Options: open the gates",
        "Actions: open the gates",
        "Conclusions and recommendations",
        "Recommendation 3 of the report stands",
        "oh, open it",
        "No. 44 is shut",
        "9: 30 in the morning",
        "9 – 12 May",
        "#openit is trending",
        "2014: Open it",
        "e.g. gates",
        "i.e. gates",
        "",
        "•",
    ],
)
def test_words_that_are_no_markers(text: str) -> None:
    assert split(text).marker == ""


@pytest.mark.parametrize(
    ("text", "label"),
    [("Recommendation 3", True), ("Recommendation 3.", True), ("Recommendation 3: Open", False), ("Gates 3", False)],
)
def test_labels_by_themselves(text: str, label: bool) -> None:
    assert labels(text) is label
