"""A command says that something is done once it is kept, never within the unit of work that may yet come to nothing."""

import ast
from pathlib import Path

import pytest

import tracker.cli

MODULES = sorted(Path(tracker.cli.__file__).parent.glob("*.py"))
_PRINTS = {"line", "table", "csv", "json_list", "echo", "print", "write", "with_bar_away"}


def _called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else None
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def said_too_early(source: str) -> list[int]:
    """The lines at which something is printed within a unit of work."""
    units = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.With)
        if any(_called(item.context_expr) in ("writing", "noting") for item in node.items)
    )
    inside = (call for unit in units for part in unit.body for call in ast.walk(part))
    return [call.lineno for call in inside if isinstance(call, ast.Call) and _called(call) in _PRINTS]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.stem))
def test_nothing_is_said_within_a_unit_of_work(module: Path) -> None:
    assert said_too_early(module.read_text("utf-8")) == []


def test_what_is_said_too_early_is_found() -> None:
    """The control."""
    assert said_too_early("with writing(a, b) as (session, me):\n    x = 1\n    line('done')\nline('done')") == [3]
    assert said_too_early("with store.writing() as session:\n    if x:\n        typer.echo('done')") == [3]
