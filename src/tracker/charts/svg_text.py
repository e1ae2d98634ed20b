"""Words in an SVG drawing: those of captions, with their bold parts and their lines, and long ones wrapped."""

import re
from html import escape, unescape

_BREAK = re.compile(r"<br\s*/?>")
_BOLD = re.compile(r"<b>(.*?)</b>")
_TAG = re.compile(r"<[^<>]*>")
_LETTER = 0.5
"""How wide a letter is on average, as a share of its height."""


def text(
    x: float, y: float, markup: str, size: float, colour: str, *, anchor: str = "start", weight: str = "400"
) -> str:
    """Words at a place, from markup as captions have it: `<b>`, `<br>` and entities; all else is taken out."""
    lines = _BREAK.split(markup)
    spans = "".join(
        f'<tspan x="{x:.1f}" dy="{0 if place == 0 else size * 1.25:.1f}">{_line(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    look = f'font-size="{size:g}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{spans}</text>'


def wrapped(words: str, width: float, size: float) -> list[str]:
    """Plain words in lines of about this width."""
    room, lines = int(width / (_LETTER * size)), [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if lines[-1] else []


def _line(markup: str) -> str:
    parts, end = [], 0
    for bold in _BOLD.finditer(markup):
        parts.append(_plain(markup[end : bold.start()]))
        parts.append(f'<tspan font-weight="600">{_plain(bold.group(1))}</tspan>')
        end = bold.end()
    return "".join([*parts, _plain(markup[end:])])


def _plain(markup: str) -> str:
    return escape(unescape(_TAG.sub("", markup)))
