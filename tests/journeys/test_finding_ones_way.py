"""Keyboard, popovers, tiles, menu, filters, charts, languages and lights."""

import pytest

from tests.journeys.walking import Walk

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_the_first_tab_offers_to_skip_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_figure_shows_its_facts_by_keyboard_and_hides_them_again(page):
    page.goto("/")
    page.locator(".fig").first.focus()
    page.keyboard.press("Enter")
    facts = page.locator(".facts:popover-open")
    assert "来源" in facts.inner_text()
    page.keyboard.press("Escape")
    assert facts.count() == 0


def test_a_figure_shows_its_facts_when_the_pointer_rests_on_it(page):
    page.goto("/")
    page.locator(".fig").nth(2).hover()
    page.locator(".facts:popover-open").wait_for()


def test_a_city_is_opened_from_the_tile_map_by_keyboard(page):
    page.goto("/")
    page.get_by_role("link", name="深圳市").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/440300/")


def test_every_city_stands_on_the_tile_map(page):
    page.goto("/")
    assert page.locator(".tiles .tile").count() == 21


def test_the_menu_of_a_phone_opens_and_closes(visitor):
    page = visitor(width=390).new_page()
    page.goto("/")
    menu = page.get_by_role("navigation", name="目录")
    assert not menu.is_visible()
    page.get_by_role("link", name="目录", exact=True).click()
    assert menu.is_visible()
    page.get_by_role("link", name="关闭目录").click()
    assert not menu.is_visible()


def test_english_is_one_click_away_and_back(page):
    page.goto("/targets/air_grade2_days/?year=2014")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/targets/air_grade2_days/?year=2014")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="中文").click()
    assert page.url.endswith("/targets/air_grade2_days/?year=2014")
    assert "/en/" not in page.url


def test_the_chosen_light_is_remembered_without_a_flash(page):
    page.goto("/")
    page.get_by_role("button", name="切换深浅色").click()
    answer = page.goto("/mandate/")
    assert 'data-theme="dark"' in answer.text()


def test_charts_are_drawn_with_their_finding_and_table(page):
    walk = Walk(page).open("/indicators/environment.good_air_days/?period=2017-08")
    charts = page.locator("figure[data-chart][data-state=drawn]")
    assert charts.count() >= 1
    assert charts.first.locator("svg").count() == 1
    assert charts.first.get_by_role("img").get_attribute("aria-label")
    assert walk.complaints == []


def test_a_filter_lives_in_the_address(page):
    page.goto("/mandate/")
    page.get_by_label("状态").select_option("working")
    page.wait_for_url("**state=working**")
    assert (
        page.get_by_text("规划中").locator("visible=true").locator("xpath=ancestor::td").count()
        == 0
    )


def test_a_table_is_sorted_by_its_header(page):
    page.goto("/indicators/environment.good_air_days/?period=2017-08")
    page.get_by_role("link", name="数值").click()
    header = page.get_by_role("columnheader", name="数值")
    assert header.get_attribute("aria-sort") == "ascending"


def test_a_table_is_downloaded_as_shown(page):
    page.goto("/indicators/environment.good_air_days/?period=2017-08")
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    text = started.value.path().read_text("utf-8-sig")
    assert text.splitlines()[0].startswith("地区,数值,名次")
    assert len(text.splitlines()) == 22
