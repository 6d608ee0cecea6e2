"""The charts of the documents, each from figures that stand in the results.

Altair writes down each kind of chart once; a chart is that specification with its data put in.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt

from zhiliang.core.notice.chart import svg
from zhiliang.core.notice.chart_theme import ACCENT, LINE, MUTED, TARGET

PALE = "#e6edf8"  # bars of sample data: hollow ones, side by side, would read as a grid
Row = Mapping[str, Any]
Rows = Sequence[Row]


def target_path(rows: Rows, *, target: Row, names: Mapping[str, str]) -> str:
    """Required and observed path towards a target.

    `rows` hold year, required, observed, status, sample, run; `target` value and label; `names`
    the words `required` and `observed`, printed at the end of each line.
    """
    required, observed = (_series(rows, field, names[field]) for field in ("required", "observed"))
    return _drawn(path_chart(), required=required, observed=observed, target=[target])


def city_bars(rows: Rows, *, target: Row | None, unit: str) -> str:
    """One bar for each place, in the order given, from zero.

    `rows` hold name, value, shown, sample; `target` value and label, or None.
    """
    return _drawn(bar_chart(unit), rows=rows, target=[target] if target else [])


def city_charts(groups: Rows, *, here: str) -> str:
    """One row for each indicator: where the place stands among all, and how it got there.

    Each group has `title`, `rows` (name, value, label, sample of every place), `years` (year,
    value, shown, status, sample, run of this place) and `target` (value, label) or None.
    """
    data: dict[str, Rows] = {}
    for number, group in enumerate(groups):
        data[f"others{number}"] = [row for row in group["rows"] if row["name"] != here]
        data[f"own{number}"] = [row for row in group["rows"] if row["name"] == here]
        data[f"target{number}"] = [group["target"]] if group["target"] else []
        data[f"heading{number}"] = [{"text": _heading(group)}]
        data[f"years{number}"] = group["years"]
        data[f"last{number}"] = group["years"][-1:]
    with_years = tuple(len(group["years"]) > 1 for group in groups)
    return _drawn(city_chart(with_years), **data)


def _heading(group: Row) -> str:
    # The target is named in the heading: beside its line it would cover the place's own figure.
    return f"{group['title']}　│ {group['target']['label']}" if group["target"] else group["title"]


def _drawn(specification: dict[str, Any], **data: Rows) -> str:
    datasets = {name: [dict(row) for row in rows] for name, rows in data.items()}
    return svg(specification | {"datasets": datasets})


def _series(rows: Rows, field: str, name: str) -> list[dict[str, Any]]:
    """The years that have a figure; the last one carries the name of the line."""
    present = [{**row, "value": row[field], "name": ""} for row in rows if row[field] is not None]
    return [*present[:-1], {**present[-1], "name": name}] if present else []


@cache
def path_chart() -> dict[str, Any]:
    """Specification of `target_path`; datasets required, observed, target."""
    required, observed = alt.Chart(_named("required")), alt.Chart(_named("observed"))
    years = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0))
    value = alt.Y("value:Q", title=None, scale=_near(12), axis=alt.Axis(tickCount=4))
    place: dict[str, Any] = {"x": years, "y": value}
    name: dict[str, Any] = {"align": "left", "dx": 7, "fontSize": 10}
    layers = [
        _target_line(),
        required.mark_line(color=MUTED, strokeDash=[4, 3], strokeWidth=1.3).encode(**place),
        required.mark_text(color=MUTED, dy=9, **name).encode(**place, text="name:N"),
        _line(observed, width=2).encode(**place),
        _points(observed.encode(**place)),
        observed.mark_text(color=ACCENT, **name).encode(**place, text="name:N"),
    ]
    return alt.layer(*layers).properties(width=330, height=150).to_dict()


@cache
def bar_chart(unit: str) -> dict[str, Any]:
    """Specification of `city_bars`; datasets rows, target."""
    width = 250
    bars, figures, target = (alt.Chart(_named(name)) for name in ("rows", "rows", "target"))
    places = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False))
    scale, axis = alt.Scale(zero=True, nice=False), alt.Axis(tickCount=5, tickMinStep=1)
    values = alt.X("value:Q", title=unit.strip() or None, scale=scale, axis=axis)
    # Figures stand beside the plot, not at the bar's end: there the target line would cross them.
    beside = figures.mark_text(align="left", dx=8, fontSize=9)
    named = target.mark_text(color=TARGET, align="center", dy=-6, fontSize=10)
    layers = [
        bars.mark_bar(height=9, stroke=ACCENT, strokeWidth=0.7).encode(
            y=places, x=values, fill=_fill(ACCENT, sample=PALE)
        ),
        beside.encode(y=places, x=alt.value(width), text="shown:N"),
        target.mark_rule(color=TARGET, strokeWidth=1.2).encode(x="value:Q"),
        named.encode(x="value:Q", y=alt.value(0), text="label:N"),
    ]
    return alt.layer(*layers).properties(width=width, height=alt.Step(14)).to_dict()


@cache
def city_chart(with_years: tuple[bool, ...]) -> dict[str, Any]:
    """Specification of `city_charts`; a line over the years only where there are two of them."""
    rows = []
    for number, line in enumerate(with_years):
        sides = [_strip(number), _small_line(number)] if line else [_strip(number)]
        rows.append(alt.hconcat(*sides, spacing=30))
    return alt.vconcat(*rows, spacing=10).to_dict()


def _strip(number: int) -> Any:
    axis = alt.Axis(tickCount=4, offset=2)
    value = alt.X("value:Q", title=None, scale=_near(10), axis=axis)
    place: dict[str, Any] = {"x": value, "y": alt.value(36)}
    others, own, target, heading = (
        alt.Chart(_named(f"{name}{number}")) for name in ("others", "own", "target", "heading")
    )
    dots = others.mark_point(size=55, stroke=MUTED, strokeWidth=0.6, opacity=0.85)
    dot = own.mark_point(size=110, stroke=ACCENT, strokeWidth=1.6)
    title = heading.mark_text(align="left", baseline="top", fontSize=10)
    rule = target.mark_rule(color=TARGET, strokeWidth=1.2)
    layers = [
        title.encode(x=alt.value(0), y=alt.value(0), text="text:N"),
        rule.encode(x="value:Q", y=alt.value(24), y2=alt.value(48)),
        dots.encode(**place, fill=_fill(LINE), strokeDash=_dash()),
        dot.encode(**place, fill=_fill(ACCENT), strokeDash=_dash()),
        own.mark_text(dy=-14, color=ACCENT, fontSize=10).encode(**place, text="label:N"),
    ]
    return alt.layer(*layers).properties(width=300, height=48)


def _small_line(number: int) -> Any:
    years, last, target = (
        alt.Chart(_named(f"{name}{number}")) for name in ("years", "last", "target")
    )
    axis = alt.Axis(tickCount=3, labelFontSize=9)
    place: dict[str, Any] = {
        "x": alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelFontSize=9)),
        "y": alt.Y("value:Q", title=None, scale=_near(10), axis=axis),
    }
    label = last.mark_text(align="left", dx=7, color=ACCENT, fontSize=10)
    layers = [
        target.mark_rule(color=TARGET, strokeWidth=1).encode(y="value:Q"),
        _line(years, width=1.8).encode(**place),
        _points(years.encode(**place)),
        label.encode(**place, text="shown:N"),
    ]
    return alt.layer(*layers).properties(width=190, height=48)


def _target_line() -> alt.LayerChart:
    target = alt.Chart(_named("target"))
    look: dict[str, Any] = {
        "align": "left",
        "baseline": "bottom",
        "dx": 2,
        "dy": -2,
        "fontSize": 10,
    }
    label = target.mark_text(color=TARGET, **look)
    rule = target.mark_rule(color=TARGET, strokeWidth=1.2).encode(y="value:Q")
    return rule + label.encode(x=alt.value(0), y="value:Q", text="label:N")


def _points(base: alt.Chart) -> alt.Chart:
    """Full discs; a square where the figure was counted in another way."""
    square = alt.condition("datum.status == 'redefined'", alt.value("square"), alt.value("circle"))
    return base.mark_point(stroke=ACCENT, size=38, strokeWidth=1.3).encode(
        shape=square, fill=_fill(ACCENT), strokeDash=_dash()
    )


def _line(base: alt.Chart, *, width: float) -> alt.Chart:
    """A line for each run; no run holds both sample and real data."""
    line = base.mark_line(color=ACCENT, strokeWidth=width)
    return line.encode(detail="run:N", strokeDash=_dash([4, 2.5]))


def _fill(color: str, *, sample: str = "#ffffff") -> Any:
    return alt.condition("datum.sample", alt.value(sample), alt.value(color))


def _dash(dash: Sequence[float] = (1.6, 1.2)) -> Any:
    return alt.condition("datum.sample", alt.value(list(dash)), alt.value([1, 0]))


def _near(padding: int) -> alt.Scale:
    """A scale around the figures: lines and dots need no zero, bars do."""
    return alt.Scale(zero=False, nice=True, padding=padding)


def _named(name: str) -> alt.NamedData:
    return alt.NamedData(name=name)
