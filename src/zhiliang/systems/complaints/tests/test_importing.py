"""Tables of other channels: once by number, all or nothing, faults with their line."""

import pytest

from zhiliang.core.feed import feeds, read
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.models import Complaint, Submission, TipOff

HEAD = (
    "登记编号,接收时间,类型,商品名称,事实经过,行政区划代码,投诉请求,"
    "被投诉人名称,姓名,联系电话,通讯地址,涉及金额"
)
ROW = "A1,2026-05-06,投诉举报,取暖器,漏电,440100,退款,示例店,示例甲,13800000001,示例路,199.90"


def take(*rows, by):
    text = "\n".join((HEAD, *rows)).encode()
    return actions.import_complaints(read(feeds["complaints"], text, name="a.csv"), by=by)


def test_a_row_becomes_a_complaint_and_a_tip_off_with_their_numbers(officer):
    assert take(ROW, by=officer).accepted == 1
    assert Complaint.objects.get().national_number == "A1"
    assert TipOff.objects.count() == 1
    assert Submission.objects.get().amount_fen == 19_990


def test_the_same_number_of_the_same_channel_is_entered_once(officer):
    take(ROW, by=officer)
    again = take(ROW, by=officer)
    assert (again.accepted, again.unchanged) == (0, True)
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (ROW.replace("投诉举报", "建议"), "kind"),
        (ROW.replace("440100", "999999"), "place"),
        (ROW.replace("2026-05-06", "2036-05-06"), "received_on"),
        (ROW.replace("199.90", "1.999"), "amount_yuan"),
        (ROW.replace("13800000001", ""), "phone"),
    ],
)
def test_a_fault_names_its_line_and_nothing_is_kept(officer, row, field):
    outcome = take(ROW.replace("A1", "A0"), row, by=officer)
    assert [(one.line, one.field) for one in outcome.rejected] == [(3, field)]
    assert not Submission.objects.exists()


def test_only_officers_import(clerk):
    with pytest.raises(Exception, match="不能办理"):
        take(ROW, by=clerk)
