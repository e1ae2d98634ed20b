"""Web pages: the brief is told from what the site puts around it, whatever elements carry it."""

import pytest

from tests.reading.shown import shown, tiles
from tracker.document import BlockKind, Document
from tracker.reading import read

LONG = (
    "The river carries enough in most years for every garden along it. What it lacks is an hour at which each gate"
    " opens and somebody to write that hour down where both banks can read it."
)


def page_of(body: str, head: str = "") -> Document:
    html = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    document = read("brief.html", html.encode())
    tiles(document)
    return document


def lines(body: str) -> list[str]:
    return shown(page_of(body))


def outside(document: Document) -> list[str]:
    return [document.words(block) for block in document.blocks if block.kind is BlockKind.FURNITURE]


def test_every_kind_of_block() -> None:
    assert lines(f"""
      <h1>Keep the gates open</h1><h2>What is at stake</h2><p>{LONG}</p>
      <blockquote><p>Nobody wrote it down.</p></blockquote>
      <ol><li>Open the gates.<ul><li>On the first of April.</li></ul></li><li>Print the gauges.</li></ol>
      <figure><img src=gate.png alt=Gate><figcaption>The upper gate</figcaption></figure>
      <table><tr><th>Measure</th><th>Who</th></tr><tr><td>Open the gates</td><td>Commission</td></tr></table>
      <div class="footnotes"><ol><li>An engineer in Batken.</li></ol></div>
      <footer>Valley Institute</footer>""") == [
        "# Keep the gates open",
        "## What is at stake",
        LONG,
        "> Nobody wrote it down.",
        "* 1. Open the gates.",
        "** • On the first of April.",
        "* 2. Print the gauges.",
        "caption The upper gate",
        "| Measure | Who",
        "| Measure: Open the gates | Who: Commission",
        "note 1. An engineer in Batken.",
        "aside Valley Institute",
    ]


def test_text_in_nested_divs_with_no_paragraphs() -> None:
    assert lines(
        f"<div id=root><div><div><div class=t1><span>Keep the gates open</span></div><div><div>{LONG}</div>"
        f"<div><span>Open </span><span>the </span><b>gates</b>.</div></div></div></div></div>"
    )[1:] == [LONG, "Open the gates."]


def test_words_stay_apart_and_whole_over_elements() -> None:
    assert lines("<p>Open<br>the <i>g</i>ates&nbsp;now,<span> please</span></p><p>govern&shy;ments</p>") == [
        "Open the gates now, please",
        "governments",
    ]


SITE = f"""
<a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><nav><ul><li><a href=/>Home</a></li><li><a href=/p>Publications</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies. You should review our policy.</p><button>Accept</button></div>
<main><article>
  <div class="breadcrumbs"><a href=/>Home</a> › <a href=/p>Policy notes</a></div>
  <h1>Keep the gates open</h1>
  <p>{LONG}</p>
  <div class="newsletter-box"><h3>Newsletter</h3><p>Sign up for our weekly letter. Never miss a note!</p></div>
  <h2>What to do</h2>
  <ul><li>Open the gates on the first of April.</li><li>Print the readings of all gauges.</li></ul>
  <p>{LONG}</p>
  <div class="share"><a href=#>Share</a> <a href=#>Print</a></div>
  <section class="related"><h3>Related</h3><ul><li><a href=/a>Stop the Dust</a></li>
  <li><a href=/b>Let the Ferries Run</a></li></ul></section>
</article></main>
<aside class="sidebar-related"><h4>Most read</h4><p><a href=/c>Build Fewer Dams</a></p></aside>
<footer><p>You should donate today. © 2024 Valley Institute</p></footer>
"""


