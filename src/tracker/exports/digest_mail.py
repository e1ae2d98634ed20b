"""The weekly message as an e-mail: text, and the same in HTML that loads nothing and reads well in light and dark."""

from collections.abc import Iterator
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from html import escape
from unicodedata import category
from urllib.parse import quote

from tracker.errors import Invalid
from tracker.queries.digest import REASON_LABELS, Digest, Item, Reason
from tracker.store.clock import now
from tracker.translation import gettext as _
from tracker.translation import ngettext

MOST = 20
"""How many recommendations stand under one heading, at most."""
_LONGEST = 240
_IN_NAMES = " .'’-"
"""What stands in names beside letters and digits, and means nothing in an address."""
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:24px;background:#fff;color:#1a1a1a;font:16px/1.5 system-ui,-apple-system,sans-serif}"
    "main{max-width:40em;margin:0 auto}h1{font-size:21px}h2{font-size:17px;margin:28px 0 8px}"
    "ul{margin:0;padding:0;list-style:none}li{margin:0 0 14px}a{color:#1d5c87}.more,footer{color:#555}"
    "footer{margin-top:32px;font-size:14px}"
    "@media (prefers-color-scheme:dark){body{background:#14181c;color:#eceae4}a{color:#8fc3e6}"
    ".more,footer{color:#b5b2aa}}"
)


def digest_mail(found: Digest, sender: str, public_url: str) -> EmailMessage:
    """The message to the person; Invalid where one of the two addresses is none. Without items it says so.

    Links lead to `public_url`; without one there are none.
    """
    mail = EmailMessage()
    mail["Subject"] = subject(found)
    mail["From"] = _address(sender, _("Recommendation tracker"))
    mail["To"] = _address(found.person.email, found.person.name)
    mail["Date"] = format_datetime(now())
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    base = public_url.rstrip("/")
    if base:
        mail["List-Unsubscribe"] = f"<{base}/>"
    mail.set_content("\n".join(_text(found, base)) + "\n")
    mail.add_alternative("".join(_html(found, base)), subtype="html")
    return mail


def subject(found: Digest) -> str:
    """How many there are of each kind: "Recommendations: 2 overdue, 1 due"."""
    said = {
        Reason.OVERDUE: _("{n} overdue"),
        Reason.DUE: _("{n} due"),
        Reason.REVERIFY: _("{n} to check again"),
        Reason.STALE: _("{n} not checked for a year"),
        Reason.NEW: _("{n} new"),
    }
    counts = [said[reason].format(n=len(items)) for reason in Reason if (items := found.under(reason))]
    return _("Your recommendations: {counts}").format(counts=", ".join(counts) or _("nothing to do"))


def _address(email: str, name: str) -> Address:
    # In a line that is folded a name loses its quotation marks, and its signs would be read as another address.
    shown = " ".join(
        "".join(c if c.isalnum() or c in _IN_NAMES or category(c)[0] == "M" else " " for c in name).split()
    )
    try:
        return Address(shown, addr_spec=email)
    except (ValueError, IndexError, MessageError) as wrong:
        raise Invalid(_("{address!r} is no e-mail address to which a message can go.").format(address=email)) from wrong


def _greeting(found: Digest) -> str:
    name = " ".join(found.person.name.split()) or found.person.email
    return _("{name}, this waits for you among the recommendations that you look after.").format(name=name)


def _off() -> str:
    return _(
        "You get this at most once a week. To switch it off, open the tracker, choose your name at the top and turn "
        "off “Weekly e-mail about what is mine”, or ask an admin."
    )


def _more(left: int) -> str:
    return ngettext("and {n} more", "and {n} more", left).format(n=left)


def _link(base: str, item: Item) -> str:
    return f"{base}/recommendation?id={quote(item.reference, safe='')}" if base else ""


def _facts(item: Item) -> str:
    """What makes it pressing, in one line."""
    facts = [
        _("due {day}").format(day=item.due) if item.due else "",
        _("last checked {day}").format(day=item.verified_on) if item.verified_on else _("never checked"),
        _("held until {day}").format(day=item.reverify_by) if Reason.REVERIFY in item.reasons else "",
        _("newly yours") if Reason.NEW in item.reasons[1:] else "",
    ]
    return ", ".join(fact for fact in facts if fact)


def _line(text: str) -> str:
    """Other people's words on one line, and not too many of them."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST - 1]}…"


def _text(found: Digest, base: str) -> Iterator[str]:
    yield _greeting(found)
    for reason in Reason:
        items = found.under(reason)
        if not items:
            continue
        yield f"\n{_(REASON_LABELS[reason])} ({len(items)})\n"
        for item in items[:MOST]:
            yield f"* {_line(item.wording)}"
            yield f"  {item.reference}, {_line(item.title)}"
            yield f"  {_facts(item)}"
            if base:
                yield f"  {_link(base, item)}"
        if len(items) > MOST:
            yield f"  … {_more(len(items) - MOST)}"
    yield f"\n-- \n{_off()}"
    if base:
        yield base


def _html(found: Digest, base: str) -> Iterator[str]:
    yield '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    yield f"<title>{escape(subject(found))}</title><style>{_STYLE}</style></head><body><main>"
    yield f"<h1>{escape(_('Your recommendations'))}</h1><p>{escape(_greeting(found))}</p>"
    for reason in Reason:
        items = found.under(reason)
        if not items:
            continue
        yield f"<h2>{escape(_(REASON_LABELS[reason]))} ({len(items)})</h2><ul>"
        for item in items[:MOST]:
            yield f"<li>{_headline(base, item)}<br>{escape(item.reference)}, {escape(_line(item.title))}"
            yield f"<br>{escape(_facts(item))}</li>"
        yield "</ul>"
        if len(items) > MOST:
            yield f'<p class="more">… {escape(_more(len(items) - MOST))}</p>'
    link = f' <a href="{escape(base)}/">{escape(base)}</a>' if base else ""
    yield f"<footer>{escape(_off())}{link}</footer></main></body></html>"


def _headline(base: str, item: Item) -> str:
    words = escape(_line(item.wording))
    return f'<a href="{escape(_link(base, item))}">{words}</a>' if base else f"<strong>{words}</strong>"
