"""The made-up sampling: every outcome, by the real verbs, marked, and once."""

from datetime import date

import pytest

from zhiliang.core.actions import create_organisation, load_place_sets, load_places
from zhiliang.core.models import Organisation, Place
from zhiliang.systems.sampling.actions.made_up import load_history, load_running
from zhiliang.systems.sampling.clocks import sampling_due
from zhiliang.systems.sampling.judging import conclusions
from zhiliang.systems.sampling.models import (
    Draw,
    Objection,
    ProductClass,
    Rectification,
    RetestLaboratory,
    SamplingCase,
)

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """The running plans, made once for all tests here and then taken back."""
    from django.conf import settings
    from django.db import transaction

    from zhiliang.core.actions import load_calendar, load_deadlines

    with django_db_blocker.unblock(), transaction.atomic():
        before, settings.VAR = settings.VAR, tmp_path_factory.mktemp("made")
        load_places(by=None)
        load_place_sets(by=None)
        load_deadlines(by=None)
        load_calendar(by=None)
        load_running(by=None, today=TODAY)
        yield
        transaction.set_rollback(True)
        settings.VAR = before


def states(model):
    return set(model.objects.values_list("state", flat=True))


def test_there_is_a_sample_in_every_state(made):
    assert states(SamplingCase) == {
        "assigned",
        "sampled",
        "received",
        "tested",
        "notified",
        "settled",
        "published",
        "not_taken",
        "rejected",
    }


def test_objections_were_filed_upheld_and_dismissed(made):
    assert states(Objection) == {"filed", "upheld", "dismissed"}


def test_a_firm_passed_its_follow_up_and_another_failed_it(made):
    assert {"closed", "failed", "ordered"} <= states(Rectification)


def test_one_draw_waits_for_its_public_number(made):
    states_of = sorted(Draw.objects.values_list("state", flat=True))
    assert states_of == ["drawn", "drawn", "drawn", "frozen"]


def test_the_demo_s_firm_may_object_to_how_its_food_was_sampled(made):
    case = SamplingCase.objects.get(regime_key="food", imported="")
    last, _provisional = sampling_due(case)
    assert case.firm.name == "示例电器有限公司" and last > TODAY


def test_the_directory_of_laboratories_is_made_up(made):
    assert set(RetestLaboratory.objects.values_list("source", flat=True)) == {"sample"}


def test_everything_is_marked_as_made_up(made):
    assert set(SamplingCase.objects.values_list("source", flat=True)) == {"sample"}
    assert set(ProductClass.objects.values_list("source", flat=True)) == {"sample"}
    assert not Organisation.objects.filter(sample=False).exists()


def test_a_second_time_changes_nothing(made):
    before = SamplingCase.objects.count()
    assert load_running(by=None, today=TODAY) == before


def test_its_conclusions_are_those_of_its_results(made):
    found = conclusions(date(2026, 1, 1), date(2026, 12, 31))
    assert found.count > 50 and found.differences == []


@pytest.mark.django_db
def test_the_made_up_results_of_five_years_are_taken_in_once(settings, tmp_path):
    settings.VAR = tmp_path
    load_places(by=None)
    load_place_sets(by=None)
    once = load_history(by=None)
    assert once == load_history(by=None) == 21 * 5 * 48


@pytest.mark.django_db
def test_no_real_firm_is_among_them(settings, tmp_path):
    settings.VAR = tmp_path
    load_places(by=None)
    load_place_sets(by=None)
    create_organisation(by=None, name="示例01号市第1家企业", place=Place.objects.get(pk="440100"))
    load_history(by=None)
    assert SamplingCase.objects.filter(firm__sample=True).exists()
