"""What a page folds away and whoever reads it opens: under the buttons that headings are, in an accordion."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tracker.reading import html_marks as marks
from tracker.reading.html_tree import Node

_FOLDS = re.compile(
    r"(?:.*[-_])?(?:accordions?|acc|collaps(?:es?|ed|ible)|faqs?|toggles?|expand(?:er|able|ed)?|disclosure|spoiler)"
    r"(?:[-_].*)?"
)
_MENU = re.compile(r".*(?:nav|menu|search|share|login|cookie|footer|subscri).*")
_SENTENCE = re.compile(r"[a-z0-9)’”][.!?](?:\s|$)")
_SHORTEST = 40
"""Characters of the shortest text that is folded away as text and not as a control."""


def unfolded(page: Node) -> set[int]:
    """The elements that are read although they are hidden or buttons, by their identity."""
    return {id(node) for node in (*_under_headings(page), *_in_accordions(page))}


def _under_headings(page: Node) -> Iterator[Node]:
    """The buttons that headings are and that say what they open, and that."""
    buttons = [button for tag in marks.HEADINGS for heading in page.find(tag) for button in heading.find("button")]
    opening = {button.get("aria-controls"): button for button in buttons if button.get("aria-controls")}
    for node in page.walk():
        if node.tag and node.tag not in marks.SKIPPED and node.get("id") in opening:
            yield from (node, opening[node.get("id")])


def _in_accordions(page: Node) -> Iterator[Node]:
    """Hidden text right behind the button or the heading that opens it, where a class says that it unfolds."""
    for node in page.walk():
        for button, panel in pairwise([child for child in node.children if child.tag]):
            if panel.tag not in marks.SKIPPED and marks.hidden(panel) and _unfolds(node, button, panel):
                yield panel
                yield from button.find("button")


def _unfolds(around: Node, button: Node, panel: Node) -> bool:
    names = [name for each in (around, button, panel) for name in each.names]
    opens = button.tag in {"button", *marks.HEADINGS} or next(button.find("button"), None) is not None
    folds = any(_FOLDS.fullmatch(name) for name in names) and not any(_MENU.fullmatch(name) for name in names)
    if not (opens or any(_FOLDS.fullmatch(name) for name in button.names)) or not folds:
        return False
    words = " ".join(panel.words().split())
    return len(words) >= _SHORTEST and bool(_SENTENCE.search(words))
