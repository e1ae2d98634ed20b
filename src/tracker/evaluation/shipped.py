"""The accuracy on the shipped labelled briefs, as `make accuracy` measured it and left it in `data/accuracy.json`."""

import json

from tracker.errors import NotFound
from tracker.evaluation.accuracy import Accuracy
from tracker.settings import house
from tracker.translation import gettext as _


def shipped() -> Accuracy:
    """What `data/accuracy.json` holds; NotFound where the package came without it or it cannot be read."""
    try:
        return Accuracy.read(json.loads((house() / "data" / "accuracy.json").read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise NotFound(
            _("The measured accuracy is missing from this installation. Install the tracker again.")
        ) from wrong
