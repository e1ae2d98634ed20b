"""Docs that can fail: whatever a person can type, set, read or open must stand in them."""

import ast
import re
from collections.abc import Iterator
from enum import Enum, StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docs.images.make import PICTURES
from typer.main import get_command

from tracker import web
from tracker.cli.program import COMMANDS, program
from tracker.extraction import __main__ as how_it_decides
from tracker.extraction.signals import SIGNALS
from tracker.queries.axes import By
from tracker.queries.parameters import PARAMETERS
from tracker.settings import Settings
from tracker.ui.places import PLACES
from tracker.vocabulary import advice, answers, roles, statuses
from tracker.vocabulary.gestures import ASKS, REVIEW, SPRINT, GestureSet
from tracker.vocabulary.regions import RegionGroup
from tracker.web.api_views import OWN, VIEWS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDES = ("tutorial.md", "for-staff.md", "for-directors.md", "for-boards.md", "for-administrators.md")
INVENTED = {
    "Count the river together.",
    "The Harbour Board should keep one public register of detained ships.",
}
"""What the tutorial presses that is no control: words of a brief."""


def _doc(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def _commands() -> Iterator[tuple[str, Any]]:
    group: Any = get_command(program)
    for name in COMMANDS:
        command: Any = group.get_command(None, name)
        for below, sub in getattr(command, "commands", {}).items():
            yield f"{name} {below}", sub
        if not hasattr(command, "commands"):
            yield name, command


COMMAND_PAIRS = list(_commands())


@pytest.mark.parametrize(("name", "command"), COMMAND_PAIRS, ids=[name for name, _command in COMMAND_PAIRS])
def test_every_command_and_option_is_told(name: str, command: Any) -> None:
    text = _doc("commands.md")
    section = text.partition(f"## tracker {name}\n")[2].partition("\n## ")[0]
    assert section, f"docs/commands.md has no section on {name}"
    shared = {"--db", "--as", "--help"}
    filters = {
        "--author",
        "--region",
        "--addressee",
        "--topic",
        "--status",
        "--review",
        "--since",
        "--until",
        "--search",
    }
    told_elsewhere = shared | (filters if name == "counts" else set())
    options = {option for param in command.params for option in param.opts if option.startswith("--")} - told_elsewhere
    assert {option for option in options if option not in section} == set()


def test_every_setting_is_told_with_its_default() -> None:
    text = _doc("settings.md")
    for name, field in Settings.model_fields.items():
        line = next((line for line in text.splitlines() if f"`TRACKER_{name.upper()}`" in line), "")
        assert line, name
        default = field.default.value if isinstance(field.default, Enum) else field.default
        default = str(default).lower() if isinstance(default, bool) else default
        assert f"| `{default:g}` |" in line if isinstance(default, float) else f"| `{default}` |" in line or not default


WORDS: list[type[StrEnum]] = [
    statuses.Status,
    statuses.Success,
    answers.Review,
    answers.Response,
    answers.OutcomeType,
    answers.Fidelity,
    answers.Contribution,
    answers.Priority,
    answers.EvidenceKind,
    advice.Level,
    advice.Stance,
    roles.Role,
    roles.Verb,
]


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_every_word_is_told(words: type[StrEnum]) -> None:
    text = _doc("words.md")
    assert [word.value for word in words if f"`{word.value}`" not in text] == []


def test_statuses_mean_what_the_docs_say() -> None:
    lines = _doc("words.md").splitlines()
    for status, meaning in statuses.STATUSES.items():
        end, counted = "closed" if meaning.closed else "open", "yes" if meaning.assessed else "no"
        group = statuses.GROUP_LABELS[meaning.group]
        assert f"| `{status.value}` | {meaning.label} | {meaning.definition} | {end} | {counted} | {group} |" in lines
    for kind, strength in answers.STRENGTH.items():
        assert f"| `{kind.value}` | {answers.KIND_LABELS[kind]} | {strength} |" in lines


def test_how_it_decides_is_what_the_signals_say() -> None:
    told = _doc("how-it-decides.md")
    assert told == how_it_decides.page()
    assert [name for name in SIGNALS if f"| `{name}` |" not in told] == []


@pytest.mark.parametrize(("page", "of"), [("updating.md", SPRINT), ("reviewing.md", REVIEW), ("reviewing.md", ASKS)])
def test_every_key_is_told(page: str, of: GestureSet) -> None:
    rows = [line.split(" | ")[0].strip("| ") for line in _doc(page).splitlines() if line.startswith("| ")]
    assert {key.upper() for key in of.keys.values()} <= {key for row in rows for key in row.split(", ")}


def test_every_page_is_told() -> None:
    text = _doc("pages.md")
    assert [place.file for place in PLACES if f"`{place.file}`" not in text] == []


def test_everything_that_programs_can_ask_for_is_told() -> None:
    text = _doc("api.md")
    heads = [line.split(" | ")[0].removeprefix("| ") for line in text.splitlines() if line.startswith("| `")]
    told = {word.strip("`") for head in heads for word in head.split(", ")}
    assert {*PARAMETERS, *OWN} - told == set()
    assert {f"/api/{name}" for name in VIEWS} - told == set()
    for name, view in VIEWS.items():
        columns = text.partition(f"\nOf `/api/{name}`")[2].partition("\nOf `/api/")[0].partition("\n## ")[0]
        assert [column for column in view.columns if f"`{column}`" not in columns] == []
    assert [by.value for by in By if f"`{by.value}`" not in text] == []
    assert [group.value for group in RegionGroup if f"`{group.value}`" not in text] == []


def test_every_address_of_the_server_is_told() -> None:
    text = _doc("api.md")
    firsts = {str(getattr(route, "path", "")).split("/")[1] for route in web.routes("overview")} - {"overview"}
    assert {first for first in firsts if f"/{first}" not in text} == set()


def test_links_between_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]:
        for target in (part.partition(")")[0] for part in page.read_text("utf-8").split("](")[1:]):
            assert "://" in target or (page.parent / target.partition("#")[0]).exists(), f"{page.name}: {target}"


