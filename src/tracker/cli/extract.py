"""`tracker extract`: what is found in files, without a store."""

import json
import sys
from typing import Annotated

import typer

from tracker.cli.files import Read, Unread, plain, read_all
from tracker.translation import gettext as _
from tracker.vocabulary.advice import Level
from tracker.vocabulary.numbers import percent

app = typer.Typer(add_completion=False)


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=_("Briefs: TXT, Markdown, HTML, PDF, DOCX."))],
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a line and file."))] = False,
) -> None:
    """Print what is found in briefs; nothing is stored."""
    failed = False
    for found in read_all(files):
        failed |= isinstance(found, Unread)
        if as_json:
            sys.stdout.write(json.dumps(plain(found), ensure_ascii=False) + "\n")
        elif isinstance(found, Unread):
            typer.echo(f"{found.path}: {found.why}", err=True)
        else:
            typer.echo("\n".join(_summary(found)) + "\n")
        sys.stdout.flush()
    if failed:
        raise typer.Exit(1)


def _summary(found: Read) -> list[str]:
    about = found.extraction.metadata
    number = " ".join(part for part in (about.series, about.number) if part)
    facts = [", ".join(about.authors), str(about.published or ""), number, ", ".join(about.regions)]
    lines = [found.path, f"  {about.title or _('Without title')}", f"  {' · '.join(fact for fact in facts if fact)}"]
    if not found.extraction.parsed:
        language = found.extraction.language
        return [
            *lines,
            "  " + _("Read, not parsed: it is in a language ({code}) that is not parsed.").format(code=language),
        ]
    number_of = 0
    for finding in found.extraction.findings:
        headline = finding.level is Level.HEADLINE
        number_of += headline
        words = " ".join(finding.span.of(found.document.text).split())
        to = f" [{', '.join(finding.addressees)}]" if finding.addressees else ""
        lines.append(f"  {f'{number_of:>3}.' if headline else '       –'} {words}{to} {percent(finding.confidence)}")
    return lines if found.extraction.findings else [*lines, "  " + _("No recommendation found.")]
