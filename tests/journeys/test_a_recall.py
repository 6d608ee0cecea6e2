"""A food recall from the firm's first word to its closing, against a clock that is put forward."""

import os
import re
import shutil
from datetime import datetime, timedelta, timezone

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import served
from zhiliang.command.demo.accounts import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.once]

GUANGDONG = timezone(timedelta(hours=8))
FIRST_DAY_OF_ORDER_122 = datetime(2026, 12, 1, 9, tzinfo=GUANGDONG)
ROOM = re.compile(r"/recalls/cases/\d+/$")
SHOPS = {"旅程甲店": "60", "旅程乙店": "40"}
# The site's own clock, so many seconds ahead as the file says.
AHEAD = """
import datetime, pathlib, sys
from django.utils import timezone
real, file = timezone.now, pathlib.Path(sys.argv[1])
timezone.now = lambda: real() + datetime.timedelta(seconds=float(file.read_text()))
from django.core.management import execute_from_command_line
execute_from_command_line(["django", "runserver", "--noreload", sys.argv[2]])
"""


class Clock:
    """The site's clock: `put_to(moment)`, `forward(hours=10)`."""

    def __init__(self, file):
        self.file, self.now = file, None

    def put_to(self, moment):
        self.now = moment
        ahead = moment - datetime.now(GUANGDONG)
        # the site must be able to read a whole number at any moment
        part = self.file.with_suffix(".part")
        part.write_text(str(ahead.total_seconds()))
        part.replace(self.file)

    def forward(self, **length):
        self.put_to(self.now + timedelta(**length))


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    made = Clock(tmp_path_factory.mktemp("clock") / "ahead")
    today = datetime.now(GUANGDONG).replace(hour=9, minute=0, second=0, microsecond=0)
    made.put_to(max(today, FIRST_DAY_OF_ORDER_122) + timedelta(days=1))
    return made


@pytest.fixture(scope="module")
def future(prepared, clock, tmp_path_factory):
    """A copy of the demonstration that lives by that clock."""
    var = tmp_path_factory.mktemp("future")
    shutil.copytree(prepared["ZHILIANG_VAR"], var, dirs_exist_ok=True)
    environment = {
        **prepared,
        "ZHILIANG_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "zhiliang.web.settings"),
    }
    with served(environment, "-c", AHEAD, str(clock.file)) as url:
        yield url


@pytest.fixture
def enter(browser, future):
    """`enter("city")`: a page of somebody signed in there; nobody for a visitor."""
    contexts = []

    def open_(username=""):
        context = browser.new_context(
            base_url=future, locale="zh-CN", viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        if username:
            visit(page, username, "/accounts/")
        return page

    yield open_
    for context in contexts:
        context.close()


def visit(page, username, address):
    """Open a page; who was signed out meanwhile signs in again, as at the start of a day."""
    page.goto(address)
    if "/accounts/sign-in/" in page.url:
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="登录").click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        page.goto(address)


def act(page, step, **fields):
    """Take a step from a case's page; `fields` by the names they have in the form."""
    main = page.get_by_role("main")
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    main.get_by_role("link", name=step, exact=True).first.click()
    for named, value in fields.items():
        field = main.locator(f"[name={named}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    main.get_by_role("button", name=step, exact=True).click()
    page.wait_for_url(re.compile(r"/\d+/$"))


def declared(firm, clock):
    """The firm recalls of itself, two hours after it knew; returns the room's address."""
    firm.goto("/recalls/own/")
    known = (clock.now - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    firm.get_by_role("main").get_by_role("link", name="主动召回").click()
    main = firm.get_by_role("main")
    main.get_by_label("产品类别").select_option(label="食品")
    main.get_by_label("召回等级").select_option(label="一级")
    main.locator("[name=product]").fill("旅程饼干")
    main.get_by_label("知悉风险时间").fill(known)
    main.get_by_label("召回原因").fill("自检检出沙门氏菌")
    main.get_by_label("危害后果").fill("可能引起急性胃肠炎")
    main.get_by_role("button", name="主动召回").click()
    firm.wait_for_url(ROOM)
    return firm.url


def test_a_food_recall_runs_from_end_to_end_within_its_hours(enter, clock):
    firm = enter("enterprise")
    address = declared(firm, clock)
    expect(firm.locator(".clock")).to_contain_text("完成召回启动")
    expect(firm.locator(".clock")).to_contain_text(re.compile(r"还有 (22 小时 0|21 小时 5\d) 分"))
    start(firm, address, clock)
    expect(firm.locator(".clock")).to_contain_text("报告召回和处理情况")

    anybody = enter()
    anybody.goto("/recalls/announced/?product=旅程饼干")
    anybody.get_by_role("main").get_by_role("link", name="旅程饼干").click()
    expect(anybody.get_by_text("停止食用，退回门店")).to_be_visible()

    carry_out(firm, address, clock)
    check(enter("city"), address)

    clock.forward(hours=6)
    visit(firm, "enterprise", address)
    act(firm, "报告召回总结", text="全部收回，已销毁。")
    clock.forward(days=1)
    province = enter("provincial")
    province.goto(address)
    act(province, "评价并结案", evaluation="召回有效。")
    expect(province.get_by_text("已结案").first).to_be_visible()
    expect(province.locator(".case").get_by_text("逾期")).to_have_count(0)

    province.get_by_role("link", name="何人何时知悉").click()
    expect(province.get_by_role("row", name=re.compile("旅程甲店.*收到召回通知"))).to_be_visible()


def start(firm, address, clock):
    """Batches, customers, notices, plan and announcement, ten hours later."""
    act(firm, "录入批次", batches="L47")
    for name, boxes in SHOPS.items():
        act(firm, "登记收货单位", name=name, quantity=boxes, unit="箱")
    act(firm, "发出召回通知")
    clock.forward(hours=10)
    visit(firm, "enterprise", address)
    plan = {
        "measures": "下架、封存、退回",
        "area": "广东省",
        "notice_ways": "平台和门店",
        "disposal": "集中销毁",
        "costs": "本企业承担",
        "contact": "质量部",
    }
    act(firm, "报告召回计划", **plan)
    act(firm, "发布召回公告", advice="停止食用，退回门店")


def carry_out(firm, address, clock):
    """Every day a report; every shop answers and gives back."""
    clock.forward(hours=15)
    visit(firm, "enterprise", address)
    act(firm, "报告进展", text="两家均已联系。")
    for name, boxes in SHOPS.items():
        visit(firm, "enterprise", address)
        firm.locator("#consignees").get_by_role("link", name=name).click()
        act(firm, "答复", text="已下架封存")
        act(firm, "登记数量", kind="已退回", quantity=boxes)
    clock.forward(days=1)
    visit(firm, "enterprise", address)
    expect(firm.locator(".bars")).to_contain_text("100%")
    act(firm, "报告进展", text="全部退回。")


def check(city, address):
    """An effectiveness check of both shops."""
    city.goto(address)
    act(city, "抽取效果核查名单")
    city.get_by_role("link", name=re.compile("第 1 次")).click()
    case = city.url
    for name in SHOPS:
        city.goto(case)
        city.get_by_role("link", name=f"登记对 {name} 的核查").click()
        city.get_by_role("main").get_by_role("button", name="登记核查结果").click()
        city.wait_for_url(re.compile(r"/recalls/visits/\d+/$"))
    city.goto(case)
    act(city, "作出核查结论", conclusion="两家均已停售退回。")
    expect(city.get_by_text("100.0%")).to_be_visible()
