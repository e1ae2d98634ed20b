"""What the tracker is built on: licences that anybody may live with, and a lock that names every file by its hash."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED = {
    *("MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "ISC", "PSF-2.0", "Zlib"),
    *("CC0-1.0", "CNRI-Python", "Unlicense", "MPL-2.0", "MPL-1.1"),
}
"""Permissive licences, and the Mozilla one, which asks for its own files alone."""
OPTIONAL = {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only"}
"""Taken with `pip install ".[postgresql]"` alone, as libraries that anybody may exchange."""
CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
}
AS_WRITTEN = {
    "BSD 2-Clause License": "BSD-2-Clause",
    "2-clause BSD": "BSD-2-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "ISC License": "ISC",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
LOOKED_UP = {"axe-playwright-python": "MIT", "click-default-group": "BSD-3-Clause"}
"""Where the package says nothing of it that a program can read: what its LICENSE file says."""
UNHASHED = {"policy-recommendation-tracker"}


@cache
def locked() -> dict[str, dict[str, Any]]:
    found = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
    return {one["name"]: one for one in found}


def licence(name: str) -> str | None:
    """The licence of an installed package as an SPDX expression; "" where it says none, None where it is not here."""
    try:
        told: Any = metadata(name)
    except PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return str(expression)
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    known = [CLASSIFIERS[one] for one in classes if one in CLASSIFIERS]
    if known:
        return " AND ".join(known)
    said = str(told.get("License") or "").strip()
    return AS_WRITTEN.get(said, LOOKED_UP.get(name, said))


def allowed(expression: str) -> bool:
    """Whether one may take the package under its licence: one of those joined by OR, all of those joined by AND."""
    choices = re.split(r"\s+OR\s+", expression.strip("() "))
    return any(all(one.strip("() ") in ALLOWED for one in re.split(r"\s+AND\s+", choice)) for choice in choices)


def test_every_package_may_be_used_by_anybody() -> None:
    told = {name: found for name in locked() if (found := licence(name)) is not None and name not in OPTIONAL}
    assert len(told) > 100
    assert {name: found for name, found in told.items() if not allowed(found)} == {}


@pytest.mark.parametrize("expression", ["GPL-3.0-only", "AGPL-3.0", "LGPL-2.1-or-later", "", "MIT AND GPL-2.0", "X"])
def test_others_are_found_out(expression: str) -> None:
    assert not allowed(expression)


def test_of_a_choice_the_permissive_one_is_taken() -> None:
    assert allowed("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later")
    assert allowed("Apache-2.0 OR BSD-3-Clause")


def test_what_is_under_another_licence_is_optional() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {name: licence(name) for name in OPTIONAL} == OPTIONAL
    assert [one for one in project["dependencies"] if one.startswith("psycopg")] == []
    needed, waiting = set[str](), ["policy-recommendation-tracker"]
    while waiting:
        package = locked()[waiting.pop()]
        new = {one["name"] for one in package.get("dependencies", ())} - needed
        needed |= new
        waiting += new
    assert needed & set(OPTIONAL) == set()
    assert len(needed) > 60


def files(package: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from package.get("wheels", ())
    if "sdist" in package:
        yield package["sdist"]


def test_every_file_of_the_lock_is_known_by_its_hash() -> None:
    bare = [
        one.get("url", name)
        for name, package in locked().items()
        for one in files(package)
        if not re.fullmatch(r"sha256:[0-9a-f]{64}", one.get("hash", ""))
    ]
    assert bare == []
    assert {name for name, package in locked().items() if not list(files(package))} == UNHASHED
    places = {package["source"].get("registry") for name, package in locked().items() if name not in UNHASHED}
    urls = [*places, *(one["url"] for package in locked().values() for one in files(package))]
    assert len(places) == 1, "all of it from one index"
    assert len({urlsplit(str(url)).hostname for url in urls}) == 2, "the index and the host of its files, and no other"
    assert all(urlsplit(str(url)).scheme == "https" for url in urls)


def test_the_lock_holds_all_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert {re.split(r"[\[<>=~! ]", one)[0].lower() for one in named} - set(locked()) == set()


def test_the_list_of_what_is_built_in_names_every_package_with_its_hashes(tmp_path: Path) -> None:
    made = tmp_path / "sbom.json"
    subprocess.run(["make", "-s", "-C", str(ROOT), "sbom", f"SBOM={made}"], check=True, timeout=120)
    told = json.loads(made.read_text("utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    versions = {one["name"]: one["version"] for one in told["components"]}
    assert {"streamlit", "sqlmodel", "starlette", "psycopg"} <= set(versions)
    assert {name: locked()[name]["version"] for name in versions} == versions
    assert all(place["hashes"] for one in told["components"] for place in one.get("externalReferences", ()))
