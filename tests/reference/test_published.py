"""Published figures: their arithmetic, what they must not claim, and their keys."""

import csv
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files

import pytest

from zhiliang.core.period import Period
from zhiliang.indicators.registry import definitions
from zhiliang.mandate import load_targets
from zhiliang.methods.rounding import round_half_up
from zhiliang.systems.returns.sample import COLUMNS

pytestmark = pytest.mark.once

REFERENCE = files("zhiliang.core") / "reference"
FOLDER = files("zhiliang.systems.returns") / "published"
Row = dict[str, str]


def _read(path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TABLES = sorted(p.name for p in FOLDER.iterdir() if p.name.endswith(".csv") and p.name.islower())
ROWS = [row for name in TABLES for row in _read(FOLDER / name)]
INDICATORS = {row["key"]: row for row in _read(FOLDER / "INDICATORS.csv")}
PLACES = {row["code"] for row in _read(REFERENCE / "places.csv")}


def _one(indicator: str, place: str, period: str) -> Row:
    wanted = (indicator, place, period)
    (row,) = [r for r in ROWS if (r["indicator"], r["place"], r["period"]) == wanted]
    return row


def test_every_table_has_the_columns_of_the_import_format() -> None:
    assert [list(_read(FOLDER / name)[0]) for name in TABLES] == [list(COLUMNS)] * len(TABLES)


def test_every_row_names_a_known_indicator_place_and_period() -> None:
    for row in ROWS:
        assert row["indicator"] in INDICATORS
        assert row["place"] in PLACES
        assert Period.parse(row["period"]).key == row["period"]


def test_every_row_is_published_and_says_where() -> None:
    assert {row["source"] for row in ROWS} == {"published"}
    assert [row for row in ROWS if len(row["note"]) < 10] == []


def test_no_figure_is_given_twice() -> None:
    keys = [(row["indicator"], row["place"], row["period"]) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_a_row_has_a_value_exactly_when_its_status_allows_one() -> None:
    for row in ROWS:
        assert (row["value"] != "") == (row["status"] in ("ok", "redefined")), row


def test_numerators_over_denominators_round_to_the_published_rates() -> None:
    for row in ROWS:
        if row["denominator"]:
            exact = Fraction(100 * int(row["numerator"]), int(row["denominator"]))
            places = -Decimal(row["value"]).as_tuple().exponent
            assert round_half_up(exact, places) == Decimal(row["value"]), row


def test_whole_figures_of_the_plan_table_are_all_there() -> None:
    plan = _read(REFERENCE / "guangdong" / "gd_env_12th_fyp.csv")
    values = {row["y2010"] for row in plan} | {row["y2015_actual"] for row in plan}
    ours = {row["value"] for row in ROWS if row["indicator"].startswith("environment.")}
    assert {value for value in values if value and value[0].isdigit()} <= ours


def test_national_figures_stand_at_the_country_and_nowhere_else() -> None:
    for row in ROWS:
        assert row["indicator"].startswith("national.") == (row["place"] == "100000")


@pytest.mark.parametrize(
    ("indicator", "period", "status"),
    [
        ("environment.industrial_wastewater_compliance", "2010", "not_collected"),
        ("environment.industrial_wastewater_compliance", "2015", "discontinued"),
        ("environment.county_monitoring_hardware", "2015", "redefined"),
        ("environment.good_air_days", "2015", "redefined"),
        ("evaluation.competitiveness_index", "2009", "not_collected"),
    ],
)
def test_what_is_no_plain_figure_says_so(indicator: str, period: str, status: str) -> None:
    assert _one(indicator, "440000", period)["status"] == status


def test_valid_days_and_not_the_whole_year_give_guangzhous_published_rate() -> None:
    row = _one("environment.good_air_days", "440100", "2014")
    assert (row["numerator"], row["denominator"], row["value"]) == ("282", "364", "77.5")


def test_the_emission_tasks_of_2015_are_the_three_seen() -> None:
    row = _one("environment.emission_reduction_tasks", "440000", "2015")
    assert (row["numerator"], row["denominator"]) == ("3", "3")
    assert "化学需氧量不在摘录中" in row["note"]


def test_every_target_has_a_listed_indicator_of_its_unit() -> None:
    for target in load_targets():
        assert INDICATORS[target.indicator]["unit"] == target.unit
        assert INDICATORS[target.indicator]["clause"] == target.clause


def test_the_list_of_indicators_uses_known_words_only() -> None:
    for row in INDICATORS.values():
        assert row["better"] in ("higher", "lower", "none")
        assert row["aggregate"] in ("none", "sum", "ratio_of_sums", "unweighted_mean")
        levels = {"country", "province", "city", "district"}
        # what the province alone announces is asked of nobody
        assert set(filter(None, row["reporter"].split(";"))) <= levels


def test_the_list_and_the_declared_indicators_agree() -> None:
    declared = {key: (d.places, d.better, d.aggregate) for key, d in definitions().items()}
    listed = {
        key: (int(row["places"]), row["better"], row["aggregate"])
        for key, row in INDICATORS.items()
    }
    assert {key: declared.get(key) for key in listed} == listed


def test_the_grades_of_four_years_are_all_there() -> None:
    given = _read(REFERENCE / "guangdong" / "gd_quality_work_grades.csv")
    published = {(r["assessment_year"], r["gbt2260"], "_ABCD".index(r["grade"])) for r in given}
    ours = [row for row in ROWS if row["indicator"] == "evaluation.quality_work_grade"]
    assert {(row["period"], row["place"], int(row["value"])) for row in ours} == published
    assert len(published) == 84


def test_the_air_ranks_of_2015_are_all_there() -> None:
    given = _read(REFERENCE / "guangdong" / "gd_air_2015_rank.csv")
    ours = [row for row in ROWS if row["indicator"] == "environment.published_air_rank"]
    assert {(r["place"], r["value"]) for r in ours} == {(r["gbt2260"], r["rank"]) for r in given}
