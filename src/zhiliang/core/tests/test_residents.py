"""Counts of residents: those that ship add up, and the office's own take their place."""

from datetime import date

import pytest

from zhiliang.core.actions import import_residents, load_places, load_residents
from zhiliang.core.errors import NotAllowed
from zhiliang.core.feed import read
from zhiliang.core.feeds import residents
from zhiliang.core.models import Event, Residents

HEAD = "行政区划代码,年度,常住人口,统计时点,来源\n"
NEWER = f"{HEAD}440100,2024,18978100,2024-12-31,示例统计公报\n"


@pytest.fixture
def places(db):
    load_places(by=None)


def take(text, by=None, **options):
    return import_residents(read(residents, text.encode()), by=by, **options)


def test_the_cities_of_the_census_add_up_to_the_province_of_its_bulletin(places):
    load_residents(by=None)
    counted = Residents.objects.filter(day=date(2020, 12, 31))
    assert (counted.count(), sum(row.number for row in counted)) == (21, 126_012_510)


def test_a_year_that_repeats_the_census_says_so(places):
    load_residents(by=None)
    repeated = Residents.objects.filter(day__gt=date(2020, 12, 31))
    assert repeated.count() > 0
    assert all("沿用" in row.note and row.counted_on.year == 2020 for row in repeated)


def test_loading_again_changes_nothing_and_leaves_what_the_office_brought_in(places):
    take(NEWER)
    load_residents(by=None)
    events = Event.objects.count()
    assert load_residents(by=None).unchanged
    assert Event.objects.count() == events
    assert Residents.objects.get(key="440100:2024").number == 18_978_100


@pytest.mark.parametrize(
    "line",
    [
        "440100,2024,1,2024-12-31,示例",
        "999999,2024,1,2024-12-31,示例",
        "440300,2024,0,2024-12-31,示例",
        "440300,2024,1,2025-01-01,示例",
        "440300,二〇二四,1,2024-12-31,示例",
        "440300,2024,1,2024-12-31,",
    ],
)
def test_one_bad_line_keeps_the_whole_table_out(places, line):
    outcome = take(f"{NEWER}{line}\n")
    assert (outcome.accepted, outcome.rejected[-1].line) == (0, 3)
    assert not Residents.objects.exists()


def test_a_dry_run_writes_nothing(places):
    assert take(NEWER, dry_run=True).accepted == 1
    assert not Residents.objects.exists()


def test_only_the_office_brings_counts_in(places, guangzhou_officer_alone, office):
    with pytest.raises(NotAllowed):
        take(NEWER, by=guangzhou_officer_alone)
    assert take(NEWER, by=office).accepted == 1


@pytest.fixture
def guangzhou_officer_alone(person, places):
    return person("city_officer", place_id="440100")
