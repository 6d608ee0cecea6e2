"""The monitor: it finds a cluster before it is a headline, and keeps quiet when nothing happens."""

from datetime import date, timedelta

import numpy as np
import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Event
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.models import Kind, Observation, Signal
from zhiliang.systems.risk.monitoring import Stratum, judge
from zhiliang.systems.risk.monitoring.judging import LONG, SHORT, parameters_of
from zhiliang.systems.risk.rechecking import recheck_signals
from zhiliang.systems.risk.rules import monitor
from zhiliang.systems.risk.tests.conftest import DAY, NOW, after, cluster, fresh, quiet, told

HEADLINE = DAY + timedelta(days=3)


def test_a_cluster_is_a_signal_days_before_the_headline(signal, province):
    actions.note_headline(signal, by=province, headline="示例晚报", on=HEADLINE, at=after(days=5))
    assert fresh(signal).lead_days == 2


def test_a_signal_says_what_was_counted_and_what_was_expected(signal):
    assert (signal.product, signal.hazard, signal.place_id) == ("heaters", "shock", "440100")
    assert signal.observed >= 9
    assert signal.expected_e6 < 3_000_000
    assert "440100" in signal.sentence or "广州" in signal.sentence
    assert f"有{signal.observed}件" in signal.sentence


def test_only_the_finest_stratum_of_a_cluster_is_a_signal(signal):
    assert Signal.objects.count() == 1


def test_two_cities_at_once_that_are_each_too_small_ring_in_the_province(years):
    for city in ("440300", "440600", "441900", "440400", "440500"):
        rows = (told(f"{city}-{n}", DAY - timedelta(days=n), place=city) for n in range(2))
        actions.enter_observations(rows, by=None)
    found = actions.monitor(on=DAY, by=None)
    assert {signal.place_id for signal in found} == {"440000"}


QUIET = {
    "rare": lambda rng, shape: rng.poisson(1.0, shape),
    "frequent": lambda rng, shape: rng.poisson(3.0, shape),
    "overdispersed": lambda rng, shape: rng.negative_binomial(4, 4 / 9, shape),
}


@pytest.mark.once
@pytest.mark.parametrize("kind", QUIET)
@pytest.mark.parametrize(("method", "weeks"), [(LONG, 264), (SHORT, 30)])
def test_quiet_weeks_of_two_hundred_strata_ring_no_more_than_the_stated_rate(kind, method, weeks):
    rules, alarms, judged = monitor(), 0, 0
    counts = QUIET[kind](np.random.default_rng(2026), (400, weeks))
    first = DAY - timedelta(days=7 * weeks - 1)
    for numbers, row in zip(
        judge(counts.tolist(), method, parameters_of(method, rules, first)), counts, strict=True
    ):
        judged += 1
        alarms += numbers.alarm and row[-1] >= rules.least_in_week
    # three standard errors of a rate that is just the stated one
    assert alarms / judged <= rules.stated_rate + 3 * (rules.stated_rate / judged) ** 0.5


def test_a_quiet_week_raises_nothing(years):
    assert actions.monitor(on=DAY, by=None) == []


def test_a_second_night_adds_to_the_open_signal(signal):
    assert actions.monitor(on=DAY + timedelta(days=1), by=None) == []
    assert (fresh(signal).times, fresh(signal).last_on) == (2, DAY + timedelta(days=1))


def test_the_same_night_twice_changes_nothing(signal):
    before = Event.objects.count()
    assert actions.monitor(on=DAY, by=None) == []
    assert Event.objects.count() == before


def test_a_dismissed_stratum_rests(signal, province):
    actions.dismiss(signal, by=province, reason="同一人重复投诉", at=NOW)
    assert actions.monitor(on=DAY + timedelta(days=1), by=None) == []
    assert Signal.objects.count() == 1


def test_a_young_source_is_judged_by_the_short_method(guangdong):
    actions.enter_observations(quiet(2.0, weeks=30, seed=3), by=None)
    actions.enter_observations(cluster(14), by=None)
    (found,) = actions.monitor(on=DAY, by=None)
    assert (found.method, found.p_e6) == ("ears_c2", None)
    assert "历史不足" in found.sentence


def test_a_source_of_last_month_does_not_look_like_an_outbreak(years):
    for week in range(4):
        day = DAY - timedelta(days=7 * week)
        rows = (told(f"{week}-{n}", day, kind=Kind.INJURY) for n in range(6))
        actions.enter_observations(rows, by=None)
    assert actions.monitor(on=DAY, by=None) == []


