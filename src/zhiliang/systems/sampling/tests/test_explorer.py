"""The plan explorer: plans with their source, risks in words, bad questions answered in place."""

import re

import pytest
from django.urls import reverse


@pytest.fixture
def explored(client):
    """The page for what is asked: `explored(lot=2000)`."""

    def get(**asked):
        answer = client.get(reverse("sampling_explorer"), asked)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def beside(page, field):
    """The error beside a field."""
    found = re.search(rf'id="id_{field}_error">.*?<span>(.*?)</span>', page, re.S)
    return found[1] if found else ""


def test_a_plan_is_told_with_the_cell_it_comes_from(explored):
    page = explored(lot=2000, level="II", aql="1.0")
    assert "n = 125，Ac = 3，Re = 4" in page
    assert "GB/T 2828.1-2012 表 2-A，字码 K、AQL 1.0" in page


def test_an_arrow_is_told(explored):
    assert "那一格是箭头，指到字码" in explored(lot=100, level="S-1", aql="0.65")


def test_the_other_edition_has_its_own_tables(explored):
    assert "MIL-STD-105E 表 II-A" in explored(edition="MIL-STD-105E")


@pytest.mark.parametrize(
    ("severity", "plan"),
    [("tightened", "n = 125，Ac = 2，Re = 3"), ("reduced", "n = 50，Ac = 2，Re = 3")],
)
def test_severities_have_their_own_plans(explored, severity, plan):
    assert plan in explored(lot=2000, severity=severity)


def test_risks_are_told_in_words(explored):
    # R: pbinom(3, 125, 0.01) = 0.9632
    assert "若不合格率为 1%，这批被接收的可能性约为 96.3%，不接收约 3.7%" in explored(lot=2000)


def test_one_lot_is_judged_without_replacement(explored):
    # R: phyper(3, 20, 1980, 125) = 0.9678
    assert "可能性约为 96.8%" in explored(lot=2000, basis="lot")


def test_a_quality_of_one_s_own_is_answered(explored):
    # R: pbinom(3, 125, 0.02) = 0.7588
    assert "若不合格率为 2%，这批被接收的可能性约为 75.9%" in explored(lot=2000, p="2")


def test_many_nonconformities_are_counted_per_hundred_units(explored):
    assert "若每百单位有 15 个不合格" in explored(lot=500, aql="15")


@pytest.mark.parametrize(
    ("lot", "said"), [("0", "没有东西可检"), ("1", "单件直接检验"), ("-3", "没有东西可检")]
)
def test_a_lot_without_a_plan_is_answered_beside_the_field(explored, lot, said):
    assert said in beside(explored(lot=lot), "lot")


@pytest.mark.parametrize("lot", ["甲", "1e9", "2.5", "9" * 60, "9" * 5000])
def test_a_lot_that_is_no_number_is_answered_beside_the_field(explored, lot):
    assert beside(explored(lot=lot), "lot")


@pytest.mark.parametrize(
    ("aql", "near"), [("1.2", "1.0、1.5"), ("0.001", "0.010"), ("5000", "1000")]
)
def test_an_aql_between_the_values_of_the_series_is_told_its_neighbours(explored, aql, near):
    assert f"请取 {near}。" in beside(explored(aql=aql), "aql")


@pytest.mark.parametrize("aql", ["NaN", "sNaN", "Infinity", "1e999999", "甲", "1" * 3000])
def test_an_aql_that_is_no_number_is_answered(explored, aql):
    assert beside(explored(aql=aql), "aql")


def test_an_aql_is_the_same_however_it_is_written(explored):
    assert "n = 125" in explored(aql="1") and "n = 125" in explored(aql="1.00")


def test_a_sample_larger_than_the_lot_is_full_inspection(explored):
    assert "对整批 40 件作 100% 检验" in explored(lot=40, aql="0.10")


def test_a_plan_is_found_from_two_risks(explored):
    # R AcceptanceSampling: find.plan(c(0.05, 0.95), c(0.15, 0.075)): n 80, c 7
    page = explored(good="5", good_risk="5", bad="15", bad_risk="7.5")
    assert "取 80 件：不合格不超过 7 件接收" in page


def test_points_that_are_too_near_are_refused_at_once(explored):
    assert "1.5 倍" in beside(explored(good="1", bad="1.1"), "bad")


def test_a_lot_too_small_for_both_risks_is_said(explored):
    page = explored(good="1", bad="2", good_risk="1", bad_risk="1", find_lot="20")
    assert "全数检验" in beside(page, "find_lot")


def test_an_audit_says_what_may_be_said_and_never_more(explored):
    page = explored(dql="0.65", limit="2")
    assert "随机取 126 件" in page and "所检项目未发现不合格" in page
    assert "不能证明产品合格" in page


def test_an_audit_s_sample_that_risks_too_much_is_told_the_most(explored):
    assert "至多取 126" in beside(explored(dql="0.65", limit="2", n="127"), "n")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"limit": "3", "n": "3"}, "n"),
        ({"audit_lot": "100", "limit": "1", "dql": "1"}, "limit"),
        ({"audit_lot": "50", "n": "60"}, "n"),
        ({"audit_lot": "1"}, "audit_lot"),
        ({"audit_lot": "999999999"}, "audit_lot"),
        ({"dql": "0"}, "dql"),
    ],
)
def test_a_question_no_audit_answers_is_told_beside_its_field(explored, asked, field):
    assert beside(explored(**asked), field)


def test_a_wrong_question_of_one_kind_leaves_the_others_answered(explored):
    page = explored(good="1", bad="1.1")
    assert "n = 125" in page and "随机取" in page


@pytest.mark.parametrize("table", ["plan", "curve"])
def test_each_table_is_downloaded(client, table):
    answer = client.get(reverse("sampling_explorer"), {"table": table, "format": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert len(answer.content.decode().splitlines()) > 3
