"""From a place's figure to the list of the records it was made of."""

from datetime import date

import pytest
from django.utils import timezone

from zhiliang.indicators.registry import definitions
from zhiliang.indicators.value import Value
from zhiliang.systems.environment.models import CityDay
from zhiliang.web.behind import list_behind

pytestmark = pytest.mark.django_db

AIR = "environment.good_air_days"


def behind(key=AIR, place="440100", period="2015", source="sample"):
    return list_behind(definitions()[key], Value(key, period, place, "", "", source=source))


@pytest.fixture
def city_day(places):
    fields = {"edition": "HJ 633-2012", "stations": 2, "rule": "HJ 633-2012", "source": "sample"}
    judged = {"index": 80, "valid": 1, "good": 1, "judged_at": timezone.now()}
    return CityDay.objects.create(place_id="440100", day=date(2015, 8, 3), **fields, **judged)


def test_a_citys_figure_leads_to_its_days_of_the_period(client, city_day):
    title, url = behind()
    assert str(title) == "城市空气质量日报"
    assert [row.record for row in client.get(url).context["table"].rows] == [city_day]
    assert "day_from=2015-01-01&day_to=2015-12-31" in url


@pytest.mark.parametrize(
    "other", [{"place": "440300"}, {"period": "2014"}, {"source": "published"}]
)
def test_a_figure_made_of_no_records_leads_nowhere(city_day, other):
    assert behind(**other) == ("", "")


def test_the_provinces_figure_leads_to_the_days_of_all_its_cities(city_day):
    assert "place" not in behind(place="440000")[1]


def test_a_figure_that_is_only_returned_leads_nowhere(places):
    assert behind("sampling.market_pass_rate") == ("", "")


def test_the_indicators_page_has_the_links(client, lake, city_day, monkeypatch):
    from zhiliang.web.views import indicators

    monkeypatch.setattr(indicators, "list_behind", lambda item, value: ("逐日", "/days/"))
    text = client.get("/indicators/sampling.market_pass_rate/").content.decode()
    assert text.count('href="/days/"') == 4
