"""How good extraction is, measured against labelled briefs."""

from tracker.evaluation.folder import Evaluation, evaluate_folder, labelled
from tracker.evaluation.scores import Scores

__all__ = ["Evaluation", "Scores", "evaluate_folder", "labelled"]
