"""A city's year of air, one day of it, and episodes over neighbouring cities."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from zhiliang.core.models import Place, PlaceName
from zhiliang.systems.environment.judging.spells import spells
from zhiliang.systems.environment.models import CityDay, Station, StationDay

DAY = date(2015, 8, 3)
AT = timezone.make_aware(datetime(2015, 8, 4))
AQI = "HJ 633-2012"

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(guangdong):
    """A city's day: `day(118)`; no index means that it is not valid."""

    def make(index, *, on=DAY, place="440100", **fields):
        valid = index is not None
        given = {"edition": AQI, "stations": 2, "rule": AQI, "judged_at": AT, **fields}
        good = int(valid and index <= 100)
        return CityDay.objects.create(
            place_id=place, day=on, index=index, valid=int(valid), good=good, **given
        )

    return make


def year(client, **asked):
    asked = {"place": "440100", "year": "2015", **asked}
    return client.get(reverse("environment_calendar"), asked).content.decode()


def test_a_day_is_drawn_by_its_level_and_says_it_in_words(client, day):
    day(118, primary="o3_8h、pm2_5")
    words = "2015-08-03 AQI 118 轻度污染，首要污染物 O3-8h、PM2.5"
    assert f'aria-label="{words}"' in year(client)
    assert 'class="aqi aqi-3" href' in year(client)


@pytest.mark.parametrize(
    ("index", "shade"), [(0, "1"), (50, "1"), (51, "2"), (100, "2"), (300, "5"), (301, "6")]
)
def test_a_level_ends_where_the_standard_ends_it(client, day, index, shade):
    day(index)
    assert f'class="aqi aqi-{shade}" href' in year(client)


def test_a_day_of_the_old_index_is_called_by_its_words(client, day):
    day(130, edition="API（GB 3095-1996）")
    assert "2015-08-03 API 130 轻微污染" in year(client)


def test_a_day_without_enough_data_is_hatched_and_not_a_level(client, day):
    day(None)
    assert 'class="aqi aqi-invalid" href' in year(client)


def test_a_day_in_several_sources_is_shown_from_the_one_that_counts(client, day):
    day(55, source="sample")
    day(155, source="records")
    assert "AQI 155" in year(client)
    assert "AQI 55 " not in year(client)


def test_the_standards_in_force_are_told_with_the_days_they_held(client, day):
    day(50, on=date(2015, 1, 1), edition="API（GB 3095-1996）")
    day(50, on=date(2015, 1, 2))
    assert "2015-01-01 至 2015-01-01：API" in year(client)
    assert "2015-01-02 至 2015-01-02：HJ 633-2012" in year(client)


def test_the_year_is_downloaded_day_by_day(client, day):
    day(118, primary="o3_8h")
    asked = {"place": "440100", "year": "2015", "format": "csv"}
    answer = client.get(reverse("environment_calendar"), asked)
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("2015-08-03,118,轻度污染,O3-8h,1,0,2,")


def test_a_year_without_days_says_so(client, guangdong):
    assert "这个城市这一年没有日评价" in year(client)


def test_an_officer_opens_the_own_city(client, guangdong, person):
    from zhiliang.core.roles import Role

    client.force_login(person("深圳", Role.CITY_OFFICER, place_id="440300"))
    answer = client.get(reverse("environment_calendar")).content.decode()
    assert '<option value="440300" selected>' in answer


def test_a_day_shows_its_stations(client, day):
    day(118)
    station = Station.objects.create(
        code="A1", name_zh="麓湖", place_id="440100", active_from=date(2012, 1, 1)
    )
    StationDay.objects.create(
        station=station, day=DAY, pm2_5_e6=88_000_000, rule="GB 3095", judged_at=AT
    )
    answer = client.get(reverse("environment_air_day", args=["440100", "2015-08-03"]))
    assert "麓湖" in answer.content.decode()
    assert "88" in answer.content.decode()


@pytest.mark.parametrize(("code", "on"), [("440100", "2015-02-30"), ("999999", "2015-08-03")])
def test_a_day_or_a_city_that_is_none_is_not_found(client, guangdong, code, on):
    assert client.get(reverse("environment_air_day", args=[code, on])).status_code == 404


@pytest.fixture
def foshan(guangdong):
    place = Place.objects.create(code="440600", level="city")
    known = {"valid_from": date(2005, 1, 1), "recorded_at": AT}
    PlaceName.objects.create(place=place, name_zh="佛山市", parent_id="440000", **known)


def test_neighbours_above_the_line_are_one_episode(client, foshan, day):
    day(130, place="440100")
    day(120, place="440600", on=date(2015, 8, 4))
    answer = client.get(reverse("environment_episodes"), {"year": "2015"}).content.decode()
    assert "2015年有1个区域污染过程，最长2天" in answer


def test_cities_without_a_common_border_are_no_episode(client, day):
    day(130, place="440100")
    day(130, place="440300")
    answer = client.get(reverse("environment_episodes"), {"year": "2015"}).content.decode()
    assert "没有两个以上接壤城市" in answer


def test_no_later_warning_level_is_put_on_an_earlier_year():
    indices = {("440100", DAY): 260, ("440600", DAY): 260}
    assert next(spells(indices, 2015, above=200)).rule is None


def test_neighbours_share_the_level_that_both_have_reached():
    days = [date(2018, 1, 1), date(2018, 1, 2)]
    indices = {("440100", day): 210 for day in days} | {("440600", day): 210 for day in days}
    found = next(spells(indices, 2018, above=200))
    assert [(one.level.level, one.cities) for one in found.responses] == [
        ("yellow", ("440100", "440600"))
    ]


def test_the_episodes_page_stands_without_days(client, guangdong):
    assert client.get(reverse("environment_episodes")).status_code == 200
