"""What recalls keep: clues, recalls, scopes, consignees, plans, reports, checks, drills."""

from zhiliang.core.models.source import Source
from zhiliang.systems.recalls.models.bases import (
    MILLION,
    Basis,
    Level,
    Origin,
    RegimeKey,
    measured,
    millionths,
)
from zhiliang.systems.recalls.models.checks import Check, Visit
from zhiliang.systems.recalls.models.clues import Clue, Expert, Opinion
from zhiliang.systems.recalls.models.consignees import Consignee, Movement, Way
from zhiliang.systems.recalls.models.drills import Drill, DrillLine
from zhiliang.systems.recalls.models.papers import Lateness, RecallPlan, Report
from zhiliang.systems.recalls.models.recalls import AnnouncedRecall, Recall
from zhiliang.systems.recalls.models.regimes import Duty, Regime, levels_of, regime_on, regimes
from zhiliang.systems.recalls.models.scopes import BY_HAND, RecalledGood, Scope

__all__ = [
    "BY_HAND",
    "MILLION",
    "AnnouncedRecall",
    "Basis",
    "Check",
    "Clue",
    "Consignee",
    "Drill",
    "DrillLine",
    "Duty",
    "Expert",
    "Lateness",
    "Level",
    "Movement",
    "Opinion",
    "Origin",
    "Recall",
    "RecallPlan",
    "Regime",
    "RegimeKey",
    "Report",
    "RecalledGood",
    "Scope",
    "Source",
    "Visit",
    "Way",
    "levels_of",
    "millionths",
    "measured",
    "regime_on",
    "regimes",
]
