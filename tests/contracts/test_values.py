"""§4, §5: the published figures, by both engines, in the promised shape."""

import csv
from itertools import pairwise

import pytest

from tests.contracts.terminal import ROOT

AIR, PM2_5, PM10 = (f"environment.{n}" for n in ("good_air_days", "air_pm2_5", "air_pm10"))
BULLETINS = ROOT / "src/zhiliang/core/reference/guangdong"
# key, period → the province and the nine cities of the Pearl River Delta, as published
PUBLISHED = {
    (AIR, "2017-08"): (92.4, 88.4),
    (PM10, "2017-08"): (36, 34),
    (PM2_5, "2017-08"): (20, 20),
    (AIR, "2021-12"): (96.2, 94.6),
    (PM2_5, "2021-12"): (31, 31),
}
ANSWER = {"indicator", "period", "as_of", "definition", "values", "aggregates"}
VALUE = {"place", "name", "value", "numerator", "denominator", "status", "source", "rank"}


def bulletin(period, column):
    path = BULLETINS / f"gd_air_{period.replace('-', '_')}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["gbt2260"]: row[column] for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def answers(reader):
    """What each engine says of each published pair, by key, period and engine."""
    asked = [(*pair, engine) for pair in PUBLISHED for engine in ("reference", "duckdb")]
    commands = [("value", k, "--period", p, "--engine", e, "--json") for k, p, e in asked]
    return dict(zip(asked, reader.each(commands), strict=True))


@pytest.fixture
def answer(answers):
    return lambda key, period: answers[key, period, "duckdb"].json


@pytest.mark.parametrize("asked", PUBLISHED)
def test_both_engines_print_the_same_bytes(answers, asked):
    assert answers[*asked, "reference"].out == answers[*asked, "duckdb"].out


@pytest.mark.parametrize("asked", PUBLISHED)
def test_the_aggregates_are_the_published_ones(answer, asked):
    told = {one["set"]: (one["rule"], one["value"]) for one in answer(*asked)["aggregates"]}
    province, delta = PUBLISHED[asked]
    assert told["gd_21"] == ("unweighted_mean", province)
    assert told["prd_9"] == ("unweighted_mean", delta)


@pytest.mark.parametrize(("period", "column"), [("2017-08", "rank"), ("2021-12", "aqi_rank")])
def test_the_ranks_are_the_published_ones(answer, period, column):
    told = {one["place"]: str(one["rank"]) for one in answer(AIR, period)["values"]}
    assert told == bulletin(period, column)


def test_pm2_5_is_ranked_as_published(answer):
    told = {one["place"]: str(one["rank"]) for one in answer(PM2_5, "2021-12")["values"]}
    assert told == bulletin("2021-12", "pm25_rank")


def test_the_cities_figures_are_the_published_ones(answer):
    told = {one["place"]: one["value"] for one in answer(AIR, "2017-08")["values"]}
    published = bulletin("2017-08", "attain_days_pct")
    assert told == {place: float(text) for place, text in published.items()}


@pytest.mark.parametrize("asked", PUBLISHED)
def test_an_answer_has_the_promised_shape(answer, asked):
    told = answer(*asked)
    assert told.keys() == ANSWER
    assert all(one.keys() >= VALUE for one in told["values"])
    assert all(one.keys() >= {"set", "rule", "value"} for one in told["aggregates"])


def test_a_published_rate_has_no_numerator(answer):
    parts = {(one["numerator"], one["denominator"]) for one in answer(AIR, "2021-12")["values"]}
    assert parts == {(None, None)}
    assert {one["source"] for one in answer(AIR, "2021-12")["values"]} == {"published"}


@pytest.mark.parametrize(
    ("by", "places"), [("region", {"prd_9", "east", "west", "mountain"}), ("province", {"440000"})]
)
def test_regions_and_the_province_are_levels_too(reader, by, places):
    words = ("value", AIR, "--period", "2021-12", "--by", by)
    told = reader.json(*words)
    assert {one["place"] for one in told["values"]} == places
    assert told == reader.json(*words, "--engine", "reference")


