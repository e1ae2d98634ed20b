"""`tracker evaluate`: how good extraction is on labelled briefs."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from tracker.cli.files import plain, read_all
from tracker.evaluation import evaluate_folder
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("Holds briefs with NAME.gold.json beside them."))],
    errors: Annotated[bool, typer.Option("--errors", help=_("Also print every mistake."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the figures as one JSON object."))] = False,
) -> None:
    """Extract labelled briefs and print how right that is."""
    evaluation = evaluate_folder(folder, extracted)
    if errors:
        typer.echo("\n".join(evaluation.mistakes))
    figures = evaluation.scores.figures()
    if as_json:
        typer.echo(json.dumps({**figures, "digest": evaluation.digest}))
        return
    for name, value in figures.items():
        typer.echo(f"{name:20} {'-' if value is None else f'{value:.3f}' if isinstance(value, float) else value}")


def extracted(paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What `tracker extract --json` prints of each file."""
    return (plain(found) for found in read_all(paths))
