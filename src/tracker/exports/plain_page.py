"""A page of one sentence, for whoever comes by a link that opens nothing: it loads nothing."""

from html import escape

from tracker.translation import spoken

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:24px 16px 48px;background:#fff;color:#1a1a1a;font:16px/1.5 system-ui,sans-serif}"
    "main{max-width:42rem;margin:0 auto}h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}"
    "@media (prefers-color-scheme:dark){body{background:#14181c;color:#eceae4}}"
)


def plain_page(title: str, said: str) -> bytes:
    """The page in UTF-8."""
    return (
        f'<!doctype html><html lang="{escape(spoken())}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(said)}</p></main></body></html>"
    ).encode()
