import hashlib

import pytest

from tests.actions.conftest import Desk
from tracker.actions import evidence, review
from tracker.errors import EmptyFile, Invalid, NotFound, NotSignedIn, OversizedFile, TrackerError
from tracker.queries.evidence_files import file, files
from tracker.settings import settings
from tracker.store.tables import EvidenceFile
from tracker.vocabulary.answers import EvidenceKind, Item, rule, strength
from tracker.vocabulary.roles import Role

DATA = b"<script>alert(1)</script>"


def keep(desk: Desk, name: str = "letter.html", data: bytes = DATA, *, confidential: bool = False) -> int:
    with desk.store.writing() as session:
        kind = EvidenceKind.PUBLIC_DOCUMENT
        row = evidence.add(session, desk.me, 1, kind, file=(name, data), confidential=confidential)
        return row.id or 0


def test_a_file_is_kept_byte_for_byte_and_named_in_history(desk: Desk) -> None:
    key = keep(desk)
    with desk.store.reading() as session:
        found = file(session, desk.me, key)
        assert (found.name, found.data, found.sha256) == ("letter.html", DATA, hashlib.sha256(DATA).hexdigest())
        assert files(session, desk.me, 1) == {key: ("letter.html", len(DATA))}
    (created,) = desk.changes("evidence")
    assert '"file": "letter.html"' in (created.new or "")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_name_leads_nowhere(desk: Desk, given: str, kept: str) -> None:
    key = keep(desk, given)
    with desk.store.reading() as session:
        assert session.get_one(EvidenceFile, key).name == kept


@pytest.mark.parametrize(("size", "wrong"), [(0, EmptyFile), (1024 * 1024 + 1, OversizedFile)])
def test_an_empty_or_oversized_file_is_refused_and_nothing_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, size: int, wrong: type[TrackerError]
) -> None:
    monkeypatch.setenv("TRACKER_UPLOAD_MEGABYTES", "1")
    settings.cache_clear()
    try:
        with pytest.raises(wrong):
            keep(desk, data=b"x" * size)
    finally:
        settings.cache_clear()
    assert desk.changes("evidence") == []


def test_evidence_without_anything_is_refused(desk: Desk) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid, match="or a file"):
        evidence.add(session, desk.me, 1, EvidenceKind.NEWS_REPORT)


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.VIEWER, 1), (Role.STAFF, 2), (Role.EDITOR, 2), (Role.DIRECTOR, 2), (Role.ADMIN, 1)]
)
def test_files_of_confidential_evidence_are_for_those_who_may_see_it(desk: Desk, role: Role, sees: int) -> None:
    public, hidden = keep(desk), keep(desk, "secret.pdf", confidential=True)
    with desk.store.writing() as session:
        review.confirm(session, desk.me, 1, None)
    somebody = desk.person(role)
    with desk.store.reading() as session:
        assert len(files(session, somebody, 1)) == sees
        assert file(session, somebody, public).name == "letter.html"
        if sees == 1:
            with pytest.raises(NotFound):
                file(session, somebody, hidden)
        else:
            assert file(session, somebody, hidden).name == "secret.pdf"


def test_a_file_is_gone_with_its_evidence_and_for_who_is_switched_off(desk: Desk) -> None:
    key, somebody = keep(desk), desk.person(Role.EDITOR)
    with desk.store.writing() as session:
        evidence.withdraw(session, desk.me, key, None, "wrong")
    with desk.store.reading() as session, pytest.raises(NotFound):
        file(session, somebody, key)
    with desk.store.writing() as session:
        session.merge(somebody).active = False
    with desk.store.reading() as session, pytest.raises(NotSignedIn):
        file(session, somebody, key)


def test_a_file_of_what_is_not_confirmed_is_not_for_viewers(desk: Desk) -> None:
    key = keep(desk)
    with desk.store.reading() as session, pytest.raises(NotFound):
        file(session, desk.person(Role.VIEWER), key)


@pytest.mark.parametrize(
    ("items", "n", "words"),
    [
        ([], 0, "without evidence"),
        ([Item(EvidenceKind.NEWS_REPORT, "A"), Item(EvidenceKind.PUBLIC_DOCUMENT, "a ")], 2, "strongest"),
        ([Item(EvidenceKind.NEWS_REPORT, "A"), Item(EvidenceKind.PUBLIC_DOCUMENT, "B")], 3, "two items"),
        ([Item(EvidenceKind.DECISIVE_DOCUMENT, "A"), Item(EvidenceKind.NEWS_REPORT, "B")], 5, "strongest"),
    ],
)
def test_strength_says_its_rule(items: list[Item], n: int, words: str) -> None:
    assert (strength(items), words in rule(items)) == (n, True)
