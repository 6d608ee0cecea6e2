"""The figures of 二(四) from verdicts on record, by both engines, counted by hand."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhiliang.core.actions import load_place_sets, load_places
from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.models import Place
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import EventLog
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.projection import project
from zhiliang.indicators.registry import definitions, projections
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import (
    CityDay,
    DrinkingMonth,
    DrinkingSource,
    Outlet,
    OutletDay,
    SewagePlant,
)

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2014, 1, 1)


@pytest.fixture
def guangdong(db, settings, tmp_path):
    settings.VAR = tmp_path
    load_places(by=None)
    load_place_sets(by=None)


@pytest.fixture(params=["duckdb", "reference"])
def value(request, guangdong, tmp_path):
    """The figure of a place: `value("environment.good_air_days", "440100", "2014")`."""

    def ask(key, place, period="2014"):
        project(tmp_path / "lake", projections(), log=EventLog(), everything=True)
        figures = Figures(Lake.current(tmp_path / "lake"), definitions(), engine=request.param)
        return figures.at(f"environment.{key}", place, Period.parse(period))

    return ask


def outlet(code, place="440100", **fields):
    return Outlet.objects.create(
        code=code,
        name_zh=code,
        mn=code,
        kind="wastewater",
        place_id=place,
        active_from=NEW_YEAR,
        **fields,
    )


def day(of, number, standing, volume=100):
    counted = {"compliant": volume, "exceeded": 0}
    return OutletDay.objects.create(
        outlet=of,
        place_id=of.place_id,
        day=NEW_YEAR + timedelta(days=number),
        standing=standing,
        volume=volume,
        compliant_volume=counted.get(standing),
        industrial=of.industrial,
        rule="日均值",
        judged_at=timezone.now(),
        received=24,
    )


def city_day(place, number, index, **fields):
    CityDay.objects.create(
        place_id=place,
        day=NEW_YEAR + timedelta(days=number),
        edition="HJ 633-2012",
        stations=2,
        index=index,
        valid=int(index is not None),
        good=int(index is not None and index <= 100),
        rule="HJ 633-2012",
        judged_at=timezone.now(),
        **fields,
    )


def drink(source, month, quantity, compliant):
    DrinkingMonth.objects.create(
        water_source=source,
        place_id=source.place_id,
        first_day=date(2014, month, 1),
        quantity=quantity,
        compliant_quantity=quantity if compliant else 0,
        rule="GB 3838-2002",
        judged_at=timezone.now(),
    )


def test_wastewater_counts_by_volume(value):
    works = outlet("A")
    day(works, 0, "compliant", 300)
    day(works, 1, "exceeded", 100)
    assert str(value("industrial_wastewater_compliance", "440100").value) == "75.0"


def test_days_that_could_not_be_judged_count_on_neither_side(value):
    works = outlet("A")
    day(works, 0, "compliant", 300)
    for number, standing in enumerate(("invalid", "silent", "stopped", "unlimited"), start=1):
        day(works, number, standing, 900)
    found = value("industrial_wastewater_compliance", "440100")
    assert (found.numerator, found.denominator) == (300, 300)


def test_a_sewage_plants_water_is_not_industrial(value):
    plant = SewagePlant.objects.create(
        code="P", name_zh="厂", place_id="440100", active_from=NEW_YEAR
    )
    day(outlet("A", plant=plant), 0, "exceeded")
    assert value("industrial_wastewater_compliance", "440100").value is None
    assert str(value("outlet_day_compliance", "440100").value) == "0.0"


def test_a_district_counts_for_its_city_and_not_yet_for_the_province(value):
    day(outlet("A", "440106"), 0, "compliant")
    assert str(value("industrial_wastewater_compliance", "440100").value) == "100.0"
    assert value("industrial_wastewater_compliance", "440000").value is None


def test_the_province_needs_all_cities_and_pools_their_volumes(value):
    for code in Place.objects.filter(level="city").values_list("pk", flat=True):
        day(outlet(code, code), 0, "exceeded" if code == "440100" else "compliant")
    found = value("industrial_wastewater_compliance", "440000")
    assert (found.numerator, found.denominator) == (2000, 2100)


def test_good_air_days_have_two_denominators(value):
    for number, index in enumerate((40, 100, 101, None)):
        city_day("440100", number, index)
    assert str(value("good_air_days", "440100").value) == "66.7"
    assert str(value("good_air_days_of_year", "440100").value) == "50.0"


def test_the_provinces_good_days_are_the_mean_of_cities_and_not_of_days(value):
    for code in Place.objects.filter(level="city").values_list("pk", flat=True):
        city_day(code, 0, 50)
    for number in range(1, 22):
        city_day("440100", number, 200)
    assert str(value("good_air_days", "440000").value) == "95.5"


def test_real_days_stand_before_made_up_ones(value):
    city_day("440100", 0, 50)
    city_day("440100", 0, 200, source="sample")
    assert value("good_air_days", "440100").source == "records"


def test_drinking_sources_are_weighted_by_the_water_drawn(value):
    source = DrinkingSource.objects.create(
        code="D", name_zh="水源", place_id="440100", active_from=NEW_YEAR
    )
    drink(source, 1, 900, True)
    drink(source, 2, 100, False)
    assert str(value("drinking_source_compliance", "440100").value) == "90.0"


def test_sewage_is_summed_over_the_months(value):
    text = "地区,月份,污水产生量,污水处理量\n440100,2014-01,100,90\n440100,2014-02,300,290\n"
    acceptor_of("sewage-months")(read(feeds["sewage-months"], text.encode()), by=None)
    found = value("sewage_treatment_rate", "440100")
    assert (found.numerator, found.denominator) == (380, 400)


def test_coverage_counts_plants(value):
    for code in ("P1", "P2"):
        SewagePlant.objects.create(code=code, name_zh=code, place_id="440100", active_from=NEW_YEAR)
    heard = outlet("A", plant=SewagePlant.objects.get(code="P1"))
    for number in range(200):
        day(heard, number, "compliant")
    actions.close_plant_year(2014, by=None)
    assert str(value("sewage_online_monitoring_coverage", "440100").value) == "50.0"
