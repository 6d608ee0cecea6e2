"""The province's own bulletins: taken in whole, and every published rank and mean reproduced."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils import timezone

from zhiliang.core.actions import load_reference
from zhiliang.core.errors import ClerkError
from zhiliang.core.feed import read
from zhiliang.core.models import Event
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import EventLog
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.projection import project
from zhiliang.indicators.registry import definitions, projections
from zhiliang.systems.environment.actions import import_bulletin
from zhiliang.systems.environment.answers import history_of
from zhiliang.systems.environment.feeds import air_bulletin
from zhiliang.systems.environment.indicators.air import good_air_days
from zhiliang.systems.environment.models import Bulletin, CityAir

FOLDER = Path(str(files("zhiliang.core") / "reference" / "guangdong"))
AUGUST, DECEMBER = FOLDER / "gd_air_2017_08.csv", FOLDER / "gd_air_2021_12.csv"
HEAD = "gbt2260,city,attain_days_pct,pm25\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference():
    load_reference()


def take(source: Path | bytes, period: str):
    return import_bulletin(read(air_bulletin, source), by=None, period=period)


def rejects(rows: str, period: str = "2021-12"):
    outcome = take((HEAD + rows).encode(), period)
    assert outcome.accepted == 0
    assert not Bulletin.objects.exists()
    return [(reject.line, reject.field) for reject in outcome.rejected]


@pytest.fixture(params=["duckdb", "reference"])
def figures(request, reference, tmp_path):
    take(AUGUST, "2017-08")
    take(DECEMBER, "2021-12")
    project(tmp_path, projections(), log=EventLog())
    return Figures(Lake.current(tmp_path), definitions(), engine=request.param)


def ranks(figures, key: str, period: str) -> dict[str, int | None]:
    answer = figures.answer(key, Period.parse(period))
    return {value.place: value.rank for value in answer.values}


def mean(figures, key: str, period: str, places: str) -> str:
    answer = figures.answer(key, Period.parse(period))
    return next(str(a.value) for a in answer.aggregates if a.set == places)


def published(path: Path, column: str) -> dict[str, int]:
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return {row["gbt2260"]: int(row[column]) for row in rows}


def test_ranks_of_august_2017_are_the_published_ones(figures):
    assert ranks(figures, "environment.good_air_days", "2017-08") == published(AUGUST, "rank")


def test_ranks_of_december_2021_are_the_published_ones(figures):
    expected = published(DECEMBER, "aqi_rank")
    assert ranks(figures, "environment.good_air_days", "2021-12") == expected


def test_pm2_5_ranks_of_december_2021_are_the_published_ones(figures):
    expected = published(DECEMBER, "pm25_rank")
    assert ranks(figures, "environment.air_pm2_5", "2021-12") == expected


@pytest.mark.parametrize(
    ("key", "period", "places", "expected"),
    [
        ("good_air_days", "2017-08", "gd_21", "92.4"),
        ("good_air_days", "2017-08", "prd_9", "88.4"),
        ("air_pm10", "2017-08", "gd_21", "36"),
        ("air_pm10", "2017-08", "prd_9", "34"),
        ("air_pm2_5", "2017-08", "gd_21", "20"),
        ("air_pm2_5", "2017-08", "prd_9", "20"),
        ("good_air_days", "2021-12", "gd_21", "96.2"),
        ("good_air_days", "2021-12", "prd_9", "94.6"),
        ("air_pm2_5", "2021-12", "gd_21", "31"),
        ("air_pm2_5", "2021-12", "prd_9", "31"),
    ],
)
def test_means_are_the_published_ones(figures, key, period, places, expected):
    assert mean(figures, f"environment.{key}", period, places) == expected


def test_a_published_rate_has_no_numerator_and_says_where_it_is_from(figures):
    value = figures.at("environment.good_air_days", "440400", Period.parse("2017-08"))
    assert (value.numerator, value.denominator, value.source) == (None, None, "published")


def test_the_same_bulletin_again_changes_nothing(reference):
    take(DECEMBER, "2021-12")
    events = Event.objects.count()
    assert take(DECEMBER, "2021-12").unchanged
    assert (Event.objects.count(), CityAir.objects.count()) == (events, 21)


def test_a_corrected_bulletin_leaves_the_earlier_one_readable(reference):
    take((HEAD + "440100,广州,90,31\n").encode(), "2021-12")
    take((HEAD + "440100,广州,91,31\n").encode(), "2021-12")
    assert Bulletin.objects.count() == 2
    assert Bulletin.objects.get(superseded_at=None).rows.get().attainment == 91


def test_a_trial_run_writes_nothing(reference):
    reading = read(air_bulletin, DECEMBER)
    outcome = import_bulletin(reading, by=None, period="2021-12", dry_run=True)
    assert outcome.accepted == 21
    assert not Bulletin.objects.exists()


def test_an_unknown_place_is_refused_with_its_line(reference):
    assert rejects("440100,广州,90,31\n449900,无此市,90,31\n") == [(3, "gbt2260")]


def test_a_name_that_is_not_of_the_code_is_refused(reference):
    assert rejects("440100,深圳,90,31\n") == [(2, "city")]


def test_a_place_given_twice_is_refused(reference):
    assert rejects("440100,广州,90,31\n440100,广州,91,31\n") == [(3, "gbt2260")]


def test_more_than_a_hundred_percent_is_refused(reference):
    assert rejects("440100,广州,100.1,31\n") == [(2, "attain_days_pct")]


@pytest.mark.parametrize("text", ["一百", "1e999", "NaN", "-1", "1.0000001"])
def test_what_is_not_an_exact_number_is_refused(reference, text):
    assert rejects(f"440100,广州,{text},31\n") == [(2, "attain_days_pct")]


@pytest.mark.parametrize("period", ["2999-12", f"{timezone.localdate():%Y-%m}"])
def test_a_month_that_is_not_over_is_refused(reference, period):
    outcome = take(DECEMBER, period)
    assert [(one.field, one.value) for one in outcome.rejected] == [("period", period)]


def test_a_figure_has_the_history_of_its_bulletins(reference):
    take(DECEMBER, "2021-12")
    take(DECEMBER.read_bytes().replace(b",100,31,", b",99.5,31,"), "2021-12")
    history = history_of(good_air_days, "440100", "2021-12")
    assert [(one["value"], one["state"]) for one in history] == [
        ("100", "superseded"),
        ("99.5", "accepted"),
    ]


def test_a_year_is_not_the_period_of_a_monthly_bulletin(reference):
    with pytest.raises(ClerkError, match="月份"):
        take(DECEMBER, "2021")
