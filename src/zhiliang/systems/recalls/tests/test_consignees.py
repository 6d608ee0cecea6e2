"""Consignees: told, heard, counted; checks drawn by lot."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.errors import NotAllowed
from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.recheck import rechecks
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.checking import drawn_from
from zhiliang.systems.recalls.counting import progress_of
from zhiliang.systems.recalls.models import Clue
from zhiliang.systems.recalls.tests.conftest import KNOWN, after, fresh

HEAD = "recall,name,uscc,place,lots,quantity,unit,contact"


def file(recall, *rows):
    lines = [HEAD, *(f"{recall.number},{row}" for row in rows)]
    return read(feeds["recall-consignees"], "\n".join(lines).encode())


def shop_of(recall):
    return recall.consignees.get(name="示例商店")


def test_a_consignee_that_answers_was_told(running, seller):
    actions.reply(shop_of(running), by=seller, text="已下架", at=after(hours=20))
    shop = shop_of(running)
    assert (shop.notified_at, shop.notified_way) == (after(hours=20), "online")


def test_what_comes_back_cannot_exceed_what_was_received(running, seller):
    with pytest.raises(ValidationError, match="超过了收到"):
        actions.enter_movement(shop_of(running), by=seller, kind="recovered", quantity=Decimal(41))


def test_of_what_is_on_hand_the_newest_entry_counts(running, seller):
    for number, quantity in enumerate((30, 10)):
        actions.enter_movement(
            shop_of(running),
            by=seller,
            kind="on_hand",
            quantity=Decimal(quantity),
            occurred_at=after(hours=20 + number),
            at=after(days=2),
        )
    assert shop_of(running).on_hand_e6 == 10_000_000


def test_another_firm_enters_nothing_for_a_consignee(running, seller):
    other = running.consignees.get(name="示例批发")
    with pytest.raises(NotAllowed):
        actions.reply(other, by=seller, text="x")


def test_progress_counts_what_was_entered(answered):
    counts = progress_of(answered)
    assert (counts.consignees, counts.notified, counts.replied) == (2, 2, 2)
    assert counts.recovered_percent_e6 == 100_000_000


def test_a_file_of_consignees_is_taken_and_again_changes_no_count(running, baker):
    rows = file(running, "示例丙店,,440100,L47,5,箱,", "示例丁店,,,,,,")
    take = acceptor_of("recall-consignees")
    assert take(rows, by=baker).accepted == 2
    assert take(rows, by=baker).accepted == 2
    assert running.consignees.count() == 4


def test_nobody_names_consignees_in_another_firm_s_recall(running, seller):
    outcome = acceptor_of("recall-consignees")(file(running, "示例丙店,,,,,,"), by=seller)
    assert [one.field for one in outcome.rejected] == ["recall"]


def test_a_quantity_without_unit_is_refused(running):
    assert [one.field for one in file(running, "丙店,,,,5,,").rejected] == ["unit"]


def test_foreign_recalls_become_clues_once(province):
    head = "recall_number,product_description,recalling_firm,reason_for_recall,report_date"
    rows = [
        head,
        "F-1,Sandwich,Sample Inc.,Listeria,06/13/2012",
        "F-2,Sorbet,Sample Inc.,x,20120613",
    ]
    reading = read(feeds["foreign-recalls"], "\n".join(rows).encode())
    take = acceptor_of("foreign-recalls")
    assert take(reading, by=province).accepted == 2
    assert take(reading, by=province).unchanged
    assert set(Clue.objects.values_list("origin", flat=True)) == {"foreign"}


def test_a_check_is_drawn_again_from_its_list_and_seed(checked):
    recorded = checked.visits.order_by("position").values_list("consignee", flat=True)
    assert drawn_from(checked) == list(recorded)


def test_one_unreached_of_two_shows_at_least_half(answered, guangzhou):
    actions.draw_check(answered, by=guangzhou, at=after(days=3))
    check = answered.checks.get()
    for visit, found in zip(check.visits.all(), ("reached", "late"), strict=True):
        actions.record_visit(visit, by=guangzhou, found=found, way="visit", at=after(days=4))
    done = actions.conclude_check(check, by=guangzhou, conclusion="不足", at=after(days=4))
    assert (done.bound_e6, done.enough) == (500_000, False)


def test_a_check_is_concluded_when_everybody_was_visited(answered, guangzhou):
    actions.draw_check(answered, by=guangzhou, at=after(days=3))
    with pytest.raises(ValidationError, match="还有 2 家"):
        actions.conclude_check(answered.checks.get(), by=guangzhou, conclusion="x")


def test_scopes_and_checks_are_the_same_when_worked_out_again(checked):
    day = (KNOWN + timedelta(days=-2)).date(), (KNOWN + timedelta(days=30)).date()
    for name in ("recalls.scopes", "recalls.checks"):
        found = rechecks[name](*day)
        assert (found.count, found.differences) == (1, [])


def test_a_scope_that_was_changed_is_found(scoped):
    scope = scoped.scopes.get()
    type(scope).objects.filter(pk=scope.pk).update(content=scope.content.replace("L47", "L46"))
    day = scope.taken_at.date()
    assert rechecks["recalls.scopes"](day, day).differences[0].field == "digest"


def test_a_refused_notice_leaves_nothing(scoped, baker):
    actions.send_notices(scoped, by=baker, at=after(hours=3))
    with pytest.raises(ValidationError, match="没有待通知"):
        actions.send_notices(fresh(scoped), by=baker, at=after(hours=4))
