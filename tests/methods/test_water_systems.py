"""Sections, rivers, index, lakes and sources: hand-worked cases and laws."""

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.tables.drinking_sources import SPECIFIC, SUPPLEMENTARY
from zhiliang.methods.water.classes import assessed_factors, class_limits, sample_classes
from zhiliang.methods.water.drinking import drinking_source_rate, judge_source
from zhiliang.methods.water.factors import BY_KEY
from zhiliang.methods.water.index import city_cwqi, cwqi
from zhiliang.methods.water.pollutants import beyond_class_iii, main_pollutants
from zhiliang.methods.water.results import read_result
from zhiliang.methods.water.sections import river_system, section_words, system_of_classes
from zhiliang.methods.water.trophic import trophic_index, trophic_state

pytestmark = pytest.mark.once

DAY = date(2024, 5, 1)
AT_III = {
    factor: class_limits(factor, water="river", on=DAY)[2]
    for factor in assessed_factors(DAY)
    if factor != "ph"
} | {"ph": Decimal(7)}

rated = st.lists(st.integers(1, 6), min_size=5, max_size=40)
sections = st.lists(
    st.dictionaries(
        st.sampled_from(["cod", "ammonia_nitrogen", "dissolved_oxygen"]),
        st.none() | st.decimals(0, 50, places=2),
    ),
    max_size=8,
)


def river(values):
    return river_system(values, water="river", on=DAY)


@pytest.mark.parametrize(
    ("classes", "word"),
    [
        *(([3] * 9 + [6], "优"), ([3] * 89 + [6] * 11, "良好"), ([1] * 3 + [4], None)),
        *(([3] * 75 + [4] * 25, "良好"), ([3] * 74 + [4] * 26, "轻度污染")),
        *(([3] * 74 + [4] * 7 + [6] * 19, "轻度污染"), ([3] * 74 + [4] * 6 + [6] * 20, "中度污染")),
        *(([2] * 61 + [6] * 39, "中度污染"), ([2] * 60 + [6] * 40, "重度污染")),
    ],
)
def test_shares_of_classes_give_the_printed_words(classes, word):
    if word is None:
        with pytest.raises(ValueError, match="too few"):
            system_of_classes(classes)
    else:
        assert system_of_classes(classes).words[0] == word


@given(rated, st.randoms())
def test_the_order_of_sections_does_not_matter(classes, random):
    shuffled = random.sample(classes, len(classes))
    assert system_of_classes(shuffled) == system_of_classes(classes)


@given(rated)
def test_a_clerk_with_fractions_finds_the_same_words(classes):
    good = Fraction(sum(c <= 3 for c in classes), len(classes))
    worst = Fraction(sum(c == 6 for c in classes), len(classes))
    if good >= Fraction(3, 4):
        expected = "优" if good >= Fraction(9, 10) else "良好"
    else:
        expected = "轻度污染" if worst < Fraction(1, 5) else "中度污染"
        expected = "重度污染" if worst >= Fraction(2, 5) else expected
    assert system_of_classes(classes).words[0] == expected


def test_unrated_sections_are_told_and_take_no_share():
    found = system_of_classes([2, 2, 2, 2, 2, 0, 0])
    assert (found.words[0], found.counts, found.unrated) == ("优", (0, 5, 0, 0, 0, 0), 2)


def test_few_sections_are_averaged_first():
    found = river([{"cod": 10}, {"cod": 10}, {"cod": 40}, {}])
    assert (found.of_means, found.words[0], found.unrated) == (3, "良好", 1)
    assert river([]).words is None and river([{"cod": None}]).unrated == 1


@given(sections)
def test_a_river_is_called_by_shares_from_five_rated_sections_on(values):
    found = river(values)
    enough = sum(any(v is not None for v in section.values()) for section in values) >= 5
    assert (found.of_means is None) or not enough
    assert sum(found.counts) + found.unrated == len(values)


def test_words_of_sections():
    assert [section_words(c)[0] for c in (1, 2, 4, 5)] == ["优", "优", "轻度污染", "中度污染"]
    with pytest.raises(ValueError):
        section_words(0)


def test_pollutants_are_told_worst_first_with_their_multiples():
    values = {"cod": 30, "bod5": 5, "ph": Decimal("9.5"), "dissolved_oxygen": 4, "copper": None}
    found = beyond_class_iii(values, water="river", on=DAY)
    assert [(p.factor, p.rated, p.multiple) for p in found] == [
        *(("ph", 6, None), ("cod", 4, Fraction(1, 2)), ("bod5", 4, Fraction(1, 4))),
        ("dissolved_oxygen", 4, None),
    ]


def test_metals_and_cyanide_are_named_beside_the_worst_three():
    values = {**AT_III, "cod": 50, "bod5": 20, "petroleum": 5, "lead": Decimal("0.06")}
    found = main_pollutants(values, water="river", on=DAY)
    assert [p.factor for p in found] == ["petroleum", "bod5", "cod", "lead"]
    assert main_pollutants(AT_III, water="river", on=DAY) == ()


def test_each_factor_at_its_limit_of_class_iii_makes_twenty():
    """Twenty parts of 1; pH 7 is neutral and adds nothing."""
    assert cwqi(AT_III, water="river", on=DAY).value == 20
    assert cwqi({**AT_III, "ph": 9}, water="river", on=DAY).value == 21
    assert cwqi({**AT_III, "ph": 6}, water="river", on=DAY).value == 21


def test_a_missing_factor_leaves_no_index():
    found = cwqi({**AT_III, "cod": None}, water="river", on=DAY)
    assert (found.value, found.missing, len(found.parts)) == (None, ("cod",), 20)


