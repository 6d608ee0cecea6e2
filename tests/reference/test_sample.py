"""The made-up figures: marked, the same every time, and rich enough for every grade."""

import csv
from collections import Counter
from fractions import Fraction
from importlib.resources import files

import pytest
import yaml

from zhiliang.evaluation.rules import RULES
from zhiliang.systems.returns.sample import cities, districts, figures

pytestmark = pytest.mark.once

PUBLISHED = files("zhiliang.systems.returns") / "published"
SCHEME = yaml.safe_load((files("zhiliang.evaluation") / "schemes" / "2015.yaml").read_text("utf-8"))
ROWS = list(figures())
FOUND = {(row["indicator"], row["place"], row["period"]): row for row in ROWS}


def _block(kind: str) -> dict:
    return next(block for block in SCHEME["subjects"] if block["kind"] == kind)


def _figure(indicator: str, place: str, year: int) -> Fraction | None:
    row = FOUND.get((indicator, place, str(year)))
    if row is None or not row["value"]:
        return None
    if row["denominator"]:
        return Fraction(100 * int(row["numerator"]), int(row["denominator"]))
    return Fraction(row["value"])


def _grade(place: str) -> str:
    score = Fraction(0)
    for item in _block("city")["items"]:
        if (figure := _figure(item["indicator"], place, 2015)) is not None:
            rule = RULES[item["rule"]]
            outcome = rule(Fraction(item["points"]), figure, item["parameters"])
            score += outcome.earned
            if outcome.veto:
                return "veto"
    return next(b["grade"] for b in SCHEME["bands"] if score >= Fraction(b["from"]))


def test_the_same_figures_come_out_every_time() -> None:
    assert list(figures()) == ROWS


def test_every_figure_says_that_it_is_made_up() -> None:
    assert {row["source"] for row in ROWS} == {"sample"}
    assert all("示例数据（虚构）" in row["note"] for row in ROWS)


def test_no_figure_is_made_twice() -> None:
    assert len(FOUND) == len(ROWS)


def test_no_sample_stands_beside_a_published_figure() -> None:
    for path in PUBLISHED.iterdir():
        if path.name.endswith(".csv") and path.name.islower():
            with path.open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file)
                assert not FOUND.keys() & {(r["indicator"], r["place"], r["period"]) for r in rows}


def test_a_numerator_never_exceeds_its_denominator() -> None:
    for row in ROWS:
        if row["denominator"]:
            assert 0 <= int(row["numerator"]) <= int(row["denominator"])


@pytest.mark.parametrize("year", range(2011, 2016))
def test_every_city_has_a_row_for_every_item_of_every_year(year: int) -> None:
    text = (files("zhiliang.evaluation") / "schemes" / f"{year}.yaml").read_text("utf-8")
    (block,) = [b for b in yaml.safe_load(text)["subjects"] if b["kind"] == "city"]
    published = {("environment.good_air_days", "440100")}
    for item in block["items"]:
        missing = {c.code for c in cities() if (item["indicator"], c.code, str(year)) not in FOUND}
        assert {(item["indicator"], code) for code in missing} <= published


def test_every_department_has_a_figure_or_a_published_one_for_every_item() -> None:
    published = {
        "environment.sewage_treatment_rate",
        "environment.good_air_days",
        "environment.emission_reduction_tasks",
    }
    for block in SCHEME["subjects"]:
        if block["kind"] == "department":
            keys = {item["indicator"] for item in block["items"]}
            assert {k for k in keys if _figure(k, "440000", 2015) is None} <= published


def test_ten_districts_report_and_one_of_them_ends_with_its_merger() -> None:
    last = {site.code: max(site.years) for site in districts()}
    assert len(last) == 10
    assert last["440116"] == 2013
    assert last["440112"] == 2015


def test_the_evaluation_of_2015_has_every_grade_and_a_veto() -> None:
    grades = Counter(_grade(site.code) for site in cities())
    assert min(grades[grade] for grade in "ABC") >= 3
    assert grades["veto"] == 1


def test_two_cities_leave_gaps() -> None:
    late = {row["place"] for row in ROWS if row["status"] == "not_collected"}
    assert len(late) == 2


def test_the_delta_is_drawn_stronger_than_the_rest() -> None:
    delta = {"440100", "440300", "440400", "440600", "440700"}
    strong = [site.strength for site in cities() if site.code in delta]
    others = [site.strength for site in cities() if site.code[:4] in ("4402", "4414", "4453")]
    assert min(strong) > max(others)


def test_a_place_adds_up_to_the_province() -> None:
    for year in range(2010, 2016):
        key = "sampling.market_pass_rate"
        own = [int(FOUND[key, site.code, str(year)]["denominator"]) for site in cities()]
        assert sum(own) == int(FOUND[key, "440000", str(year)]["denominator"])
