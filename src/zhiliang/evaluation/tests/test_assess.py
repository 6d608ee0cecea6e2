"""A whole year assessed: the same on every engine, exact, and true to what was published."""

import random
from fractions import Fraction

import pytest

from zhiliang.evaluation.assess import Plan, assess
from zhiliang.evaluation.plan import office_plan
from zhiliang.indicators.definition import definition_from_json
from zhiliang.indicators.lake import Lake

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def results(lake):
    return assess(lake, office_plan(2015))


@pytest.fixture(scope="module")
def targets(results):
    return {target["key"]: target for target in results["targets"]}


def cities(results):
    return [subject for subject in results["subjects"] if subject["kind"] == "city"]


def test_the_reference_engine_gives_the_same_document(lake, results):
    assert assess(lake, office_plan(2015), engine="reference") == results


def test_the_order_of_rows_does_not_matter(tables, results):
    rows = tables["figure"].to_pylist()
    random.Random(1).shuffle(rows)
    shuffled = tables["figure"].from_pylist(rows, schema=tables["figure"].schema)
    assert assess(Lake(tables={**tables, "figure": shuffled}), office_plan(2015)) == results


def test_a_plan_that_went_through_json_gives_the_same_document(lake, results):
    plan = office_plan(2015)
    again = {k: definition_from_json(d.to_json()) for k, d in plan.definitions.items()}
    assert assess(lake, Plan(plan.scheme, again, plan.targets, plan.directions)) == results


def test_all_21_cities_and_seven_departments_are_evaluated(results):
    kinds = [subject["kind"] for subject in results["subjects"]]
    assert (kinds.count("city"), kinds.count("department")) == (21, 7)


def test_points_of_each_city_add_up_to_its_score(results):
    for subject in cities(results):
        counted = [
            i for i in subject["items"] if i["counted"] and i["rule"] not in ("bonus", "veto")
        ]
        available = sum(Fraction(item["points"]) for item in counted)
        lost = sum(Fraction(item["lost"]) for item in counted)
        bonus = sum(Fraction(i["earned"]) for i in subject["items"] if i["rule"] == "bonus")
        expected = min(Fraction(100), (available - lost) * 100 / available + bonus)
        # entries show points to four places; the exact score stands beside
        assert abs(expected - Fraction(subject["exact"])) < Fraction(1, 100)


def test_a_vetoed_city_gets_the_lowest_grade_and_keeps_its_score(results):
    vetoed = [subject for subject in cities(results) if subject["vetoes"]]
    assert [subject["grade"] for subject in vetoed] == ["D"]
    assert Fraction(vetoed[0]["score"]) > 60
    assert vetoed[0]["rank"] == 21


def test_every_lost_point_says_why_what_regains_it_and_from_which_row(results):
    for item in (item for subject in cities(results) for item in subject["items"]):
        if item["lost"] != "0" and item["source"]:
            assert item["reason_zh"] and item["reason_en"] and item["regain_zh"]
            assert item["records"]


def test_made_up_figures_are_marked_wherever_they_count(results):
    assert all(subject["sample"] for subject in cities(results))


@pytest.mark.parametrize(
    ("key", "judgement", "value", "source"),
    [
        ("sewage_treatment_rate", "met", "85.5", "published"),
        ("air_grade2_days", "behind", "91.1", "published"),
        ("emission_reduction_tasks", "met", "100.0", "published"),
        ("industrial_wastewater_compliance", "discontinued", None, "published"),
        ("china_brand_rank", "discontinued", None, None),
    ],
)
def test_real_targets_stand_as_published(targets, key, judgement, value, source):
    target = targets[key]
    assert (target["judgement"], target["value"], target["source"]) == (judgement, value, source)


def test_a_target_known_from_made_up_figures_says_so(targets):
    invented = [target for target in targets.values() if target["source"] == "sample"]
    assert invented
    assert all("示例数据" in target["reason_zh"] for target in invented)


def test_made_up_years_are_no_past_of_a_real_figure(targets):
    path = {step["year"]: step for step in targets["air_grade2_days"]["path"]}
    assert {year for year, step in path.items() if step["observed"]} == {2014, 2015}
    assert targets["air_grade2_days"]["baseline"]["year"] == 2014


def test_about_ten_enterprises_shows_its_distance(targets):
    assert targets["brand_enterprises_100bn"]["judgement"] == "distance"


def test_national_figures_never_stand_in(lake):
    without = lake.tables["figure"].to_pylist()
    kept = [row for row in without if row["place"] == "100000"]
    tables = {
        **lake.tables,
        "figure": lake.tables["figure"].from_pylist(kept, schema=lake.tables["figure"].schema),
    }
    found = assess(Lake(tables=tables), office_plan(2015))["targets"]
    assert {t["judgement"] for t in found} == {"not_collected", "discontinued"}
