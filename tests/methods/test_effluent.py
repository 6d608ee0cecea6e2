"""Discharge limits: the printed tables, the practice of "the stricter applies", laws of rates."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.compliance import Share, all_comply, weighted_share
from zhiliang.methods.effluent import (
    exceeds,
    judge_day,
    judge_samples,
    limit_for,
    outlet_compliance,
    permit_limit,
    stricter,
    volume_compliance,
)
from zhiliang.methods.effluent.limits import STANDARDS
from zhiliang.methods.tables.trades import TRADES
from zhiliang.methods.water.factors import BY_KEY, factor, factor_of_code, in_limit_unit
from zhiliang.methods.water.results import Result, read_result

pytestmark = pytest.mark.once

DAY, OLD, NEW = date(2024, 1, 15), date(2001, 12, 31), date(2002, 1, 1)
NATIONAL, LOCAL = "GB 18918-2002", "DB44/26-2001"
COD = permit_limit("cod", "40", permit="sample")

figures = st.decimals(0, 200, places=2)
verdicts = st.lists(st.sampled_from([True, False, None]), max_size=6)


def local(factor, grade="1", built_on=NEW, *trades):
    return limit_for(LOCAL, factor, grade, on=DAY, built_on=built_on, trades=trades).high


def national(factor, grade="1A", **told):
    return limit_for(NATIONAL, factor, grade, on=DAY, **told).high


@pytest.mark.parametrize(
    ("grade", "cod", "bod5", "warm", "cold"),
    [("1A", 50, 10, 5, 8), ("1B", 60, 20, 8, 15), ("2", 100, 30, 25, 30)],
)
def test_municipal_plants_have_the_printed_limits(grade, cod, bod5, warm, cold):
    assert (national("cod", grade), national("bod5", grade)) == (cod, bod5)
    assert national("ammonia_nitrogen", grade, temperature=Decimal("12.1")) == warm
    assert national("ammonia_nitrogen", grade, temperature=12) == cold


def test_phosphorus_goes_by_the_year_in_which_the_plant_was_built():
    assert national("total_phosphorus", built_on=date(2005, 12, 31)) == 1
    assert national("total_phosphorus", built_on=date(2006, 1, 1)) == Decimal("0.5")


@pytest.mark.parametrize(
    ("name", "grade", "first", "second"),
    [
        *(("cod", "1", "100", "90"), ("cod", "2", "130", "110"), ("cod", "3", "500", "500")),
        *(("ammonia_nitrogen", "1", "10", "10"), ("ammonia_nitrogen", "2", "20", "15")),
        *(("suspended_solids", "1", "70", "60"), ("petroleum", "2", "10", "8.0")),
        *(("colour", "1", "50", "40"), ("phosphate", "1", "0.5", "0.5")),
    ],
)
def test_the_province_has_two_periods(name, grade, first, second):
    assert local(name, grade, OLD) == Decimal(first)
    assert local(name, grade, NEW) == Decimal(second)


# Tables 2 and 4 as printed, read apart from the tables of the code: factor, trade, first period's
# three grades, second period's three.
PRINTED = """
suspended_solids mining 70 250 - 70 200 -
suspended_solids pulp_other 100 100 400 100 100 400
suspended_solids ammonia_large 70 70 400 60 60 400
suspended_solids ammonia_small 150 150 400 60 100 400
suspended_solids phosphate_fertiliser 30 50 200 30 50 200
bod5 pulp_wood 70 70 600 50 70 600
bod5 pulp_other_bleached 70 100 600 50 100 600
bod5 leather 30 100 600 20 70 600
bod5 cane_sugar 30 60 600 20 60 600
bod5 textile_dyeing 30 50 300 20 40 300
bod5 urban_sewage_plant 20 30 - 20 30 -
cod pulp_wood_bleached 250 350 1000 200 350 1000
cod alcohol 100 300 1000 100 250 1000
cod ramie 100 250 1000 100 200 1000
cod wool_scouring 100 200 1000 100 200 1000
cod coking 100 200 1000 90 110 500
cod textile_dyeing 100 150 500 100 130 500
cod papermaking 100 130 1000 100 130 1000
cod pvc 100 130 500 80 100 500
cod slaughter 80 100 500 70 100 500
cod petrochemicals 100 130 500 60 120 500
petroleum ammonia_small 5.0 10 30 5.0 5.0 20
ammonia_nitrogen ammonia_medium 40 50 - 40 40 -
ammonia_nitrogen dyestuffs 10 50 - 10 40 -
phosphate phosphate_fertiliser 20 35 50 20 35 50
total_cyanide ammonia_large 0.3 0.3 1.0 0.2 0.2 1.0
faecal_coliforms hospital 500 1000 5000 500 1000 5000
coliforms livestock 3000 5000 - 3000 5000 -
"""


@pytest.mark.parametrize("line", PRINTED.strip().split("\n"))
def test_a_trade_has_the_printed_limits_of_both_periods(line):
    name, trade, *figures = line.split()
    periods = ((OLD, figures[:3]), (NEW, figures[3:]))
    for built_on, grade, figure in (
        (b, str(g), f) for b, own in periods for g, f in enumerate(own, 1)
    ):
        if figure == "-":
            with pytest.raises(LookupError):
                local(name, grade, built_on, trade)
        else:
            assert local(name, grade, built_on, trade) == Decimal(figure)


def test_trades_have_limits_of_their_own():
    assert local("cod", "1", NEW, "urban_sewage_plant") == 40
    assert local("cod", "2", NEW, "petrochemicals") == 120
    assert local("suspended_solids", "1", OLD, "slaughter") == 60
    assert local("suspended_solids", "1", NEW, "slaughter") == 60
    assert local("fluoride", "2", NEW, "low_fluoride_area", "textile_dyeing") == 15


def test_the_stricter_of_national_and_provincial_is_what_guangdong_permits_print():
    """The usual permit: grade 1A and DB44/26 period two, grade one, whichever is stricter."""
    told = {"cod": "40", "bod5": "10", "suspended_solids": "10", "animal_vegetable_oil": "1"}
    for name, expected in told.items():
        limits = (
            limit_for(NATIONAL, name, "1A", on=DAY),
            limit_for(LOCAL, name, "1", on=DAY, built_on=NEW, trades=["urban_sewage_plant"]),
        )
        assert stricter(*limits).high == stricter(*limits[::-1]).high == Decimal(expected)


def test_undetectable_is_stricter_than_any_figure_and_ranges_meet():
    nd, figure = (permit_limit("parathion", text, permit="") for text in ("ND", "0.01"))
    assert not stricter(figure, nd).detectable
    wide, narrow = (permit_limit("ph", text, permit="") for text in ("6-8", "6.5-9"))
    assert (stricter(wide, narrow).low, stricter(wide, narrow).high) == (Decimal("6.5"), 8)
    with pytest.raises(ValueError, match="one factor"):
        stricter(COD, nd)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"standard": "GB 8978-1996"}, ValueError),
        ({"on": date(2003, 6, 30)}, ValueError),
        ({"grade": "1"}, ValueError),
        ({"trades": ["sugar"]}, ValueError),
        ({"factor": "ammonia_nitrogen"}, ValueError),
        ({"factor": "total_phosphorus"}, ValueError),
        ({"factor": "total_nitrogen", "grade": "3"}, LookupError),
        ({"factor": "fluoride"}, LookupError),
    ],
)
def test_what_sets_no_limit_is_refused(told, error):
    asked = {"standard": NATIONAL, "factor": "cod", "grade": "1A", "on": DAY, **told}
    with pytest.raises(error):
        limit_for(asked.pop("standard"), asked.pop("factor"), asked.pop("grade"), **asked)


def test_two_limits_for_one_outlet_are_refused():
    with pytest.raises(ValueError, match="several"):
        local("cod", "1", NEW, "papermaking", "leather")


def test_a_trade_without_a_row_has_no_limit_where_nobody_else_has():
    with pytest.raises(LookupError):
        local("asbestos")


def test_every_row_names_a_known_factor_and_trade_with_a_figure_for_each_grade():
    for standard in STANDARDS:
        for table in standard.tables:
            for row in table.rows:
                assert row.factor in BY_KEY and set(row.scopes) <= TRADES.keys()
                assert len(row.figures) == len(standard.grades)


def test_figures_never_tighten_towards_the_lower_grades():
    for standard in STANDARDS:
        for row in (row for table in standard.tables for row in table.rows):
            plain = [Decimal(f) for f in row.figures if f[0].isdigit() and "-" not in f]
            assert plain == sorted(plain)


def test_no_outlet_has_two_limits_in_one_period():
    for standard in STANDARDS:
        for table in standard.tables:
            seen = [
                (row.factor, row.water, trade)
                for row in table.rows
                for trade in row.scopes or ("any other",)
            ]
            assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("value", "compliant", "multiple"),
    [(40, True, None), ("40.01", False, Fraction(1, 4000)), (80, False, 1), (0, True, None)],
)
def test_the_limit_itself_complies(value, compliant, multiple):
    verdict = judge_day(Decimal(value), COD)
    assert (verdict.compliant, verdict.multiple) == (compliant, multiple)


def test_ph_is_judged_at_both_ends_and_has_no_multiple():
    limit = limit_for(NATIONAL, "ph", "1A", on=DAY)
    found = [judge_day(Decimal(value), limit) for value in ("5.99", "6", "9", "9.01")]
    assert [verdict.compliant for verdict in found] == [False, True, True, False]
    assert {verdict.multiple for verdict in found} == {None}
    assert exceeds([5.99, 6.0, 9.0, 9.01], limit).tolist() == [True, False, False, True]


def test_missing_and_too_coarse_a_method_are_not_judged():
    assert judge_day(None, COD).compliant is None
    assert judge_day(Result(None), COD).compliant is None
    assert judge_day(read_result("<40"), COD).compliant is True
    assert judge_day(read_result("<41"), COD).compliant is None


def test_what_must_not_be_detectable_complies_only_undetected():
    limit = limit_for(NATIONAL, "alkyl_mercury", "1A", on=DAY)
    found = [judge_day(v, limit).compliant for v in (read_result("0.00001L"), 0, Decimal("1e-9"))]
    assert found == [True, True, False]
    assert exceeds([0.0, 1e-9], limit).tolist() == [False, True]


def test_an_inspection_judges_each_sample_where_the_routine_judges_the_day():
    limit = limit_for(LOCAL, "cod", "1", on=DAY, built_on=NEW)
    samples = [Decimal(60), Decimal(135), Decimal(75)]
    assert judge_day(Fraction(sum(samples)) / 3, limit).compliant is True
    assert judge_samples(samples, limit).compliant is False
    assert judge_samples(samples, limit).multiple == Fraction(1, 2)


def test_a_limit_of_daily_means_judges_no_single_sample():
    with pytest.raises(ValueError, match="daily means"):
        judge_samples([51], limit_for(NATIONAL, "cod", "1A", on=DAY))


def test_a_float_is_not_judged():
    with pytest.raises(TypeError):
        judge_day(40.0, COD)


@given(figures, figures)
def test_more_is_never_better(one, other):
    low, high = sorted([one, other])
    assert judge_day(low, COD).compliant >= judge_day(high, COD).compliant


@given(st.lists(figures))
def test_marks_on_a_trace_agree_with_exact_verdicts(values):
    marked = exceeds([float(value) for value in values], COD).tolist()
    assert marked == [judge_day(value, COD).compliant is False for value in values]
    assert not exceeds([np.nan], COD).any()


@given(st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from([True, False, None]))))
def test_a_rate_lies_between_none_and_all(parts):
    share = weighted_share([w for w, _ in parts], [c for _, c in parts])
    assert 0 <= share.numerator <= share.denominator
    assert share.denominator + share.left_out == sum(weight for weight, _ in parts)
    if share.rate is not None:
        assert 0 <= share.rate_of_all <= share.rate <= 1


@given(st.lists(verdicts), st.integers(1, 99))
def test_equal_volumes_make_it_a_count_of_days(days, volume):
    volumes = [[volume] * len(own) for own in days]
    by_day = weighted_share([1] * sum(map(len, days)), [day for own in days for day in own])
    share = volume_compliance(volumes, days)
    assert share.rate == by_day.rate
    assert outlet_compliance(days).denominator <= by_day.denominator


def test_nothing_judged_is_no_rate():
    assert Share(0, 0, 5).rate is None and Share(0, 0, 5).rate_of_all == 0
    assert outlet_compliance([[None], []]) == Share(0, 0, 2)
    assert all_comply([]) is None


@pytest.mark.parametrize(
    ("weight", "error"), [(0.5, TypeError), (True, TypeError), (-1, ValueError)]
)
def test_what_is_no_weight_is_refused(weight, error):
    with pytest.raises(error):
        weighted_share([weight], [True])


@pytest.mark.parametrize("figure", ["", "forty", "6-9-10", "-", "<40", "nan", "9-6"])
def test_a_permit_written_otherwise_is_refused(figure):
    with pytest.raises(ValueError):
        permit_limit("cod", figure, permit="sample")


@pytest.mark.parametrize(
    ("code", "key"),
    [
        *(("w01018", "cod"), ("w21003", "ammonia_nitrogen"), ("w21011", "total_phosphorus")),
        *(("w21001", "total_nitrogen"), ("w01001", "ph"), ("w00000", "flow")),
    ],
)
def test_codes_of_the_wire_have_names(code, key):
    assert factor_of_code(code) == factor(key)


def test_keys_and_codes_are_unique():
    coded = [one.code for one in BY_KEY.values() if one.code]
    assert len(coded) == len(set(coded))


def test_metals_come_in_micrograms():
    limit = limit_for(NATIONAL, "total_mercury", "1A", on=DAY)
    assert judge_day(in_limit_unit("w20111", 1), limit).compliant
    assert not judge_day(in_limit_unit("w20111", 2), limit).compliant
