"""The data-quality page: gaps, marks, frozen values, corrections, clocks; none of it a verdict."""

from datetime import datetime, timedelta

import pyarrow as pa
import pytest
from django.urls import reverse

from zhiliang.core.roles import Role
from zhiliang.systems.environment.readings.attention import pictures
from zhiliang.systems.environment.readings.intake import take_in_rows

START, END = datetime(2015, 8, 1), datetime(2015, 8, 2)
ASKED = {"days": "1", "end": "2015-08-02T00:00"}

pytestmark = pytest.mark.django_db


def rows(mn, values, flags=None, **fields):
    count = len(values)
    given = {
        "mn": [mn] * count,
        "cn": ["2061"] * count,
        "data_time": pa.array(
            [START + timedelta(hours=n) for n in range(count)], pa.timestamp("s")
        ),
        "factor": ["w01018"] * count,
        "statistic": ["Avg"] * count,
        "value": [float(value) for value in values],
        "flag": flags or ["N"] * count,
    }
    return pa.table(given | fields)


def picture(mn, **asked):
    return pictures([mn], START, END, frozen_hours=asked.get("frozen_hours", 24))[mn]


def test_completeness_counts_the_hours_of_the_stretch(outlet):
    take_in_rows(rows(outlet.mn, range(18)))
    assert picture(outlet.mn).share == 75


def test_marks_are_counted_flag_by_flag(outlet):
    take_in_rows(rows(outlet.mn, range(4), ["N", "D", "D", "C"]))
    found = picture(outlet.mn)
    assert found.flags == {"N": 1, "D": 2, "C": 1}
    assert found.flagged == 75


def test_a_value_that_stands_still_is_pointed_at(outlet):
    take_in_rows(rows(outlet.mn, [7.5] * 20))
    assert picture(outlet.mn, frozen_hours=20).frozen[0].count == 20
    assert picture(outlet.mn, frozen_hours=21).frozen == ()


def test_a_reading_that_was_sent_again_with_another_value_is_a_correction(outlet):
    take_in_rows(rows(outlet.mn, [10]))
    take_in_rows(rows(outlet.mn, [12]))
    assert picture(outlet.mn).corrected == 1


def test_an_outlet_that_sent_nothing_has_an_empty_picture(outlet):
    found = picture(outlet.mn)
    assert (found.share, found.flagged, found.flags) == (0, 0, {})


def test_what_wants_a_look_first_sorts_first(outlet):
    take_in_rows(rows("gaps", range(10)))
    take_in_rows(rows("whole", range(24)))
    known = pictures(["whole", "gaps"], START, END, frozen_hours=24)
    assert sorted(known, key=lambda mn: known[mn].urgency) == ["gaps", "whole"]


def page(client, who, **asked):
    client.force_login(who)
    return client.get(reverse("environment_quality"), ASKED | asked)


def test_an_officer_sees_the_outlets_of_the_own_city(client, outlet, officer, person):
    assert "示例印染厂" in page(client, officer).content.decode()
    other = person("深圳", Role.CITY_OFFICER, place_id="440300")
    assert "示例印染厂" not in page(client, other).content.decode()


def test_a_source_sees_its_own_outlet(client, outlet, enterprise):
    assert "示例印染厂" in page(client, enterprise).content.decode()


def test_a_visitor_is_asked_who_one_is(client, guangdong):
    assert client.get(reverse("environment_quality")).status_code == 302


def test_it_says_that_nothing_of_it_is_a_verdict(client, outlet, officer):
    assert "这一页没有一条是判定" in page(client, officer).content.decode()


def test_the_table_is_downloaded_whole(client, outlet, officer):
    take_in_rows(rows(outlet.mn, range(18)))
    lines = page(client, officer, format="csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("GZ-001,75.0,18 / 24,0.0")


@pytest.mark.parametrize("asked", [{"end": "x"}, {"days": "²"}, {"end": "9999-12-31T00:00"}])
def test_nonsense_in_the_address_falls_back(client, outlet, officer, asked):
    assert page(client, officer, **asked).status_code == 200
