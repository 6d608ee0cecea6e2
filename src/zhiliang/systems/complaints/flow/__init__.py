"""The lives of complaints and tip-offs."""

from typing import Any

from zhiliang.core.flow import Flow
from zhiliang.systems.complaints.flow.complaints import LIVE as LIVE_COMPLAINTS
from zhiliang.systems.complaints.flow.complaints import complaint
from zhiliang.systems.complaints.flow.parties import OFFICERS, OFFICES, READERS
from zhiliang.systems.complaints.flow.tip_offs import LIVE as LIVE_TIP_OFFS
from zhiliang.systems.complaints.flow.tip_offs import tip_off

__all__ = [
    "LIVE_COMPLAINTS",
    "LIVE_TIP_OFFS",
    "OFFICERS",
    "OFFICES",
    "READERS",
    "complaint",
    "flow_of",
    "tip_off",
]


def flow_of(case: Any) -> Flow:
    """The life of a case: of a complaint or of a tip-off."""
    return {complaint.key: complaint, tip_off.key: tip_off}[f"complaints.{case._meta.model_name}"]
