from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.period import Period

pytestmark = pytest.mark.once

KINDS = ("year", "half", "quarter", "month", "assessment")
days = st.dates(date(1902, 1, 1), date(2990, 1, 1))
periods = st.builds(Period.of, days, st.sampled_from(KINDS))


@given(periods)
def test_a_key_parses_back_to_its_period(period):
    again = Period.parse(period.key)
    assert (again, again.key, again.kind) == (period, period.key, period.kind)


@given(days, st.sampled_from(KINDS))
def test_the_period_of_a_day_contains_the_day(day, kind):
    assert Period.of(day, kind).contains(day)


@given(periods)
def test_a_period_begins_the_day_after_the_previous_ends(period):
    assert period.previous().end + timedelta(days=1) == period.start
    assert period.next().start - timedelta(days=1) == period.end


@given(periods)
def test_the_months_of_a_period_are_its_parts(period):
    parts = [Period.parse(f"{year}-{month:02d}") for year, month in period.months()]
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(period.contains(part) for part in parts)
    assert parts == sorted(parts)


def test_an_assessment_year_runs_from_july_to_june():
    period = Period.parse("2016-2017")
    assert (period.start, period.end) == (date(2016, 7, 1), date(2017, 6, 30))
    assert period.year == 2017


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("2015", "2015年", "2015"),
        ("2015H1", "2015年上半年", "first half of 2015"),
        ("2015Q3", "2015年第三季度", "Q3 2015"),
        ("2017-08", "2017年8月", "August 2017"),
        ("2016-2017", "2016—2017考核年度", "July 2016 – June 2017"),
    ],
)
def test_a_period_is_named_in_both_languages(key, zh, en):
    period = Period.parse(key)
    assert (period.label_zh, period.label_en) == (zh, en)


@pytest.mark.parametrize(
    "key", ["", "15", "2015-13", "2015Q5", "2015H3", "2015-2017", "去年", "0000"]
)
def test_nonsense_is_refused_in_words(key):
    with pytest.raises(ValueError, match="期间|考核年度"):
        Period.parse(key)