def test_menus_cookie_lines_reading_lists_and_newsletter_boxes_are_furniture() -> None:
    document = page_of(SITE)
    inside = [document.words(block) for block in document.body()]
    assert inside == [
        "Keep the gates open",
        LONG,
        "What to do",
        "Open the gates on the first of April.",
        "Print the readings of all gauges.",
        LONG,
    ]
    said = " ".join(outside(document))
    for words in ("Skip to content", "Publications", "cookies", "Newsletter", "Never miss", "Share", "Stop the Dust"):
        assert words in said
    for words in ("Build Fewer Dams", "donate"):
        assert words in said


@pytest.mark.parametrize(
    "list_of_links",
    [
        "<h3>Read also</h3><ul><li><a href=/a>Stop the Dust</a></li><li><a href=/b>Let the Ferries Run</a></li></ul>",
        "<p><b>Related content</b></p><p><a href=/a>Stop the Dust</a></p><p><a href=/b>Let the Ferries Run</a></p>",
        "<h2>More from the Valley Institute</h2><div><a href=/a>Stop the Dust</a><br>3 May 2023</div>",
        "<div>You may also like</div><div><a href=/a>Stop the Dust</a></div>",
    ],
)
def test_reading_lists_without_a_name_in_their_class(list_of_links: str) -> None:
    document = page_of(f"<h1>Keep the gates open</h1><p>{LONG}</p>{list_of_links}")
    assert [document.words(block) for block in document.body()] == ["Keep the gates open", LONG]


def test_a_section_on_recommendations_is_no_reading_list() -> None:
    actions = "<h2>Recommended actions</h2><ul><li>Open the gates.</li></ul>"
    body = f"<h1>Gates</h1><p>{LONG}</p>{actions}<h2>Recommendations</h2><p>{LONG}</p>"
    assert outside(page_of(body)) == []


def test_an_article_whose_class_sounds_like_furniture_is_kept() -> None:
    document = page_of(f"<div class='content-widget'><h1>Gates</h1><p>{LONG}</p><p>{LONG}</p></div>")
    assert outside(document) == []


def test_headings_by_class_and_role() -> None:
    assert lines(
        f"<h1>Gates</h1><div class=section-title>What to do</div><p>{LONG}</p>"
        f"<div role=heading aria-level=3>Open them</div><p>{LONG}</p>"
    ) == ["# Gates", "## What to do", LONG, "### Open them", LONG]


def test_bold_and_italic_leads_by_element_and_by_style() -> None:
    assert lines(
        "<p><strong>Keep talking.</strong> The commission should meet.</p>"
        "<p><span style='font-weight:700'>Count the river.</span> Two gauges are too few.</p>"
        "<p><em>Consider a swap.</em> Both hold prisoners.</p><p>It is <b>no</b> lead.</p>"
    ) == [
        "[Keep talking.] The commission should meet.",
        "[Count the river.] Two gauges are too few.",
        "[Consider a swap.] Both hold prisoners.",
        "It is no lead.",
    ]


def test_ordered_lists_count_as_they_are_told() -> None:
    assert lines(
        "<ol start=4><li>Four.</li><li value=9>Nine.</li></ol><ol type=a><li>A.</li><li>B.</li></ol>"
        "<ol type=I><li>One.</li><li>Two.</li></ol>"
    ) == ["* 4. Four.", "* 9. Nine.", "* a. A.", "* b. B.", "* I. One.", "* II. Two."]


def test_numbers_typed_before_an_item_are_its_marker() -> None:
    assert lines("<p>1. Open the gates.</p><p>2. Print the gauges.</p><p>Recommendation 3: Meet monthly.</p>") == [
        "* 1. Open the gates.",
        "* 2. Print the gauges.",
        "* Recommendation 3: Meet monthly.",
    ]


def test_tables_with_spans_and_two_rows_of_heads() -> None:
    document = page_of(
        "<table><thead><tr><th rowspan=2>Measure</th><th colspan=2>When</th></tr><tr><th>from</th><th>to</th></tr>"
        "</thead><tbody><tr><td>Open the gates</td><td>April</td><td>June</td></tr></tbody></table>"
    )
    cells = [(cell.head, cell.span.of(document.text)) for cell in document.blocks[-1].cells]
    assert cells == [("Measure", "Open the gates"), ("When from", "April"), ("When to", "June")]


