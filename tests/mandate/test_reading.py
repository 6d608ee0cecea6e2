"""Complaints about a mandate file name file, line and field."""

import pytest

from zhiliang.mandate import MandateError
from zhiliang.mandate.building import build_clause, build_direction, build_system, build_target
from zhiliang.mandate.reading import read_each, shipped_text

pytestmark = pytest.mark.once

SYSTEM = "- {name: returns, title_zh: 填报, title_en: Returns, state: working}\n"


def refused(file, build, text) -> str:
    with pytest.raises(MandateError) as refusal:
        read_each(file, build, text=text)
    return str(refusal.value)


def spoilt(file, old, new) -> str:
    text = shipped_text(file)
    assert old in text
    return text.replace(old, new, 1)


def test_a_wrong_operator_is_named_with_its_line():
    text = spoilt("targets.yaml", "op: gt", "op: greater")
    line = text[: text.index("op: greater")].count("\n") + 1
    reason = refused("targets.yaml", build_target, text)
    assert reason.startswith(f"targets.yaml 第 {line} 行 op")
    assert "ge gt eq approx" in reason


@pytest.mark.parametrize("value", ["许多", "NaN", "Infinity", "95%", "''"])
def test_a_value_that_is_no_number_is_refused(value):
    text = spoilt("targets.yaml", "value: 30000", f"value: {value}")
    assert "value" in refused("targets.yaml", build_target, text)


@pytest.mark.parametrize("window", ["[2010-07-04]", "[2015-12-31, 2010-07-04]", "[soon, later]"])
def test_a_window_needs_two_days_in_order(window):
    text = spoilt("targets.yaml", "[2010-07-04, 2015-12-31]", window)
    assert "window" in refused("targets.yaml", build_target, text)


def test_an_indicator_key_needs_a_system_and_a_name():
    text = spoilt("targets.yaml", "indicator: sampling.market_pass_rate", "indicator: market")
    assert "indicator" in refused("targets.yaml", build_target, text)


def test_a_misspelt_field_is_refused():
    assert "titel_zh" in refused(
        "systems.yaml", build_system, SYSTEM.replace("title_zh", "titel_zh")
    )


def test_a_missing_field_is_named():
    reason = refused("systems.yaml", build_system, SYSTEM.replace("title_en: Returns, ", ""))
    assert reason.startswith("systems.yaml 第 1 行 title_en")


def test_the_same_name_twice_is_refused_where_it_stands_again():
    assert refused("systems.yaml", build_system, SYSTEM * 2).startswith("systems.yaml 第 2 行 name")


def test_the_same_field_twice_is_refused():
    assert "state" in refused(
        "systems.yaml", build_system, SYSTEM.replace("}", ", state: planned}")
    )


def test_a_transformed_clause_must_say_what_became_of_it():
    text = spoilt("clauses.yaml", "legal_state: in_force", "legal_state: transformed")
    assert "legal_state" in refused("clauses.yaml", build_clause, text)


def test_a_legal_date_must_be_iso():
    text = spoilt("clauses.yaml", "legal_date: '2018-06-01'", "legal_date: 1.6.2018")
    assert "legal_date" in refused("clauses.yaml", build_clause, text)


def test_a_clause_without_systems_is_refused():
    text = spoilt("clauses.yaml", "systems: [coordination]", "systems: []")
    assert "systems" in refused("clauses.yaml", build_clause, text)


def test_a_nested_list_is_refused():
    text = spoilt("clauses.yaml", "systems: [coordination]", "systems: [[coordination]]")
    assert "systems" in refused("clauses.yaml", build_clause, text)


def test_a_direction_with_a_loose_indicator_is_refused():
    text = spoilt("directions.yaml", "[standards.premium_grade_share]", "[优等品率]")
    assert "indicators" in refused("directions.yaml", build_direction, text)


@pytest.mark.parametrize("text", ["a: 1", "- [1]", "- {a: 1", "", "- plain"])
def test_a_file_of_another_shape_is_refused(text):
    assert "systems.yaml" in refused("systems.yaml", build_system, text)
