"""Progress towards a target: the straight path, and the judgement beside it."""

from fractions import Fraction

import pytest

from zhiliang.evaluation.progress import aim_of, judge, required

RATE = aim_of("ge", Fraction(80), "by_2015")
BASE = (2010, Fraction(73))


def judged(aim, year, figure, baseline=BASE):
    return judge(aim, year, {} if figure is None else {year: Fraction(figure)}, baseline)


def test_the_path_is_straight_from_baseline_to_target():
    assert [required(RATE, year, BASE) for year in (2010, 2012, 2015)] == [
        73,
        73 + Fraction(14, 5),
        80,
    ]


@pytest.mark.parametrize(
    ("year", "figure", "expected"),
    [
        (2015, "85.5", "met"),
        (2012, "81", "met"),
        (2012, "76", "on_track"),
        (2012, "75", "behind"),
        (2015, "79.9", "behind"),
        (2013, None, "not_collected"),
    ],
)
def test_a_rate_due_in_2015(year, figure, expected):
    assert judged(RATE, year, figure) == expected


def test_more_than_95_is_not_reached_by_95():
    aim = aim_of("gt", Fraction(95), "by_2015")
    assert judged(aim, 2015, 95) == "behind"
    assert judged(aim, 2015, "95.0001") == "met"


def test_about_ten_is_never_judged_met():
    aim = aim_of("approx", Fraction(10), "by_2015")
    assert judged(aim, 2015, 10) == "distance"


def test_a_yearly_target_has_no_path_to_be_on():
    aim = aim_of("ge", Fraction(1300), "each_year")
    assert [judged(aim, 2012, n) for n in (1300, 1299)] == ["met", "behind"]


def test_a_falling_target_is_on_track_below_its_path():
    aim = aim_of("eq", Fraction(0), "by_2015")
    assert [judged(aim, 2014, n, (2010, Fraction(10))) for n in (2, 3)] == ["on_track", "behind"]


def test_without_a_baseline_nothing_before_the_due_year_is_on_track():
    assert judged(RATE, 2012, "79", None) == "behind"


def test_a_share_that_falls_from_above_its_target_is_behind():
    aim = aim_of("gt", Fraction(95), "by_2015")
    observed = {2013: Fraction(98), 2014: Fraction(94)}
    assert judge(aim, 2014, observed, (2013, Fraction(98))) == "behind"


def test_the_first_known_year_is_on_no_path_yet():
    assert judged(RATE, 2010, 73) == "behind"
