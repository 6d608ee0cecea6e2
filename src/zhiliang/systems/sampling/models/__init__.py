"""What supervision sampling keeps: classes and rules, plans, lists, draws, samples, their tests."""

from zhiliang.core.models.source import Source
from zhiliang.systems.sampling.models.bases import (
    Conclusion,
    Level,
    Programme,
    Purpose,
    RegimeKey,
    Site,
    Size,
)
from zhiliang.systems.sampling.models.cases import NotTaken, SamplingCase
from zhiliang.systems.sampling.models.classes import ImplementationRule, ProductClass, RuleItem
from zhiliang.systems.sampling.models.comparability import ComparabilityResult
from zhiliang.systems.sampling.models.draws import Draw
from zhiliang.systems.sampling.models.objections import Objection
from zhiliang.systems.sampling.models.plans import PlanLine, SamplingPlan
from zhiliang.systems.sampling.models.pools import Conflict, PoolFirm, Sampler
from zhiliang.systems.sampling.models.receipts import DeliveryReceipt
from zhiliang.systems.sampling.models.rectifications import Rectification
from zhiliang.systems.sampling.models.regimes import Regime, regime_on, regimes
from zhiliang.systems.sampling.models.retests import (
    RetestDraw,
    RetestInterest,
    RetestLaboratory,
)
from zhiliang.systems.sampling.models.sheets import Photo, SamplingSheet
from zhiliang.systems.sampling.models.testing import Result, Round, Testing

__all__ = [
    "ComparabilityResult",
    "Conclusion",
    "Conflict",
    "DeliveryReceipt",
    "Draw",
    "ImplementationRule",
    "Level",
    "NotTaken",
    "Objection",
    "Photo",
    "PlanLine",
    "PoolFirm",
    "ProductClass",
    "Programme",
    "Purpose",
    "Rectification",
    "Regime",
    "RegimeKey",
    "Result",
    "RetestDraw",
    "RetestInterest",
    "RetestLaboratory",
    "Round",
    "RuleItem",
    "Sampler",
    "SamplingCase",
    "SamplingPlan",
    "SamplingSheet",
    "Site",
    "Size",
    "Source",
    "Testing",
    "regime_on",
    "regimes",
]
