"""The figures of risk monitoring from the records on the lake, by both engines."""

from datetime import timedelta

import pytest

from zhiliang.core.deadline import rule_on
from zhiliang.core.notice.words import wordbook
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import lake_root, refresh
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.registry import definitions
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.clocks import regimes
from zhiliang.systems.risk.documents.edition import WORDS
from zhiliang.systems.risk.models import Incident, Information
from zhiliang.systems.risk.tests.conftest import DAY, after


@pytest.fixture(params=["duckdb", "reference"])
def figure(request, own_folder):
    """A figure of a place and year: `figure("risk.warnings_lifted")`."""

    def ask(key, place="440100", year="2026"):
        refresh()
        figures = Figures(Lake.current(lake_root()), definitions(), engine=request.param)
        value = figures.at(key, place, Period.parse(year))
        return value.value, value.numerator, value.denominator

    return ask


def test_a_signal_before_the_headline_has_its_lead_in_days(signal, province, figure):
    on = DAY + timedelta(days=5)
    actions.note_headline(signal, by=province, headline="示例晚报", on=on, at=after(days=9))
    assert figure("risk.signal_lead_days")[0] == 4
    assert figure("risk.signals")[0] == 1


def test_a_response_has_its_minutes(responding, figure):
    assert figure("risk.response_minutes")[0] == 60


def test_receipts_count_by_the_recipient_and_only_once_their_time_is_over(
    red, guangzhou, shenzhen, place, figure
):
    places = [place("440300"), place("440600")]
    actions.inform(red, by=guangzhou, text="x", places=places, at=after(hours=1))
    assert figure("risk.acknowledged_in_time", "440000")[2] is None
    actions.acknowledge(Information.objects.get(place="440300"), by=shenzhen, at=after(hours=2))
    actions.find_unacknowledged(now=after(hours=9))
    assert figure("risk.acknowledged_in_time", "440300")[1:] == (1, 1)
    assert figure("risk.acknowledged_in_time", "440600")[1:] == (0, 1)


def test_lifted_and_reviewed_warnings_count(red, guangzhou, province, figure):
    assert figure("risk.warnings_lifted")[1:] == (0, 1)
    actions.lift(red, by=guangzhou, reason="解除", at=after(days=1))
    assert figure("risk.warnings_lifted")[1:] == (1, 1)
    assert figure("risk.warnings_reviewed")[1:] == (0, 1)
    actions.review(red, by=province, lessons="x", at=after(days=2))
    assert figure("risk.warnings_reviewed")[1:] == (1, 1)


def test_every_clock_is_a_row_of_the_table_of_time_limits(guangdong):
    keys = {key for regime in regimes().values() for duty in regime.duties for key in duty.clocks}
    assert [key for key in keys if rule_on(key, DAY) is None] == []


def test_every_kind_of_incident_has_its_rules():
    assert set(regimes()) == set(Incident.Kind.values)


def test_every_word_of_the_papers_is_there_in_both_languages():
    empty = [key for key, both in wordbook(WORDS).items() if not all(both.values())]
    assert empty == ["common.printed"]
