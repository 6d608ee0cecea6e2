"""The made-up risks: marked, the same however often they are loaded, found before the headline."""

import pytest

from zhiliang.core.actions import load_reference
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.models import (
    Incident,
    Information,
    Observation,
    PublicWarning,
    Signal,
)


@pytest.fixture
def made_up(db):
    load_reference(by=None)
    return actions.load_sample(by=None)


def test_the_planted_cluster_was_found_before_its_headline(made_up):
    signal = Signal.objects.get(product="heaters", hazard="shock", place="440100")
    assert signal.lead_days >= 2
    assert signal.state == "acted"


def test_one_false_alarm_was_dismissed_and_one_signal_waits(made_up):
    states = set(Signal.objects.values_list("product", "state"))
    assert {("toys", "dismissed"), ("ebikes", "raised")} <= states


def test_the_quiet_background_raises_hardly_anything_else(made_up):
    planted = {"heaters", "toys", "ebikes"}
    assert Signal.objects.exclude(product__in=planted).count() <= 1


def test_everything_is_marked_and_loaded_once(made_up):
    before = Observation.objects.count()
    assert actions.load_sample(by=None) == made_up
    assert Observation.objects.count() == before
    for model in (Observation, Signal, PublicWarning, Information, Incident):
        assert set(model.objects.values_list("source", flat=True)) == {"sample"}


def test_a_red_warning_is_in_force_with_a_response(made_up):
    red = PublicWarning.objects.get(colour="red")
    assert (red.state, red.incidents.get().state) == ("issued", "responding")
    assert red.incidents.get().grade == "larger"
