"""Schemes are refused with the place of the fault; boundaries are cut exactly."""

from copy import deepcopy
from fractions import Fraction

import pytest

from zhiliang.evaluation.scheme import SchemeError, scheme_of, shipped, years
from zhiliang.indicators.registry import definitions


def changed(change) -> dict:
    data = deepcopy(dict(shipped(2015).data))
    change(data)
    return data


@pytest.mark.parametrize("year", years())
def test_every_shipped_scheme_stands_and_is_marked_as_example(year):
    scheme = scheme_of(shipped(year).data, set(definitions()))
    assert (scheme.year, scheme.data["example"]) == (year, True)


@pytest.mark.parametrize(
    ("score", "grade"),
    [("90", "A"), ("89.999", "B"), ("80", "B"), ("79.99", "C"), ("60", "C"), ("59.99", "D")],
)
def test_grades_are_cut_on_the_exact_score(score, grade):
    assert shipped(2015).grade(Fraction(score)) == grade


def test_half_up_rounds_before_grading_where_the_scheme_says_so():
    scheme = scheme_of(changed(lambda d: d["rounding"].update(mode="half_up")))
    assert (scheme.grade(Fraction("89.5")), scheme.grade(Fraction("89.49"))) == ("A", "B")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["subjects"][0]["items"][0].update(rule="guess"), "guess"),
        (lambda d: d["subjects"][0]["items"][0].update(points="99"), "合计"),
        (lambda d: d["subjects"][0]["items"][1].update(key="market_sampling"), "重复"),
        (lambda d: d["bands"].pop(), "从0起"),
        (lambda d: d["bands"].reverse(), "从高到低"),
        (lambda d: d.pop("bands"), "缺少 bands"),
    ],
)
def test_a_faulty_scheme_is_refused_with_the_fault(change, words):
    with pytest.raises(SchemeError, match=words):
        scheme_of(changed(change))


def test_an_item_that_no_indicator_answers_is_refused():
    with pytest.raises(SchemeError, match="没有指标"):
        scheme_of(shipped(2015).data, known=set())


def test_a_year_without_a_scheme_lists_the_years_there_are():
    with pytest.raises(SchemeError, match="2011、2012"):
        shipped(1999)
