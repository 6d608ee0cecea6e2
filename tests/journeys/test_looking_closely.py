"""From the list of grades to the gap, the annex and a scheme tried out."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]
OTHER = "/evaluations/2015/440200/"


def test_grade_reason_and_gap_stand_before_everything_else(signed_in):
    page = signed_in("office")
    page.goto(OTHER)
    heads = page.get_by_role("main").get_by_role("heading").all_inner_texts()
    wanted = [
        "理由",
        "差距",
        "失分与一分一证",
        "补上哪一项，得分提高最多",
        "强项与弱项",
        "名次有多稳",
    ]
    assert [head for head in heads if head in wanted] == wanted


def test_the_annex_is_one_click_away_and_marks_the_chosen_city(signed_in):
    page = signed_in("office")
    page.goto("/evaluations/2015/")
    page.get_by_role("link", name="统计附件").click()
    page.get_by_label("突出显示").select_option(label="韶关市")
    page.get_by_role("button", name="显示").click()
    row = page.locator("tr[aria-current=true]")
    assert row.get_by_role("rowheader").inner_text() == "韶关市"


def test_the_heat_map_can_be_scrolled_from_the_keyboard(signed_in):
    page = signed_in("office")
    page.goto("/evaluations/2015/annex/")
    region = page.get_by_role("region", name="各对象各项得分率（%）")
    region.focus()
    page.keyboard.press("ArrowRight")
    settled = "e => new Promise((done) => setTimeout(() => done(e.scrollLeft), 500))"
    assert region.evaluate(settled) > 0


def test_a_city_finds_no_way_to_the_annex(signed_in):
    page = signed_in("city")
    page.goto("/evaluations/2015/")
    assert page.get_by_role("link", name="统计附件").count() == 0
    assert page.goto("/evaluations/2015/annex/").status == 403


def test_a_fault_in_the_scheme_is_told_beside_its_field(signed_in):
    page = signed_in("office")
    page.goto("/evaluations/2015/scheme/")
    field = page.locator("[name='bands.1.to']")
    field.fill("89")
    page.get_by_role("button", name="试算", exact=True).click()
    field = page.locator("[name='bands.1.to']")
    assert field.get_attribute("aria-invalid") == "true"
    assert "89.5 分没有等级" in page.get_by_role("alert").inner_text()


def test_a_scheme_is_tried_out_and_taken_away_as_a_file(signed_in):
    page = signed_in("office")
    page.goto("/evaluations/2015/scheme/")
    page.locator("[name='bands.0.from']").fill("92")
    page.get_by_role("button", name="试算", exact=True).click()
    assert "4 个等级改变" in page.get_by_role("main").inner_text()
    with page.expect_download() as started:
        page.get_by_role("button", name="下载方案").click()
    page.goto("/evaluations/2015/scheme/")
    page.get_by_label("方案文件").set_input_files(started.value.path())
    page.get_by_role("button", name="载入并试算").click()
    assert "4 个等级改变" in page.get_by_role("main").inner_text()


def test_two_years_are_set_side_by_side(page):
    page.goto("/evaluations/2015/")
    page.get_by_role("link", name="与另一年比较").click()
    page.get_by_label("左侧").select_option("2011@1")
    page.get_by_role("button", name="比较", exact=True).click()
    assert "2011年 第1版与2015年 第1版比较" in page.get_by_role("heading", level=1).inner_text()
    assert page.get_by_role("columnheader", name="左侧得分").count() == 0
