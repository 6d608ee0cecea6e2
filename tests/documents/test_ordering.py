"""Places by a published figure: better first, ties shared, made-up figures apart."""

import pytest

from zhiliang.evaluation.documents.ordering import positions

pytestmark = pytest.mark.once
HIGHER, LOWER = "sampling.market_pass_rate", "construction.quality_accidents"


def found(values, *, indicator=HIGHER, source="published"):
    return [
        ({"code": code}, {"indicator": indicator, "value": value, "source": source})
        for code, value in values.items()
    ]


def test_the_higher_figure_comes_first():
    assert positions(found({"a": "90.5", "b": "100.0", "c": "9.9"})) == {
        "b": "1/3",
        "a": "2/3",
        "c": "3/3",
    }


def test_the_lower_figure_comes_first_where_lower_is_better():
    assert positions(found({"a": "2", "b": "0"}, indicator=LOWER)) == {"b": "1/2", "a": "2/2"}


def test_equal_figures_share_a_place():
    assert positions(found({"a": "90", "b": "90.0", "c": "80"}))["c"] == "3/3"


def test_a_made_up_figure_has_no_place_beside_real_ones():
    both = [*found({"a": "90", "b": "80"}), *found({"c": "99"}, source="sample")]
    assert positions(both) == {"a": "1/2", "b": "2/2"}


def test_made_up_figures_alone_have_places():
    assert positions(found({"a": "90"}, source="sample")) == {"a": "1/1"}


def test_without_a_better_end_nobody_has_a_place():
    assert positions(found({"a": "90"}, indicator="no.such")) == {}
