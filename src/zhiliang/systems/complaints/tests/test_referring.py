"""Unsafe goods that a complaint tells of become one clue of a recall, without who complained."""

from zhiliang.core import handoff
from zhiliang.core.models import Event
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.tests.conftest import HEATER, after
from zhiliang.systems.recalls.models import Clue


def test_a_complaint_passed_on_is_one_clue(sent, officer, committed):
    case = sent(injured=True).complaint
    told = {"product": "取暖器 NF-20", "finding": "外壳漏电"}
    with committed():
        actions.refer(case, by=officer, at=after(days=1), **told)
    handoff.handlers["complaints.complaint.refer"]["recalls.take_up_complaint"](
        Event.objects.get(verb="complaints.complaint.refer")
    )
    clue = Clue.objects.get()
    assert (clue.origin, clue.product, clue.serious) == ("complaint", "取暖器 NF-20", True)
    assert HEATER["name"] not in clue.finding