def test_the_province_s_own_figure_stands_before_a_mean(reader):
    (told,) = reader.json("value", AIR, "--period", "2015", "--by", "province")["values"]
    assert (told["value"], told["source"], told["status"]) == (91.1, "published", "redefined")


@pytest.mark.parametrize("source", ["records", "returns", "published", "sample"])
def test_a_source_narrows_to_itself(reader, source):
    told = reader.json("value", AIR, "--period", "2021-12", "--source", source)["values"]
    with_value = [one for one in told if one["value"] is not None]
    assert {one["source"] for one in with_value} <= {source}
    assert len(with_value) == (21 if source == "published" else 0)


def test_a_discontinued_indicator_says_so(reader):
    key = "environment.industrial_wastewater_compliance"
    (told,) = reader.json("value", key, "--period", "2015", "--by", "province")["values"]
    assert (told["value"], told["status"]) == (None, "discontinued")


def test_national_figures_never_stand_in_for_guangdong_s(reader):
    key = "evaluation.competitiveness_index"
    told = reader.json(
        "value", key, "--period", "2010", "--by", "province", "--source", "published"
    )
    assert [one["value"] for one in told["values"]] == [None]


def test_a_month_without_data_is_not_collected(reader):
    told = reader.json("value", AIR, "--period", "2008-01")["values"]
    assert {(one["value"], one["status"]) for one in told} == {(None, "not_collected")}


def test_indicators_are_listed_with_their_definition(reader):
    listed = reader.json("indicators")["indicators"]
    keys = [one["key"] for one in listed]
    assert all(before < after for before, after in pairwise(keys))
    assert all(one.keys() >= {"clause", "name_zh", "name_en", "unit", "digest"} for one in listed)


def test_explain_goes_from_the_clause_to_the_line_of_the_file(reader):
    told = reader.json("explain", AIR, "--place", "440100", "--period", "2021-12")
    (row,) = told["records"]["rows"]
    line = (BULLETINS / row["reference"]).read_text("utf-8-sig").splitlines()[row["line"] - 1]
    assert line.startswith("440100,广州,100,")
    assert told["clause"]["id"] == "二(四)"
    assert "SELECT" in told["sql"]
    assert [one["state"] for one in told["history"]] == ["accepted"]


def test_explain_gives_numerator_and_denominator_where_they_are_known(reader):
    told = reader.json(
        "explain", "sampling.market_pass_rate", "--place", "440100", "--period", "2014"
    )
    assert told["value"] == round(100 * told["numerator"] / told["denominator"] + 1e-9, 1)
    assert told["source"] == "sample"


@pytest.mark.parametrize(("lang", "word"), [("zh", "广州市"), ("en", "Guangzhou")])
def test_people_read_values_in_their_language(reader, lang, word):
    told = reader("value", AIR, "--period", "2021-12", "--lang", lang).out
    assert word in told
    assert "unweighted_mean" in told


def test_shunde_belongs_to_the_delta_only_in_its_years(reader):
    told = reader.json("value", AIR, "--period", "2015")["aggregates"]
    assert "prd_shunde" in {one["set"] for one in told}
    later = reader.json("value", AIR, "--period", "2021-12")["aggregates"]
    assert "prd_shunde" not in {one["set"] for one in later}


def test_the_announced_grades_of_four_years_are_there(reader):
    found = {}
    for period in ("2016-2017", "2019", "2020", "2022"):
        words = ("value", "evaluation.quality_work_grade", "--period", period)
        values = reader.json(*words, "--source", "published")["values"]
        found[period] = ["_ABCD"[one["value"]] for one in values].count("A")
    assert found == {"2016-2017": 7, "2019": 8, "2020": 9, "2022": 11}
