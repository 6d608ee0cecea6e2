"""The board, an outlet's traces and the air calendar, by keyboard and on a phone."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]

MONTH = "/environment/outlets/1/trace/?cn=2061&start=2015-07-01T00:00&end=2015-08-01T00:00"


def test_a_cell_tells_its_outlet_when_it_is_reached_by_keyboard(page):
    page.goto("/environment/board/")
    cell = page.locator(".cells a").first
    cell.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert cell.locator("span").bounding_box()["width"] > 40


def test_a_refresh_of_the_board_leaves_the_focus_where_it_was(page):
    page.goto("/environment/board/")
    cell = page.locator(".cells a").nth(3)
    cell.focus()
    known = cell.get_attribute("id")
    with page.expect_response(lambda answer: "/board/" in answer.url):
        page.evaluate("htmx.trigger('#board', 'refresh')")
    expect(page.locator("#board:not(.htmx-swapping)")).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == known


def test_a_tally_of_the_board_leaves_the_cells_it_counts(page):
    page.goto("/environment/board/")
    tally = page.locator("#t-never")
    count = int(tally.locator("b").inner_text())
    tally.click()
    page.wait_for_url("**state=never**")
    assert page.locator(".cells a").count() == count


def test_on_a_phone_every_cell_says_its_name(visitor):
    page = visitor(width=390).new_page()
    page.goto("/environment/board/")
    assert page.locator(".cells a span").first.bounding_box()["width"] > 100


def test_a_trace_opens_its_table_on_demand(page):
    page.goto(MONTH)
    rows = page.locator("details.rows").first
    assert rows.locator("tbody tr").count() == 0
    rows.locator("summary").click()
    expect(rows.locator("tbody tr").nth(100)).to_be_attached(timeout=20_000)


def test_a_trace_is_downloaded_as_it_was_taken_in(page):
    page.goto(MONTH)
    with page.expect_download() as started:
        page.get_by_role("link", name="原始数据 CSV").first.click()
    assert started.value.path().read_text("utf-8-sig").startswith("outlet,cn,data_time,factor")


def test_a_day_of_the_year_leads_to_how_it_was_judged(page):
    page.goto(MONTH)
    page.locator(".month a.od").first.click()
    page.wait_for_url("**/environment/outlet-days/**")
    assert page.get_by_role("heading", name="这一天是怎么判的").count() == 1


def test_on_a_phone_the_factors_of_a_day_are_read_without_broken_words(visitor):
    page = visitor(width=390).new_page()
    page.goto("/environment/outlet-days/?standing=exceeded")
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/environment/outlet-days/*/")
    for row in page.locator(".factor").all():
        assert row.bounding_box()["height"] < 60
        assert row.bounding_box()["width"] > 250


def test_a_day_of_the_air_calendar_is_opened_by_keyboard(page):
    page.goto("/environment/air/calendar/?place=440100&year=2015")
    page.locator(".month a.aqi").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/environment/air/days/440100/2015-01-01/")


def test_the_days_around_a_case_appear_on_its_page(signed_in):
    page = signed_in("office")
    page.goto("/environment/exceedances/1/")
    chart = page.locator(".around figure").first
    chart.evaluate("figure => figure.scrollIntoView()")
    expect(chart).to_have_attribute("data-state", "drawn", timeout=20_000)


def test_the_chapter_leads_to_the_board(page):
    page.goto("/chapters/environment/")
    page.get_by_role("main").get_by_role("link", name="排放口实时看板").click()
    page.wait_for_url("**/environment/board/")
