"""A sample from the shelf to its end in five people's browsers; a follow-up that fails."""

import re
import struct
import zlib

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]

FIRM = "示例电器有限公司"
CASE = re.compile(r"/sampling/cases/\d+/$")
OBJECTION = re.compile(r"/sampling/objections/\d+/$")
OWED = re.compile(r"/sampling/rectifications/\d+/$")


def png():
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * 72)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def act(page, name, **fields):
    """Press a step's button on a case's page, fill in its form and send it."""
    main = page.get_by_role("main")
    main.get_by_role("link", name=name, exact=True).first.click()
    for label, value in fields.items():
        field = main.get_by_label(label)
        field.check() if value is True else field.fill(value)
    return main.get_by_role("button", name=name, exact=True)


def done(page, button, where):
    button.click()
    page.wait_for_url(where)


def take(sampler):
    """Fill in the sheet at the demo's firm; returns the case's number."""
    sampler.goto("/sampling/tasks/")
    task = sampler.locator(".job").filter(has_text=FIRM)
    task.get_by_role("link", name="填写抽样单").click()
    sampler.locator("#task-form[data-ready]").wait_for()
    number = re.search(r"CC\d{4}-\d{6}", sampler.content())[0]
    facts = sampler.locator("#phone").evaluate("one => JSON.parse(one.textContent).rule")
    for label, value in {
        "产品名称": "示例积木",
        "规格型号": "旅程-1",
        "执行标准": "示例标准 T-01",
        "生产日期或批号": "20261101",
        "库存数量": str(facts["stock"] + 50),
        "单价（元）": "80",
        "检验样品封条号": "旅程J",
        "备用样品封条号": "旅程B",
    }.items():
        sampler.get_by_label(label).first.fill(value)
    shot = {"name": "shot.png", "mimeType": "image/png", "buffer": png()}
    for field in sampler.locator("input[type=file][data-least='1']").all():
        field.set_input_files(shot)
        name = field.get_attribute("name")
        expect(sampler.locator(f"[data-field='{name}'] .shots canvas")).to_have_count(1)
    sampler.get_by_role("button", name="提交").click()
    expect(sampler.locator("#phone-state")).to_have_text("已同步", timeout=20_000)
    return number


def test_a_sample_whose_objection_is_upheld_goes_through_five_hands(signed_in):
    number = take(signed_in("sampler", width=390))

    laboratory = signed_in("laboratory")
    laboratory.goto("/sampling/bench/")
    laboratory.get_by_role("link", name=number).click()
    looked = {"封条完好，与抽样单相符": True, "样品状态": "完好"}
    done(laboratory, act(laboratory, "收样", **looked), CASE)
    found = {"增塑剂总量（%）": "3.7", "小零件": "符合", "可迁移元素铅（mg/kg）": "<5"}
    doubt = {"可迁移元素铅：扩展不确定度（k=2）": "4"}
    done(laboratory, act(laboratory, "录入检验结果", **found, **doubt), CASE)
    done(laboratory, act(laboratory, "出具检验报告", 检验报告编号="旅程-1"), CASE)
    address = laboratory.url

    province = signed_in("provincial")
    province.goto(address)
    expect(province.get_by_text("增塑剂总量").first).to_be_visible()
    done(province, act(province, "确认结论"), CASE)
    done(province, act(province, "告知结论"), CASE)

    firm = signed_in("enterprise")
    firm.goto("/sampling/inbox/")
    letter = firm.locator(".letter").filter(has_text=number)
    letter.get_by_role("button", name="签收").click()
    letter = firm.locator(".letter").filter(has_text=number)
    expect(letter).to_contain_text("还有 15 天")
    letter.get_by_role("link", name="提出异议").click()
    firm.get_by_label("理由").fill("抽样单的批号不是本厂的。")
    done(firm, firm.get_by_role("main").get_by_role("button", name="提出异议"), OBJECTION)

    province.goto(firm.url)
    done(province, act(province, "受理"), OBJECTION)
    done(province, act(province, "作出处理结论", 处理意见="批号不符，异议成立。"), OBJECTION)
    province.goto(address)
    done(province, act(province, "期满定论"), CASE)
    done(province, act(province, "公布结果"), CASE)
    expect(province.get_by_text("结果无效").first).to_be_visible()


def test_a_food_firm_objects_to_the_sampling_before_any_notice(signed_in):
    firm = signed_in("enterprise")
    firm.goto("/sampling/inbox/")
    row = firm.locator("[aria-labelledby=taken] tbody tr").first
    expect(row).to_contain_text("饼干")
    row.get_by_role("link", name="对抽样过程提出异议").click()
    firm.get_by_label("理由").fill("抽样时没有当面封样。")
    shot = {"name": "现场.png", "mimeType": "image/png", "buffer": png()}
    firm.get_by_label("证明材料").set_input_files(shot)
    done(firm, firm.get_by_role("main").get_by_role("button", name="提出异议"), OBJECTION)
    address = firm.url

    province = signed_in("provincial")
    province.goto(address)
    done(province, act(province, "受理"), OBJECTION)
    done(province, act(province, "作出处理结论", 处理意见="未当面封样，异议成立。"), OBJECTION)

    firm.goto(address)
    expect(firm.get_by_text("异议成立").first).to_be_visible()
    expect(firm.get_by_text("异议处理结论告知书")).to_be_visible()
    firm.goto("/sampling/inbox/")
    expect(firm.locator("[aria-labelledby=taken]")).to_have_count(0)


def test_a_firm_that_fails_its_follow_up_is_announced(signed_in):
    city = signed_in("city")
    city.goto("/sampling/rectifications/?state=ordered&place=440100")
    city.get_by_role("main").locator("tbody a").first.click()
    button = act(city, "登记复查结果", 检验报告编号="旅程-2")
    for field in city.locator("[name^=value-]").all():
        measured = field.get_attribute("name") not in ("value-marking", "value-small_parts")
        field.fill("9999" if measured else "符合")
    for field in city.locator("[name^=uncertainty-]").all():
        field.fill("1")
    city.get_by_label("检验机构").select_option(index=1)
    done(city, button, OWED)
    expect(city.get_by_text("复查不合格待公告").first).to_be_visible()

    province = signed_in("provincial")
    province.goto(city.url)
    done(province, act(province, "省级公告"), OWED)
    expect(province.get_by_text("公告后复查").first).to_be_visible()
