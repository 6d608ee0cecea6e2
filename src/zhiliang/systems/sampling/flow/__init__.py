"""The lives of plans, draws, samples, objections and post-processing."""

from zhiliang.systems.sampling.flow.cases import case
from zhiliang.systems.sampling.flow.objections import objection
from zhiliang.systems.sampling.flow.parties import OFFICERS
from zhiliang.systems.sampling.flow.plans import draw, plan
from zhiliang.systems.sampling.flow.rectifications import rectification

__all__ = ["OFFICERS", "case", "draw", "objection", "plan", "rectification"]
