"""A citizen complains on a phone or at a desk, and sees what became of it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import made_complaints
from tests.journeys.walking import NAMELESS, PALE, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.once]

WIDTHS = pytest.mark.parametrize("width", [1280, 390])
SAID = {
    "商品、服务或者事情的名称": "示例取暖器",
    "经营者名称": "示例电器",
    "事情经过": "第一次开机，外壳漏电。",
    "您要求经营者做什么": "退货退款",
    "姓名": "示例乙",
    "通讯地址": "示例小区2栋",
}


@pytest.fixture(scope="session")
def firm(prepared, site):
    run = [sys.executable, made_complaints.__file__]
    environment = prepared | {"DJANGO_SETTINGS_MODULE": "zhiliang.web.settings"}
    told = subprocess.run(run, env=environment, check=True, capture_output=True, text=True)
    return int(told.stdout.split()[-1])


def sound(page):
    """Return what is wrong with the open page: names, contrast, width, small controls."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    small = page.evaluate(SMALL) if page.viewport_size["width"] < 640 else []
    return [*page.evaluate(NAMELESS), *page.evaluate(PALE), *small, *([wide] if wide > 0 else [])]


def field(page, words):
    return page.get_by_label(re.compile(rf"^\s*{words}"))


def fill(page, phone):
    page.goto("/complaints/new/")
    field(page, "投诉：我买的商品").check()
    for label, words in (SAID | {"电话": phone}).items():
        field(page, label).fill(words)
    field(page, "经营者在哪里").select_option("440106")


@WIDTHS
def test_the_whole_way_to_the_receipt_and_its_status(visitor, width):
    page = visitor(width=width).new_page()
    fill(page, f"13800{width:06d}")
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("核对后提交")
    assert sound(page) == []
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url("**/complaints/receipt/")
    assert sound(page) == []
    number, code = (one.inner_text() for one in page.locator(".slip .big").all())
    page.context.clear_cookies()
    page.goto("/complaints/status/")
    field(page, "受理编号").fill(number)
    field(page, "查询码").fill(code)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("待受理")
    assert sound(page) == []


def test_the_code_of_the_receipt_opens_the_status_filled_in(visitor):
    page = visitor(width=390).new_page()
    page.goto("/complaints/status/?number=LJ261126-00001&code=ABCD")
    assert field(page, "受理编号").input_value() == "LJ261126-00001"
    assert field(page, "查询码").input_value() == "ABCD"


@WIDTHS
def test_faults_take_the_focus_and_lead_to_their_fields(visitor, width):
    page = visitor(width=width).new_page()
    page.goto("/complaints/new/")
    page.get_by_role("button", name="下一步：核对").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#id_about")
    alert.get_by_role("link", name="事情经过").click()
    assert page.url.endswith("#id_text")
    assert field(page, "事情经过").get_attribute("aria-invalid") == "true"
    assert sound(page) == []


def test_it_can_be_filled_in_by_the_keyboard_alone(visitor):
    page = visitor(java_script_enabled=False).new_page()
    page.goto("/complaints/new/")
    field(page, "举报：我发现").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("示例小作坊")
    assert field(page, "商品、服务或者事情的名称").input_value() == "示例小作坊"
    field(page, "事情经过").fill("没有执照。")
    field(page, "经营者在哪里").select_option("440106")
    field(page, "匿名举报").check()
    page.get_by_role("button", name="下一步：核对").press("Enter")
    page.get_by_role("button", name="提交", exact=True).press("Enter")
    page.wait_for_url("**/complaints/receipt/")


def test_the_way_back_keeps_what_was_typed(visitor):
    page = visitor(width=390).new_page()
    fill(page, "13700000000")
    page.get_by_role("button", name="下一步：核对").click()
    page.go_back()
    assert field(page, "事情经过").input_value() == SAID["事情经过"]
    page.go_forward()
    page.get_by_role("button", name="返回修改").click()
    assert field(page, "事情经过").input_value() == SAID["事情经过"]
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("核对后提交")


def test_a_video_that_is_too_large_is_told_and_nothing_is_lost(visitor, tmp_path: Path):
    video = tmp_path / "经过.mp4"
    video.write_bytes(b"0" * (60 * 1024 * 1024))
    page = visitor(width=390).new_page()
    fill(page, "13600000000")
    page.get_by_role("button", name="下一步：核对").click()
    field(page, "照片、发票、聊天记录截图").set_input_files(video)
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("经过.mp4")
    assert page.get_by_text(SAID["事情经过"]).is_visible()
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url("**/complaints/receipt/")


def test_registered_names_are_suggested(visitor, firm):
    page = visitor().new_page()
    page.goto("/complaints/new/")
    with page.expect_response(re.compile("/complaints/firms/names/")):
        field(page, "经营者名称").press_sequentially("示例取暖设备")
    expect(page.locator("#firm_names option")).to_have_attribute("value", "示例取暖设备公司")


@pytest.mark.parametrize("walk", [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_a_firm_s_profile_is_sound(found, firm, walk):
    seen = found(f"/complaints/firms/{firm}/", *walk, "")
    assert (seen.complaints, seen.nameless, seen.pale) == ((), (), ())
    assert seen.overflow <= 0


def test_a_firm_is_found_and_its_complaints_say_nothing_of_persons(visitor, firm):
    page = visitor(width=390).new_page()
    page.goto("/complaints/firms/")
    field(page, "经营者名称").fill("示例取暖")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name="示例取暖设备公司").click()
    told = page.get_by_role("main").inner_text()
    assert "办结投诉 6 件，调解成功率 66.7%" in told
    assert "示例甲" not in told and "1390000" not in told


def test_goods_are_complained_of_from_their_page(visitor):
    page = visitor(width=390).new_page()
    page.goto("/01/09520084000037")
    page.get_by_role("link", name="投诉这件商品").click()
    assert field(page, "条码或者追溯码").input_value() == "(01)09520084000037"
    assert field(page, "商品、服务或者事情的名称").input_value() == "示例原味酸奶"
