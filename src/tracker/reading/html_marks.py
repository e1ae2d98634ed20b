"""What an element is by its name, its class and its words: furniture, a heading, a box."""

import re

from tracker.reading.html_tree import Node

SKIPPED = frozenset(
    "script style noscript template svg iframe object embed canvas audio video map select option datalist textarea"
    " input button head link meta math".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark output q rp rt ruby s samp"
    " small span strike strong sub sup time tt u var wbr nobr picture source".split()
)
BOLD = frozenset("b strong".split())
SET_OFF = BOLD | frozenset("i em u mark cite dfn var".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FURNITURE_TAGS = frozenset("nav footer form dialog menu".split())
_FURNITURE_ROLES = frozenset("navigation banner contentinfo search dialog alertdialog complementary".split())
_FURNITURE = re.compile(
    r"(?:.*[-_])?(?:cookies?|consent|gdpr|ck|nav|navbar|navigation|nv|menu|breadcrumbs?|bc|share|sharing|social|socials|newsletter|subscribe"
    r"|subscription|signup|sign-up|related|readmore|read-more|readnext|footer|foot|ft|skip|skip-link|comments?|promo|advert|ads?|banner"
    r"|pagination|pager|popup|modal|toolbar|top-bar|topbar|masthead|hdr|site-header|donate|donation|cta|sr-only|visually-hidden|screen-reader-text"
    r"|download-bar|tags?|taglist|tag-list|topics?|widget|print-only|login|search|searchform)(?:[-_](?:bar|box|list|links?|block|section|wrapper|container|area|posts?|articles?|content|text|inner|widget|menu|nav|items?|buttons?|icons?))?"
)
_BIO = re.compile(
    r"(?:.*[-_])?(?:bio|bios|biography|author-?bio|author-?box|about-?authors?|author-?info|contributors?)"
)
_NOTES = re.compile(
    r"(?:.*[-_])?(?:footnotes?|endnotes?|references|fn|ftn|edn|sdfootnote|sdendnote|doc-endnotes|doc-footnote|notes-list|reflist)(?:[-_]?(?:list|\d+))?"
)
_BOX = re.compile(
    r"(?:.*[-_])?(?:box|callout|infobox|textbox|sidebar|aside|summary|keypoints|highlights?|panel|well|takeaways?|pull-?quote|card|note-?box"
    r"|key-(?:points|findings|messages|takeaways|facts|recommendations)|at-a-glance|in-brief)(?:[-_]\w+)?"
)
_HEAD = re.compile(
    r"(?:.*[-_])?(?:h[1-6]|hd|hdg|head|heading|headline|title|subtitle|subhead|subheading|section-?title|h-\w{1,3})(?:[-_]\w+)?"
)
_KICKER = re.compile(r"(?:.*[-_])?(?:meta|date|byline|kicker|author|by|pub|published|type|series|tag|caption|credit)s?")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic|text-decoration\s*:\s*underline", re.IGNORECASE)


def hidden(node: Node) -> bool:
    """Whether no reader of the page sees the element."""
    return node.tag in SKIPPED or "hidden" in node.attributes or bool(_HIDDEN.search(node.get("style")))


def furniture(node: Node) -> bool:
    """Whether the element is a menu, a cookie line, a bar of links, a footer."""
    if node.tag in _FURNITURE_TAGS or node.get("role").lower() in _FURNITURE_ROLES:
        return True
    return any(_FURNITURE.fullmatch(name) or _BIO.fullmatch(name) for name in node.names)


def notes(node: Node) -> bool:
    """Whether the element holds footnotes."""
    return any(_NOTES.fullmatch(name) for name in node.names)


def box(node: Node) -> bool:
    """Whether the element stands beside the main flow in a frame of its own."""
    if node.tag in {"section", "article", "main", "body", "p", "span"}:
        return False
    return node.tag in {"aside", "fieldset"} or any(_BOX.fullmatch(name) for name in node.get("class").lower().split())


def headed(node: Node) -> bool:
    """Whether an element that is no h1 to h6 is made to look like a heading by its class."""
    if node.get("role").lower() == "heading":
        return True
    return any(_HEAD.fullmatch(name) for name in node.names) and not any(_KICKER.fullmatch(name) for name in node.names)


def bold(node: Node) -> bool:
    """Whether the element makes its words bold."""
    return node.tag in BOLD or bool(_BOLD_STYLE.search(node.get("style")))


def set_off(node: Node) -> bool:
    """Whether the element makes its words bold, italic or underlined."""
    return node.tag in SET_OFF or bold(node) or bool(_ITALIC_STYLE.search(node.get("style")))
