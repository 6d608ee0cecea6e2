import gzip
from decimal import Decimal

import pytest
import vl_convert
from django.utils.translation import override

from zhiliang.mandate import load_clauses, load_targets, systems
from zhiliang.web import bundle, charts, storage, tiles, wording
from zhiliang.web.chapters import CHAPTERS, GOALS, systems_in, targets_in
from zhiliang.web.figures import bullet

pytestmark = pytest.mark.once
ROWS = [
    {"period": str(y), "value": y, "shown": str(y), "run": "ok", "required": y, "observed": y}
    for y in range(2010, 2013)
]
BARS = [{"name": "广州", "value": 1, "shown": "1", "chosen": True}]


def test_every_clause_lies_in_exactly_one_chapter():
    homes = [sum(chapter.holds(clause.id) for chapter in CHAPTERS) for clause in load_clauses()]
    assert set(homes) == {1}


def test_every_system_stands_in_the_navigation_once():
    listed = [system.name for chapter in CHAPTERS for system in systems_in(chapter)]
    assert sorted(listed) == sorted(system.name for system in systems())


def test_every_target_stands_on_the_cockpit_once():
    listed = [target.key for goal in GOALS for target in targets_in(goal.clauses)]
    assert sorted(listed) == sorted(target.key for target in load_targets())


def test_the_tile_map_has_a_square_of_its_own_for_every_city():
    positions = tiles.positions()
    assert (len(positions), len(set(positions.values()))) == (21, 21)


@pytest.mark.parametrize(
    ("better", "shades"), [("higher", ["1", "3", "5", "none"]), ("lower", ["5", "3", "1", "none"])]
)
def test_the_best_square_is_the_darkest(better, shades):
    values = [Decimal(0), Decimal(5), Decimal(10), None]
    assert tiles._shades(values, better) == shades


def test_equal_values_share_one_shade():
    assert set(tiles._shades([Decimal(3)] * 3, "lower")) == {"5"}


@pytest.mark.parametrize(
    "spec",
    [
        charts.trend(ROWS, words="值", aim=(95.0, "目标")),
        charts.path(ROWS, names=("要求", "实际"), aim=(95.0, "目标")),
        charts.bars(BARS, words="值", aim=(1.0, "目标")),
    ],
    ids=["trend", "path", "bars"],
)
def test_a_specification_is_one_that_vega_draws(spec):
    assert "<svg" in vl_convert.vegalite_to_svg(spec)


def test_bars_start_at_zero():
    encodings = [layer["encoding"]["x"] for layer in charts.bars(BARS, words="值")["layer"]]
    assert all(encoding["scale"]["zero"] for encoding in encodings)


@pytest.mark.parametrize(
    ("value", "target", "unit", "marks"),
    [
        ("50", "95", "%", (100, 190)),
        (None, "95", "%", (None, 190)),
        ("0", "0", "accident", (None, None)),
        ("120", "60", "centre", (pytest.approx(181.8, 0.01), pytest.approx(90.9, 0.01))),
    ],
)
def test_value_and_target_lie_on_one_scale(value, target, unit, marks):
    entry = {"value": value, "target": target, "unit": unit, "judgement": "met"}
    shown = bullet(entry)
    assert (shown.value, shown.aim) == marks


def test_numbers_keep_their_decimals_and_are_grouped():
    assert [wording.number(n) for n in ("30000", "91.10", 0, None)] == ["30,000", "91.10", "0", ""]


def test_units_and_periods_speak_the_reader_s_language():
    with override("en"):
        assert (wording.unit("家"), wording.period("2017-08")) == ("enterprises", "August 2017")
    with override("zh-hans"):
        assert (wording.unit("家"), wording.period("2017-08")) == ("家", "2017年8月")


def test_the_chart_script_is_made_once_and_names_only_its_one_function(settings, tmp_path):
    settings.VAR = tmp_path
    made = bundle.bundle_path()
    assert made == bundle.bundle_path()
    assert gzip.decompress(made.read_bytes()).endswith(b";")
    assert b"window.vegaEmbed=" in gzip.decompress(made.read_bytes())


def test_the_chart_script_brings_the_interpreter_that_needs_no_eval():
    assert b"expressionInterpreter" in gzip.decompress(bundle.bundle_path().read_bytes())


def test_an_address_of_a_static_file_changes_with_its_content():
    url = storage.VersionedStatic().url("zhiliang/site.css")
    assert url.startswith("/static/zhiliang/site.css?v=")


def test_a_static_file_that_is_not_there_has_its_plain_address():
    assert storage.VersionedStatic().url("no.css") == "/static/no.css"
