"""What the evaluation keeps: computed versions, and the yearly cycle that leads to a grade."""

from zhiliang.evaluation.models.adjustment import Adjustment
from zhiliang.evaluation.models.case import Case, SelfMark, TargetFiling
from zhiliang.evaluation.models.cycle import Cycle, Decision, Drawing
from zhiliang.evaluation.models.evaluation import Evaluation, Objection
from zhiliang.evaluation.models.review import Check, Review

__all__ = [
    "Adjustment",
    "Case",
    "Check",
    "Cycle",
    "Decision",
    "Drawing",
    "Evaluation",
    "Objection",
    "Review",
    "SelfMark",
    "TargetFiling",
]
