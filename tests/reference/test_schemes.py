"""The shipped example schemes: they add up, use what exists, and rise towards the targets."""

import csv
from fractions import Fraction
from importlib.resources import files

import pytest
import yaml

pytestmark = pytest.mark.once

SCHEMES = files("zhiliang.evaluation") / "schemes"
REFERENCE = files("zhiliang.core") / "reference"
YEARS = range(2011, 2016)
RULES = {
    "ratio_to_target": {"target"},
    "threshold": {"op", "target"},
    "binary": set(),
    "tiered": {"tiers"},
    "deduct": {"step", "free", "floor"},
    "base_plus": {"base", "from", "per_unit"},
    "bonus": {"per_unit"},
    "veto": {"limit"},
}
OUTSIDE = ("bonus", "veto")


def _scheme(year: int) -> dict:
    return yaml.safe_load((SCHEMES / f"{year}.yaml").read_text(encoding="utf-8"))


SHIPPED = {year: _scheme(year) for year in YEARS}
BLOCKS = [(year, block) for year in YEARS for block in SHIPPED[year]["subjects"]]
ITEMS = [(year, item) for year, block in BLOCKS for item in block["items"]]


def _cities(year: int) -> dict[str, dict]:
    (block,) = [b for b in SHIPPED[year]["subjects"] if b["kind"] == "city"]
    return {item["key"]: item for item in block["items"]}


def test_the_items_of_every_subject_sum_to_a_hundred() -> None:
    for _, block in BLOCKS:
        counted = [Fraction(i["points"]) for i in block["items"] if i["rule"] not in OUTSIDE]
        assert sum(counted) == 100


@pytest.mark.parametrize("year", YEARS)
def test_targets_weigh_40_and_measures_60_for_a_city(year: int) -> None:
    part = {group["key"]: group["part"] for group in SHIPPED[year]["groups"]}
    weight = dict.fromkeys(("targets", "measures", "extra"), Fraction(0))
    for item in _cities(year).values():
        weight[part[item["group"]]] += Fraction(item["points"])
    assert (weight["targets"], weight["measures"]) == (40, 60)


@pytest.mark.parametrize("year", YEARS)
def test_the_points_of_a_group_are_those_of_its_city_items(year: int) -> None:
    for group in SHIPPED[year]["groups"]:
        if group["part"] != "extra":
            own = [i for i in _cities(year).values() if i["group"] == group["key"]]
            assert sum(Fraction(i["points"]) for i in own) == Fraction(group["points"])


def test_every_item_uses_a_known_rule_with_its_parameters() -> None:
    for year, item in ITEMS:
        assert set(item["parameters"]) == RULES[item["rule"]], (year, item["key"])


@pytest.mark.parametrize("year", YEARS)
def test_each_of_the_eight_rules_is_used(year: int) -> None:
    assert {item["rule"] for y, item in ITEMS if y == year} == set(RULES)


def test_every_indicator_of_an_item_is_listed() -> None:
    listed = files("zhiliang.systems.returns") / "published" / "INDICATORS.csv"
    with listed.open(encoding="utf-8", newline="") as file:
        keys = {row["key"] for row in csv.DictReader(file)}
    assert {item["indicator"] for _, item in ITEMS} <= keys


def test_every_lead_is_a_department_that_existed_all_that_year() -> None:
    text = (REFERENCE / "departments.yaml").read_text(encoding="utf-8")
    known = {one["code"]: one for one in yaml.safe_load(text)}
    for year, item in ITEMS:
        one = known[item["lead"]]
        assert one["valid_from"].year <= year
        assert one["valid_to"] is None or one["valid_to"].year > year


def test_every_unpublished_weight_is_called_an_example() -> None:
    assert all(scheme["example"] is True for scheme in SHIPPED.values())
    for _, item in ITEMS:
        assert "示例分值（未公布）" in item["basis"] or item["rule"] == "veto"


def test_every_number_is_text_so_that_it_stays_exact() -> None:
    for _, item in ITEMS:
        tiers = [v for tier in item["parameters"].get("tiers", []) for v in tier.values()]
        flat = [v for k, v in item["parameters"].items() if k != "tiers"]
        assert {type(v) for v in (*tiers, *flat, item["points"])} == {str}


def test_what_is_required_never_falls_from_year_to_year() -> None:
    for before, after in zip(YEARS, YEARS[1:], strict=False):
        earlier, later = _cities(before), _cities(after)
        for key in earlier.keys() & later.keys():
            old, new = (i["parameters"].get("target", "0") for i in (earlier[key], later[key]))
            assert Fraction(old) <= Fraction(new), key


def test_2015_drops_the_discontinued_wastewater_item_and_only_that() -> None:
    assert _cities(2014).keys() - _cities(2015).keys() == {"wastewater"}
    assert _cities(2015).keys() - _cities(2014).keys() == set()


def test_grades_are_cut_at_90_80_and_60() -> None:
    for scheme in SHIPPED.values():
        cuts = [(band["grade"], band["from"]) for band in scheme["bands"]]
        assert cuts == [("A", "90"), ("B", "80"), ("C", "60"), ("D", "0")]
        assert scheme["rounding"] == {"mode": "none", "places": 2}
