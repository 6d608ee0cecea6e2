"""An outlet's page: traces, their tables and files, limits, notes, the year of verdicts."""

import io
from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.urls import reverse
from django.utils import timezone

from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import DeviceNote
from zhiliang.systems.environment.readings.intake import take_in_rows
from zhiliang.systems.environment.readings.questions import Series
from zhiliang.systems.environment.views.stretch import MOST_BUCKETS, stretch_of

START = datetime(2015, 8, 1)
DAYS = {"cn": "2061", "start": "2015-08-01T00:00", "end": "2015-08-03T00:00"}
LIMIT = {"factor": "w01018", "upper_e6": 40_000_000, "unit": "mg/L", "basis": "DB44/26-2001"}
NOON = datetime(2026, 1, 1, 12)

pytestmark = pytest.mark.django_db


def rows(mn, *, count=48, step=timedelta(hours=1), cn="2061", value=20.0, factor="w01018"):
    return pa.table(
        {
            "mn": [mn] * count,
            "cn": [cn] * count,
            "data_time": pa.array([START + step * n for n in range(count)], pa.timestamp("s")),
            "factor": [factor] * count,
            "statistic": ["Avg"] * count,
            "value": [value + n % 5 for n in range(count)],
            "flag": ["D" if n == 3 else "N" for n in range(count)],
        }
    )


@pytest.fixture
def measured(outlet):
    take_in_rows(rows(outlet.mn))
    return outlet


def page(client, outlet, **asked):
    return client.get(reverse("environment_trace", args=[outlet.pk]), asked)


def text(answer):
    return answer.content.decode()


def series(last, cn="2061"):
    return [Series(cn, "w01018", "Avg", 10, START, last)]


@pytest.mark.parametrize("span", ["24h", "7d", "30d", "1y"])
@pytest.mark.parametrize("cn", ["2011", "2051", "2061", "2031"])
def test_no_stretch_has_more_buckets_than_a_chart_can_show(span, cn):
    assert stretch_of({"span": span, "cn": cn}, [], NOON).buckets <= MOST_BUCKETS


def test_a_week_of_hours_is_shown_hour_by_hour():
    stretch = stretch_of({"span": "7d", "cn": "2061"}, [], NOON)
    assert (stretch.buckets, stretch.width) == (168, timedelta(hours=1))


def test_buckets_hold_whole_intervals_of_the_data():
    stretch = stretch_of({"span": "1y", "cn": "2061"}, [], NOON)
    assert stretch.width % timedelta(hours=1) == timedelta(0)


def test_where_nothing_was_heard_lately_the_stretch_ends_with_the_last_reading():
    stretch = stretch_of({"span": "7d"}, series(datetime(2015, 8, 3, 5)), NOON)
    assert stretch.end == datetime(2015, 8, 3, 6)


def test_the_finest_kind_of_data_is_not_chosen_while_there_are_hours():
    known = [*series(NOON, "2011"), *series(NOON, "2061")]
    assert stretch_of({}, known, NOON).cn == "2061"


@pytest.mark.parametrize(
    ("start", "end"),
    [("2015-08-03T00:00", "2015-08-01T00:00"), ("0001-01-01", "9999-01-01"), ("x", "y")],
)
def test_a_stretch_that_cannot_be_falls_back_to_a_week(start, end):
    assert stretch_of({"start": start, "end": end}, [], NOON).span == "7d"


def test_a_trace_is_drawn_with_its_limit(client, measured):
    actions.record_permit(
        measured, by=None, limits=[LIMIT], number="粤A", valid_from=date(2014, 1, 1)
    )
    assert "化学需氧量（mg/L）：20 至 24，许可限值 40" in text(page(client, measured, **DAYS))


def test_a_limit_that_was_not_in_force_is_not_drawn(client, measured):
    actions.record_permit(
        measured, by=None, limits=[LIMIT], number="粤A", valid_from=date(2016, 1, 1)
    )
    assert "许可限值 40" not in text(page(client, measured, **DAYS))


def test_marks_of_the_logger_are_told(client, measured):
    assert "1 个数据由数采仪标记为异常" in text(page(client, measured, **DAYS))


def test_a_year_of_minutes_is_shipped_as_buckets_only(client, outlet):
    take_in_rows(rows(outlet.mn, count=60_000, step=timedelta(minutes=5), cn="2051"))
    asked = {"cn": "2051", "start": "2015-08-01T00:00", "end": "2016-03-01T00:00"}
    answer = page(client, outlet, **asked)
    assert "汇总为" in text(answer)
    assert len(answer.content) < 100_000


def test_the_source_sees_its_note_on_the_chart_and_a_visitor_does_not(client, measured, enterprise):
    DeviceNote.objects.create(
        outlet=measured,
        kind="calibration",
        starts_at=timezone.make_aware(START),
        ends_at=timezone.make_aware(START + timedelta(hours=2)),
        reason="校准",
        filed_at=timezone.now(),
    )
    assert '"words": "校准"' not in text(page(client, measured, **DAYS))
    client.force_login(enterprise)
    assert "灰带" in text(page(client, measured, **DAYS))


def test_the_table_of_a_trace_holds_its_buckets(client, measured):
    answer = page(client, measured, factor="w01018", format="csv", **DAYS)
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 49
    assert lines[4] == "2015-08-01 03:00,23,23,23,1,1"


