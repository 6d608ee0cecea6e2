"""The rates of recalls from the records on the lake, by both engines; the regimes as data."""

import pytest

from zhiliang.core.deadline import rule_on
from zhiliang.core.notice.words import wordbook
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import lake_root, refresh
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.registry import definitions
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.documents.edition import WORDS
from zhiliang.systems.recalls.models import regimes
from zhiliang.systems.recalls.tests.conftest import after


@pytest.fixture(params=["duckdb", "reference"])
def figure(request, own_folder):
    """A figure of a place and year: `figure("recalls.reopened")`."""

    def ask(key, place="440100", year="2026"):
        refresh()
        figures = Figures(Lake.current(lake_root()), definitions(), engine=request.param)
        value = figures.at(key, place, Period.parse(year))
        return value.value, value.numerator, value.denominator

    return ask


def test_a_recall_finished_by_its_last_day_is_in_time(closed, figure):
    assert figure("traceability.recalls_completed")[1:] == (1, 1)


def test_a_recall_that_is_not_finished_counts_against(running, figure):
    assert figure("traceability.recalls_completed")[1:] == (0, 1)


def test_the_province_has_the_figure_of_all_its_recalls(closed, figure):
    assert figure("traceability.recalls_completed", "440000")[1:] == (1, 1)


def test_notified_and_replied_count_consignees(answered, figure):
    assert figure("recalls.consignees_notified")[1:] == (2, 2)
    assert figure("recalls.consignees_replied")[1:] == (2, 2)


def test_the_recovered_share_is_fixed_when_a_recall_is_finished(closed, figure):
    assert str(figure("recalls.recovered_share")[0]) == "100.0"


def test_checks_count_who_was_reached(checked, figure):
    assert figure("recalls.reached_when_checked")[1:] == (2, 2)


def test_a_reopened_recall_counts_as_one(closed, guangzhou, figure):
    actions.reopen(closed, by=guangzhou, reason="新线索", at=after(days=10))
    assert figure("recalls.reopened")[1:] == (1, 1)


CLOCKS = sorted(
    {
        (clock, regime.valid_from)
        for regime in regimes()
        for clock in (
            *(name for duty in regime.duties for name in duty.clocks.values()),
            *filter(None, (regime.analysis, regime.objection)),
        )
    }
)


@pytest.mark.parametrize(("clock", "day"), CLOCKS, ids=[clock for clock, _day in CLOCKS])
def test_every_clock_of_a_regime_is_a_time_limit_in_force_with_its_article(guangdong, clock, day):
    rule = rule_on(clock, day)
    assert rule is not None
    assert rule.number and rule.unit and rule.article


def test_no_two_regimes_of_a_kind_hold_on_one_day():
    for regime in regimes():
        same = [one for one in regimes() if one.key == regime.key and one.holds(regime.valid_from)]
        assert same == [regime]


def test_every_class_of_a_regime_has_each_clock():
    for regime in regimes():
        for duty in regime.duties:
            assert all(duty.clock(level) for level in regime.levels or [""]), (regime, duty)


def test_a_regime_to_be_verified_says_what():
    assert all(one.note_zh and one.note_en for one in regimes() if one.certainty == "待核")


def test_every_word_of_the_papers_is_there_in_both_languages():
    assert all(both["zh"] and both["en"] is not None for both in wordbook(WORDS).values())
