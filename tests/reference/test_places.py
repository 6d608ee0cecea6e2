"""The place table, its named sets and the departments, held against an independent code table."""

import csv
import re
from datetime import date, timedelta
from importlib.resources import files

import pytest
import yaml
from stdnum import numdb

pytestmark = pytest.mark.once

REFERENCE = files("zhiliang.core") / "reference"
BEGIN = date(2005, 1, 1)
Row = dict[str, str]


def _places() -> list[Row]:
    with (REFERENCE / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _yaml(name: str) -> list[dict]:
    return yaml.safe_load((REFERENCE / name).read_text(encoding="utf-8"))


def _day(text: str) -> date:
    return date.fromisoformat(text) if text else date.max


PLACES = _places()
CITIES = [row["code"] for row in PLACES if row["level"] == "city"]
DISTRICTS = [row for row in PLACES if row["level"] == "district"]
SETS = {one["key"]: one["members"] for one in _yaml("place_sets.yaml")}
DEPARTMENTS = {one["code"]: one for one in _yaml("departments.yaml")}


def _oracle(code: str) -> list[tuple[int, int, str]]:
    """(first year, last year, name) of a Guangdong code in python-stdnum's table."""
    found = dict(numdb.get("cn/loc").info(code)[-1][1]).get("county", "")
    parts = re.findall(r"(?:\[(\d*)-(\d*)\])?([^,\[]+)", found)
    return [(int(start or 0), int(end or 9999), name) for start, end, name in parts]


ORACLE = {
    code: _oracle(code)
    for code in (f"44{city:02}{county:02}" for city in range(1, 54) for county in range(2, 100))
}


def _ours(year: int) -> dict[str, str]:
    first, last = f"{year}-01-01", f"{year}-12-31"
    return {
        row["code"]: row["name_zh"]
        for row in DISTRICTS
        if row["valid_from"] <= last and (row["valid_to"] or "9999") >= first
    }


def _theirs(year: int) -> dict[str, str]:
    return {
        code: name
        for code, rows in ORACLE.items()
        for start, end, name in rows
        if start <= year <= end and name != "市辖区"
    }


def test_there_are_21_cities_of_one_province_of_one_country() -> None:
    assert len(CITIES) == 21
    assert {row["parent"] for row in PLACES if row["level"] == "city"} == {"440000"}
    assert [row["parent"] for row in PLACES if row["code"] == "440000"] == ["100000"]


@pytest.mark.parametrize("year", range(2006, 2027))
def test_the_districts_of_a_year_are_those_of_the_independent_table(year: int) -> None:
    # The two tables date one conversion of early 2015 (Gaoyao) by year, so old and new meet there.
    missing = set(_theirs(year).items()) - set(_ours(year).items())
    added = set(_ours(year).items()) - set(_theirs(year).items())
    assert added == set()
    assert missing <= ({("441283", "高要市")} if year == 2015 else set())


def test_dongguan_and_zhongshan_have_no_districts() -> None:
    assert not [row for row in DISTRICTS if row["parent"] in ("441900", "442000")]


def test_there_are_122_districts_and_counties_today() -> None:
    assert len(_ours(2026)) == 122


def test_the_rows_of_a_code_follow_each_other_without_gap_or_overlap() -> None:
    for earlier, later in zip(PLACES, PLACES[1:], strict=False):
        if earlier["code"] == later["code"]:
            assert _day(later["valid_from"]) - _day(earlier["valid_to"]) == timedelta(days=1)


def test_every_row_ends_after_it_begins_and_within_the_window() -> None:
    for row in PLACES:
        assert BEGIN <= _day(row["valid_from"]) <= _day(row["valid_to"])


def test_a_district_lies_in_the_city_its_code_begins_with() -> None:
    for row in DISTRICTS:
        assert row["parent"] in CITIES
        assert row["code"][:4] == row["parent"][:4]


def test_a_dissolved_district_names_what_it_became() -> None:
    for row in DISTRICTS:
        following = [one for one in DISTRICTS if one["code"] == row["code"]][-1]
        if row["valid_to"] and following is row:
            assert re.search(r"（44\d{4}）", row["note"]), row["code"]


def test_luogang_went_into_huangpu_in_2014() -> None:
    on_the_day = [row["code"] for row in DISTRICTS if row["valid_from"] == "2014-02-12"]
    assert "440116" in _ours(2013)
    assert "440116" not in _ours(2015)
    assert on_the_day == ["440112", "440117", "440118"]


def test_four_regions_share_the_21_cities_out() -> None:
    regions = [m["place"] for key in ("prd_9", "east", "west", "mountain") for m in SETS[key]]
    assert sorted(regions) == sorted(m["place"] for m in SETS["gd_21"]) == sorted(CITIES)


@pytest.mark.parametrize(("wide", "base"), [("gd_22", "gd_21"), ("prd_shunde", "prd_9")])
def test_shunde_is_listed_apart_only_from_2013_to_2016(wide: str, base: str) -> None:
    assert {m["place"] for m in SETS[wide]} - {m["place"] for m in SETS[base]} == {"440606"}
    assert {(m["valid_from"], m["valid_to"]) for m in SETS[wide]} == {
        (date(2013, 1, 1), date(2016, 12, 31))
    }


def test_every_successor_is_a_department_that_starts_as_the_old_one_ends() -> None:
    for old in DEPARTMENTS.values():
        if old["successor"]:
            new = DEPARTMENTS[old["successor"]]
            assert new["valid_from"] <= old["valid_to"] + timedelta(days=1)
            assert new["valid_to"] is None or new["valid_to"] > old["valid_to"]


def test_a_department_ends_exactly_when_it_has_a_successor() -> None:
    for one in DEPARTMENTS.values():
        assert (one["valid_to"] is None) == (one["successor"] is None), one["code"]


def test_the_three_market_bureaus_became_one_in_2018() -> None:
    merged = {code for code, one in DEPARTMENTS.items() if one["successor"] == "market_regulation"}
    assert {"quality_supervision", "industry_commerce", "food_drug"} <= merged


def test_every_department_is_marked_as_unchecked() -> None:
    assert {one["status"] for one in DEPARTMENTS.values()} == {"待核"}
