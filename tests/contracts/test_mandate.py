"""§2: the clauses and the 25 targets, digit for digit as the issue's table has them."""

import pytest

TABLE = """
qms_certified_enterprises          ge     30000  enterprise    by_2015    二(一)
advanced_standard_share            ge     85     %             by_2015    二(一)
market_sampling_pass_rate          ge     90     %             by_2015    二(一)
comparability_sampling_pass_rate   ge     90     %             each_year  二(一)
completed_works_conforming         eq     100    %             by_2015    二(三)
key_works_first_acceptance         eq     100    %             by_2015    二(三)
construction_quality_accidents     eq     0      accident      by_2015    二(三)
industrial_wastewater_compliance   ge     95     %             by_2015    二(四)
drinking_source_compliance         ge     95     %             by_2015    二(四)
air_grade2_days                    gt     95     %             by_2015    二(四)
sewage_treatment_rate              ge     80     %             by_2015    二(四)
international_standards_adopted    ge     1300   product/year  each_year  三(一)
committee_secretariats             ge     230    committee     by_2015    三(一)
standards_led_or_joined            ge     1000   standard      by_2015    三(一)
demonstration_zones                ge     650    zone          by_2015    三(一)
geographical_indications           ge     80     product       by_2015    三(二)
provincial_brand_products          ge     2500   product       by_2015    三(二)
brand_enterprises_100bn            approx 10     enterprise    by_2015    三(二)
brand_enterprises_50bn             approx 20     enterprise    by_2015    三(二)
china_brand_rank                   eq     1      rank          each_year  三(二)
national_qc_centres                ge     60     centre        by_2015    三(七)
public_testing_platforms           ge     150    platform      by_2015    三(七)
emission_reduction_tasks           eq     100    %             by_2015    二(四)
household_acceptance_coverage      eq     100    %             by_2015    三(四)
sewage_online_monitoring_coverage  eq     100    %             by_2015    三(五)
"""
TARGETS = [tuple(line.split()) for line in TABLE.strip().splitlines()]
CLAUSE = {"id", "title", "quote", "kind", "systems", "state", "legal_state"}
TARGET = {"key", "clause", "name_zh", "name_en", "op", "value", "unit", "horizon", "indicator"}


@pytest.fixture(scope="module")
def mandate(stranger):
    return stranger.json("mandate")


def test_the_targets_are_those_of_the_table(mandate):
    columns = ("key", "op", "value", "unit", "horizon", "clause")
    told = {tuple(str(one[name]) for name in columns) for one in mandate["targets"]}
    assert told == set(TARGETS)
    assert len(mandate["targets"]) == 25


def test_values_are_numbers(mandate):
    assert all(type(one["value"]) in (int, float) for one in mandate["targets"])


def test_clauses_and_targets_have_the_promised_fields(mandate):
    assert all(one.keys() >= CLAUSE for one in mandate["clauses"])
    assert all(one.keys() >= TARGET for one in mandate["targets"])


def test_every_target_is_answered_by_a_known_indicator(mandate, stranger):
    known = {one["key"] for one in stranger.json("indicators")["indicators"]}
    assert {one["indicator"] for one in mandate["targets"]} <= known


def test_every_target_has_a_clause_and_every_clause_a_system(mandate):
    clauses = mandate["clauses"]
    assert all(one["systems"] for one in clauses)
    heads = {one["id"].split(")")[0] + ")" for one in clauses if "(" in one["id"]}
    assert {one["clause"] for one in mandate["targets"]} <= heads


def test_quotes_stay_in_the_traditional_script_of_the_supplied_text(mandate):
    assert any("智慧財產權" in one["quote"] for one in mandate["clauses"])
    assert {one["quote_hans_status"] for one in mandate["clauses"]} == {"待核"}


def test_what_became_of_a_clause_in_law_is_said(mandate):
    states = {one["legal_state"] for one in mandate["clauses"]}
    assert states == {"in_force", "transformed", "discontinued"}
    changed = [one for one in mandate["clauses"] if one["legal_state"] != "in_force"]
    assert all(one["legal_date"] or one["legal_note"] for one in changed)
    assert any("统一社会信用代码" in one["successor_zh"] for one in changed)


@pytest.mark.parametrize(("lang", "word"), [("zh", "到2015年"), ("en", "by 2015")])
def test_people_read_it_in_their_language(stranger, lang, word):
    assert word in stranger("mandate", "--lang", lang).out
