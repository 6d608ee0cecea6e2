"""The lake follows the log: touched years are rewritten, others stay, gone rows leave a trace."""

import json
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from zhiliang.core.actions import load_reference
from zhiliang.core.feed import read
from zhiliang.indicators.current import EventLog
from zhiliang.indicators.projection import project
from zhiliang.indicators.registry import projections
from zhiliang.systems.environment.actions import import_bulletin
from zhiliang.systems.environment.feeds import air_bulletin
from zhiliang.systems.environment.models import CityAir

pytestmark = pytest.mark.django_db
HEAD = "gbt2260,city,attain_days_pct,pm25\n"


@pytest.fixture
def lake(tmp_path):
    load_reference()
    take("440100,广州,90,31\n440300,深圳,95,25\n", "2021-12")
    take("440100,广州,87.1,23\n", "2017-08")
    return tmp_path, project(tmp_path, projections(), log=EventLog())


def take(rows, period):
    import_bulletin(read(air_bulletin, (HEAD + rows).encode()), by=None, period=period)


def parts(manifest):
    return manifest["tables"]["air_bulletin"]["partitions"]


def test_nothing_is_written_when_no_event_is_new(lake):
    root, manifest = lake
    assert project(root, projections(), log=EventLog()) == manifest


def test_only_the_touched_year_is_rewritten(lake):
    root, before = lake
    take("440100,广州,91,31\n440300,深圳,95,25\n", "2021-12")
    after = project(root, projections(), log=EventLog())
    assert parts(after)["2017"] == parts(before)["2017"]
    assert parts(after)["2021"] != parts(before)["2021"]


def test_following_events_gives_the_lake_that_rewriting_everything_gives(lake, tmp_path):
    root, _ = lake
    take("440100,广州,91,31\n", "2021-12")
    followed = project(root, projections(), log=EventLog())
    rewritten = project(tmp_path / "new", projections(), log=EventLog(), everything=True)
    assert followed["tables"] == rewritten["tables"]


def test_a_row_that_is_gone_leaves_a_tombstone(lake):
    root, _ = lake
    take("440100,广州,90,31\n", "2021-12")
    project(root, projections(), log=EventLog())
    lines = (root / "air_bulletin" / "tombstones.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["key"] for line in lines] == [["440300", "2021-12"]]


def test_a_failed_projection_leaves_the_old_manifest(lake):
    root, before = lake
    take("440100,广州,91,31\n", "2021-12")
    broken = {**projections(), "zz": replace(projections()["air_bulletin"], model="no.Such")}
    with pytest.raises(LookupError):
        project(root, broken, log=EventLog())
    assert json.loads((root / "manifest.json").read_text("utf-8")) == before


def test_rows_come_in_key_order(lake):
    assert CityAir.objects.count() == 3
    rows = projections()["air_bulletin"].rows_of("2021").values_list("place_id", flat=True)
    assert list(rows) == ["440100", "440300"]


def test_a_table_that_several_systems_fill_comes_in_key_order(lake):
    root, manifest = lake
    files = manifest["tables"]["figure"]["partitions"]["2021"]["file"]
    rows = pq.read_table(root / files).to_pylist()
    assert [(row["indicator"], row["place"], row["value"]) for row in rows] == [
        ("environment.good_air_days", "440100", 90_000_000),
        ("environment.good_air_days", "440300", 95_000_000),
    ]
