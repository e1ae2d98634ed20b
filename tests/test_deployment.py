"""The files that deploy the tracker say what the product is: its settings, extras, port, health checks and commands."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from tests.test_docs import ROOT
from tracker.cli.program import program
from tracker.settings import Settings
from tracker.web import health
from tracker.web.serving import PORT

NAMES = {f"TRACKER_{name.upper()}" for name in Settings.model_fields}
OF_COMPOSE = {"TRACKER_DOMAIN", "TRACKER_DATABASE_PASSWORD"}
"""What only compose.yaml reads; the rest of its variables are settings of the tracker."""
HEALTH = {route.path for route in health.ROUTES if hasattr(route, "path")}


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def stages(dockerfile: str) -> list[list[tuple[str, str]]]:
    """The instructions of each stage, as (word, the rest)."""
    found: list[list[tuple[str, str]]] = []
    for line in re.sub(r"\\\n\s*", " ", dockerfile).splitlines():
        word, _space, rest = line.strip().partition(" ")
        if word == "FROM":
            found.append([])
        if found and word and word != "#":
            found[-1].append((word, rest.strip()))
    return found


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(text("compose.yaml"))
    return loaded


@pytest.fixture(scope="module")
def image() -> dict[str, str]:
    """The last instruction of each word in the last stage."""
    return dict(stages(text("Dockerfile"))[-1])


def test_the_image_runs_as_nobody_in_particular_and_keeps_data_in_one_place(image: dict[str, str]) -> None:
    user, _colon, group = image["USER"].partition(":")
    assert int(user) >= 1000
    assert int(group) >= 1000
    assert image["VOLUME"] == "/data"
    settings = dict(part.split("=", 1) for part in image["ENV"].split())
    assert settings["TRACKER_DATABASE_URL"].startswith("sqlite:////data/")
    assert {name for name in settings if name.startswith("TRACKER_")} <= NAMES


def test_what_builds_the_image_does_not_stay_in_it() -> None:
    build, last = stages(text("Dockerfile"))
    assert any("uv sync" in rest for word, rest in build if word == "RUN")
    run = " ".join(rest for word, rest in last if word == "RUN")
    assert not re.search(r"apt-get|uv |gcc|pip install", run)
    assert "uninstall --yes --root-user-action=ignore setuptools wheel pip" in run
    assert [rest for word, rest in last if word == "COPY"] == ["--from=build /opt/tracker /opt/tracker"]


def test_the_image_builds_extras_that_exist() -> None:
    project = text("pyproject.toml")
    asked = set(re.findall(r"--extra (\S+)", text("Dockerfile")))
    assert asked
    assert all(re.search(rf"(?m)^{extra} = \[", project) for extra in asked)


def test_the_image_listens_and_is_asked_for_its_health_where_the_server_answers(image: dict[str, str]) -> None:
    assert image["EXPOSE"] == str(PORT)
    address = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", image["HEALTHCHECK"])
    assert address
    assert (int(address[1]), address[2] in HEALTH) == (PORT, True)
    command: Any = get_command(program)
    name, *options = json.loads(image["CMD"])
    known = {option for param in command.get_command(None, name).params for option in param.opts}
    assert {option for option in options if option.startswith("--")} <= known
    assert options[options.index("--port") + 1] == str(PORT)


def test_nothing_goes_into_the_image_but_what_is_named() -> None:
    lines = [line for line in text(".dockerignore").splitlines() if line and not line.startswith("#")]
    assert lines[0] == "*"
    wanted = {line[1:] for line in lines if line.startswith("!")}
    assert all((ROOT / name).exists() for name in wanted)
    assert not wanted & {".git", "tests", ".venv", ".env"}
    forced = re.findall(r'(?m)^"([^"]+)" = "tracker/house', text("pyproject.toml"))
    assert forced
    assert {name.split("/")[0] for name in forced} <= wanted


def test_every_variable_of_the_servers_is_a_setting() -> None:
    made = compose()
    apps = [made["services"][name] for name in ("app-1", "app-2")]
    assert apps[0] == apps[1] == made["x-app"]
    assert set(apps[0]["environment"]) - {"PGPASSWORD"} <= NAMES
    assert set(re.findall(r"\$\{(\w+)", text("compose.yaml"))) <= NAMES | OF_COMPOSE
    assert apps[0]["read_only"] is True
    assert apps[0]["environment"]["TRACKER_DATABASE_URL"].partition("@")[2] == "database/tracker"


def test_no_secret_stands_in_the_file() -> None:
    made = compose()
    secrets = [(name, value) for one in made["services"].values() for name, value in one["environment"].items()]
    told = [(name, value) for name, value in secrets if "PASSWORD" in name or name.endswith("SECRET")]
    assert len(told) >= 9
    assert [name for name, value in told if not value.startswith("${")] == []


def test_what_is_named_is_there() -> None:
    made = compose()
    for one in made["services"].values():
        assert one["restart"] == "unless-stopped"
        assert set(one["networks"]) <= set(made["networks"])
        assert set(one.get("depends_on", {})) <= set(made["services"])
        for volume in one["volumes"]:
            source = volume.partition(":")[0]
            assert (ROOT / source).is_file() if source.startswith("./") else source in made["volumes"]
    assert made["networks"]["inside"]["internal"] is True
    assert made["services"]["database"]["networks"] == ["inside"]
    assert [name for name, one in made["services"].items() if "ports" in one] == ["proxy"]


def test_the_proxy_leads_each_browser_to_the_server_it_began_with() -> None:
    caddy, made = text("Caddyfile"), compose()
    servers = re.search(r"reverse_proxy (.+) \{", caddy)
    assert servers
    assert {server.partition(":")[0] for server in servers[1].split()} == {"app-1", "app-2"}
    assert {server.partition(":")[2] for server in servers[1].split()} == {str(PORT)}
    assert "lb_policy cookie" in caddy
    asked = re.search(r"health_uri (\S+)", caddy)
    assert asked
    assert asked[1] in HEALTH
    assert set(re.findall(r"\{\$(\w+)\}", caddy)) <= set(made["services"]["proxy"]["environment"])


def test_the_page_on_deployment_names_what_is_there() -> None:
    told = text("docs/deployment.md")
    assert set(re.findall(r"TRACKER_[A-Z_]+", told)) <= NAMES | OF_COMPOSE
    needed = set(re.findall(r"\$\{(\w+):\?", text("compose.yaml")))
    assert {name for name in needed if name not in told} == set()
    command: Any = get_command(program)
    asked = set(re.findall(r"(?:`|bin/|    |app-1 |exec tracker )tracker ([a-z][a-z-]+)", told))
    assert len(asked) >= 5
    assert {name for name in asked if command.get_command(None, name) is None} == set()
    assert Path(ROOT, "Dockerfile").is_file()
