"""What a page says of itself: its head, its JSON-LD, its title, byline, time and tags."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from tracker.reading import html_marks as marks
from tracker.reading.html_tree import Node

_BYLINE = re.compile(
    r"(?:.*[-_])?(?:byline|by|authors?|au|author-?names?|writers?|contributors?)(?:[-_](?:names?|list|link|line))?"
)
_TAGS = re.compile(r"(?:.*[-_])?(?:tags?|topics?|keywords|categories|regions?|countries|taglist|subjects?)(?:[-_]\w+)?")
_DATE = re.compile(r"(?:.*[-_])?(?:date|published|pub-?date|pubdate|posted|time|meta)(?:[-_]\w+)?")
_WANTED = frozenset(
    "headline name alternativeHeadline datePublished dateModified keywords articleSection author about".split()
)
_LONGEST = 300
_MOST = 60


def properties_of(page: Node) -> dict[str, tuple[str, ...]]:
    """All hints by name: "meta:title", "meta:<name>", "jsonld:<name>", "html:title|byline|time|tags"."""
    found: dict[str, list[str]] = defaultdict(list)
    for node in page.walk():
        if node.tag == "title" and "meta:title" not in found:
            found["meta:title"].append(node.words())
        elif node.tag == "meta":
            name = node.get("name") or node.get("property") or node.get("itemprop")
            if name and node.get("content"):
                found[f"meta:{name.lower()}"].append(node.get("content"))
        elif node.tag == "script" and "ld+json" in node.get("type").lower():
            for name, value in _linked_data(node.words()):
                found[f"jsonld:{name}"].append(value)
        elif node.tag and not marks.hidden(node):
            _visible(node, found)
    return {name: tuple(value for value in values[:_MOST] if value.strip()) for name, values in found.items()}


def _visible(node: Node, found: dict[str, list[str]]) -> None:
    words = " ".join(node.words().split()) if node.tag in {"h1", "time"} or node.names or node.get("rel") else ""
    if node.tag == "h1":
        found["html:title"].append(words)
    elif node.tag == "time":
        found["html:time"].append(node.get("datetime") or words)
    elif words and len(words) < _LONGEST:
        names = [*node.names, *node.get("itemprop").lower().split(), *node.get("rel").lower().split()]
        if any(_BYLINE.fullmatch(name) for name in names):
            found["html:byline"] += _parts(node)
        elif any(_TAGS.fullmatch(name) for name in names):
            found["html:tags"] += _parts(node)
        elif any(_DATE.fullmatch(name) for name in names) and re.search(r"\d", words):
            found["html:time"].append(words)


def _parts(node: Node) -> list[str]:
    """The linked words, one each; all words where nothing is linked."""
    linked = [" ".join(link.words().split()) for link in node.find("a")]
    return [part for part in linked if part] or [" ".join(node.words().split())]


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    try:
        stack = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    seen = 0
    while stack and seen < 2000:
        here = stack.pop(0)
        seen += 1
        if isinstance(here, list):
            stack += here
        elif isinstance(here, dict):
            stack += [value for name, value in here.items() if name in {"@graph", "mainEntity"}]
            if not re.search(r"Organization|WebSite|Breadcrumb|ImageObject|Person", str(here.get("@type", ""))):
                for name in [one for one in here if one in _WANTED]:
                    yield from ((name, value) for value in _names(here[name]))


def _names(value: object) -> Iterator[str]:
    """A text, or the names in a list of texts and things."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value[:_MOST]:
            if not isinstance(one, list):
                yield from _names(one)
    elif isinstance(value, dict) and isinstance(value.get("name"), str):
        yield value["name"]
