"""An outlet's day is judged by flow-weighted means in exact integers; a slow oracle agrees."""

import math
from datetime import date, datetime, timedelta
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.systems.environment.judging.hours import arranged
from zhiliang.systems.environment.judging.outlet_days import Limit, Subject, judged

pytestmark = pytest.mark.once
DAY = date(2015, 8, 1)
COD = Limit("w01018", None, 40_000_000, "DB44/26-2001")
PH = Limit("w01001", 6_000_000, 9_000_000, "DB44/26-2001")
WATER = Subject(True, 18)


def hours(*rows):
    """Rows (hour, factor, statistic, value, flag) of outlet M on the day."""
    start = datetime(DAY.year, DAY.month, DAY.day)
    columns = list(zip(*rows, strict=True)) or [[]] * 5
    batch = pa.RecordBatch.from_pydict(
        {
            "mn": ["M"] * len(columns[0]),
            "data_time": pa.array(
                [start + timedelta(hours=h) for h in columns[0]], pa.timestamp("s")
            ),
            "factor": pa.array(columns[1], pa.string()),
            "statistic": pa.array(columns[2], pa.string()),
            "value": pa.array(columns[3], pa.float64()),
            "flag": pa.array(columns[4], pa.string()),
        }
    )
    factors = ("w00000", "w01018", "w01001")
    return arranged([batch], things=["M"], factors=factors, start=DAY, days=1)


def verdict(*rows, limits=(COD,), noted=""):
    kinds = np.full((1, 1, 24), noted, dtype="<U11")
    named = {limit.factor: limit for limit in limits}
    found = judged(hours(*rows), [WATER], limits=[[named]], noted=kinds)
    return next(iter(found))


def steady(cod, *, flow=10.0, flag="N", count=24):
    cods = [(h, "w01018", "Avg", cod, flag) for h in range(count)]
    return [*cods, *((h, "w00000", "Cou", flow, "N") for h in range(count))]


def test_a_mean_at_the_limit_complies():
    assert verdict(*steady(40.0)).standing == "compliant"


def test_a_mean_over_the_limit_by_the_least_decimal_exceeds():
    assert verdict(*steady(40.000001)).standing == "exceeded"


def test_more_water_weighs_more():
    rows = [(h, "w01018", "Avg", 100.0 if h == 0 else 10.0, "N") for h in range(24)]
    flows = [(h, "w00000", "Cou", 500.0 if h == 0 else 1.0, "N") for h in range(24)]
    assert verdict(*rows, *flows).standing == "exceeded"
    assert verdict(*rows).standing == "compliant"


def test_the_volume_is_the_sum_of_the_hours():
    assert verdict(*steady(10.0, flow=10.5)).volume == 252


def test_too_few_valid_hours_leave_the_day_open():
    found = verdict(*steady(100.0, count=17))
    assert (found.standing, found.received) == ("invalid", 17)


def test_an_hour_that_the_logger_marked_does_not_count():
    rows = [(h, "w01018", "Avg", 100.0, "D" if h < 12 else "N") for h in range(24)]
    found = verdict(*rows)
    assert (found.standing, found.received, found.flagged) == ("invalid", 12, 12)


def test_a_day_at_a_standstill_is_not_missing_data():
    assert verdict(*steady(1.0), noted="stopped").standing == "stopped"


def test_a_day_that_was_all_calibration_cannot_be_judged():
    assert verdict(*steady(1.0), noted="calibration").standing == "invalid"


def test_no_reading_at_all_is_silence():
    assert verdict().standing == "silent"


def test_readings_without_any_limit_are_not_judged():
    assert verdict(*steady(100.0), limits=()).standing == "unlimited"


def test_a_limited_factor_that_nobody_measured_leaves_the_day_open():
    assert verdict(*steady(1.0), limits=(COD, PH)).standing == "invalid"


def test_an_acid_day_is_below_the_lower_limit():
    rows = [(h, "w01001", "Avg", 5.99, "N") for h in range(24)]
    assert verdict(*rows, limits=(PH,)).standing == "exceeded"


def test_a_number_that_is_none_is_no_reading():
    rows = [(h, "w01018", "Avg", math.inf if h < 10 else 1.0, "N") for h in range(24)]
    assert verdict(*rows).standing == "invalid"


def test_the_digest_follows_the_readings_and_not_their_order():
    rows = steady(10.0)
    assert verdict(*rows).digest == verdict(*reversed(rows)).digest
    assert verdict(*rows).digest != verdict(*steady(10.1)).digest


CELL = st.tuples(
    st.integers(0, 10**9).map(lambda n: n / 10**4),
    st.one_of(st.none(), st.integers(0, 10**8).map(lambda n: n / 10**3)),
    st.sampled_from(["N", "", "D", "M", "C"]),
)


def exact(number, scale):
    return Fraction(round(Fraction(str(number)) * scale), scale)


def slowly(cells):
    """The oracle: plain fractions over the hours that count."""
    counted = [(c, q) for c, q, flag in cells if c is not None and flag in ("N", "")]
    if len(counted) < 18:
        return "invalid"
    known = all(q is not None for _c, q in counted) and any(q for _c, q in counted)
    weights = [exact(q, 1000) if known else Fraction(1) for _c, q in counted]
    total = sum(exact(c, 10**6) * weight for (c, _q), weight in zip(counted, weights, strict=True))
    return "exceeded" if total > 40 * sum(weights) else "compliant"


@given(st.lists(CELL, min_size=24, max_size=24))
def test_the_verdict_is_the_one_of_plain_fractions(cells):
    cods = [(h, "w01018", "Avg", c, flag) for h, (c, _q, flag) in enumerate(cells)]
    flows = [(h, "w00000", "Cou", q, "N") for h, (_c, q, _f) in enumerate(cells) if q is not None]
    assert verdict(*cods, *flows).standing == slowly(cells)
