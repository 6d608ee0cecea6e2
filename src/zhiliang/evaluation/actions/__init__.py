"""Verbs of the evaluation: evaluate, publish and seal a year, raise and answer an objection."""

from zhiliang.evaluation.actions.evaluating import evaluate
from zhiliang.evaluation.actions.objecting import dismiss, raise_objection, uphold
from zhiliang.evaluation.actions.publishing import publish_year
from zhiliang.evaluation.actions.sealing import note_seal

__all__ = ["dismiss", "evaluate", "note_seal", "publish_year", "raise_objection", "uphold"]
