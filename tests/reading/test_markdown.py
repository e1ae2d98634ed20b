"""Markdown: what its signs mean, what its head says, and what writers do beside the rules."""

import pytest

from tests.reading.shown import shown, tiles
from tracker.document import BlockKind, Document
from tracker.reading import read


def markdown_of(text: str, code: str = "utf-8") -> Document:
    document = read("brief.md", text.encode(code))
    tiles(document)
    return document


def lines(text: str) -> list[str]:
    return shown(markdown_of(text))


def test_every_kind_of_block() -> None:
    assert lines("""# Keep the gates open

## What is at stake

The river carries
enough.

> Nobody wrote it down.

1. Open the gates.
   - On the first of April.
     - At noon.
2. Print the gauges.

| Measure | Who |
|---|---|
| Open the gates | Commission |

Table 1. Measures

Nobody has asked them.[^1]

[^1]: An engineer in Batken.
    He asked not to be named.
""") == [
        "# Keep the gates open",
        "## What is at stake",
        "The river carries enough.",
        "> Nobody wrote it down.",
        "* 1. Open the gates.",
        "** • On the first of April.",
        "*** • At noon.",
        "* 2. Print the gauges.",
        "| Measure | Who",
        "| Measure: Open the gates | Who: Commission",
        "caption Table 1. Measures",
        "Nobody has asked them.",
        "note 1 An engineer in Batken. He asked not to be named.",
    ]


def test_headings_of_both_styles_and_all_levels() -> None:
    text = "Title\n=====\n\nPart\n----\n\n### Three\n\n#### Four\n\n##### Five\n\n###### Six #\n\nText.\n"
    assert lines(text) == ["# Title", "## Part", "### Three", "#### Four", "##### Five", "###### Six", "Text."]


def test_numbers_before_headings_are_their_markers() -> None:
    assert lines("# Title\n\n## 2. What to do\n\n### Recommendation 3: Open the gates\n\nText.\n") == [
        "# Title",
        "## 2. What to do",
        "### Recommendation 3: Open the gates",
        "Text.",
    ]
    heading = markdown_of("## Recommendation 3: Open the gates\n\nText.\n").blocks[0]
    assert (heading.marker, heading.level) == ("Recommendation 3:", 2)


def test_the_run_that_opens_a_block_set_off_is_its_lead() -> None:
    assert lines("""**Keep talking.** The commission should meet.

*Consider a swap.* Both hold prisoners.

- **Count the river**: two gauges are too few.

It is **not** a lead.
""") == [
        "[Keep talking.] The commission should meet.",
        "[Consider a swap.] Both hold prisoners.",
        "* • [Count the river:] two gauges are too few.",
        "It is not a lead.",
    ]


def test_a_bold_line_over_a_text_is_a_heading() -> None:
    text = (
        "# Title\n\n**What can be done**\n\nThe commission should meet every month and publish its minutes within ten"
        " days of each meeting.\n"
    )
    assert lines(text)[1] == "## What can be done"


def test_a_loose_item_is_one_item_and_what_follows_it() -> None:
    assert lines("1. Open the gates.\n\n   They have been shut.\n\n2. Print the gauges.\n") == [
        "* 1. Open the gates.",
        "They have been shut.",
        "* 2. Print the gauges.",
    ]


def test_bullets_that_are_no_markdown_are_bullets() -> None:
    assert lines("Our asks:\n• Open the gates\n• Print the gauges\n") == [
        "Our asks:",
        "* • Open the gates",
        "* • Print the gauges",
    ]


def test_the_head_of_the_file_is_properties_and_no_text() -> None:
    document = markdown_of("""---
title: "Keep the gates open"
authors:
  - name: Miriam Castellane
  - Owen Tarrant
date: 2024-04-14
tags: [water, borders]
summary: >
  Two winters
  without water.
---

# Keep the gates open
""")
    assert document.properties == {
        "head:title": ("Keep the gates open",),
        "head:authors": ("Miriam Castellane", "Owen Tarrant"),
        "head:date": ("2024-04-14",),
        "head:tags": ("water", "borders"),
        "head:summary": ("Two winters without water.",),
    }
    assert shown(document) == ["# Keep the gates open"]


