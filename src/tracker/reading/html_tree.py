"""HTML as a plain tree, through selectolax; no other module knows the parser."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tracker.reading.html_nesting import shallow

_DEEPEST = 200
_MOST_NODES = 600_000


@dataclass(slots=True)
class Node:
    """An element with its attributes and children, or a text (tag "")."""

    tag: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The attribute's value, "" where there is none."""
        return self.attributes.get(name, "")

    @property
    def names(self) -> list[str]:
        """The words of its class, id and role."""
        return f"{self.get('class')} {self.get('id')} {self.get('role')}".lower().split()

    def walk(self) -> Iterator["Node"]:
        """This node and all under it, in the order of the page."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def find(self, *tags: str) -> Iterator["Node"]:
        """The elements of these names, in the order of the page."""
        return (node for node in self.walk() if node.tag in tags)

    def words(self) -> str:
        """All its text."""
        return "".join(" " if node.tag == "br" else node.text for node in self.walk())


def parse(text: str) -> Node:
    """The tree of a page; what lies deeper than any page needs is kept as text."""
    try:
        root = LexborHTMLParser(shallow(text)).root
    except SelectolaxError as problem:
        # No text is bad HTML: the parser gives up for want of memory alone.
        raise MemoryError from problem
    top = Node("html")
    if root is None:
        return top
    stack: list[tuple[LexborNode, Node, int]] = [(root, top, 0)]
    count = 0
    while stack:
        raw, node, depth = stack.pop()
        for child in raw.iter(include_text=True):
            count += 1
            if count > _MOST_NODES:
                return top
            made = _made(child)
            if made is None:
                continue
            node.children.append(made)
            if made.tag and depth < _DEEPEST:
                stack.append((child, made, depth + 1))
            elif made.tag:
                made.children.append(Node("", child.text(deep=True)))
    return top


def _made(raw: LexborNode) -> Node | None:
    tag = raw.tag or ""
    if tag == "-text":
        return Node("", raw.text_content or "")
    if tag.startswith(("-", "_", "!")):
        return None
    attributes = {name.lower(): value or "" for name, value in raw.attributes.items() if name}
    return Node(tag, attributes=attributes)
