"""Verbs of the evaluation: evaluate a year, raise and answer an objection."""

from zhiliang.evaluation.actions.evaluating import evaluate
from zhiliang.evaluation.actions.objecting import dismiss, raise_objection, uphold

__all__ = ["dismiss", "evaluate", "raise_objection", "uphold"]
