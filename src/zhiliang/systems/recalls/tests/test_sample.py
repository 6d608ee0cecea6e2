"""The made-up recalls: marked, and the same however often they are loaded."""

import pytest

from zhiliang.core.actions import load_reference
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.models import Clue, Consignee, Drill, Lateness, Recall
from zhiliang.systems.traceability import actions as traceability


@pytest.fixture
def province_of_places(db):
    load_reference(by=None)


def test_the_made_up_recalls_are_marked_and_loaded_once(province_of_places):
    assert actions.load_sample(by=None) == 4
    assert actions.load_sample(by=None) == 4
    rows = (*Recall.objects.all(), *Clue.objects.all(), *Drill.objects.all())
    assert {row.source for row in rows} == {"sample"}


def test_one_made_up_recall_is_closed_one_runs_one_is_late(province_of_places):
    actions.load_sample(by=None)
    states = sorted(Recall.objects.values_list("state", flat=True))
    assert states == ["closed", "decided", "decided", "running"]
    assert Lateness.objects.filter(duty="plan").count() == 1


def test_the_demonstration_s_own_firm_is_asked_to_answer(province_of_places):
    actions.load_sample(by=None)
    waiting = Consignee.objects.filter(organisation__name="示例电器有限公司", replied_at=None)
    assert waiting.exclude(sent_at=None).count() == 1


def test_one_made_up_scope_comes_from_the_made_up_chain(province_of_places):
    traceability.load_sample(by=None)
    assert actions.load_sample(by=None) == 5
    milk = Recall.objects.get(product__contains="酸奶")
    assert milk.scopes.get().lot_count > 2
    assert milk.consignees.count() > 3
    assert milk.announced_at
