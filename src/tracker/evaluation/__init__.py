"""How good extraction is, measured against labelled briefs."""

from tracker.evaluation.accuracy import Accuracy as Accuracy
from tracker.evaluation.accuracy import Group as Group
from tracker.evaluation.accuracy import Grouping as Grouping
from tracker.evaluation.convention import CONVENTION_LABELS as CONVENTION_LABELS
from tracker.evaluation.convention import Convention as Convention
from tracker.evaluation.folder import Evaluation as Evaluation
from tracker.evaluation.folder import Extracted as Extracted
from tracker.evaluation.folder import evaluate_folder as evaluate_folder
from tracker.evaluation.folder import labelled as labelled
from tracker.evaluation.scores import Scores as Scores
from tracker.evaluation.shipped import shipped as shipped
