"""A table of a firm without EPCIS: each row an event, each fault at its line."""

import pytest

from zhiliang.core.errors import ClerkError
from zhiliang.core.feed import read, write_csv, write_xlsx
from zhiliang.core.models import Event
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.answers import scope_of
from zhiliang.systems.traceability.feeds import HEADINGS, table
from zhiliang.systems.traceability.models import CaptureJob, EpcisEvent, MasterAttribute
from zhiliang.systems.traceability.tests.conftest import MILK, SHOP, YOGURT

RAW, MADE = "06901234567892", "06901234500004"
DAIRY_GLN, SHOP_GLN = "6901234500004", "6901234500011"
BOX = "069012345000000011"
BLANK = dict.fromkeys(HEADINGS, "")


def row(step, time="2026-03-01 08:00", **told):
    words = {"时间": time, "步骤": step, "单位": "千克", **told}
    return [{**BLANK, **words}[name] for name in HEADINGS]


def lot(gtin, number, quantity="10", **told):
    return {"商品条码": gtin, "批号": number, "数量": quantity, **told}


CHAIN = [
    row("生产", **lot(RAW, "A", 产品名称="生鲜乳")),
    row("加工投入", "2026-03-01 09:00", **lot(RAW, "A", 加工批次="P1", 发货方GLN=DAIRY_GLN)),
    row("加工产出", "2026-03-01 10:00", **lot(MADE, "B", 加工批次="P1")),
    row("包装", "2026-03-01 11:00", **lot(MADE, "B", 箱码=BOX)),
    row(
        "发货",
        "2026-03-01 12:00",
        **lot(MADE, "B", 发货方GLN=DAIRY_GLN, 收货方GLN=SHOP_GLN, 单据号="FH 1"),
    ),
    row("拆包", "2026-03-02 08:00", 箱码=BOX),
]


@pytest.fixture
def take(dairy, clerk):
    def send(rows, *, write=write_csv, **options):
        heads = [*HEADINGS]
        return actions.take_table(read(table, write(heads, rows)), by=clerk, **options)

    return send


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_table_becomes_events_that_are_traced(take, write):
    outcome = take(CHAIN, write=write)
    assert (outcome.accepted, outcome.rejected) == (6, [])
    scope = scope_of([MILK + "A"])
    assert YOGURT + "B" in {one.id for one in scope.lots}
    assert SHOP in {one.party for one in scope.holders}


def test_a_product_is_named_by_the_table(take):
    take(CHAIN)
    assert MasterAttribute.objects.get(element=f"https://id.gs1.org/01/{RAW}").value == "生鲜乳"


def test_the_same_table_twice_changes_nothing(take):
    take(CHAIN)
    before = (EpcisEvent.objects.count(), CaptureJob.objects.count(), Event.objects.count())
    outcome = take(CHAIN)
    assert outcome.unchanged
    after = (EpcisEvent.objects.count(), CaptureJob.objects.count(), Event.objects.count())
    assert after == before


def test_a_longer_table_adds_what_is_new(take):
    take(CHAIN[:3])
    take(CHAIN)
    assert EpcisEvent.objects.count() == 6


def test_rows_of_one_batch_are_one_transformation_in_whichever_file(take):
    take([CHAIN[2]])
    take([CHAIN[0], CHAIN[1]])
    assert YOGURT + "B" in {one.id for one in scope_of([MILK + "A"]).lots}


WRONG = [
    (row("发货", **lot(RAW, "A", 发货方GLN=DAIRY_GLN)), "to_gln"),
    (row("收货", **lot(RAW, "A")), "from_gln"),
    (row("卖了", **lot(RAW, "A")), "step"),
    (row("生产", "明天", **lot(RAW, "A")), "time"),
    (row("生产", "2026-02-30 08:00", **lot(RAW, "A")), "time"),
    (row("生产", **lot("06901234567893", "A")), "gtin"),
    (row("生产", **lot(RAW, "")), "lot"),
    (row("生产", **lot(RAW, "批")), "lot"),
    (row("生产", **lot(RAW, "A", "")), "quantity"),
    (row("生产", **lot(RAW, "A", "-1")), "quantity"),
    (row("加工投入", **lot(RAW, "A")), "batch"),
    (row("包装", **lot(RAW, "A")), "container"),
    (row("入库", **lot(RAW, "A", 发货方GLN="123")), "from_gln"),
]


@pytest.mark.parametrize("wrong, field", WRONG)
def test_a_fault_is_told_with_line_and_field(take, wrong, field):
    outcome = take([CHAIN[0], wrong])
    assert [(one.line, one.field) for one in outcome.rejected] == [(3, field)]
    assert not EpcisEvent.objects.exists()


def test_what_is_right_is_kept_where_the_firm_wants_so(take):
    outcome = take([CHAIN[0], WRONG[0][0]], behaviour="proceed")
    assert (outcome.accepted, len(outcome.rejected)) == (1, 1)
    assert EpcisEvent.objects.count() == 1


def test_nobody_in_particular_sends_no_table(take, person):
    from zhiliang.core.roles import Role

    officer = person("省员", Role.PROVINCIAL_OFFICER)
    with pytest.raises(ClerkError):
        actions.take_table(read(table, write_csv(HEADINGS, CHAIN)), by=officer)