def test_the_table_comes_as_a_fragment_below_its_chart(client, measured):
    url = reverse("environment_trace", args=[measured.pk])
    answer = client.get(url, {"factor": "w01018", **DAYS}, headers={"HX-Request": "true"})
    assert text(answer).lstrip().startswith("<div")


def readings(client, outlet, form, **asked):
    answer = client.get(reverse("environment_readings", args=[outlet.pk, form]), DAYS | asked)
    return b"".join(answer.streaming_content)


def test_raw_readings_come_as_csv_under_the_public_code(client, measured):
    lines = readings(client, measured, "csv").decode("utf-8-sig").splitlines()
    assert len(lines) == 49
    assert lines[1].startswith('"GZ-001","2061",2015-08-01 00:00:00')
    assert measured.mn not in lines[1]


def test_raw_readings_come_as_parquet(client, measured):
    table = pq.read_table(io.BytesIO(readings(client, measured, "parquet")))
    assert table.num_rows == 48
    assert "mn" not in table.column_names


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_of_nothing_is_empty_and_not_an_error(client, outlet, form):
    assert readings(client, outlet, form)


def test_a_factor_that_looks_like_a_formula_is_no_formula_in_the_file(client, outlet):
    take_in_rows(rows(outlet.mn, count=1, factor="=1+1"))
    assert '"\'=1+1"' in readings(client, outlet, "csv").decode("utf-8-sig")


def test_another_form_is_not_found(client, measured):
    url = reverse("environment_readings", args=[measured.pk, "exe"])
    assert client.get(url).status_code == 404


def test_the_year_of_verdicts_leads_to_how_a_day_was_judged(client, outlet, judged):
    verdict = judged(date(2015, 8, 1), "exceeded")
    url = reverse("environment/outlet-days-case", args=[verdict.pk])
    assert f'href="{url}" aria-label="2015-08-01 超标：化学需氧量"' in text(page(client, outlet))
    assert "≤40" in text(client.get(url))


def test_cases_are_shown_to_their_parties_alone(client, outlet, judged, officer):
    case = actions.detect(judged(date(2015, 8, 1), "exceeded"), by=None)
    assert case.number not in text(page(client, outlet))
    client.force_login(officer)
    assert case.number in text(page(client, outlet))


def test_an_outlet_stands_without_readings(client, outlet):
    assert "这段时间没有这种数据" in text(page(client, outlet))


def test_what_surrounds_a_case_is_drawn(client, measured, judged, officer):
    case = actions.detect(judged(date(2015, 8, 1), "exceeded"), by=None)
    client.force_login(officer)
    answer = client.get(reverse("environment_case_trace", args=[case.pk]))
    assert "化学需氧量（mg/L）：20 至 24" in text(answer)
    assert "2015-08-01" in text(answer)


def test_a_stranger_finds_nothing_around_a_case(client, measured, judged, person):
    from zhiliang.core.roles import Role

    case = actions.detect(judged(date(2015, 8, 1), "exceeded"), by=None)
    client.force_login(person("深圳", Role.CITY_OFFICER, place_id="440300"))
    assert client.get(reverse("environment_case_trace", args=[case.pk])).status_code == 404


def test_evidence_is_given_to_the_parties_alone(client, judged, officer, enterprise, person):
    from zhiliang.core.roles import Role

    case = actions.detect(judged(date(2015, 8, 1), "exceeded"), by=None)
    actions.notify(case, by=officer, demand="说明")
    actions.explain(
        case, by=enterprise, cause="device", explanation="坏了", evidence=[("a.txt", b"kept")]
    )
    url = reverse("exceedance_evidence", args=[case.pk, case.evidence.get().sha256])
    client.force_login(officer)
    assert b"".join(client.get(url).streaming_content) == b"kept"
    client.force_login(person("深圳", Role.CITY_OFFICER, place_id="440300"))
    assert client.get(url).status_code == 404


def crowd(outlet, count=200):
    """Let the logger have sent so many factors that no standard lists, all before w in order."""
    each = [rows(outlet.mn, count=1, factor=f"b{n:05d}") for n in range(count)]
    take_in_rows(pa.concat_tables(each))


def test_factors_that_no_standard_lists_crowd_out_no_listed_one(client, measured):
    crowd(measured)
    answer = page(client, measured, **DAYS)
    assert [item["factor"] for item in answer.context["charts"]] == ["w01018"]
    assert "200 个标准没有列出的因子" in text(answer)
    assert "factor=b00007" in text(answer)


def test_a_factor_with_a_limit_is_drawn_first_even_where_no_standard_lists_it(client, measured):
    crowd(measured, 9)
    limit = {**LIMIT, "factor": "b00003"}
    actions.record_permit(
        measured, by=None, limits=[limit], number="粤A", valid_from=date(2014, 1, 1)
    )
    answer = page(client, measured, **DAYS)
    assert [item["factor"] for item in answer.context["charts"]] == ["b00003", "w01018"]
    assert "8 个标准没有列出的因子" in text(answer)


def test_a_factor_that_is_not_drawn_has_its_table(client, measured):
    crowd(measured, 1)
    assert page(client, measured, factor="b00000", **DAYS).status_code == 200
