"""Submissions, and the complaints and tip-offs that they become."""

from zhiliang.core.models.source import Source
from zhiliang.systems.complaints.models.bases import MOST_TEXT, Channel, Topic
from zhiliang.systems.complaints.models.cases import Case, Complaint, Pause, TipOff
from zhiliang.systems.complaints.models.learned import LearnedModel
from zhiliang.systems.complaints.models.published import PublishedComplaint
from zhiliang.systems.complaints.models.reasons import EndReason, RefusalReason
from zhiliang.systems.complaints.models.regimes import Regime, regime_on, regimes
from zhiliang.systems.complaints.models.submissions import Submission

__all__ = [
    "MOST_TEXT",
    "Case",
    "Channel",
    "Complaint",
    "EndReason",
    "LearnedModel",
    "Pause",
    "PublishedComplaint",
    "RefusalReason",
    "Regime",
    "Source",
    "Submission",
    "TipOff",
    "Topic",
    "regime_on",
    "regimes",
]