def test_a_head_in_toml_is_read_as_well() -> None:
    document = markdown_of("""+++
title = 'Keep the gates open'
author = "Miriam Castellane"
date = 2024-04-14T07:32:44Z
draft = false
description = ''
[taxonomies]
tags = ["water", "borders"]
[[editors]]
name = "Owen Tarrant"
+++

The gates are shut.
""")
    assert document.properties == {
        "head:title": ("Keep the gates open",),
        "head:author": ("Miriam Castellane",),
        "head:date": ("2024-04-14 07:32:44+00:00",),
        "head:draft": ("False",),
        "head:tags": ("water", "borders"),
        "head:editors": ("Owen Tarrant",),
    }
    assert shown(document) == ["The gates are shut."]


@pytest.mark.parametrize("head", ["title = Keep", "deep = " + "[" * 5000, "", "a = 1\na = 2"])
def test_what_is_no_toml_between_plus_signs_stays_text(head: str) -> None:
    document = markdown_of(f"+++\n{head}\n+++\n\nThe gates are shut.\n")
    assert document.properties == {}
    assert shown(document)[-1] == "The gates are shut."


def test_only_what_a_head_in_toml_says_of_the_paper_is_taken() -> None:
    document = markdown_of("""+++
title = "Keep the gates open"
authors = [["Miriam Castellane"], "Owen Tarrant"]
[cover]
author = "A picture's maker"
[menu.main]
title = "Gates"
[extra]
title = "Not the title"
subtitle = "A plea"
+++

The gates are shut.
""")
    assert document.properties == {
        "head:title": ("Keep the gates open",),
        "head:authors": ("Owen Tarrant",),
        "head:subtitle": ("A plea",),
    }


def test_a_head_in_toml_that_is_deep_or_says_nothing_harms_nothing() -> None:
    deep = markdown_of("+++\n" + "a." * 1200 + "b = 1\n+++\n\nThe gates are shut.\n")
    assert shown(deep)[-1] == "The gates are shut."
    assert shown(markdown_of("+++\n# draft\n+++\n\nThe gates are shut.\n")) == ["The gates are shut."]


def test_links_pictures_code_and_raw_html_keep_their_words_alone() -> None:
    assert lines(
        "See [the register](https://example.org) and `gate.csv`, <em>please</em>.\n\n![A gate](gate.png)\n\n"
        "<!-- never\n\nshown -->\n<script>alert(1)</script>\n\n<div><p>Open the gates.</p></div>\n"
    ) == ["See the register and gate.csv, please.", "Open the gates."]


def test_wrapped_lines_are_joined_with_their_words_whole() -> None:
    assert lines("The govern-\nments of both sides should write down\nthe hour.\n") == [
        "The governments of both sides should write down the hour."
    ]


def test_rows_keep_their_empty_cells_under_the_right_heads() -> None:
    document = markdown_of(
        "| No. | Measure | Who |\n|--|--|--|\n| 1 | Open the gates | |\n| | Print the gauges | Both |\n"
    )
    rows = [
        [(cell.head, cell.span.of(document.text)) for cell in block.cells]
        for block in document.blocks
        if block.kind is BlockKind.TABLE_ROW
    ]
    assert rows == [
        [("", "No."), ("", "Measure"), ("", "Who")],
        [("No.", "1"), ("Measure", "Open the gates"), ("Who", "")],
        [("No.", ""), ("Measure", "Print the gauges"), ("Who", "Both")],
    ]


def test_notes_as_paragraphs_between_others_cut_no_sentence() -> None:
    """Converters of PDFs put a page's notes where the page ends."""
    assert lines(
        "The commission has met twice this year.[1] It is to write down the hour at which gates open, so that the\n\n"
        "[1] Interview with an engineer.\n\nvillages can hold it to its word.\n"
    ) == [
        "The commission has met twice this year.[1] It is to write down the hour at which gates open, so that the"
        " villages can hold it to its word.",
        "note [1] Interview with an engineer.",
    ]


def test_line_ends_and_codes_of_other_systems() -> None:
    text = "# Keep the gâtes open\n\n- One\n- Two\n"
    for end in ("\r\n", "\r"):
        assert lines(text.replace("\n", end)) == lines(text)
    for code in ("utf-8-sig", "utf-16", "cp1252"):
        assert shown(markdown_of(text, code)) == lines(text)


def test_boxes_to_tick_are_no_words() -> None:
    assert shown(read("a.md", b"- [ ] Open the gates.\n- [x] Publish the hours.\n- [a] Fund it.\n")) == [
        "* \u2022 Open the gates.",
        "* \u2022 Publish the hours.",
        "* \u2022 [a] Fund it.",
    ]