def test_what_has_no_hazard_is_not_counted(years):
    actions.enter_observations(cluster(20, hazard="none"), by=None)
    assert actions.monitor(on=DAY, by=None) == []


def test_the_nightly_run_makes_up_for_nights_that_were_missed(years):
    actions.enter_observations(cluster(9), by=None)
    assert actions.monitor_nightly(since=after(days=-4), now=after(days=2), by=None) == 1
    assert Signal.objects.get().ends_on < DAY + timedelta(days=1)


def test_every_signal_is_judged_again_with_the_same_result(signal):
    checked = recheck_signals(date(2026, 1, 1), date(2026, 12, 31))
    assert (checked.count, checked.differences) == (1, [])


def test_a_signal_whose_counts_were_changed_is_found(signal):
    Signal.objects.filter(pk=signal.pk).update(counts="[1,2,3]")
    (differs,) = recheck_signals(date(2026, 1, 1), date(2026, 12, 31)).differences
    assert differs.field == "digest"


def test_a_signal_whose_expectation_was_changed_is_found(signal):
    Signal.objects.filter(pk=signal.pk).update(expected_e6=9_000_000)
    fields = [one.field for one in recheck_signals(date(2026, 1, 1), DAY).differences]
    assert fields == ["expected"]


def test_a_stratum_holds_its_parts_and_not_itself():
    city, province = Stratum("toys", "choking", "440100"), Stratum("toys", "choking", "440000")
    assert province.holds(city)
    assert not city.holds(province)
    assert not city.holds(city)


def test_a_dismissal_gives_its_reason(signal, province):
    with pytest.raises(ValidationError, match="写明"):
        actions.dismiss(signal, by=province, reason=" ", at=NOW)


def test_another_city_does_not_triage(signal, shenzhen):
    with pytest.raises(FlowRefused, match="管辖"):
        actions.dismiss(signal, by=shenzhen, reason="无关", at=NOW)


def test_watching_ends_on_a_day_to_come(signal, province):
    with pytest.raises(ValidationError, match="过去"):
        actions.watch(signal, by=province, reason="再看", until=DAY - timedelta(days=9), at=NOW)
    watched = actions.watch(
        signal, by=province, reason="再看", until=DAY + timedelta(days=9), at=NOW
    )
    assert (watched.state, watched.watched_until) == ("watched", DAY + timedelta(days=9))


def event(verb, **data):
    return Event(number=1, verb=verb, subject="x:1", place="440100", occurred_at=NOW, data=data)


COMPLAINT = {
    "number": "TS2026-1",
    "kind": "complaint",
    "product": "heaters",
    "hazard": "shock",
    "place": "440103",
    "received_on": "2026-11-20",
    "injured": True,
}


def test_a_classified_complaint_is_observed(guangdong):
    found = actions.take_up(event("complaints.intake.classify", **COMPLAINT), by=None)
    assert (found.kind, found.product, found.injured) == ("complaint", "heaters", True)


def test_a_complaint_classified_anew_is_corrected(guangdong):
    for hazard in ("shock", "burn"):
        told = {**COMPLAINT, "hazard": hazard}
        actions.take_up(event("complaints.intake.classify", **told), by=None)
    assert Observation.objects.get().hazard == "burn"


def test_a_failed_sample_is_observed_and_a_pass_is_not(guangdong):
    data = {"number": "CC-1", "product_class": "S-TOY", "product_name": "塑料玩具"}
    failed = actions.take_up(event("sampling.case.settle", conclusion="fail", **data), by=None)
    assert failed.product == "toys"
    assert (
        actions.take_up(event("sampling.case.settle", conclusion="pass", **data), by=None) is None
    )


def test_a_recall_abroad_is_observed_and_other_clues_are_not(guangdong):
    abroad = event("recalls.clue.import", number="XS-1", origin="foreign", product="充电宝")
    own = event("recalls.clue.register", number="XS-2", origin="complaint", product="充电宝")
    assert actions.take_up(abroad, by=None).product == "electronics"
    assert actions.take_up(own, by=None) is None


def test_an_exceedance_is_observed(guangdong):
    data = {"number": "CB-1", "first_day": "2026-11-23", "factors": "w01018"}
    assert actions.take_up(event("environment.exceedance.detect", **data), by=None).kind == (
        "environment"
    )
