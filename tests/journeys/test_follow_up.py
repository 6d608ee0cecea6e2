"""A task from the office's order to its close, in two people's browsers."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]

TITLE = "旅程：补齐抽检后处理材料"


def press(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def send(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(re.compile(r"/coordination/tasks/\d+/$"))


def test_a_task_is_ordered_carried_out_and_closed(signed_in):
    office, city = signed_in("office"), signed_in("city")
    office.goto("/coordination/")
    press(office, "下达任务")
    office.get_by_label("任务", exact=True).fill(TITLE)
    office.get_by_label("发现的问题", exact=True).fill("后处理材料不全。")
    office.get_by_label("地区").select_option("440100")
    send(office, "下达任务")
    address = office.url

    city.goto("/coordination/")
    city.get_by_role("link", name=TITLE).first.click()
    press(city, "签收")
    send(city, "签收")
    press(city, "申请办结")
    city.get_by_label("办理结果").fill("已补齐。")
    file = {"name": "台账.txt", "mimeType": "text/plain", "buffer": "已补齐".encode()}
    city.get_by_label("证明材料").set_input_files(file)
    send(city, "申请办结")
    assert city.get_by_role("link", name="台账.txt").count() == 1

    office.goto(address)
    press(office, "核定办结")
    send(office, "核定办结")
    assert office.get_by_role("main").get_by_text("已办结", exact=True).count() >= 1