def test_a_table_that_lays_out_the_page_is_none() -> None:
    document = page_of(
        f"<table><tr><td><ul><li><a href=/>Home</a></li></ul></td><td><h1>Gates</h1><p>{LONG}</p></td></tr></table>"
    )
    assert BlockKind.TABLE_ROW not in {block.kind for block in document.blocks}
    assert "# Gates" in shown(document)


def test_boxes_are_numbered_and_the_flow_goes_on_around_them() -> None:
    document = page_of(
        f"<h1>Gates</h1><p>{LONG}</p><aside class=callout><h4>At a glance</h4><p>Open the gates.</p></aside>"
        f"<p>{LONG}</p><div class=textbox><p>Print the gauges.</p></div>"
    )
    assert [block.box for block in document.blocks] == [None, None, 1, 1, None, 2]


def test_references_to_notes_are_off_the_text_and_powers_stay() -> None:
    assert lines(
        "<p>They met twice.<sup><a href=#fn1>1</a></sup> The gate is 3 m<sup>2</sup>wide.<sup class=fn>a</sup></p>"
        "<div class=footnote id=fn1>1 An engineer.</div>"
    )[0].startswith("They met twice. The gate is 3 m")


def test_what_nobody_sees_is_not_read() -> None:
    assert lines(
        "<p>Open the gates.</p><p hidden>No.</p><p style='display: none'>No.</p><script>no()</script><style>p{}</style>"
        "<noscript>No.</noscript><template><p>No.</p></template><!-- No. -->"
    ) == ["Open the gates."]


def test_what_the_page_says_of_itself() -> None:
    document = page_of(
        "<h1>Keep the gates open</h1><p class=byline>By <a href=/m>Miriam Castellane</a></p>"
        "<time datetime=2024-04-14>14 April</time><ul class=tags><li><a href=/w>Water</a></li></ul>",
        '<title>Gates | Valley</title><meta name=author content="M. Castellane">'
        '<script type="application/ld+json">{"@type":"Article","headline":"Gates","datePublished":"2024-04-14",'
        '"author":[{"@type":"Person","name":"Miriam Castellane"}]}</script>',
    )
    assert {name: document.properties[name] for name in sorted(document.properties) if name != "meta:viewport"} == {
        "html:byline": ("Miriam Castellane",),
        "html:tags": ("Water",),
        "html:time": ("2024-04-14",),
        "html:title": ("Keep the gates open",),
        "jsonld:author": ("Miriam Castellane",),
        "jsonld:datePublished": ("2024-04-14",),
        "jsonld:headline": ("Gates",),
        "meta:author": ("M. Castellane",),
        "meta:title": ("Gates | Valley",),
    }


@pytest.mark.parametrize(
    ("code", "declared"),
    [
        ("utf-8", ""),
        ("cp1252", "windows-1252"),
        ("latin-1", "iso-8859-1"),
        ("cp1252", ""),
        ("utf-16", ""),
        ("cp1251", "windows-1251"),
    ],
)
def test_codes_that_the_page_declares_or_forgets(code: str, declared: str) -> None:
    said = "Комиссия должна собраться" if code == "cp1251" else "Élise Thévenot a écrit à Zoë"
    meta = f"<meta charset='{declared}'>" if declared else ""
    html = f"<html><head>{meta}</head><body><p>{said}</p></body></html>"
    assert read("brief.html", html.encode(code)).text == said


def test_a_page_that_is_broken_off_is_read_as_far_as_it_goes() -> None:
    assert shown(read("brief.html", f"<html><body><h1>Gates</h1><p>{LONG}<ul><li>Open the ga".encode())) == [
        "# Gates",
        LONG,
        "* • Open the ga",
    ]


