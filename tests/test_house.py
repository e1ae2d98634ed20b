"""The limits that the house sets itself, so that whoever walks the tree finds small rooms with names on their doors."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))
PRODUCT = [*SOURCES, *PAGES, ROOT / "app.py"]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "manager", "service", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _limit(path: Path) -> int:
    if path == ROOT / "app.py":
        return 60
    return 80 if path in PAGES else 300


def _functions(path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_modules_are_short() -> None:
    long = {_short(path): n for path in PRODUCT if (n := len(path.read_text("utf-8").splitlines())) > _limit(path)}
    assert long == {}


def test_functions_are_short() -> None:
    lengths = {f"{_short(path)}:{f.lineno} {f.name}": _lines(f) for path in PRODUCT for f in _functions(path)}
    assert {name: n for name, n in lengths.items() if n > 40} == {}
    assert sum(n <= 20 for n in lengths.values()) >= 0.9 * len(lengths)


def test_no_file_has_an_empty_name() -> None:
    assert [_short(path) for path in [*PRODUCT, *TESTS] if path.stem in EMPTY_NAMES] == []


def test_pages_lie_one_level_down() -> None:
    """Streamlit runs what lies directly in `pages/` beside a main script for anybody, before any guard."""
    assert PAGES
    assert {len(path.relative_to(ROOT / "pages").parts) for path in PAGES} == {2}


def test_imports_inside_functions_say_why() -> None:
    silent = []
    for path in PRODUCT:
        lines = path.read_text("utf-8").splitlines()
        for function in _functions(path):
            for node in ast.walk(function):
                if not isinstance(node, ast.Import | ast.ImportFrom):
                    continue
                about = lines[node.lineno - 2 : node.end_lineno]
                if not any("#" in line for line in about):
                    silent.append(f"{_short(path)}:{node.lineno}")
    assert silent == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("tracker", include_external_packages=False)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert list(TopologicalSorter(imports).static_order())


@pytest.mark.parametrize("path", PRODUCT, ids=_short)
def test_every_module_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert not tree.body or ast.get_docstring(tree)


def test_public_functions_say_what_they_mean() -> None:
    silent = [
        f"{_short(path)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_test_is_skipped() -> None:
    """A test that cannot run must fail and say what it needs."""
    marks = ("mark." + "skip", "mark." + "xfail", "pytest." + "skip(", "import" + "orskip")
    skipped = [_short(path) for path in TESTS for mark in marks if mark in path.read_text("utf-8")]
    assert skipped == []


def test_user_text_is_never_put_into_html() -> None:
    """`st.html` is for the shell's own style sheet, once; nothing else writes HTML into a page."""
    writers = [
        f"{_short(path)}: {ast.unparse(node)}"
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if _writes_html(node)
    ]
    assert writers == ["src/tracker/ui/shell.py: st.html(appearance.style())"]


def _writes_html(node: ast.AST) -> bool:
    """Whether the node is a way to put raw HTML into a page: a call of Streamlit's, its option, or its components."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr in {"html", "iframe"}
    if isinstance(node, ast.keyword):
        return node.arg in {"unsafe_allow_html", "unsafe_allow_javascript"}
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").startswith("streamlit.components") or (
            node.module == "streamlit" and any(name.name in {"components", "html"} for name in node.names)
        )
    return isinstance(node, ast.Import) and any(name.name.startswith("streamlit.components") for name in node.names)
