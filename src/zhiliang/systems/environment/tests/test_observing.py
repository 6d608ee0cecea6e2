"""Real observations go the way of the wire; what comes out is what the files say."""

import csv
import gzip
import io
from collections import defaultdict
from datetime import date, datetime
from importlib.resources import files
from statistics import fmean

import pytest

from zhiliang.core.actions import load_places
from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.models import Event
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import CityDay, Station, StationDay
from zhiliang.systems.environment.readings import questions

pytestmark = pytest.mark.django_db
AIR = files("zhiliang.core") / "reference" / "air"
HOURS = "站点编号,时间,因子编码,监测值,标记\n"


@pytest.fixture
def guangdong(db, settings, tmp_path):
    settings.VAR = tmp_path
    load_places(by=None)


@pytest.fixture
def loaded(guangdong):
    return actions.load_observations(by=None)


def guangzhou():
    packed = (AIR / "GuangzhouPM20100101_20151231.csv.gz").read_bytes()
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8-sig"))))


def snapshot():
    text = (AIR / "cnemc_guangdong_stations_2018-02-20T07.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_value_of_both_files_is_in_the_lake(loaded):
    columns = ("PM_City Station", "PM_5th Middle School", "PM_US Post")
    there = sum(row[column] != "NA" for row in guangzhou() for column in columns)
    pollutants = ("pm2_5", "pm10", "so2", "no2", "co", "o3")
    there += sum(bool(row[name]) for row in snapshot() for name in pollutants)
    span = {"start": datetime(2010, 1, 1), "end": datetime(2019, 1, 1)}
    assert questions.rows(cn="2061", **span).read_all().num_rows == there == loaded


def test_loading_again_changes_nothing(loaded):
    events = Event.objects.count()
    assert (actions.load_observations(by=None), Event.objects.count()) == (loaded, events)


def test_a_stations_daily_means_are_those_of_the_file(loaded):
    actions.judge_cities(date(2014, 1, 1), date(2014, 1, 31), by=None)
    hours = defaultdict(list)
    for row in guangzhou():
        if (row["year"], row["month"]) == ("2014", "1") and row["PM_5th Middle School"] != "NA":
            hours[int(row["day"])].append(float(row["PM_5th Middle School"]))
    expected = {day: fmean(values) for day, values in hours.items() if len(values) >= 20}
    days = StationDay.objects.filter(station__code="GZ-5MS").exclude(pm2_5_e6=None)
    found = {day.day.day: day.pm2_5_e6 / 1e6 for day in days}
    assert found == pytest.approx(expected, abs=1e-6)


def test_one_pollutant_of_a_file_claims_no_day_of_the_city(loaded):
    actions.judge_cities(date(2014, 1, 1), date(2014, 1, 31), by=None)
    assert (StationDay.objects.exists(), CityDay.objects.exists()) == (True, False)


def test_all_stations_of_the_snapshot_lie_in_their_cities(loaded):
    stations = Station.objects.filter(active_from=date(2018, 2, 20))
    assert (stations.count(), stations.values("place").distinct().count()) == (102, 21)


def test_hours_of_an_unknown_station_are_refused_with_their_line(guangdong):
    text = HOURS + "S1,2015-08-01 07:00,a34004,35,N\n"
    outcome = acceptor_of("station-hours")(read(feeds["station-hours"], text.encode()), by=None)
    assert [(one.line, one.field) for one in outcome.rejected] == [(2, "station")]


@pytest.mark.parametrize(
    ("time", "value", "field"),
    [
        ("2015-08-01 07:30", "35", "time"),
        ("2015-08-01T07:00+08:00", "35", "time"),
        ("2015-08-01 07:00", "1e999", "value"),
        ("2015-08-01 07:00", "nan", "value"),
    ],
)
def test_a_row_that_cannot_be_an_observation_is_refused(guangdong, time, value, field):
    text = HOURS + f"S1,{time},a34004,{value},N\n"
    rejected = read(feeds["station-hours"], text.encode()).rejected
    assert [(one.line, one.field) for one in rejected] == [(2, field)]


def test_an_empty_value_is_a_gap_and_not_zero(guangdong):
    Station.objects.create(code="S1", name_zh="站", place_id="440100", active_from=date(2015, 1, 1))
    text = HOURS + "S1,2015-08-01 07:00,a34004,,N\nS1,2015-08-01 08:00,a34004,35,N\n"
    acceptor_of("station-hours")(read(feeds["station-hours"], text.encode()), by=None)
    rows = questions.hours(["S1"], ["a34004"], date(2015, 8, 1))
    assert rows["value"].to_pylist() == [35.0]
