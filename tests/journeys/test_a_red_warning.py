"""A red warning: drafted by a department, issued by the government, read by everybody."""

import re

import pytest
from playwright.sync_api import expect

from zhiliang.methods.cap import read, validate

pytestmark = [pytest.mark.browser, pytest.mark.once]

WARNING = re.compile(r"/risk/warnings/\d+/$")
SAID = {
    "title": "旅程气站一氧化碳中毒风险",
    "area": "广州市旅程片区",
    "matters": "掺混设备故障，可能产生一氧化碳",
    "measures": "关闭燃气，开窗通风，到室外去",
    "contact": "12345",
}

CHOSEN = {
    "kind": "突发事件预警",
    "category": "事故灾难",
    "colour": "一级（红色）",
    "product": "燃气器具",
    "place": "广州市",
    "areas": "广州市",
}


def drafted(page):
    """The province's department drafts it for the city and puts it before the government."""
    page.goto("/risk/warnings/new/")
    main = page.get_by_role("main")
    for name, words in CHOSEN.items():
        main.locator(f"[name={name}]").select_option(label=words)
    for name, words in SAID.items():
        main.locator(f"[name={name}]").fill(words)
    main.get_by_role("button", name="拟稿").click()
    page.wait_for_url(WARNING)
    step(page, "报请政府发布")
    return page.url


def step(page, name, **fields):
    main = page.get_by_role("main")
    main.get_by_role("link", name=name, exact=True).first.click()
    for field, words in fields.items():
        main.locator(f"[name={field}]").fill(words)
    main.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(WARNING)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_red_warning_goes_out_as_page_cap_and_docx(signed_in, visitor, width):
    province = signed_in("provincial", width=width)
    address = drafted(province)
    expect(province.get_by_role("main")).to_contain_text("只能由广州市人民政府发布")
    expect(province.get_by_role("link", name="政府发布预警")).to_have_count(0)

    city = signed_in("city", width=width)
    city.goto(address)
    step(city, "政府发布预警", approval="穗府应急〔2026〕1号")
    expect(city.get_by_text("生效中").first).to_be_visible()

    anybody = visitor(width=width).new_page()
    anybody.goto("/risk/?place=440100&q=旅程气站")
    card = anybody.get_by_role("article").filter(has_text=SAID["title"]).first
    expect(card).to_contain_text("一级（红色）")
    card.get_by_role("link", name=SAID["title"]).focus()
    anybody.keyboard.press("Enter")
    expect(anybody.get_by_role("heading", name="您该怎么做")).to_be_visible()
    expect(anybody.get_by_role("main")).to_contain_text(SAID["measures"])
    assert anybody.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    came_out(anybody)

    city.goto(address)
    step(city, "解除", reason="设备修复，检测正常")
    anybody.reload()
    expect(anybody.get_by_text("已解除").first).to_be_visible()


def came_out(page):
    """As CAP that validates, as DOCX, as a poster."""
    links = {name: href_of(page, name) for name in ("CAP", "DOCX", "海报")}
    alert = page.request.get(links["CAP"]).body()
    assert validate(alert) == []
    assert read(alert).infos[0].severity == "Extreme"
    assert page.request.get(links["DOCX"]).body().startswith(b"PK")
    assert page.request.get(links["海报"]).body().startswith(b"%PDF")


def href_of(page, name):
    return page.get_by_role("main").get_by_role("link", name=name, exact=True).get_attribute("href")
