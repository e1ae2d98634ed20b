"""Print `docs/how-it-decides.md` from the docstrings of the signals: `python -m tracker.extraction`."""

from tracker.extraction import signals_against, signals_of_advice, signals_of_duty, signals_of_form
from tracker.extraction.cues import SIGNALS

_OPENING = """\
# How it decides

How a sentence comes to be a finding: every signal that holds adds its weight, and a sum over 0 makes a finding. Its
confidence is a logistic function of the sum, set so that of findings with 0.9 about nine in ten are right. The review
desk shows which signals spoke for and against each finding, with the words that set them off; `tracker extract --json`
prints them as `reasons`.

This page is printed from the signals' own docstrings: `python -m tracker.extraction > docs/how-it-decides.md`.
"""


def page() -> str:
    """The page, one table a module of signals."""
    parts = [_OPENING]
    for module in (signals_of_form, signals_of_advice, signals_against, signals_of_duty):
        rows = [
            f"| `{known.name}` | {known.weight:+g} | {known.meaning} |"
            for known in SIGNALS.values()
            if known.find.__module__ == module.__name__
        ]
        heading = (module.__doc__ or "").partition(": ")
        said = heading[2][:1].upper() + heading[2][1:]
        head = ("| signal | weight | what it says |", "| --- | --- | --- |")
        parts.append("\n".join([f"## {heading[0]}", "", said, "", *head, *rows, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    print(page(), end="")
