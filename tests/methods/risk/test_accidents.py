"""Grades of incidents, to the person, the yuan and the hour."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.risk import GRADES, accident_grade, established, grading, gradings

pytestmark = pytest.mark.once

VECTORS = json.loads((Path(__file__).parent / "data" / "accident_level.json").read_text())
THRESHOLDS = [
    (text.kind, condition.grade, measure, included, bound)
    for text in gradings()
    for condition in text.conditions
    for measure, included, bound in condition.parts
    if len(condition.parts) == 1
]


def rank(grade):
    return GRADES.index(grade) if grade else len(GRADES)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["in"]))
def test_the_regulation_on_special_equipment_is_followed(vector):
    assert accident_grade("special_equipment", **vector["in"]) == vector["level"]
    assert accident_grade("特种设备", **vector["in"]) == vector["level"]


@pytest.mark.parametrize(
    ("kind", "grade", "measure", "included", "bound"), THRESHOLDS, ids=lambda value: str(value)
)
def test_a_hair_below_a_threshold_is_a_lower_grade(kind, grade, measure, included, bound):
    hair = Fraction(1, 100)
    at, below = (bound, bound - hair) if included else (bound + hair, bound)
    assert accident_grade(kind, **{measure: at}) == grade
    assert rank(accident_grade(kind, **{measure: below})) > rank(grade)


@pytest.mark.parametrize(
    ("hours", "people", "grade"),
    [
        (48, 100, "特别重大"),
        (48, 99, "较大"),
        (24, 100, "重大"),
        ("23.9", 100, "较大"),
        (12, 1, "较大"),
    ],
)
def test_people_and_hours_count_together_on_a_ropeway(hours, people, grade):
    assert accident_grade("特种设备", stranded=people, ropeway_stranded_h=hours) == grade


@given(st.sampled_from([text.kind for text in gradings()]), st.data())
def test_more_harm_is_never_a_lower_grade(kind, data):
    measures = sorted(grading(kind).measures)
    facts = data.draw(st.dictionaries(st.sampled_from(measures), st.integers(0, 2 * 10**8)))
    worse = {name: value + data.draw(st.integers(0, 100)) for name, value in facts.items()}
    assert rank(accident_grade(kind, **worse)) <= rank(accident_grade(kind, **facts))


def test_a_fen_decides():
    assert accident_grade("work_safety", loss=Decimal("9999999.99")) == "一般"
    assert accident_grade("work_safety", loss=Decimal("10000000.00")) == "较大"


def test_what_is_not_known_establishes_nothing():
    assert accident_grade("special_equipment", deaths=None, loss=None, evac=500) == "一般"


def test_a_measure_of_another_kind_changes_nothing():
    assert accident_grade("work_safety", deaths=1, evac=200_000) == "一般"


def test_a_grade_says_which_article_gave_it():
    found = established("特种设备", {"serious": 1, "evac": 50_000})
    assert (found.grade, found.condition.article) == ("重大", "第六十二条（三）")
    assert found.grading.certainty == "verified"


def test_a_local_plan_is_marked():
    assert grading("food_guangxi").certainty == "待核"
    assert "地方预案" in grading("food_guangxi").note_zh
    assert accident_grade("food_guangxi", harmed=99) == "一般"
    assert accident_grade("food_guangxi", harmed=30, deaths=1) == "较大"


def test_before_its_regulation_an_incident_has_no_grade():
    assert accident_grade("特种设备", deaths=1, on=date(2026, 1, 1)) == "一般"
    with pytest.raises(ValueError, match="in force"):
        accident_grade("特种设备", deaths=1, on=date(2005, 1, 1))


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("traffic", {}),
        ("特种设备", {"dogs": 1}),
        ("特种设备", {"deaths": -1}),
        ("特种设备", {"loss": "much"}),
    ],
)
def test_an_unknown_kind_measure_or_figure_is_refused(kind, facts):
    with pytest.raises(ValueError):
        accident_grade(kind, **facts)
