"""The follow-up order on paper: what it says, that it is entered once, that samples are marked."""

from datetime import date
from pathlib import Path

import pytest

from zhiliang.core.models import Document
from zhiliang.core.notice.number import BadNumber
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.order import order, order_docx, order_pdf

DAY = date(2016, 7, 2)
NUMBER = "粤质强办督〔2016〕1号"


def letter_of(task, **given):
    return order(task, number=NUMBER, issued=DAY, **given)


def text(task, **given):
    letter = letter_of(task, **given)
    return "\n".join(block.heading + block.text for block in letter.body)


def test_it_says_what_was_found_until_when_and_what_happens_if_it_is_late(task):
    said = text(task)
    assert "2015年市场抽检合格率低于目标。" in said
    assert "2016年7月31日前办结" in said
    assert "逾期1天告知承办单位、再过7天告知承办单位负责人" in said


def test_it_says_what_evidence_is_wanted(order):
    assert "复查检验报告。由我办另一人核定" in text(order(wanted="复查检验报告。"))


def test_a_department_is_written_to_by_its_name(order):
    task = order(place_id=None, department_id="housing")
    assert letter_of(task).addressees == "住建厅："


def test_a_configured_date_is_said_to_be_configured(order):
    assert "按示例配置的天数计算" in text(order(due_on=None))


def test_without_a_date_nothing_is_said_about_being_late(order):
    said = text(order(kind="assigned", due_on=None))
    assert "未定期限" in said
    assert "逾期" not in said


def test_it_is_addressed_to_the_carrier_and_copied_to_who_helps(task):
    task.supporting.set(["health"])
    letter = letter_of(task)
    assert (letter.addressees, letter.copies_to, letter.sample) == (
        "广州市人民政府：",
        "卫计委",
        False,
    )


@pytest.mark.parametrize("make", [order_pdf, order_docx])
def test_equal_orders_have_equal_bytes(task, make):
    once, again = (make(task, number=NUMBER, issued=DAY) for _time in range(2))
    assert once == again


def test_it_can_be_printed_in_english(task):
    assert "It is to be finished by 31/7/2016." in text(task, language="en")


def test_an_issued_order_is_filed_and_entered_under_its_digest(task, office, settings):
    actions.issue_order(task, by=office, number=NUMBER, issued=DAY)
    found = {document.path.rpartition(".")[2]: document for document in Document.objects.all()}
    assert set(found) == {"pdf", "docx"}
    assert {(one.number, one.audience, one.subject) for one in found.values()} == {
        (NUMBER, "subject", "440100")
    }
    assert (Path(settings.VAR) / "documents" / found["pdf"].path).read_bytes()[:5] == b"%PDF-"


def test_the_same_order_of_the_same_day_is_entered_once(task, office):
    for _time in range(2):
        actions.issue_order(task, by=office, number=NUMBER, issued=DAY)
    assert Document.objects.count() == 2


def test_a_number_that_is_none_is_refused(task, office):
    with pytest.raises(BadNumber):
        actions.issue_order(task, by=office, number="2016第1号")


def test_a_made_up_task_has_no_number_of_its_own(order, office):
    actions.issue_order(order(source="sample"), by=office, number=NUMBER, issued=DAY)
    assert set(Document.objects.values_list("number", flat=True)) == {"示例"}
