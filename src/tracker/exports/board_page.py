"""The board's figures as one HTML page that loads nothing, for whoever has a link to it and no account."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from tracker.board import Board, Ranking
from tracker.translation import gettext as _
from tracker.translation import spoken
from tracker.vocabulary.numbers import number

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:24px 16px 48px;background:#fff;color:#1a1a1a;font:16px/1.5 system-ui,sans-serif}"
    "main{max-width:42rem;margin:0 auto}h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}"
    "h2{font-size:1.15rem;margin:2rem 0 .5rem}.quiet{color:#5a5852;font-size:.875rem}"
    "dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:1rem;margin:1.5rem 0}"
    "dt{font-size:.875rem}dd{margin:0}dd b{display:block;font-size:1.6rem;line-height:1.3}"
    "table{width:100%;border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}"
    "th,td{padding:.35rem .5rem .35rem 0;border-bottom:1px solid #d8d5cd;text-align:right;vertical-align:bottom}"
    "th:first-child,td:first-child{text-align:left;overflow-wrap:anywhere;font-weight:400}"
    "ul{margin:0;padding-left:1.1rem}li{margin:.25rem 0}"
    "@media (prefers-color-scheme:dark){body{background:#14181c;color:#eceae4}.quiet{color:#b5b2aa}"
    "th,td{border-color:#3a424a}}@media print{body{padding:0;background:#fff;color:#1a1a1a}}"
)


def page(found: Board) -> bytes:
    """The page in UTF-8. Nothing in it rests on confidential evidence, as in the `Board`."""
    return "".join(_page(_("What became of our recommendations"), _told(found))).encode("utf-8", "replace")


def plain_page(title: str, said: str) -> bytes:
    """A page of one sentence, in the same form."""
    return "".join(_page(title, [f"<p>{escape(said)}</p>"])).encode()


def _page(title: str, body: Iterable[str]) -> Iterator[str]:
    yield f'<!doctype html><html lang="{escape(spoken())}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
    yield f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
    yield from body
    yield "</main></body></html>"


def _told(found: Board) -> Iterator[str]:
    day = _("As of {day}.").format(day=found.as_of.isoformat())
    yield f'<p class="quiet">{escape(day)} {escape(found.covers)}</p>'
    if found.nothing:
        yield f"<p>{escape(found.nothing)}</p>"
        return
    yield "<dl>"
    for figure in found.figures:
        value = f'<b>{number(figure.value)}</b><span class="quiet">{escape(figure.taken_from)}</span>'
        yield f"<div><dt>{escape(figure.name)}</dt><dd>{value}</dd></div>"
    yield "</dl>"
    yield from _ranking(_("Where"), _("Part of the world"), found.regions)
    yield from _ranking(_("By whom"), _("Author"), found.authors)
    yield from _sentences(_("What we do not know"), found.unknown)
    yield from _sentences(_("How these figures are counted"), found.counting)


def _ranking(title: str, name: str, ranking: Ranking) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (name, _("Number"), _("Adopted of assessed")))
    yield f"<h2>{escape(title)}</h2><table><thead><tr>{heads}</tr></thead><tbody>"
    for line in ranking.lines:
        of = _("{n} of {assessed}").format(n=number(line.adopted), assessed=number(line.assessed))
        cells = f"<td>{number(line.total)}</td><td>{escape(of if line.assessed else _('none assessed'))}</td>"
        yield f'<tr><th scope="row">{escape(line.name)}</th>{cells}</tr>'
    yield f'</tbody></table><p class="quiet">{escape(ranking.note)}</p>'


def _sentences(title: str, said: Sequence[str]) -> Iterator[str]:
    if said:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in said)
        yield f"<h2>{escape(title)}</h2><ul>{items}</ul>"
