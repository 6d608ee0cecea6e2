"""The live board: who reports, who is late, who is over today, and what the page weighs."""

from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest
from django.urls import reverse
from django.utils import timezone

from zhiliang.methods.hj212 import encode
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import Outlet
from zhiliang.systems.environment.readings.intake import take_in, take_in_rows

LIMIT = {"factor": "w01018", "upper_e6": 40_000_000, "unit": "mg/L", "basis": "示例"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def permitted(outlet):
    actions.record_permit(
        outlet, by=None, limits=[LIMIT], number="粤A", valid_from=date(2014, 1, 1)
    )
    return outlet


def hours(mn, values, *, flag="N", day=None):
    """Hours of COD from midnight of today on, as a table of rows."""
    start = datetime.combine(day or timezone.localdate(), datetime.min.time())
    count = len(values)
    return pa.table(
        {
            "mn": [mn] * count,
            "cn": ["2061"] * count,
            "data_time": pa.array(
                [start + timedelta(hours=n) for n in range(count)], pa.timestamp("s")
            ),
            "factor": ["w01018"] * count,
            "statistic": ["Avg"] * count,
            "value": [float(value) for value in values],
            "flag": [flag] * count,
        }
    )


@pytest.fixture
def heard(outlet):
    """Let the outlet have reported some minutes ago."""

    def report(minutes, values=(20,), **fields):
        at = timezone.now() - timedelta(minutes=minutes)
        take_in_rows(hours(outlet.mn, values, **fields), received_at=at)
        told = timezone.localtime(at).strftime("%Y%m%d%H%M%S")
        take_in([encode(cn="2011", mn=outlet.mn, data_time=told, items=[])], received_at=at)

    return report


def board(client, **asked):
    return client.get(reverse("environment_board"), asked)


def classes(answer, outlet):
    """The words by which an outlet's cell is drawn."""
    text = answer.content.decode()
    return text.partition(f'id="o{outlet.pk}" class="')[2].partition('"')[0].split()


@pytest.mark.parametrize(
    ("minutes", "state"), [(1, "live"), (29, "live"), (30, "late"), (119, "late"), (120, "silent")]
)
def test_a_cell_says_how_lately_the_outlet_was_heard(client, permitted, heard, minutes, state):
    heard(minutes)
    assert classes(board(client), permitted) == [state]


def test_an_outlet_that_was_never_heard_is_not_called_silent(client, permitted):
    assert classes(board(client), permitted) == ["never"]


def test_an_outlet_without_a_permit_is_marked(client, outlet, heard):
    heard(1)
    assert classes(board(client), outlet) == ["live", "bare"]


def test_hours_over_the_limit_are_counted(client, permitted, heard):
    heard(1, (41, 40, 55))
    answer = board(client)
    assert classes(answer, permitted) == ["live", "over"]
    assert "超2" in answer.content.decode()


def test_hours_that_the_logger_marked_as_abnormal_are_not_over(client, permitted, heard):
    heard(1, (99,), flag="D")
    assert classes(board(client), permitted) == ["live"]


def test_what_was_over_yesterday_is_not_over_today(client, permitted, heard):
    heard(1, (99,), day=timezone.localdate() - timedelta(days=1))
    assert classes(board(client), permitted) == ["live"]


def test_a_state_that_is_asked_for_leaves_out_the_others(client, permitted, heard):
    heard(1)
    assert f'id="o{permitted.pk}"' in board(client, state="live").content.decode()
    assert f'id="o{permitted.pk}"' not in board(client, state="late").content.decode()


def test_another_city_is_left_out(client, permitted):
    assert f'id="o{permitted.pk}"' not in board(client, place="440300").content.decode()


def test_an_officer_finds_the_own_city_first(client, permitted, person):
    from zhiliang.core.roles import Role

    fields = {"name_zh": "口", "kind": "wastewater", "active_from": date(2014, 1, 1)}
    Outlet.objects.create(code="SZ-1", place_id="440300", mn="S1", **fields)
    client.force_login(person("深圳", Role.CITY_OFFICER, place_id="440300"))
    text = board(client).content.decode()
    assert text.index('id="c440300"') < text.index('id="c440100"')


def test_a_refresh_brings_the_board_alone_and_goes_on_refreshing(client, permitted):
    answer = client.get(reverse("environment_board"), headers={"HX-Target": "board"})
    text = answer.content.decode()
    assert text.startswith('<div id="board"')
    assert 'hx-trigger="every 30s, refresh"' in text


def test_the_board_stands_without_outlets_and_without_readings(client, guangdong):
    assert "还没有登记排放口" in board(client).content.decode()


def test_neither_number_nor_password_of_a_logger_is_on_the_board(client, permitted, heard):
    heard(1)
    text = board(client).content.decode()
    assert permitted.mn not in text
    assert "123456" not in text


@pytest.fixture
def thousand(guangdong):
    rows = [
        Outlet(
            code=f"X{n:04d}",
            name_zh=f"示例企业{n}废水总排放口",
            kind="wastewater",
            place_id="440100",
            mn=f"MN{n:020d}",
            active_from=date(2014, 1, 1),
        )
        for n in range(1000)
    ]
    Outlet.objects.bulk_create(rows)


def test_a_thousand_outlets_stay_below_the_weight_of_a_page(client, thousand):
    assert len(board(client).content) < 220_000


def test_a_thousand_outlets_need_no_more_questions_than_one(
    client, thousand, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        board(client)


def test_the_list_is_downloaded_as_shown(client, permitted, heard):
    heard(5)
    lines = board(client, format="csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[:5] == ["GZ-001", "示例印染厂 总排口", "广州市", "正在上报", "5"]
