"""Lists of verdicts: a stretch of days, a place with all in it, and how far it was over."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from zhiliang.systems.environment.models import OutletDayFactor

pytestmark = pytest.mark.django_db

DAYS = [date(2015, 8, day) for day in (1, 2, 3)]


@pytest.fixture
def lines(client):
    """The days of the outlets' list as an address narrows it."""

    def ask(**asked):
        answer = client.get(reverse("environment/outlet-days-list"), {"format": "csv", **asked})
        return answer.content.decode("utf-8-sig").splitlines()[1:]

    return ask


def test_a_list_is_narrowed_to_a_stretch_of_days_both_ends_included(lines, judged):
    for day in DAYS:
        judged(day)
    asked = {"day_from": "2015-08-02", "day_to": "2015-08-03"}
    assert [line.split(",")[2] for line in lines(**asked)] == ["2015-08-03", "2015-08-02"]
    assert len(lines(day_from="2015-08-02")) == 2
    assert len(lines(day_to="2015-08-02")) == 2


def test_a_day_that_is_none_is_told_beside_its_field(client, judged):
    answer = client.get(reverse("environment/outlet-days-list"), {"day_from": "2015-02-30"})
    assert answer.status_code == 200
    assert answer.context["filters"].form.errors.keys() == {"day_from"}
    assert "id_day_from_error" in answer.content.decode()


def test_a_city_takes_in_what_lies_in_it(lines, judged, outlet):
    judged(DAYS[0])
    outlet.place_id = "440106"
    outlet.save()
    assert len(lines(place="440100")) == 1
    assert lines(place="440300") == []


@pytest.mark.parametrize(
    ("mean", "times"), [("54", "0.35"), ("40.2", "0.01"), ("120.000001", "2.00"), ("40", "")]
)
def test_the_list_tells_how_many_times_over_the_limit_a_day_was(lines, judged, mean, times):
    standing = "exceeded" if times else "compliant"
    judged(DAYS[0], standing, mean=int(Decimal(mean) * 1_000_000))
    assert lines()[0].split(",")[5] == times


def test_the_worst_factor_counts_and_a_range_has_no_multiple(client, lines, judged):
    verdict = judged(DAYS[0], "exceeded", mean=50_000_000)
    of_day = {"day": verdict, "hours": 24, "standing": "exceeded"}
    ammonia = {"mean_e6": 7_500_000, "upper_e6": 5_000_000}
    OutletDayFactor.objects.create(factor="w21003", **ammonia, **of_day)
    acid = {"mean_e6": 12_000_000, "lower_e6": 6_000_000, "upper_e6": 9_000_000}
    OutletDayFactor.objects.create(factor="w01001", **acid, **of_day)
    assert lines()[0].split(",")[5] == "0.50"
    text = client.get(reverse("environment/outlet-days-case", args=[verdict.pk])).content.decode()
    assert "氨氮 0.50 倍、化学需氧量 0.25 倍" in text


def test_a_day_leads_back_to_its_outlet_its_traces_and_its_year(client, judged, outlet):
    page = reverse("environment/outlet-days-case", args=[judged(DAYS[0]).pk])
    text, trace = client.get(page).content.decode(), reverse("environment_trace", args=[outlet.pk])
    assert f'href="{trace}"' in text
    assert f'href="{trace}?cn=2061&amp;start=2015-08-01T00:00' in text
    assert "outlet=GZ-001&amp;day_from=2015-01-01&amp;day_to=2015-12-31" in text
