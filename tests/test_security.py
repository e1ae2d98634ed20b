"""What `docs/security.md` says is held by a test is held by one that is there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.hostile.payloads import ALL, FAMILIES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@cache
def functions(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def rows() -> Iterator[list[str]]:
    for line in PAGE.splitlines():
        if re.match(r"\| V\d+\.\d+\.\d+", line):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _file, name in NAMED])
def test_every_test_that_is_named_is_there(file: str, name: str) -> None:
    assert name in functions(file)


def test_every_requirement_has_a_level_and_a_test() -> None:
    found = list(rows())
    assert len(found) > 50
    for requirement, level, held in found:
        assert re.fullmatch(r"V\d+\.\d+\.\d+(, V\d+\.\d+\.\d+)*", requirement)
        assert set(level.split(", ")) <= {"1", "2", "3"}
        assert "`tests/" in held, requirement


def test_no_requirement_stands_twice() -> None:
    told = [one for requirement, *_rest in rows() for one in requirement.split(", ")]
    assert sorted(told) == sorted(set(told))


def test_the_number_of_attacks_is_no_boast() -> None:
    attacks, families = re.findall(r"(\d+) attacks of (\d+) families", PAGE)[0]
    assert len(ALL) >= int(attacks)
    assert len(FAMILIES) == int(families)