def test_words_deep_down_and_after_them_are_read() -> None:
    body = "<div>" * 3000 + "Open the gates." + "</div>" * 3000 + f"<h2>What to do</h2><p>{LONG}</p>"
    assert lines(body) == ["Open the gates.", "## What to do", LONG]


def test_many_elements_that_close_themselves_are_not_deep() -> None:
    assert len(page_of("<ul>" + "<li>Open the gates." * 3000 + "</ul>" + "<p>Meet.<br>" * 3000).blocks) == 6000


@pytest.mark.parametrize(
    "drawn",
    [
        "<svg>" + '<path d="M0 0"/>' * 3000 + "</svg>",
        "<svg><title>Gates</title><desc>Open</desc>" + "<g><circle r=1 /></g>" * 3000 + "</svg>",
        "<svg><foreignObject><p>Gates</p></foreignObject>" + "<rect/>" * 3000 + "</svg>",
        "<math>" + "<mspace/>" * 3000 + "</math>",
        "<svg viewBox='0 0 1 1'/>" * 3000,
        "<!--" + "<div>" * 3000 + "-->",
        "<script>write('" + "<div>" * 3000 + "')</script>",
        "<style>/*" + "<div>" * 3000 + "*/</style>",
        "<i title='" + "<div>" * 3000 + "'></i>",
    ],
    ids=lambda drawn: drawn[:16],
)
def test_what_only_looks_deep_leaves_the_page_behind_it_as_it_is(drawn: str) -> None:
    body = f"{drawn}<h2>What to do</h2><p>{LONG}</p><ul><li>Open the gates.</li></ul>"
    assert lines(body) == ["## What to do", LONG, "* • Open the gates."]


def test_words_of_scripts_on_long_pages_say_the_same() -> None:
    head = '<script type="application/ld+json">{"headline": "Water < gates"}</script><title>Water < gates</title>'
    properties = page_of("<p>Open the gates.</p>" * 600, head).properties
    assert properties["jsonld:headline"] == properties["meta:title"] == ("Water < gates",)


def test_a_short_paragraph_of_the_main_part_is_of_the_brief_whatever_signs_are_in_it() -> None:
    body = f"<main><h1>Gates</h1><p>{LONG}</p>{'<p>Open one gate.</p>' * 6}"
    said = "Publish infor&shy;mation of the of&#64257;ce<a href='#n1'><sup>1</sup></a> each day."
    document = page_of(f"{body}<p>{said}</p></main><p>Print this page</p>")
    assert shown(document)[-2:] == ["Publish information of the office each day.", "aside Print this page"]


@pytest.mark.parametrize("part", ["<article><p>{0}</p></article>", "<article><section><p>{0}</p></section></article>"])
def test_a_brief_in_many_articles_is_read_in_all_of_them(part: str) -> None:
    body = "<h1>Gates</h1>" + part.format(LONG) + part.format("Open the gates.") * 8
    assert lines(body)[1:] == [LONG, *["Open the gates."] * 8]


def test_a_small_article_beside_the_brief_is_not_its_main_part() -> None:
    body = f"<h1>Gates</h1><p>{LONG}</p><ul>{'<li>Open one gate.</li>' * 8}</ul><article><p>Maps</p></article>"
    assert lines(body) == ["# Gates", LONG, *["* • Open one gate."] * 8, "Maps"]


@pytest.mark.parametrize(
    "wide",
    [
        "R E C O M M E N D A T I O N S",
        "R e c o m m e n d a t i o n s",
        "R&nbsp;E&nbsp;C&nbsp;O&nbsp;M&nbsp;M&nbsp;E&nbsp;N&nbsp;D&nbsp;A&nbsp;T&nbsp;I&nbsp;O&nbsp;N&nbsp;S",
    ],
)
def test_wide_spaced_headings_are_closed_up(wide: str) -> None:
    assert lines(f"<h2>{wide}</h2><p>{LONG}</p>")[0].casefold() == "## recommendations"
    assert lines("<h2>K E Y &nbsp; S T E P S</h2>") == ["## KEY STEPS"]
    assert lines("<p>Plan A B C</p>") == ["Plan A B C"]