@given(st.sampled_from(sorted(AT_III.keys() - {"ph", "dissolved_oxygen"})), st.fractions(1, 9))
def test_a_part_grows_with_its_concentration(factor, times):
    worse = cwqi({**AT_III, factor: Fraction(AT_III[factor]) * times}, water="river", on=DAY)
    assert worse.value == 19 + times


def test_less_oxygen_is_a_higher_index():
    found = cwqi({**AT_III, "dissolved_oxygen": Decimal("2.5")}, water="river", on=DAY)
    assert found.value == 21
    with pytest.raises(ValueError, match="oxygen"):
        cwqi({"dissolved_oxygen": 0}, water="river", on=DAY)


def test_a_city_weighs_rivers_and_lakes_by_their_sections():
    assert city_cwqi(Fraction(4), 3, None, 0) == 4
    with pytest.raises(ValueError):
        city_cwqi(Fraction(4), 3, None, 1)
    with pytest.raises(ValueError):
        city_cwqi(None, 0, None, 0)


def test_the_trophic_index_is_the_weighted_mean_of_its_terms():
    """The formula of each term written out; weights 1, 0.7056, 0.6724, 0.6889, 0.6889."""
    lake = {"chlorophyll_a": 26, "total_phosphorus": 0.11, "total_nitrogen": 1.2}
    lake |= {"transparency": 0.6, "permanganate_index": 4.5}
    terms = (
        *(10 * (2.5 + 1.086 * math.log(26)), 10 * (9.436 + 1.624 * math.log(0.11))),
        *(10 * (5.453 + 1.694 * math.log(1.2)), 10 * (5.118 - 1.94 * math.log(0.6))),
        10 * (0.109 + 2.661 * math.log(4.5)),
    )
    weights = (1, 0.7056, 0.6724, 0.6889, 0.6889)
    expected = sum(w * t for w, t in zip(weights, terms, strict=True)) / sum(weights)
    assert float(trophic_index(lake)) == pytest.approx(expected, rel=1e-12)


def test_states_of_lakes_change_where_the_rule_says():
    assert trophic_state([29.9, 30, 50, 50.1, 60, 60.1, 70, 70.1]).tolist() == [
        1,
        2,
        2,
        3,
        3,
        4,
        4,
        5,
    ]


def test_a_lake_without_one_of_the_five_has_no_state():
    lake = dict.fromkeys(("chlorophyll_a", "total_phosphorus", "total_nitrogen"), [1.0, 1.0])
    lake |= {"transparency": [0.0, 1.0], "permanganate_index": [1.0, np.nan]}
    assert np.isnan(trophic_index(lake)).all()
    assert trophic_state(trophic_index(lake)).tolist() == [0, 0]
    with pytest.raises(ValueError, match="needs"):
        trophic_index({"chlorophyll_a": 1.0})


def test_a_source_at_every_limit_complies():
    source = {**AT_III, **SUPPLEMENTARY, **SPECIFIC}
    found = judge_source(source, water="river", on=DAY)
    assert (found.compliant, found.exceeded, found.missing) == (True, {}, ())
    assert len(source) == 21 + 5 + 80 and source.keys() <= BY_KEY.keys()


@given(st.sampled_from(sorted({**AT_III, **SPECIFIC}.keys() - {"ph", "dissolved_oxygen"})))
def test_a_hair_above_any_limit_fails_a_source(factor):
    source = {**AT_III, **SUPPLEMENTARY, **SPECIFIC}
    source[factor] = Fraction(source[factor]) * (1 + Fraction(1, 10**20))
    found = judge_source(source, water="river", on=DAY)
    assert (found.compliant, found.exceeded) == (False, {factor: Fraction(1, 10**20)})


def test_lakes_have_their_own_phosphorus_as_sources_too():
    sample = {"total_phosphorus": Decimal("0.1")}
    assert judge_source(sample, water="river", on=DAY).compliant is True
    assert judge_source(sample, water="lake", on=DAY).compliant is False


def test_too_coarse_a_method_leaves_a_source_undecided_unless_another_factor_fails():
    coarse = {"benzo_a_pyrene": read_result("0.00001L"), "iron": read_result("<0.03")}
    found = judge_source(coarse, water="river", on=DAY)
    assert (found.compliant, found.undecided) == (None, ("benzo_a_pyrene",))
    assert judge_source({**coarse, "ph": 5}, water="river", on=DAY).exceeded == {"ph": None}
    assert judge_source({"dissolved_oxygen": 4}, water="river", on=DAY).compliant is False


def test_oxygen_below_detection_fails_a_source():
    found = judge_source({"dissolved_oxygen": read_result("<5")}, water="river", on=DAY)
    assert found.compliant is False


def test_nothing_measured_is_not_compliance():
    assert judge_source({}, water="river", on=DAY).compliant is None
    with pytest.raises(ValueError, match="not a factor"):
        judge_source({"gold": 1}, water="river", on=DAY)


@given(st.lists(st.tuples(st.integers(1, 10**6), st.booleans()), min_size=1), st.integers(1, 99))
def test_the_unit_of_quantity_does_not_matter(sources, factor):
    quantities, kept = zip(*sources, strict=True)
    rate = drinking_source_rate(quantities, kept).rate
    assert rate == drinking_source_rate([q * factor for q in quantities], kept).rate
    assert 0 <= rate <= 1


def test_a_sample_in_exact_numbers_is_rated_factor_by_factor():
    assert sample_classes({"cod": 20, "ph": 10}, water="lake", on=DAY) == {"ph": 6, "cod": 3}
    with pytest.raises(TypeError):
        sample_classes({"cod": 20.0}, water="lake", on=DAY)
