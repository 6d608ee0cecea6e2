"""The lives of complaints and tip-offs."""

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
    "tip_off",
]