def test_terms_are_set_off_from_what_is_said_of_them() -> None:
    assert lines(f"<dl><dt>The ministry</dt><dd>{LONG}</dd><dt>The council</dt><dd>Fund it.</dd></dl>") == [
        "# The ministry",
        LONG,
        "[The council]",
        "Fund it.",
    ]


def test_a_bold_label_over_a_short_text_is_a_heading() -> None:
    label = "<p><b>Recommendation 1</b></p><p>Open the gates.</p>"
    assert lines(f"<h1>Gates</h1><p>{LONG}</p>{label}<p><b>Open now</b></p><p>Do.</p>")[2:] == [
        "## Recommendation 1",
        "Open the gates.",
        "[Open now]",
        "Do.",
    ]


@pytest.mark.parametrize("name", ["ftn1", "edn1", "sdfootnote1"])
def test_notes_as_word_processors_save_them(name: str) -> None:
    note = f"<div id={name}><p><a href='#_{name}'>[1]</a> Quill 2021.</p></div>"
    assert lines(f"<p>{LONG}<a href='#{name}'><sup>[1]</sup></a></p>{note}") == [LONG, "note [1] Quill 2021."]


def test_an_accordion_is_read_and_a_menu_that_unfolds_is_not() -> None:
    text = "The council should paint both gates before the spring."
    assert lines(
        f"<h1>Gates</h1><p>{LONG}</p>"
        '<div class="accordion"><div class="acc-item"><button class="acc-btn">For the council</button>'
        f'<div class="acc-panel" style="display:none"><p>{text}</p></div></div></div>'
        f'<div class="navbar"><button>Menu</button><div class="navbar-collapse" hidden><p>{text} Home.</p></div></div>'
        f'<div class="faq"><button>Share</button><div hidden><p>Copy the link</p></div></div>'
        f"<div><button>Open</button><div hidden><p>{text} Nobody sees it.</p></div></div>"
    ) == ["# Gates", LONG, "For the council", text]


def test_what_a_button_in_a_heading_opens_is_read_and_what_others_open_is_not() -> None:
    assert lines(
        f"<h1>Gates</h1><p>{LONG}</p><h2>Measures</h2>"
        '<h3><button aria-controls="two">Open the gates</button></h3><div id="two" hidden><p>At dawn.</p></div>'
        '<h3><button aria-controls="one">Print the gauges</button></h3><p>Each spring.</p>'
        '<div id="one" hidden><p>On both banks.</p></div><button>Share</button><div hidden><p>Nobody sees it.</p></div>'
        '<h3><button aria-controls="x">Menu</button></h3><script id="x">var shut = 1;</script>'
    ) == [
        "# Gates",
        LONG,
        "## Measures",
        "### Open the gates",
        "At dawn.",
        "### Print the gauges",
        "Each spring.",
        "On both banks.",
    ]


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("<ul>Open the gates.<li>Pay the keepers.</li></ul>", ["Open the gates.", "* • Pay the keepers."]),
        (
            "<ol><li>Open the gates.</li>Do so <b>at noon</b> each day.<li>Pay the keepers.</li></ol>",
            ["* 1. Open the gates.", "Do so at noon each day.", "* 2. Pay the keepers."],
        ),
        ("<ul><i>Open</i> the gates.</ul>", ["[Open] the gates."]),
        ("<ul><br>Open the gates.<br>Pay the keepers.</ul>", ["Open the gates.", "Pay the keepers."]),
        (
            "<ul><li>North</li> | <li>South</li> | <li>West</li></ul>",
            ["* • North", "* • South", "* • West"],
        ),
    ],
)
def test_words_that_stand_in_a_list_beside_its_items_are_read(drawn: str, expected: list[str]) -> None:
    assert lines(f"<p>What we ask of the council:</p>{drawn}")[1:] == expected
