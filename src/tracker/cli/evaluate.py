"""`tracker evaluate`: how good extraction is on labelled briefs."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.files import Read, plain, read_all
from tracker.cli.output import table
from tracker.evaluation import Accuracy, Evaluation, Extracted, Grouping, evaluate_folder
from tracker.stats.shares import Share
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("Holds briefs with NAME.gold.json beside them."))],
    errors: Annotated[bool, typer.Option("--errors", help=_("Also print every mistake."))] = False,
    by: Annotated[Grouping | None, typer.Option("--by", help=_("Also print precision and recall by group."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the figures as one JSON object."))] = False,
) -> None:
    """Extract labelled briefs and print how right that is."""
    evaluation = evaluate_folder(folder, extracted)
    if as_json:
        told = {"mistakes": evaluation.mistakes} if errors else {}
        typer.echo(json.dumps({**as_printed(evaluation), **told}, ensure_ascii=False))
        return
    if errors:
        typer.echo("\n".join(evaluation.mistakes))
    for name, value in evaluation.scores.figures().items():
        typer.echo(f"{name:20} {'-' if value is None else f'{value:.3f}' if isinstance(value, float) else value}")
    if by:
        _groups(evaluation.accuracy, by)
    _curve(evaluation.accuracy)


def extracted(paths: Sequence[str]) -> Iterator[Extracted]:
    """What is extracted from each file."""
    return (Extracted(plain(found), found.document if isinstance(found, Read) else None) for found in read_all(paths))


def as_printed(evaluation: Evaluation) -> dict[str, object]:
    """The JSON object of `tracker evaluate --json`, without mistakes."""
    return {**evaluation.scores.figures(), **evaluation.accuracy.plain()}


def _groups(accuracy: Accuracy, by: Grouping) -> None:
    typer.echo("\n" + _("Headline recommendations by {grouping}, with intervals of 95 %").format(grouping=by.value))
    heads = {by.value: "left", **dict.fromkeys((_("briefs"), _("precision"), _("recall")), "right")}
    groups = (*accuracy.groups[by], accuracy.whole)
    table(heads, ((g.key, g.documents, _said(g.precision), _said(g.recall)) for g in groups))


def _curve(accuracy: Accuracy) -> None:
    typer.echo("\n" + _("Reliability: of findings with so much confidence, how many are right"))
    bands = ((f"{band.start:.1f}-{band.end:.1f}", _said(band.right)) for band in accuracy.reliability)
    table({_("confidence"): "left", _("right"): "right"}, bands)


def _said(share: Share) -> str:
    if share.value is None:
        return "-"
    return f"{share.part}/{share.whole}  {share.value:.3f}  ({share.low:.3f}-{share.high:.3f})"
