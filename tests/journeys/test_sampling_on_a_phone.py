"""A sheet filled in where there is no network: kept, reopened, sent once."""

import struct
import zlib

import pytest
from playwright.sync_api import expect

from zhiliang.command.demo.accounts import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.once]

TASKS = "/sampling/tasks/"
WIDE = (2400, 1800)


def png(width, height):
    """A grey picture of that size."""
    row = b"\0" + b"\x9a" * width
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


SHOT = {"name": "shot.png", "mimeType": "image/png", "buffer": png(*WIDE)}


@pytest.fixture
def sampler(signed_in):
    """The sampler's list of tasks, kept on the phone: `sampler(width=390)`."""

    def enter(width=390):
        page = signed_in("sampler", width=width)
        page.goto(TASKS)
        expect(page.locator("#phone-kept")).to_contain_text("已存进手机")
        return page

    return enter


def first_sheet(page):
    """The address of the sheet of the first task that has no draft on this phone."""
    link = page.get_by_role("link", name="填写抽样单").first
    return link.get_attribute("href")


def open_sheet(page, address):
    page.goto(address)
    page.locator("#task-form[data-ready]").wait_for()


def photograph(page):
    for field in page.locator("input[type=file][data-least='1']").all():
        field.set_input_files(SHOT)
        item = page.locator(f"[data-field='{field.get_attribute('name')}'] .shots canvas")
        expect(item).to_have_count(1)


def fill(page, **given):
    """Fill in a sheet that nothing is wrong with, but for what is given."""
    facts = page.locator("#phone").evaluate("one => JSON.parse(one.textContent).rule")
    known = {
        "产品名称": "示例产品",
        "规格型号": page.url.split("/")[-3],
        "执行标准": "示例标准 X-01",
        "生产日期或批号": "20261101",
        "库存数量": str(facts["stock"] + 50),
        "单价（元）": "80",
        "检验样品封条号": "J-1",
        "备用样品封条号": "J-2",
    }
    for label, value in (known | given).items():
        page.get_by_label(label).first.fill(value)
    photograph(page)


def reopened(page, address):
    """The same phone, the page closed and opened anew."""
    context = page.context
    page.close()
    again = context.new_page()
    open_sheet(again, address)
    return again


def state_of(page):
    return page.locator("#phone-state")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_sheet_filled_in_without_a_network_is_sent_once_when_it_is_back(sampler, width):
    page = sampler(width)
    address = first_sheet(page)
    page.context.set_offline(True)
    open_sheet(page, address)
    fill(page)
    page.get_by_role("button", name="提交").click()
    expect(state_of(page)).to_have_text("待同步")
    page = reopened(page, address)
    expect(state_of(page)).to_have_text("待同步")
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.context.set_offline(False)
    expect(state_of(page)).to_have_text("已同步", timeout=20_000)
    page.goto(TASKS)
    page.locator("html[data-ready]").wait_for()
    assert [url for url in sent if url.endswith(address)] == [page.url.replace(TASKS, address)]
    expect(page.locator(f".jobs a[href='{address}']")).to_have_count(0)


def test_a_sheet_whose_answer_was_lost_is_filed_once_all_the_same(sampler):
    page = sampler()
    address = first_sheet(page)
    open_sheet(page, address)
    fill(page)

    def lose(route):
        route.fetch()
        route.abort()

    page.route(f"**{address}", lose)
    page.get_by_role("button", name="提交").click()
    expect(page.locator("#phone-status")).to_contain_text("等待同步")
    page.unroute(f"**{address}")
    page.goto(TASKS)
    expect(page.locator("#phone-status")).to_contain_text("已收下", timeout=20_000)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("已抽样")


def test_a_draft_is_kept_on_every_change(sampler):
    page = sampler()
    address = first_sheet(page)
    open_sheet(page, address)
    page.get_by_label("产品名称").fill("没有提交的草稿")
    expect(page.locator("#phone-saved")).to_contain_text("已存")
    page = reopened(page, address)
    expect(page.get_by_label("产品名称")).to_have_value("没有提交的草稿")


