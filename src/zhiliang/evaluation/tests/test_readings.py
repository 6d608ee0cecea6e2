"""Named indices are read on the scale that was published for their year."""

from decimal import Decimal

import pytest

from zhiliang.evaluation.readings import reading_of

pytestmark = pytest.mark.once
INDEX = "evaluation.competitiveness_index"


def test_the_same_value_is_read_differently_on_the_two_scales():
    assert reading_of(INDEX, Decimal("82"), 2009) != reading_of(INDEX, Decimal("82"), 2011)


def test_a_year_before_the_first_scale_has_no_reading():
    assert reading_of(INDEX, Decimal("82"), 2005) is None


def test_an_indicator_without_a_scale_has_no_reading():
    assert reading_of("environment.good_air_days", Decimal("82"), 2015) is None
