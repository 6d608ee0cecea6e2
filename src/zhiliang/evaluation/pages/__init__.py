"""The evaluation's own pages: cycles, cases, reviews, checks, draws, objections."""

from zhiliang.evaluation.pages.cases import cases
from zhiliang.evaluation.pages.checks import checks
from zhiliang.evaluation.pages.cycles import cycles
from zhiliang.evaluation.pages.draws import draws
from zhiliang.evaluation.pages.objections import objections
from zhiliang.evaluation.pages.reviews import reviews

__all__ = ["cases", "checks", "cycles", "draws", "objections", "reviews"]