def test_a_sheet_that_is_sent_back_keeps_all_and_says_why(sampler):
    page = sampler()
    open_sheet(page, first_sheet(page))
    fill(page)
    # the phone lets it pass, the server does not: it has another rule by now
    page.evaluate("document.querySelector('[name=expires_on]').type = 'text'")
    page.locator("[name=expires_on]").fill("二〇二七年")
    page.get_by_role("button", name="提交").click()
    expect(state_of(page)).to_have_text("被退回")
    expect(page.locator("#phone-errors")).to_be_focused()
    expect(page.locator("#phone-errors")).to_contain_text("保质期至")
    assert page.get_by_label("产品名称").input_value() == "示例产品"
    assert page.locator(".shots canvas").count() == 5
    page.goto(TASKS)
    expect(page.locator(".job-state [data-state=refused]")).to_have_count(1)


def test_without_a_session_everything_waits_for_signing_in(sampler):
    page = sampler()
    open_sheet(page, first_sheet(page))
    fill(page)
    page.context.clear_cookies()
    page.get_by_role("button", name="提交").click()
    expect(page.locator("#phone-status")).to_contain_text("登录已过期")
    expect(page.locator("#phone-status").get_by_role("link", name="登录")).to_be_visible()
    expect(state_of(page)).to_have_text("待同步")


def test_what_is_wrong_is_said_before_anything_is_sent(sampler):
    page = sampler()
    open_sheet(page, first_sheet(page))
    page.locator("#id_stock").fill("1")
    page.keyboard.press("Tab")
    expect(page.locator("[data-field=stock] .error")).to_contain_text("第十八条第一项")
    page.get_by_role("button", name="提交").click()
    expect(page.locator("#phone-errors")).to_be_focused()
    expect(page.locator("#phone-errors")).to_contain_text("还没有拍照")


def test_what_article_8_forbids_is_said_while_the_sheet_is_filled_in(sampler):
    page = sampler()
    record = {"why": "总局令第18号第八条第一款：同一产品已抽查", "record": "CC2026-000001"}
    page.route("**/check/**", lambda route: route.fulfill(json=record))
    open_sheet(page, first_sheet(page))
    page.get_by_label("执行标准").fill("示例标准 X-01")
    page.keyboard.press("Tab")
    expect(page.locator("#phone-law")).to_contain_text("不得抽取这个产品")
    page.get_by_role("link", name="改记“未能抽样”").click()
    expect(page.get_by_label("限制依据的抽样编号")).to_have_value("CC2026-000001")


def test_what_is_to_be_paid_follows_quantity_and_price(sampler):
    page = sampler()
    open_sheet(page, first_sheet(page))
    test = int(page.locator("#id_test_quantity").input_value())
    page.get_by_label("单价（元）").fill("12.50")
    expect(page.get_by_label("购样费（元）")).to_have_value(f"{test * 12.5:.2f}")


def test_a_photograph_is_kept_smaller_than_it_was_taken(sampler):
    page = sampler()
    open_sheet(page, first_sheet(page))
    photograph(page)
    sizes = page.evaluate(
        """async () => {
            const { modules, owner, task, act } = JSON.parse(phone.textContent);
            const drafts = await import(modules.drafts);
            const kept = await drafts.photosOf(drafts.keyOf({ owner, task, act }));
            const shown = await Promise.all(kept.map((one) => createImageBitmap(one.blob)));
            return [...new Set(shown.map((one) => `${one.width}x${one.height}`))];
        }"""
    )
    assert sizes == ["1600x1200"]


def test_a_photograph_can_be_taken_away_by_keyboard(sampler):
    page = sampler()
    open_sheet(page, first_sheet(page))
    photograph(page)
    page.get_by_role("button", name="删去：照片：贮存环境，第 1 张").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-field=photo_storage] .shots canvas")).to_have_count(0)


def test_whoever_signs_out_leaves_no_tasks_on_the_phone(visitor):
    page = visitor(width=390).new_page()
    page.goto(f"/accounts/sign-in/?next={TASKS}")
    page.get_by_label("用户名").fill("sampler")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    expect(page.locator("#phone-kept")).to_contain_text("已存进手机")
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_text("已退出登录")).to_be_visible()
    assert page.evaluate("caches.has('zhiliang-kept-pages')") is False
