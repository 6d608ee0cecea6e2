"""Vehicle statistics: a whole file or nothing, each fault with its line and field."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from zhiliang.core.errors import ClerkError, NotAllowed
from zhiliang.core.feed import read
from zhiliang.core.models import Event
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.feeds import vehicle_stages
from zhiliang.systems.environment.feeds.vehicles import stage
from zhiliang.systems.environment.models import VehicleCount, VehicleStatistic

HEAD = "gbt2260,fuel,stage,registered,scrapped,inspected,passed\n"
GOOD = "440100,汽油,国Ⅳ,100,1,50,49\n440100,柴油,国2,10,5,8,6\n"


def take(rows, *, by=None, period="2015", **more):
    reading = read(vehicle_stages, (HEAD + rows).encode())
    return actions.import_vehicles(reading, by=by, period=period, **more)


def rejects(rows):
    outcome = take(rows)
    assert (outcome.accepted, VehicleStatistic.objects.count()) == (0, 0)
    return [(reject.line, reject.field) for reject in outcome.rejected]


def test_a_file_is_taken_in_by_place(guangdong):
    assert take(GOOD + "440300,汽油,国Ⅴ,7,0,3,3\n").accepted == 3
    assert list(VehicleStatistic.objects.order_by("place").values_list("place", "period")) == [
        ("440100", "2015"),
        ("440300", "2015"),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("国0", 0), ("国Ⅰ", 1), ("国II", 2), ("国３", 3), ("4", 4), ("国v", 5), ("国Ⅵ", 6)],
)
def test_a_stage_is_read_however_it_is_written(written, meant):
    assert stage({"stage": written}, "stage") == meant


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("449900,汽油,国Ⅳ,1,0,1,1", "gbt2260"),
        ("440000,汽油,国Ⅳ,1,0,1,1", "gbt2260"),
        ("440300,煤油,国Ⅳ,1,0,1,1", "fuel"),
        ("440300,汽油,国Ⅶ,1,0,1,1", "stage"),
        ("440300,汽油,国9,1,0,1,1", "stage"),
        ("440300,汽油,国Ⅳ,1.5,0,1,1", "registered"),
        ("440300,汽油,国Ⅳ,-1,0,1,1", "registered"),
        ("440300,汽油,国Ⅳ,1e999,0,1,1", "registered"),
        ("440300,汽油,国Ⅳ,1,,1,1", "scrapped"),
        ("440300,汽油,国Ⅳ,1,0,1,2", "passed"),
        ("440100,汽油,国4,1,0,1,1", "stage"),
    ],
)
def test_one_fault_refuses_the_file_and_says_where(guangdong, row, field):
    assert rejects(f"{GOOD}{row}\n") == [(4, field)]


def test_the_same_file_again_changes_nothing(guangdong):
    take(GOOD)
    events = Event.objects.count()
    assert take(GOOD).unchanged
    assert (Event.objects.count(), VehicleCount.objects.count()) == (events, 2)


def test_a_corrected_file_leaves_the_earlier_one_readable(guangdong):
    take(GOOD)
    take(GOOD.replace("100,1,50", "110,1,50"))
    current = VehicleStatistic.objects.get(superseded_at=None)
    assert VehicleStatistic.objects.count() == 2
    assert [count.registered for count in current.counts.order_by("-registered")] == [110, 10]


def test_a_trial_run_writes_nothing(guangdong):
    assert take(GOOD, dry_run=True).accepted == 2
    assert not VehicleStatistic.objects.exists()


@pytest.mark.parametrize("period", [None, "2015-06", "x", f"{timezone.localdate().year}"])
def test_only_a_year_that_is_over_has_statistics(guangdong, period):
    with pytest.raises(ClerkError):
        take(GOOD, period=period)


def test_a_city_hands_in_its_own_vehicles_only(guangzhou):
    assert take(GOOD, by=guangzhou).accepted == 2
    with pytest.raises(NotAllowed):
        take("440300,汽油,国Ⅳ,1,0,1,1\n", by=guangzhou)


@pytest.mark.parametrize(
    ("fuel", "stage", "yellow"),
    [("diesel", 2, True), ("diesel", 3, False), ("petrol", 0, True), ("gas", 1, False)],
)
def test_a_yellow_label_is_for_old_diesel_and_older_petrol(fuel, stage, yellow):
    assert VehicleCount(fuel=fuel, stage=stage).yellow is yellow


def test_a_faulty_upload_tells_every_fault_at_the_field(guangzhou):
    rows = (HEAD + GOOD + "440100,汽油,国9,1,0,1,1\n440100,煤油,国1,1,0,1,1\n").encode()
    with pytest.raises(ValidationError) as fault:
        actions.upload_vehicles(by=guangzhou, year=2015, file=("a.csv", rows))
    lines = fault.value.message_dict["file"]
    assert [line.partition(" 行")[0] for line in lines] == ["第 4", "第 5"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n"])
def test_an_upload_that_is_no_such_file_is_told_at_the_field(guangzhou, content):
    with pytest.raises(ValidationError) as fault:
        actions.upload_vehicles(by=guangzhou, year=2015, file=("a.csv", content))
    assert list(fault.value.message_dict) == ["file"]
