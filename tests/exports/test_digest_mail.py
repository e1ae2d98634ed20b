"""The weekly message: the same in text and HTML, links that lead to records, and headers that nobody can add to."""

from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import Invalid
from tracker.exports.digest_mail import MOST, digest_mail
from tracker.queries.digest import Digest, Item, Reason
from tracker.store.people_tables import Person

FROM = "tracker@example.org"
HEADERS = {
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
}


def item(words: str = "Keep talking.", *reasons: Reason, title: str = "On talking", reference: str = "B-1/R1") -> Item:
    return Item(reference, words, title, date(2026, 1, 2), None, None, reasons or (Reason.OVERDUE, Reason.NEW))


def mail(
    *items: Item, name: str = "Ann Arlow", email: str = "ann@example.org", base: str = "https://t.example/"
) -> EmailMessage:
    return digest_mail(Digest(Person(email=email, name=name), None, items), FROM, base)


def parts(message: EmailMessage) -> tuple[str, str]:
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text and html
    return text.get_content(), html.get_content()


class Seen(HTMLParser):
    """The tags of a page with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_message_counts_links_and_says_how_to_switch_it_off() -> None:
    message = mail(item(), item("Publish & be <damned>.", Reason.STALE, reference="B-2020-12-3/R2"))
    assert message["Subject"] == "Your recommendations: 1 overdue, 1 not checked for a year"
    assert message["To"] == "Ann Arlow <ann@example.org>"
    text, html = parts(message)
    assert "Overdue (1)" in text
    assert "https://t.example/recommendation?id=B-2020-12-3%2FR2" in text
    assert "due 2026-01-02, never checked, newly yours" in text
    seen = Seen(html)
    assert "https://t.example/recommendation?id=B-2020-12-3%2FR2" in [a.get("href") for _tag, a in seen.tags]
    for told in ("Publish & be <damned>.", "switch it off", "Not checked for a year or more (1)"):
        assert told in text and told in seen.words


def test_the_message_loads_nothing() -> None:
    _text, html = parts(mail(item('<img src="https://evil.example/x.png"><script>alert(1)</script>')))
    seen = Seen(html)
    assert {tag for tag, _attributes in seen.tags} & {"img", "script", "link", "iframe"} == set()
    assert all("src" not in attributes for _tag, attributes in seen.tags)
    assert "url(" not in html and "@import" not in html
    assert "prefers-color-scheme:dark" in html


def test_many_are_cut_and_counted() -> None:
    text, html = parts(mail(*(item(f"Number {n}.", Reason.DUE) for n in range(MOST + 3))))
    assert f"Due within two weeks ({MOST + 3})" in text
    assert text.count("* Number") == MOST == html.count("<li>")
    assert "and 3 more" in text and "and 3 more" in html


def test_without_a_public_address_there_are_no_links() -> None:
    message = mail(item(), base="")
    assert "http" not in parts(message)[0]
    assert "href" not in parts(message)[1]
    assert message["List-Unsubscribe"] is None


@pytest.mark.parametrize("email", ["a@b\nBcc: c@d.example", "a,c@d.example@b", "", "a b@c", "<a@b>", "a@"])
def test_an_address_that_is_none_gets_nothing(email: str) -> None:
    with pytest.raises(Invalid):
        mail(item(), email=email)


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_nobody_adds_headers_or_people(name: str, words: str, title: str) -> None:
    inject = "\r\nBcc: eve@example.org\r\n\r\n"
    encoded = "=?utf-8?q?=0D=0ABcc:_eve@example.org=0D=0A=0D=0A?="
    long = "0" * len(title)
    for said in (
        name,
        f"{name}{inject}",
        f'"{name}',
        f"{name}, eve@example.org",
        encoded,
        f"{name} {encoded} x",
        long + encoded,
    ):
        data = bytes(mail(item(words + inject, title=title + inject), name=said))
        read = message_from_bytes(data, policy=policy.default)
        assert set(read.keys()) == HEADERS
        assert [address.addr_spec for address in read["To"].addresses] == ["ann@example.org"]
        assert "eve" not in str(read["Subject"])


@pytest.mark.parametrize("long", range(0, 120, 3))
def test_a_name_that_is_folded_stays_a_name(long: int) -> None:
    for signs in (
        "=?utf-8?q?_eve@example.org=0D=0A?=",
        "eve@example.org, x <",
        "(eve@example.org)",
        "é =?utf-8?q?,_eve@x.org?=",
    ):
        for between in ("", " "):
            data = bytes(mail(item(), name="0" * long + between + signs))
            (address,) = message_from_bytes(data, policy=policy.default)["To"].addresses
            assert address.addr_spec == "ann@example.org" and "eve@" not in address.display_name


def test_names_of_people_stand_as_they_are_written() -> None:
    for name in ("Ann Arlow", "Jean-Luc O’Neill Jr.", "Nguyễn Thị Hoa", "आशा", "Ann Arlow sample"):
        read = message_from_bytes(bytes(mail(item(), name=name)), policy=policy.default)
        assert read["To"].addresses[0].display_name == name
