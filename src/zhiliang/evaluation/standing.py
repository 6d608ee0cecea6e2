"""Standing of the opinion's targets in a year: baseline, path, judgement, and why."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from zhiliang.core.period import Period
from zhiliang.evaluation.progress import Aim, aim_of, judge, required
from zhiliang.evaluation.words import JUDGED, OPS, SAMPLE, amount, plain
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.places import PROVINCE
from zhiliang.indicators.value import Value

FIRST_YEAR = 2010
Target = Mapping[str, Any]


def standing(figures: Figures, target: Target, year: int) -> dict[str, Any]:
    """A target's entry in the results document."""
    values = {
        y: figures.at(target["indicator"], PROVINCE, Period.parse(str(y)))
        for y in range(FIRST_YEAR, year + 1)
    }
    aim = aim_of(target["op"], Fraction(str(target["value"])), target["horizon"])
    alike = _alike(values, year)
    baseline = _baseline(alike)
    observed = {y: v.exact for y, v in alike.items() if v.exact is not None}
    judgement = _discontinued(values[year]) or judge(aim, year, observed, baseline)
    zh, en = _reason(judgement, aim, values[year], figures, baseline)
    return {
        **{name: target[name] for name in ("key", "clause", "name_zh", "name_en", "op", "unit")},
        **{name: target[name] for name in ("horizon", "indicator")},
        "target": plain(aim.value),
        "judgement": judgement,
        "value": _text(values[year]),
        "source": values[year].source or None,
        "status": values[year].status,
        "baseline": _baseline_json(alike, baseline),
        "path": [_step(aim, y, value, baseline) for y, value in alike.items()],
        "reason_zh": zh,
        "reason_en": en,
    }


def direction(figures: Figures, aim: Mapping[str, Any], year: int) -> dict[str, Any]:
    """A qualitative aim's entry: its indicator beside it, no number made up for it."""
    named = {name: aim[name] for name in ("key", "clause", "name_zh", "name_en")}
    key = next((k for k in aim["indicators"] if k in figures.definitions), None)
    if key is None:
        return {**named, "indicator": None, "value": None, "status": "not_collected"}
    value = figures.at(key, PROVINCE, Period.parse(str(year)))
    return {
        **named,
        "indicator": key,
        "value": _text(value),
        "period": str(year),
        "source": value.source or None,
        "status": value.status,
    }


def _text(value: Value) -> str | None:
    return None if value.value is None else f"{value.value:f}"


def _discontinued(value: Value) -> str:
    return "discontinued" if value.status == "discontinued" else ""


def _alike(values: Mapping[int, Value], year: int) -> dict[int, Value]:
    """The years' values of the judged year's kind: made-up figures are no past of real ones."""
    invented = values[year].source == "sample"
    return {
        y: value
        if (value.source == "sample") == invented
        else replace(value, value=None, exact=None, source="", status="not_collected")
        for y, value in values.items()
    }


def _baseline(values: Mapping[int, Value]) -> tuple[int, Fraction] | None:
    for year, value in values.items():
        if value.exact is not None:
            return year, value.exact
    return None


def _baseline_json(
    values: Mapping[int, Value], baseline: tuple[int, Fraction] | None
) -> dict[str, Any] | None:
    if baseline is None:
        return None
    value = values[baseline[0]]
    return {"year": baseline[0], "value": _text(value), "source": value.source}


def _step(
    aim: Aim, year: int, value: Value, baseline: tuple[int, Fraction] | None
) -> dict[str, Any]:
    path = required(aim, year, baseline)
    return {
        "year": year,
        "required": None if path is None else plain(path),
        "observed": _text(value),
        "source": value.source or None,
        "status": value.status,
    }


def _reason(
    judgement: str,
    aim: Aim,
    value: Value,
    figures: Figures,
    baseline: tuple[int, Fraction] | None,
) -> tuple[str, str]:
    definition = figures.definitions[value.indicator]
    path = required(aim, int(value.period), baseline)
    notes = [note for note in definition.statuses if note.status == "discontinued"]
    values = {"value": value.exact, "target": aim.value, "path": path}
    said = {name: amount(figure, definition.unit) for name, figure in values.items()}
    gap = "—" if value.exact is None else plain(abs(value.exact - aim.value))
    words_zh, words_en = ({name: pair[side] for name, pair in said.items()} for side in (0, 1))
    zh, en = JUDGED[judgement]
    op_zh, op_en = OPS[aim.op]
    note_zh, note_en = (notes[0].note_zh, notes[0].note_en) if notes else ("", "")
    sample_zh, sample_en = SAMPLE if value.source == "sample" else ("", "")
    return (
        sample_zh + zh.format(**words_zh, gap=gap, op=op_zh, note=note_zh),
        sample_en + en.format(**words_en, gap=gap, op=op_en, note=note_en),
    )
