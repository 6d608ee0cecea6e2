"""Complaints read by machine: product, hazard, kind, and texts that are alike. A person confirms.

`classify` suggests by keyword rules, or by a model that `retrain` learnt from confirmed complaints;
`examine` says how good a model is, `similar` finds repetitions.
"""

from zhiliang.methods.complaint_text.examining import Examined, Row, as_json, as_text, examine
from zhiliang.methods.complaint_text.retraining import Retrained, retrain
from zhiliang.methods.complaint_text.similar import Similar, similar
from zhiliang.methods.complaint_text.storing import dump, load
from zhiliang.methods.complaint_text.suggesting import Choice, Suggestion, classify

__all__ = [
    "Choice",
    "Examined",
    "Retrained",
    "Row",
    "Similar",
    "Suggestion",
    "as_json",
    "as_text",
    "classify",
    "dump",
    "examine",
    "load",
    "retrain",
    "similar",
]
