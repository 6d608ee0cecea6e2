"""Competitiveness index: published halves and readings, a flat average, and laws of weighting."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.competitiveness import (
    competitiveness_index,
    index_of_halves,
    reading,
    standard_score,
)
from zhiliang.methods.rounding import round_half_up
from zhiliang.methods.tables.competitiveness import (
    ASPECTS,
    CONFIGURATION,
    HALVES,
    INDICATORS,
    SCALES,
)

pytestmark = pytest.mark.once

KEYS = [node.key for node in INDICATORS]
POSTS = dict.fromkeys(KEYS, (0, 100))

figure = st.fractions(-50, 150, max_denominator=100)
figures = st.fixed_dictionaries(dict.fromkeys(KEYS, figure))


def all_equal(value, **changed):
    return dict.fromkeys(KEYS, value) | changed


@pytest.mark.parametrize(
    ("quality_level", "development_capacity", "published"),
    [("84.76", "77.21", "80.99"), ("83.41", "76.55", "79.98")],
)
def test_the_published_index_of_2007_and_2006_is_the_mean_of_its_halves(
    quality_level, development_capacity, published
):
    index = index_of_halves(Decimal(quality_level), Decimal(development_capacity))
    assert str(round_half_up(index, 2)) == published


def test_the_structure_is_two_halves_six_aspects_twelve_indicators():
    assert (len(HALVES), len(ASPECTS), len(INDICATORS)) == (2, 6, 12)
    assert [[n.zh for n in INDICATORS if n.above == a.key] for a in ASPECTS] == [
        ["产品质量等级品率", "微电子控制设备比重"],
        ["质量管理体系认证率", "质量损失率"],
        ["产品监督抽查合格率", "出口商品检验合格率"],
        ["研究与试验发展经费比重", "技术改造经费比重"],
        ["每百万元产值拥有专利数", "新产品销售比重"],
        ["平均产品销售收入", "国际市场销售率"],
    ]


def test_only_the_quality_loss_rate_is_better_when_lower():
    assert [node.zh for node in INDICATORS if node.inverse] == ["质量损失率"]


def test_weights_that_nobody_published_are_marked_as_configuration():
    assert {node.weight_source for node in (*ASPECTS, *INDICATORS)} == {CONFIGURATION}
    assert len(competitiveness_index(all_equal(0), POSTS).assumptions) == 3


@given(figures)
def test_by_default_the_index_is_the_plain_mean_of_twelve_scores(given_figures):
    result = competitiveness_index(given_figures, POSTS)
    assert result.index == sum(result.indicators.values()) / 12
    assert result.index == sum(result.halves.values()) / 2
    assert 60 <= result.index <= 100


def test_the_best_of_everything_is_100_and_the_worst_60():
    best = competitiveness_index(all_equal(100, quality_loss_rate=0), POSTS)
    worst = competitiveness_index(all_equal(0, quality_loss_rate=100), POSTS)
    assert (best.index, worst.index) == (100, 60)


@given(figures, st.sampled_from(KEYS), st.fractions(0, 50, max_denominator=9))
def test_more_of_an_indicator_never_lowers_the_index_but_for_losses(before, key, more):
    after = before | {key: before[key] + more}
    gain = competitiveness_index(after, POSTS).index - competitiveness_index(before, POSTS).index
    assert gain <= 0 if key == "quality_loss_rate" else gain >= 0


@given(figures, st.integers(1, 9))
def test_only_the_proportion_of_weights_counts(given_figures, factor):
    aspects = {node.key: 1 + place for place, node in enumerate(ASPECTS)}
    scaled = {key: weight * factor for key, weight in aspects.items()}
    one = competitiveness_index(given_figures, POSTS, aspects)
    assert one == competitiveness_index(given_figures, POSTS, scaled)
    assert one.weights["quality_management"] == Fraction(2, 6)


def test_chinese_terms_name_the_same_indicators():
    named = {node.zh: 50 for node in INDICATORS}
    posts = {node.zh: (0, 100) for node in INDICATORS}
    assert competitiveness_index(named, posts) == competitiveness_index(all_equal(50), POSTS)


@pytest.mark.parametrize(
    ("value", "score"),
    [(-1, 60), (0, 60), (25, 70), (Fraction(200, 3), Fraction(260, 3)), (101, 100)],
)
def test_a_standard_score_runs_from_60_to_100(value, score):
    assert standard_score(value, 0, 100, inverse=False) == score
    assert standard_score(100 - value, 0, 100, inverse=True) == score


@pytest.mark.parametrize(
    ("score", "year", "word"),
    [
        *((60, 2008, "极弱"), (Decimal("74.99"), 2008, "极弱"), (75, 2009, "一般")),
        *((Decimal("79.99"), 2010, "一般"), (80, 2010, "较强"), (95, 2008, "极强")),
        *((60, 2011, "没有竞争力"), (Decimal("74.99"), 2015, "没有竞争力"), (75, 2011, "不足")),
        *((Decimal("82.88"), 2011, "初步"), (85, 2012, "中等"), (Decimal("91.75"), 2013, "较强")),
        *((100, 2011, "较强"), (100, 2008, "极强"), (89.99, 2024, "中等")),
    ],
)
def test_a_score_is_read_on_the_scale_of_its_year(score, year, word):
    assert reading(score, year)[0] == word


def test_scales_follow_each_other_without_a_gap_and_cover_60_to_100():
    assert [(s.first_year, s.last_year) for s in SCALES] == [(2008, 2010), (2011, None)]
    for scale in SCALES:
        edges = [band.at_least for band in scale.bands]
        assert edges == sorted(edges, reverse=True)
        assert edges[-1] == 60


@pytest.mark.parametrize(
    ("score", "year"), [(59, 2011), (101, 2011), (float("nan"), 2011), (80, 2007)]
)
def test_a_score_off_the_scale_or_before_any_scale_has_no_reading(score, year):
    with pytest.raises(ValueError):
        reading(score, year)


@pytest.mark.parametrize(
    ("figures", "goalposts", "weights", "message"),
    [
        ({}, POSTS, None, "no figure for product_grade_rate"),
        (all_equal(1), {}, None, "no pair of goalposts"),
        (all_equal(1, other=1), POSTS, None, "other"),
        (all_equal(1), POSTS | {"export_pass_rate": (5, 5)}, None, "goalposts"),
        (all_equal(1), POSTS, {"quality_level": 1}, "halves"),
        (all_equal(1), POSTS, {"export_pass_rate": 1}, "all or none"),
        (all_equal(1), POSTS, {"export_pass_rate": 0, "supervision_pass_rate": 0}, "zero"),
        (all_equal(1), POSTS, {"export_pass_rate": 2, "supervision_pass_rate": -1}, "negative"),
    ],
)
def test_what_the_index_cannot_be_computed_from_is_refused(figures, goalposts, weights, message):
    with pytest.raises(ValueError, match=message):
        competitiveness_index(figures, goalposts, weights)


def test_a_float_figure_is_refused():
    with pytest.raises(TypeError, match="exact"):
        competitiveness_index(all_equal(0.5), POSTS)
