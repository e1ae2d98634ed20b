"""The phrases of `phrases.toml`, and the patterns that are made of them."""

import re
import tomllib
from pathlib import Path

import pytest

from tracker import extraction
from tracker.extraction import rules
from tracker.extraction.lexicon import phrases

FILE = Path(__file__).parents[2] / "data" / "extraction" / "phrases.toml"
LISTS = tomllib.loads(FILE.read_text("utf-8"))


def test_every_list_is_used_and_every_use_has_its_list() -> None:
    code = "".join(path.read_text("utf-8") for path in Path(str(extraction.__file__)).parent.glob("*.py"))
    used = re.findall(r"""phrases\(['"](\w+)['"], ['"](\w+)['"]\)""", code)
    assert set(used) == {(section, name) for section, lists in LISTS.items() for name in lists}


def test_every_list_has_its_reason_above_it() -> None:
    lines = FILE.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if re.match(r"\w+ = ", line) and not lines[number - 1].startswith("#"):
            assert re.match(r"\w+ = ", lines[number - 1]) or lines[number - 1] == "'''", line


@pytest.mark.parametrize(("section", "name"), [(section, name) for section, lists in LISTS.items() for name in lists])
def test_a_plain_phrase_means_its_own_words(section: str, name: str) -> None:
    plain = [phrase.strip() for phrase in LISTS[section][name].split(",")]
    for phrase in plain:
        if re.fullmatch(r"[\w’' -]+", phrase):
            assert re.match(phrases(section, name), phrase), phrase


@pytest.mark.parametrize(
    ("phrase", "meant", "not_meant"),
    [
        ("release * figures", "release monthly figures", "release figures"),
        ("go (to|into)", "go into", "go out"),
        ("have (*ly )?(assigned|begun)", "have recently begun", "have not begun"),
    ],
)
def test_the_signs_in_a_phrase(monkeypatch: pytest.MonkeyPatch, phrase: str, meant: str, not_meant: str) -> None:
    monkeypatch.setattr("tracker.extraction.lexicon._lists", lambda _file: {"a": {"b": phrase}})
    assert re.fullmatch(phrases("a", "b"), meant)
    assert not re.fullmatch(phrases("a", "b"), not_meant)


@pytest.mark.parametrize(
    ("pattern", "hit", "miss"),
    [
        (rules.PAST, " have been told", " have a map"),
        (rules.OUTCOME, " take effect in May", " take the oath"),
        (rules.DATED, " resume by the spring", " resume the talks"),
        (rules.LAW, "Under the Water Act the registrar", "Under the bridge the registrar"),
        (rules.PAPER, "These figures should be read with care", "The pupils should read with their parents"),
        (rules.ANNOUNCES, "We make the following six proposals", "We make the following visit"),
        (rules.GOAL, " be fair", " be closed"),
        (rules.NEED_NOT, "need not wait", "need to wait"),
        (rules.OWN_PLAN, "we plan to publish", "we urge them to publish"),
        (rules.FOUND, "we found that the council", "we think that the council"),
        (rules.INSERTED, "Ministers, the union argues, should go", "Ministers, says nobody should go"),
        (rules.SLOGAN, "One household, one card.", "One household and its card."),
    ],
)
def test_what_a_pattern_tells_apart(pattern: re.Pattern[str], hit: str, miss: str) -> None:
    assert pattern.search(hit)
    assert not pattern.search(miss)
