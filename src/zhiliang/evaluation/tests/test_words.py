"""Reasons in words: each language with its own units."""

import re
from fractions import Fraction

import pytest

from zhiliang.evaluation.assess import assess
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.words import UNITS, amount
from zhiliang.indicators.registry import definitions

pytestmark = pytest.mark.once
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0, "起", ("0起", "0 accidents")),
        (1, "起", ("1起", "1 accident")),
        (30000, "家", ("30000家", "30000 enterprises")),
        (Fraction("91.15"), "%", ("91.15%", "91.15%")),
        (Fraction(1, 2), "档", ("0.5档", "level 0.5")),
        (7, "万吨", ("7万吨", "7 × 10,000 t")),
        (None, "起", ("—", "—")),
    ],
)
def test_a_figure_is_said_with_its_unit(value, unit, expected):
    assert amount(None if value is None else Fraction(value), unit) == expected


def test_every_unit_of_the_indicators_has_english_words():
    units = {definition.unit for definition in definitions().values()}
    assert not {unit for unit in units if HAN.search(unit)} - set(UNITS)


def test_no_english_sentence_of_an_evaluation_has_chinese_in_it(lake):
    results = assess(lake, office_plan(2015))
    items = [item for subject in results["subjects"] for item in subject["items"]]
    said = [i[name] for i in items for name in ("reason_en", "regain_en")]
    said += [target["reason_en"] for target in results["targets"]]
    assert not [text for text in said if HAN.search(text)]
