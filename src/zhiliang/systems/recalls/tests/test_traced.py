"""A recall whose scope comes from captured trace events, and widens when one arrives late."""

import json

import pytest
from django.utils import timezone

from zhiliang.core.recheck import rechecks
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.actions import ranging
from zhiliang.systems.recalls.models import Recall
from zhiliang.systems.recalls.scoping import current, pending
from zhiliang.systems.traceability import actions as trace
from zhiliang.systems.traceability.tests.conftest import (
    MILK,
    SHOP,
    YOGURT,
    document,
    event,
    quantity,
    transformation,
)


@pytest.fixture
def capture(maker, baker, django_capture_on_commit_callbacks):
    """Capture events as the firm, with all that follows once they are safe."""

    def send(*events):
        with django_capture_on_commit_callbacks(execute=True):
            content = json.dumps(document(*events)).encode()
            job = trace.receive(content, by=baker, organisation=maker)
            job = trace.process(job, by=baker)
        actions.look_again_on_tick(since=None, now=timezone.now())
        return job

    return send


@pytest.fixture
def recalled(capture, baker, maker, guangzhou):
    """Milk became yogurt, which was sent to a shop; the milk is recalled."""
    capture(
        transformation(1, [(f"{MILK}L47", 10.0)], [(f"{YOGURT}Y1", 10.0)]),
        event(
            2,
            bizStep="shipping",
            quantityList=[quantity(f"{YOGURT}Y1", 10.0)],
            bizLocation={"id": SHOP},
        ),
    )
    recall = actions.declare(
        by=baker,
        firm=maker,
        regime="food",
        level="one",
        product="示例牛奶",
        reason="检出抗生素",
        harm="可能引起过敏",
    )
    return actions.freeze_scope(recall, by=guangzhou, roots=[f"{MILK}L47"])


def test_the_scope_follows_the_genealogy(recalled):
    ids = {lot["id"] for lot in current(recalled).told["lots"]}
    assert {f"{MILK}L47", f"{YOGURT}Y1"} <= ids
    assert recalled.consignees.filter(party__contains="414").exists()


def test_a_late_event_alerts_through_the_log_and_a_person_decides(recalled, capture, guangzhou):
    capture(transformation(3, [(f"{MILK}L47", 5.0)], [(f"{YOGURT}Y2", 5.0)]))
    assert pending(recalled).lot_count > current(recalled).lot_count
    actions.adopt_scope(recalled, by=guangzhou)
    ids = {lot["id"] for lot in current(Recall.objects.get()).told["lots"]}
    assert f"{YOGURT}Y2" in ids
    assert pending(recalled) is None


def test_a_frozen_scope_is_the_same_after_later_events(recalled, capture):
    capture(transformation(3, [(f"{MILK}L47", 5.0)], [(f"{YOGURT}Y2", 5.0)]))
    day = recalled.scopes.get(version=1).taken_at.date()
    assert rechecks["recalls.scopes"](day, day).differences == []


def test_a_lot_the_trace_does_not_know_freezes_nothing(capture, declared, guangzhou):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="没有这些批次"):
        actions.freeze_scope(declared(), by=guangzhou, roots=[f"{MILK}NONE"])


def test_the_recall_names_the_lots_of_its_scope(recalled):
    names = {lot["name"] for lot in current(recalled).told["lots"]}
    assert set(recalled.batches.split("、")) == names


def test_many_lots_are_counted_where_they_are_too_many_to_name(recalled, monkeypatch, guangzhou):
    monkeypatch.setattr(ranging, "MOST_NAMED", 40)
    again = actions.freeze_scope(recalled, by=guangzhou, roots=[f"{MILK}L47"])
    assert again.batches.endswith(f"共 {current(again).lot_count} 批")


def announce(recalled):
    Recall.objects.filter(pk=recalled.pk).update(state="running", announced_at=timezone.now())


def test_one_scan_of_recalled_goods_tells_of_the_recall(recalled, client):
    announce(recalled)
    page = client.get(f"{YOGURT}Y1".removeprefix("https://id.gs1.org")).content.decode()
    assert "正在召回" in page
    assert f"/recalls/announced/{recalled.pk}/" in page


def test_other_lots_of_the_product_are_not_called_recalled(recalled, client):
    announce(recalled)
    page = client.get(f"{YOGURT}Y9".removeprefix("https://id.gs1.org")).content.decode()
    assert "正在召回" not in page


def test_nothing_is_said_before_the_announcement(recalled, client):
    page = client.get(f"{YOGURT}Y1".removeprefix("https://id.gs1.org")).content.decode()
    assert "正在召回" not in page


def test_a_scope_is_short_on_its_page_and_whole_in_its_download(recalled, client, guangzhou):
    client.force_login(guangzhou)
    address = f"/recalls/cases/{recalled.pk}/scope/1/?part=holders"
    page = client.get(address).content.decode()
    assert "10 千克" in page
    assert "KGM" not in page
    told = client.get(f"{address}&format=csv").content.decode()
    assert "KGM" in told
    assert SHOP in told
