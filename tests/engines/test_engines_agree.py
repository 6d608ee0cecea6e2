"""One definition, many engines: identical digits, whatever the definition and the rows."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.engines.strategies import BOOLS, COMMON, DEFINITIONS, INT_NODES, ROWS, lake_of
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.definition import Ratio, definition_from_json
from zhiliang.indicators.engines import engine
from zhiliang.indicators.expression import Column, from_json, to_json

PERIODS = st.sampled_from(["2015", "2015-03", "2015Q2", "2015H1", "2014-2015"]).map(Period.parse)


@given(DEFINITIONS, ROWS)
def test_duckdb_sums_are_the_reference_sums(definition, rows):
    query, lake = definition.query(), lake_of(rows)
    assert engine("duckdb")(query, lake) == engine("reference")(query, lake)


@given(st.fixed_dictionaries(COMMON), ROWS)
def test_a_negated_test_for_a_missing_value_is_never_missing(common, rows):
    graded = ~Column("grade").is_null()
    query = Ratio(**common, numerator=graded, denominator=graded).query()
    assert engine("duckdb")(query, lake_of(rows)) == engine("reference")(query, lake_of(rows))


@given(DEFINITIONS, ROWS, PERIODS, st.sampled_from(["city", "region", "province", "district"]))
def test_answers_are_the_same_digit_for_digit(definition, rows, period, by):
    answers = [
        Figures(lake_of(rows), {definition.key: definition}, engine=name)
        .answer(definition.key, period, by=by)
        .to_json()
        for name in ("duckdb", "reference")
    ]
    assert json.dumps(answers[0]) == json.dumps(answers[1])


@given(BOOLS | INT_NODES)
def test_a_node_comes_back_from_json_as_it_was(node):
    assert from_json(json.loads(json.dumps(to_json(node)))) == node


@given(DEFINITIONS)
def test_a_definition_comes_back_from_json_with_its_digest(definition):
    back = definition_from_json(json.loads(json.dumps(definition.to_json())))
    assert back == definition
    assert back.digest == definition.digest


@given(DEFINITIONS, ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(definition, rows, random):
    shuffled = random.sample(rows, len(rows))
    query = definition.query()
    assert engine("duckdb")(query, lake_of(rows)) == engine("duckdb")(query, lake_of(shuffled))
