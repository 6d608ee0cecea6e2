"""Who sees what after signing in."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_the_public_sees_a_grade_and_no_score(page):
    page.goto("/evaluations/2015/440100/")
    assert "这里只公布等级" in page.get_by_role("main").inner_text()
    assert page.get_by_role("table").count() == 0


def test_a_city_sees_its_own_items(signed_in):
    page = signed_in("city")
    page.goto("/evaluations/2015/440100/")
    assert page.get_by_role("columnheader", name="失分").count() == 1


def test_a_city_does_not_see_the_items_of_another(signed_in):
    page = signed_in("city")
    page.goto("/evaluations/2015/440300/")
    assert page.get_by_role("columnheader", name="失分").count() == 0


def test_a_lost_point_has_its_sheet_and_the_objection_goes_to_the_office(signed_in):
    page = signed_in("city")
    page.goto("/evaluations/2015/440100/")
    page.get_by_role("link", name="看证据").first.click()
    assert "怎样挽回" in page.get_by_role("main").inner_text()
    page.get_by_label("异议理由").fill("第3行的数是上年的，请核对。")
    page.get_by_role("button", name="提出异议").click()
    page.wait_for_url("**/objections/*/")
    assert "已提出" in page.get_by_role("main").inner_text()
    case = page.url
    office = signed_in("office")
    office.goto(case)
    office.get_by_role("link", name="异议成立", exact=True).click()
    office.get_by_label("答复").fill("核对无误，已更正。")
    office.get_by_role("button", name="异议成立").click()
    assert "已经办结" in office.get_by_role("main").inner_text()


def test_a_form_with_faults_says_where_and_why(signed_in):
    page = signed_in("administrator")
    page.goto("/people/new/")
    page.get_by_role("main").get_by_role("button", name="新建账号").click()
    assert "请改正以下各处" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("用户名").get_attribute("aria-invalid") == "true"


def test_the_auditor_verifies_the_chain_and_sees_no_returns(signed_in):
    page = signed_in("auditor")
    page.goto("/audit/")
    page.get_by_role("link", name="核对整条链").click()
    assert "逐条核对无误" in page.get_by_role("heading", level=1).inner_text()
    answer = page.goto("/returns/")
    assert "共 0 条" in page.get_by_role("main").inner_text() or answer.status == 403


def test_the_administrator_cannot_open_the_log(signed_in):
    assert signed_in("administrator").goto("/audit/").status == 403


def test_failures_lock_an_account_without_giving_its_name_away(page):
    told = set()
    for username, times in (("enterprise", 6), ("nobody", 1)):
        for _ in range(times):
            page.goto("/accounts/sign-in/")
            page.get_by_label("用户名").fill(username)
            page.get_by_label("密码").fill("wrong")
            page.get_by_role("main").get_by_role("button", name="登录").click()
            told.add(page.get_by_role("alert").inner_text())
    assert len(told) == 1
