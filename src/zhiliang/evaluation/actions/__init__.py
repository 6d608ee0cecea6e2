"""Verbs of the evaluation: evaluate and publish a year, raise and answer an objection."""

from zhiliang.evaluation.actions.evaluating import evaluate
from zhiliang.evaluation.actions.objecting import dismiss, raise_objection, uphold
from zhiliang.evaluation.actions.publishing import publish_year

__all__ = ["dismiss", "evaluate", "publish_year", "raise_objection", "uphold"]
