"""Pass rate of manufactured products: published arithmetic, worked layers, laws of weighting."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhiliang.methods.pass_rate import (
    DIVISIONS,
    PassRate,
    Sample,
    national_pass_rate,
    pass_rate,
    percent,
    regional_pass_rate,
)

pytestmark = pytest.mark.once

samples = st.integers(1, 500).flatmap(
    lambda tested: st.integers(0, tested).map(lambda passed: Sample(tested, passed))
)
sampled = st.dictionaries(st.sampled_from(DIVISIONS), samples, min_size=1)
outputs = st.fixed_dictionaries(dict.fromkeys(DIVISIONS, st.integers(1, 10**6)))


@pytest.mark.parametrize(
    ("part", "tested", "places", "published"),
    [
        *((237, 2476, 1, "9.6"), (266, 2747, 1, "9.7"), (486261, 496449, 2, "97.95")),
        *((148009, 150626, 2, "98.26"), (6258, 342004, 2, "1.83"), (532, 655, 1, "81.2")),
    ],
)
def test_published_rates_come_out(part, tested, places, published):
    assert percent(pass_rate(part, tested), places) == Decimal(published)


def test_29_divisions_are_counted_without_recycling_and_repair():
    assert len(DIVISIONS) == 29
    assert tuple(f"C{number}" for number in range(13, 42)) == DIVISIONS


@given(sampled, outputs)
def test_the_region_is_the_mean_of_its_divisions_by_output(divisions, output):
    total = sum(output[name] for name in divisions)
    expected = sum(
        Fraction(output[name], total) * Fraction(sample.passed, sample.tested)
        for name, sample in divisions.items()
    )
    result = regional_pass_rate(divisions, output)
    assert result.rate == expected
    assert result.coverage == Fraction(total, sum(output.values()))
    assert result.missing == tuple(sorted(set(DIVISIONS) - set(divisions)))


@given(sampled, outputs, st.fractions(Fraction(1, 99), 99))
def test_the_unit_of_output_does_not_matter(divisions, output, factor):
    in_other_money = {name: amount * factor for name, amount in output.items()}
    assert regional_pass_rate(divisions, in_other_money) == regional_pass_rate(divisions, output)


def test_a_division_without_samples_is_not_a_zero():
    output = {"C13": 60, "C14": 40}
    unsampled = regional_pass_rate({"C13": Sample(10, 9), "C14": Sample(0, 0)}, output)
    assert unsampled == PassRate(Fraction(9, 10), Fraction(60, 100), ("C14",))
    failed = regional_pass_rate({"C13": Sample(10, 9), "C14": Sample(5, 0)}, output)
    assert failed == PassRate(Fraction(54, 100), Fraction(1), ())


def test_a_division_without_output_has_no_weight_and_is_not_missed():
    result = regional_pass_rate({"C13": Sample(2, 1), "C14": Sample(2, 2)}, {"C13": 1, "C14": 0})
    assert result == PassRate(Fraction(1, 2), Fraction(1), ())
    assert regional_pass_rate({"C13": Sample(2, 1)}, {"C13": 1, "C14": 0}).missing == ()


def test_nothing_sampled_is_no_rate():
    assert regional_pass_rate({}, {"C13": 1}) == PassRate(None, Fraction(0), ("C13",))


def test_the_nation_is_the_mean_of_its_regions_by_output():
    half_sampled = PassRate(Fraction(9, 10), Fraction(1, 2), ("C14",))
    nothing = PassRate(None, Fraction(0), ())
    regions = {"a": half_sampled, "b": Decimal("0.8"), "c": nothing}
    result = national_pass_rate(regions, {"a": 30, "b": 10, "c": 10})
    assert result.rate == Fraction(9 * 3 + 8, 40)
    assert result.coverage == Fraction(15 + 10, 50)
    assert result.missing == ("c",)


@given(sampled, outputs)
def test_a_nation_of_one_region_is_that_region(divisions, output):
    region = regional_pass_rate(divisions, output)
    nation = national_pass_rate({"440000": region}, {"440000": 7})
    assert (nation.rate, nation.coverage) == (region.rate, region.coverage)


@given(sampled, outputs, st.data())
def test_cutting_a_region_in_two_keeps_the_national_rate(divisions, output, data):
    """Each part carries its own sampled output, so the layers do not change the mean."""
    names = sorted(divisions)
    cut = data.draw(st.integers(0, len(names)))
    parts = {"one": names[:cut], "two": names[cut:]}
    assume(all(parts.values()))
    regions = {
        part: regional_pass_rate({n: divisions[n] for n in own}, {n: output[n] for n in own})
        for part, own in parts.items()
    }
    weights = {part: sum(output[name] for name in own) for part, own in parts.items()}
    assert national_pass_rate(regions, weights).rate == regional_pass_rate(divisions, output).rate


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: pass_rate(1, 0),
        lambda: pass_rate(3, 2),
        lambda: pass_rate(-1, 2),
        lambda: regional_pass_rate({"C42": Sample(1, 1)}, {"C42": 1}),
        lambda: regional_pass_rate({}, {"C43": 1}),
        lambda: regional_pass_rate({"C13": Sample(1, 2)}, {"C13": 1}),
        lambda: regional_pass_rate({"C13": Sample(0, 1)}, {"C13": 1}),
        lambda: regional_pass_rate({"C13": Sample(1, 1)}, {"C14": 1}),
        lambda: regional_pass_rate({"C13": Sample(1, 1)}, {"C13": -1}),
        lambda: regional_pass_rate({"C13": Sample(1, 1)}, {"C13": 0}),
        lambda: regional_pass_rate({}, {}),
        lambda: national_pass_rate({"a": 2}, {"a": 1}),
        lambda: national_pass_rate({"a": 1}, {"b": 1}),
        lambda: percent(Fraction(1, 3), -1),
    ],
)
def test_what_gives_no_rate_is_refused(attempt):
    with pytest.raises(ValueError):
        attempt()


def test_a_float_output_is_refused():
    with pytest.raises(TypeError, match="exact"):
        regional_pass_rate({"C13": Sample(1, 1)}, {"C13": 0.5})