@cache
def _said() -> tuple[re.Pattern[str], ...]:
    """Every text in the program, as a pattern with its gaps."""
    files = [*(ROOT / "src" / "tracker").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    texts = {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and 0 < len(node.value) < 120
    }
    filled = [re.sub(r"\\{\w+\\}", ".+", re.escape(text)) for text in texts]
    return tuple(re.compile(pattern) for pattern in filled if pattern.count(".+") * 4 < len(pattern))


@pytest.mark.parametrize("name", GUIDES)
def test_what_a_guide_tells_to_press_or_to_fill_is_called_so(name: str) -> None:
    prose = re.sub(r"^ {4}.*$|`[^`]*`", "", _doc(name), flags=re.MULTILINE)
    named = {" ".join(found.split()) for found in re.findall(r"\*\*?([^*\n]+(?:\n[^*\n]+)?)\*\*?", prose)}
    assert len(named) > 2
    assert {
        one for one in named - INVENTED - {"Bold", "slanted"} if not any(said.fullmatch(one) for said in _said())
    } == set()


def test_every_picture_is_one_that_the_script_takes_small_and_told_in_words() -> None:
    pages = [ROOT / "README.md", *DOCS.glob("*.md")]
    shown = {
        (Path(found[2]).name, len(found[1].split()) > 4)
        for page in pages
        for found in re.finditer(r"!\[(.*?)\]\((\S+?)\)", page.read_text("utf-8"), re.DOTALL)
    }
    taken = {f"{name}.png" for name in PICTURES}
    assert shown == {(name, True) for name in taken}
    assert {file.name for file in (DOCS / "images").glob("*.*") if file.suffix != ".py"} == taken
    sizes = {file.name: file.stat().st_size for file in (DOCS / "images").glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > 150_000} == {}
    assert len(taken) <= 10


def test_the_first_page_leads_to_every_other() -> None:
    first = (ROOT / "README.md").read_text("utf-8")
    assert [file.name for file in DOCS.glob("*.md") if f"](docs/{file.name})" not in first] == []
