"""Answers about readings, compared with the rows themselves."""

import time
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from tests.readings.rows import HOUR, NOON, table
from zhiliang.methods.hj212 import encode
from zhiliang.systems.environment.readings import questions
from zhiliang.systems.environment.readings.intake import take_in, take_in_rows
from zhiliang.systems.environment.readings.lake import ReadingsLake

pytestmark = pytest.mark.once

DAY = NOON.date()
WHOLE = {"start": datetime(2024, 1, 1), "end": datetime(2025, 1, 1)}


@pytest.fixture
def lake(tmp_path):
    parts = [
        table(*range(12)),
        table(5, 5, 5, 5, mn="B", flag="D"),
        table(1.5, None, factor="LAMPBLACK"),
    ]
    take_in_rows(pa.concat_tables(parts), root=tmp_path)
    return ReadingsLake.current(tmp_path)


def test_a_series_is_summed_up_in_buckets(lake):
    found = questions.series(
        "A",
        "w01018",
        cn="2061",
        statistic="Avg",
        start=NOON,
        end=NOON + 12 * HOUR,
        buckets=3,
        lake=lake,
    )
    assert [(b.minimum, b.mean, b.maximum, b.count, b.flagged) for b in found] == [
        (0, 1.5, 3, 4, 0),
        (4, 5.5, 7, 4, 0),
        (8, 9.5, 11, 4, 0),
    ]
    assert found[1].start == NOON + 4 * HOUR


def test_flags_other_than_normal_are_counted(lake):
    (found,) = questions.series(
        "B", "w01018", cn="2061", statistic="Avg", **WHOLE, buckets=1, lake=lake
    )
    assert (found.count, found.flagged) == (4, 4)


def test_unknown_factors_and_values_that_are_none_are_kept(lake):
    (found,) = questions.series(
        "A", "LAMPBLACK", cn="2061", statistic="Avg", **WHOLE, buckets=1, lake=lake
    )
    assert (found.count, found.mean) == (2, 1.5)
    assert [s.factor for s in questions.factors("A", lake=lake)] == ["LAMPBLACK", "w01018"]


def test_hours_of_a_day_are_those_of_the_day(lake):
    found = questions.hours(["A", "B"], ["w01018"], DAY, lake=lake)
    assert found.num_rows == 16
    assert questions.hours(["A"], ["w01018"], DAY + timedelta(days=1), lake=lake).num_rows == 0


def test_the_latest_reading_of_each_series(lake):
    found = questions.latest("A", lake=lake)
    assert [(r.factor, r.data_time, r.value) for r in found] == [
        ("LAMPBLACK", NOON + HOUR, None),
        ("w01018", NOON + 11 * HOUR, 11),
    ]


def test_completeness_counts_hours_against_those_there_should_be(lake):
    start = datetime(2024, 1, 5)
    found = questions.completeness(["A", "B", "C"], start, start + 24 * HOUR, lake=lake)
    assert [(c.mn, c.expected, c.received, c.flagged) for c in found] == [
        ("A", 24, 12, 0),
        ("B", 24, 4, 4),
        ("C", 24, 0, 0),
    ]


def test_values_that_never_move_are_found(lake):
    (found,) = questions.constants(["A", "B"], *WHOLE.values(), cn="2061", at_least=4, lake=lake)
    assert (found.mn, found.value, found.count, found.last) == ("B", 5, 4, NOON + 3 * HOUR)


def test_a_days_digest_depends_on_that_outlet_and_day_alone(lake, tmp_path):
    before = questions.digest("A", DAY, cn="2061", lake=lake)
    take_in_rows(
        pa.concat_tables([table(9, mn="B"), table(1, start=NOON + 48 * HOUR)]), root=tmp_path
    )
    assert questions.digest("A", DAY, cn="2061", lake=ReadingsLake.current(tmp_path)) == before
    take_in_rows(table(0.5), root=tmp_path)
    assert questions.digest("A", DAY, cn="2061", lake=ReadingsLake.current(tmp_path)) != before


def test_rows_for_export_can_be_chosen(lake):
    found = questions.rows(cn="2061", **WHOLE, mns=["B"], factors=["w01018"], lake=lake).read_all()
    assert found["mn"].to_pylist() == ["B"] * 4


def test_who_was_heard_when(lake, tmp_path):
    take_in([encode(cn="2011", mn="A", data_time="20260801000000", items=[])], root=tmp_path)
    assert set(questions.last_heard(lake=ReadingsLake.current(tmp_path))) == {"A"}


def test_what_was_imported_is_no_sign_of_life(lake):
    assert questions.last_heard(lake=lake) == {}


def test_an_empty_lake_has_empty_answers(tmp_path):
    lake = ReadingsLake.current(tmp_path)
    assert questions.series("A", "w01018", cn="2061", statistic="Avg", **WHOLE, lake=lake) == ()
    assert questions.latest("A", lake=lake) == questions.factors("A", lake=lake) == ()
    assert questions.last_heard(lake=lake) == {}


def test_a_year_of_minutes_is_drawn_in_well_under_a_second(tmp_path):
    minutes = np.arange(366 * 1440) * np.timedelta64(60, "s") + np.datetime64("2024-01-01", "us")
    size = len(minutes)
    same = {"mn": "A", "cn": "2051", "factor": "w01018", "statistic": "Avg"}
    columns = {name: pa.repeat(text, size) for name, text in same.items()}
    values = np.arange(size, dtype=float)
    take_in_rows(pa.table({**columns, "data_time": minutes, "value": values}), root=tmp_path)
    lake, begun = ReadingsLake.current(tmp_path), time.process_time()
    found = questions.series("A", "w01018", cn="2051", statistic="Avg", **WHOLE, lake=lake)
    assert time.process_time() - begun < 1  # of work, whatever else the machine does
    assert sum(bucket.count for bucket in found) == size
