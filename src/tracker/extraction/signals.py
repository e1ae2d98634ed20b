"""What speaks for and against a sentence being advice of the authors' own.

Each signal's docstring is what a reviewer reads. Weights add up; a sum over 0 makes a finding, and a logistic function
of the sum is its confidence. Importing this module registers all signals, form first.
"""

from tracker.extraction import signals_of_form  # isort: skip
from tracker.extraction import signals_of_advice  # isort: skip
from tracker.extraction import signals_against  # isort: skip
from tracker.extraction import signals_of_duty  # isort: skip
from tracker.extraction.cues import SIGNALS, meaning

__all__ = ["SIGNALS", "meaning", "signals_against", "signals_of_advice", "signals_of_duty", "signals_of_form"]
