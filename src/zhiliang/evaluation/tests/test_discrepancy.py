"""Returned against computed figures, and how the returned digits look."""

from fractions import Fraction

import pyarrow as pa
import pytest

from zhiliang.core.period import Period
from zhiliang.evaluation.discrepancy import discrepancies
from zhiliang.evaluation.heaping import looks
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.registry import definitions
from zhiliang.indicators.table import FIGURES, SCALE

pytestmark = pytest.mark.once
SEWAGE = "environment.sewage_treatment_rate"
YEAR = Period.parse("2015")


def figure(place, source, value, period="2015", indicator=SEWAGE):
    return {
        "indicator": indicator,
        "place": place,
        "period": period,
        "source": source,
        "status": "ok",
        "value": int(Fraction(str(value)) * SCALE),
        "reference": "",
    }


@pytest.fixture
def told(tables):
    """Figures of a lake that holds only these rows."""

    def figures(*rows):
        made = pa.Table.from_pylist(list(rows), schema=FIGURES.schema)
        return Figures(Lake(tables=tables | {"figure": made}), definitions())

    return figures


def test_a_figure_told_once_is_no_discrepancy(told):
    assert discrepancies(told(figure("440100", "returns", 80)), [SEWAGE], YEAR) == []


def test_the_difference_is_exact_and_signed(told):
    rows = (figure("440100", "returns", "90.3"), figure("440100", "published", "86"))
    (found,) = discrepancies(told(*rows), [SEWAGE], YEAR)
    assert found.difference == Fraction(43, 10)
    assert found.relative == Fraction(1, 20)


@pytest.mark.parametrize(("tolerance", "beyond"), [("1/20", False), ("1/21", True)])
def test_a_difference_of_just_the_tolerance_is_within_it(told, tolerance, beyond):
    rows = (figure("440100", "returns", "90.3"), figure("440100", "published", "86"))
    (found,) = discrepancies(told(*rows), [SEWAGE], YEAR)
    assert found.beyond(Fraction(tolerance)) is beyond


def test_records_are_compared_before_publications(told):
    rows = [figure("440100", s, v) for s, v in (("returns", 80), ("published", 70))]
    (found,) = discrepancies(told(*rows, figure("440100", "records", 79)), [SEWAGE], YEAR)
    assert found.computed.source == "records"


def test_sample_figures_are_never_held_against_anybody(told):
    rows = (figure("440100", "returns", 80), figure("440100", "sample", 20))
    assert discrepancies(told(*rows), [SEWAGE], YEAR) == []


def test_the_widest_apart_stands_first_and_ranks_first(told):
    rows = [
        figure(place, source, value)
        for place, values in {"440100": (80, 79), "440300": (90, 60)}.items()
        for source, value in zip(("returns", "published"), values, strict=True)
    ]
    found = discrepancies(told(*rows), [SEWAGE], YEAR)
    assert [(one.place, one.rank) for one in found] == [("440300", 1), ("440100", 2)]


def test_the_past_years_are_told_oldest_first(told):
    rows = [
        figure("440100", source, value, period)
        for period, returned in (("2015", 80), ("2014", 81), ("2013", 82))
        for source, value in (("returns", returned), ("published", 78))
    ]
    (found,) = discrepancies(told(*rows), [SEWAGE], YEAR)
    assert found.history == (("2013", Fraction(4)), ("2014", Fraction(3)))


def test_a_figure_of_zero_has_no_share_but_can_differ(told):
    rows = (figure("440100", "returns", 1), figure("440100", "published", 0))
    (found,) = discrepancies(told(*rows), [SEWAGE], YEAR)
    assert (found.relative, found.beyond(Fraction(1))) == (None, True)


def test_a_city_whose_figures_all_end_in_zero_is_looked_at(told):
    keys = sorted(key for key, one in definitions().items() if one.unit == "%")
    rows = [figure("440100", "returns", 10 + n, indicator=key) for n, key in enumerate(keys)]
    found = {look.found.check: look.found for look in looks(told(*rows), keys, 2015)}
    assert found["zero_or_five"].p < Fraction(1, 1000)
    assert found["round_figures"].n > 0


def test_a_city_that_returned_nothing_is_not_looked_at(told):
    assert list(looks(told(), [SEWAGE], 2015)) == []
