"""Charts: honest scales, named targets, text that stays text, the shipped typeface."""

import pytest

from zhiliang.core.notice.chart_theme import FONT, GRADES
from zhiliang.evaluation.documents import figures
from zhiliang.evaluation.documents.parts.wording import runs

pytestmark = pytest.mark.once
CITIES = [
    {"name": "广州", "value": 98.1, "shown": "98.1", "sample": False},
    {"name": "深圳", "value": 89.0, "shown": "89.0", "sample": True},
]
TARGET = {"value": 95, "label": "目标95%"}


def test_bars_begin_at_zero():
    bars = figures.bar_chart("%")["layer"][0]
    assert bars["encoding"]["x"]["scale"]["zero"] is True


def test_bars_keep_the_order_given_and_print_the_figures_of_the_results():
    drawn = figures.city_bars(CITIES, target=TARGET, unit="%")
    assert drawn.index(">广州<") < drawn.index(">深圳<")
    assert ">98.1<" in drawn


def test_the_target_is_drawn_and_named():
    assert ">目标95%<" in figures.city_bars(CITIES, target=TARGET, unit="%")
    assert "目标" not in figures.city_bars(CITIES, target=None, unit="%")


def test_a_path_names_its_lines():
    plain = {"status": "ok", "sample": False, "run": 0}
    rows = [{"year": y, "required": y, "observed": y, **plain} for y in (1, 2)]
    names = {"required": "要求", "observed": "实际"}
    drawn = figures.target_path(rows, target=TARGET, names=names)
    assert drawn.count(">要求<") == drawn.count(">实际<") == 1


def test_text_is_set_in_the_shipped_typeface():
    assert FONT in figures.city_bars(CITIES, target=None, unit="%")


def test_a_line_breaks_where_the_definition_changes():
    states = ("ok", "ok", "redefined", "redefined", "ok")
    rows = [{"status": status, "sample": False} for status in states]
    assert [row["run"] for row in runs(rows)] == [0, 0, 1, 1, 2]


def test_no_line_joins_sample_and_real_data():
    rows = [{"status": "ok", "sample": sample} for sample in (True, True, False, True)]
    assert [row["run"] for row in runs(rows)] == [0, 0, 1, 2]


def test_sample_points_are_hollow_and_their_line_dashed():
    layers = figures.path_chart()["layer"]
    line, points = (next(_marked(layers, kind)) for kind in ("line", "point"))
    assert points["fill"]["condition"] == {"test": "datum.sample", "value": "#ffffff"}
    assert line["strokeDash"]["condition"]["test"] == "datum.sample"
    assert line["strokeDash"]["value"] == [1, 0]


def _marked(layers, kind):
    """Encodings of the layers of a mark that look different for sample data."""
    for layer in layers:
        if layer.get("mark", {}).get("type") == kind and "strokeDash" in layer["encoding"]:
            yield layer["encoding"]


def test_a_place_without_two_years_has_no_line_over_the_years():
    assert "hconcat" in figures.city_chart((False,))["vconcat"][0]
    assert len(figures.city_chart((False,))["vconcat"][0]["hconcat"]) == 1


def test_grades_differ_in_pattern_and_not_in_colour_alone():
    patterns = [GRADES[grade]["pattern"] for grade in "ABCD"]
    assert len(set(patterns)) == 4
