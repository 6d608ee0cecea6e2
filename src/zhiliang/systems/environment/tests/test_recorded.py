"""What verdicts and permits keep in Chinese is said in English where the reader reads English."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from zhiliang.core.pages.recorded import recorded
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.judging import sheets, waters
from zhiliang.systems.environment.sample.outlets import EXAMPLE

CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
# names stay as they are: of documents, of the works and the outlet, and the link to Chinese
NAMES = re.compile("环办〔2011〕22号|示例印染厂|总排口|粤A|中文")
KEPT = [
    "待核",
    f"{sheets.RULE}；许可 粤A",
    "HJ 633-2012；6项齐全为有效（待核）",
    waters.RULE,
    waters.SUPPLY_RULE,
    "有数据天数 ≥ 300（示例配置）",
    "城镇污水月报",
    "GB 3095-2012 表4",
    EXAMPLE.format("DB44/26-2001"),
    "溶解氧、氨氮、总磷",
    "氨氮（检出限高于限值，存疑）",
    "pm2_5、o3_8h",
    "2015-01-12：w01018 142.9（≤90）；w01001 9.5（6–9）",
]


@pytest.mark.once
@pytest.mark.parametrize("text", KEPT)
def test_every_sentence_that_records_keep_has_its_english(text):
    with override("en"):
        assert CHINESE.findall(NAMES.sub("", recorded(text))) == []


@pytest.mark.once
def test_what_nobody_knows_is_shown_as_it_was_written():
    with override("en"):
        assert recorded("按省厅批复；许可 A1") == "按省厅批复; permit A1"
        assert recorded("甲、氨氮") == "甲、氨氮"


@pytest.mark.once
def test_in_chinese_a_sentence_stands_as_it_was_kept():
    assert [recorded(text) for text in KEPT[:-2]] == KEPT[:-2]


@pytest.fixture
def outlet_page(judged, outlet):
    limit = {"factor": "w01018", "upper_e6": 40_000_000, "unit": "mg/L", "certainty": "secondary"}
    limit |= {"basis": EXAMPLE.format("DB44/26-2001")}
    actions.record_permit(
        outlet, by=None, limits=[limit], number="粤A", valid_from=date(2014, 1, 1)
    )
    day = judged(date(2015, 8, 1), "exceeded")
    day.rule = f"{sheets.RULE}；许可 粤A"
    day.save()
    return day


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["day", "trace", "board", "list", "outlet"])
def test_a_page_in_english_has_no_chinese_but_names(client, outlet_page, outlet, page):
    there = {
        "day": reverse("environment/outlet-days-case", args=[outlet_page.pk]),
        "trace": f"{reverse('environment_trace', args=[outlet.pk])}?year=2015",
        "board": reverse("environment_board"),
        "list": reverse("environment/outlet-days-list"),
        "outlet": reverse("environment/outlets-case", args=[outlet.pk]),
    }
    with override("en"):
        text = client.get(f"/en{there[page]}").content.decode()
    assert CHINESE.findall(NAMES.sub("", text)) == []
