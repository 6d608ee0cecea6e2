"""The pages of recalls: who opens them, what they show, and to whom they do not."""

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.models import Organisation
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.models import Recall
from zhiliang.systems.recalls.tests.conftest import MORE, after
from zhiliang.systems.recalls.tests.test_whole_way import captured


@pytest.fixture
def as_(client):
    """`as_(person, address)`: the text of a page; 200 or the status."""

    def open_(person, address):
        if person is None:
            client.logout()
        else:
            client.force_login(person)
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return body.decode("utf-8", "replace") if answer.status_code == 200 else answer.status_code

    return open_


def room(recall):
    return f"/recalls/cases/{recall.pk}/"


def test_the_room_tells_what_is_next_and_by_which_article(declared, guangzhou, as_):
    text = as_(guangzhou, room(declared()))
    assert "完成召回启动" in text
    assert "第10/15/24条" in text


def test_the_room_shows_counts_and_unknowns_of_the_scope(scoped, guangzhou, as_):
    text = as_(guangzhou, f"{room(scoped)}scope/1/")
    assert "现行范围" in text
    assert "发出后没有人报告收到" in text


def test_a_firm_does_not_read_the_scope(scoped, baker, as_):
    assert as_(baker, f"{room(scoped)}scope/1/") == 403


def test_a_firm_sees_no_customer_it_did_not_name(running, baker, as_):
    text = as_(baker, room(running))
    assert "示例批发" not in text
    assert "另有 2 家" in text


def test_a_firm_sees_the_customer_it_named(running, baker, as_):
    actions.name_consignee(running, by=baker, name="示例老客户", at=after(hours=6))
    assert "示例老客户" in as_(baker, room(running))


def test_a_consignee_sees_itself_and_nobody_else(running, seller, as_):
    text = as_(seller, "/recalls/consignees/")
    assert "示例商店" in text
    assert "示例批发" not in text


def test_a_consignee_does_not_open_the_room(running, seller, as_):
    assert as_(seller, room(running)) == 404


def test_a_firm_reads_on_its_own_page_what_it_owes(running, baker, as_):
    assert "报告召回和处理情况" in as_(baker, "/recalls/own/")


def test_a_consignee_reads_on_its_own_page_what_to_do(running, seller, as_):
    assert "请配合" in as_(seller, "/recalls/own/")


def test_everybody_reads_an_announced_recall(running, as_):
    assert "停止食用，退回门店" in as_(None, f"/recalls/announced/{running.pk}/")


def test_nobody_else_reads_a_recall_that_is_not_announced(scoped, as_):
    assert as_(None, f"/recalls/announced/{scoped.pk}/") == 404


def test_a_recall_without_announcement_stays_off_the_public_list(scoped, baker, as_):
    from zhiliang.systems.recalls.tests.conftest import PLAN

    actions.file_plan(scoped, by=baker, at=after(hours=4), **PLAN)
    actions.announce(scoped, by=baker, quiet_reason="未销售到消费者", at=after(hours=5))
    assert as_(None, f"/recalls/announced/{scoped.pk}/") == 404


def test_only_order_122_lets_a_recall_do_without_announcement(declared, baker):
    from zhiliang.systems.recalls.tests.conftest import KNOWN, PLAN

    recall = declared(regime="consumer", level="none")
    actions.file_plan(recall, by=baker, at=KNOWN + (after(hours=3) - KNOWN), **PLAN)
    with pytest.raises(ValidationError, match="不发布公告"):
        actions.announce(recall, by=baker, quiet_reason="未售出", at=after(hours=5))


def test_the_desk_puts_the_overdue_on_top(declared, guangzhou, as_):
    declared()
    text = as_(guangzhou, "/recalls/board/")
    assert "在办 1 起" in text


def test_a_widened_scope_waits_on_the_desk(running, trace, newcomer, guangzhou, as_):
    trace.late(newcomer, MORE)
    actions.look_again(captured(), by=None)
    assert "范围扩大待决定" in as_(guangzhou, "/recalls/board/")


def test_who_knew_what_when_lists_the_receipts(answered, guangzhou, as_):
    text = as_(guangzhou, f"{room(answered)}knowledge/")
    assert "风险为人所知" in text
    assert "收到召回通知" in text


def test_the_global_recalls_export_carries_announced_recalls_alone(running, declared, as_):
    declared(product="没有公告的")
    text = as_(None, "/recalls/announced/global-recalls.csv")
    assert "示例饼干" in text
    assert "没有公告的" not in text


@pytest.mark.parametrize("kind", ["recall_bulletin", "plan_form"])
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_paper_is_made_in_both_forms(running, guangzhou, as_, kind, form):
    assert len(as_(guangzhou, f"{room(running)}papers/{kind}.{form}")) > 1000


@pytest.mark.parametrize("kind", ["check_report", "summary", "close_notice"])
def test_a_closed_recall_has_its_last_papers_in_english(closed, guangzhou, as_, kind):
    assert len(as_(guangzhou, f"/en{room(closed)}papers/{kind}.docx")) > 1000


def test_the_check_report_is_not_the_firm_s(closed, baker, as_):
    assert as_(baker, f"{room(closed)}papers/check_report.pdf") == 404


def test_a_consignee_reads_its_own_notice(running, seller, as_):
    consignee = running.consignees.get(name="示例商店")
    assert len(as_(seller, f"/recalls/consignees/{consignee.pk}/notice.pdf")) > 1000


def test_an_order_names_each_duty_with_its_last_moment(declared, guangzhou, as_):
    recall = actions.order(declared(), by=guangzhou, reason="未主动召回", at=after(hours=2))
    documents = actions.issue_document("recall_order", recall, by=guangzhou)
    assert {one.path.rpartition(".")[2] for one in documents} == {"pdf", "docx"}


def test_every_list_opens_for_an_officer(closed, guangzhou, as_):
    keys = ("clues", "cases", "consignees", "checks", "visits", "drills", "latenesses", "experts")
    assert [key for key in keys if isinstance(as_(guangzhou, f"/recalls/{key}/"), int)] == []


def test_every_case_page_opens_for_an_officer(closed, guangzhou, as_):
    check = closed.checks.get()
    pages = [
        room(closed),
        f"/recalls/consignees/{closed.consignees.first().pk}/",
        f"/recalls/checks/{check.pk}/",
        f"/recalls/visits/{check.visits.first().pk}/",
    ]
    assert [page for page in pages if isinstance(as_(guangzhou, page), int)] == []


def test_every_step_s_form_opens(running, guangzhou, as_):
    from zhiliang.systems.recalls.pages.cases import cases

    office = [act.verb for act in cases.acts if act.verb not in ("object", "take_over")]
    codes = {verb: as_(guangzhou, f"{room(running)}{verb}/") for verb in office}
    assert [verb for verb, text in codes.items() if isinstance(text, int)] == []


def test_a_recall_is_declared_in_the_browser(baker, maker, client, trace):
    client.force_login(baker)
    answer = client.post(
        "/recalls/cases/new/",
        {
            "firm": maker.pk,
            "regime": "food",
            "level": "two",
            "product": "示例饼干",
            "known_at": "2026-11-25T09:00",
            "reason": "标签漏标过敏原",
            "harm": "可能引起过敏",
        },
    )
    assert answer.status_code == 302
    assert Recall.objects.get().firm == Organisation.objects.get(pk=maker.pk)
