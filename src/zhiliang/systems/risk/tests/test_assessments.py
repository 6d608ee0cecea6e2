"""Assessments: exact products, matrices side by side, four eyes."""

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.flow import FlowRefused
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.assessing import readings_of, shifts_of
from zhiliang.systems.risk.tests.conftest import NOW, after, fresh


def test_the_folding_chair_of_the_guidelines_is_a_low_risk(signal, province):
    chair = (("1", "打开"), ("1/50", "握住后角"), ("1/10", "夹住"), ("1", "受伤"))
    assessment = actions.assess(signal, by=province, at=NOW)
    actions.add_scenario(
        assessment, by=province, words="折叠椅", injury="夹伤", severity=1, steps=chair, at=NOW
    )
    assert assessment.scenarios.get().probability == Fraction(1, 500)
    assert readings_of(assessment)[0].level == "low"


def test_several_matrices_stand_side_by_side_and_say_how_sure_they_are(assessed):
    readings = readings_of(assessed)
    assert {one.matrix.key for one in readings} >= {"rapex", "example"}
    assert any(one.unchecked for one in readings)


def test_sensitivity_shows_what_one_step_would_change(assessed):
    found = shifts_of(assessed.scenarios.get(), "rapex")
    assert found.level == "serious"
    assert {shift.what for shift in found.shifts} >= {0, 1, 2, "severity"}


def test_a_chance_over_one_is_refused(assessed, province):
    with pytest.raises(ValidationError, match="0 和 1"):
        actions.add_scenario(
            assessed, by=province, words="x", injury="y", severity=1, steps=[("3/2", "x")]
        )


@pytest.mark.parametrize("chance", ["", "很可能", "1/0", "-1", "1e400"])
def test_what_is_no_chance_is_refused(assessed, province, chance):
    with pytest.raises(ValidationError):
        actions.add_scenario(
            assessed, by=province, words="x", injury="y", severity=1, steps=[(chance, "x")]
        )


def test_without_a_scenario_nothing_is_concluded(signal, province):
    assessment = actions.assess(signal, by=province, at=NOW)
    with pytest.raises(ValidationError, match="情景"):
        actions.conclude(assessment, by=province, matrix="rapex", conclusion="x")


@pytest.fixture
def concluded(assessed, province):
    return actions.conclude(
        assessed, by=province, matrix="rapex", conclusion="严重风险", at=after(hours=2)
    )


def test_who_assessed_does_not_decide(concluded, province):
    with pytest.raises(FlowRefused, match="另一人"):
        actions.decide(concluded, by=province, measure="notice", decision="x")


def test_a_decision_settles_the_signal(concluded, colleague, signal):
    actions.decide(concluded, by=colleague, measure="alert", decision="风险严重", at=after(hours=3))
    assert fresh(signal).state == "acted"
    assert fresh(concluded).measure == "alert"


def test_an_assessment_sent_back_loses_its_level(concluded, colleague):
    back = actions.resume(concluded, by=colleague, reason="补充情景", at=after(hours=3))
    assert (back.state, back.level, back.concluded_at) == ("drafting", "", None)


def test_an_expert_who_stands_back_gives_no_level(assessed, province):
    actions.give_opinion(
        assessed, by=province, expert="S-02", stance="recused", ground="本所检验过", level="high"
    )
    assert assessed.opinions.get().level == ""
