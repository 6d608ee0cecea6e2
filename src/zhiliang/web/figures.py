"""Values of the lake and entries of the results as figures that carry all their facts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse

from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.parts import Bullet, Figure, TargetRow
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.value import Value
from zhiliang.mandate import Target, load_targets
from zhiliang.web import wording
from zhiliang.web.reading import local_time

SCALE = 200
TONES = {"missed": "bad", "discontinued": "quiet", "not_collected": "quiet", "distance": "quiet"}


def figure_of(value: Value, definition: Definition, as_of: str = "") -> Figure:
    """A value of the lake with its facts."""
    return Figure(
        name=name_of(definition),
        value=wording.number(value.value),
        unit=wording.unit(definition.unit),
        period=wording.period(value.period),
        place=name_of(value),
        numerator=wording.number(value.numerator),
        denominator=wording.number(value.denominator),
        source=value.source,
        status=value.status,
        as_of=local_time(as_of),
        note=status_note(definition, value),
        url=indicator_url(definition.key, value.period),
    )


def status_note(definition: Definition, value: Value) -> str:
    """Why a value is redefined or discontinued, from its definition."""
    for note in definition.statuses:
        if note.status == value.status:
            return pick(note.note_zh, note.note_en)
    return ""


def indicator_url(key: str, period: str = "") -> str:
    """Address of an indicator's page."""
    url = reverse("indicator", kwargs={"key": key})
    return f"{url}?period={period}" if period else url


def target_of(key: str) -> Target:
    """A target of the opinion. Raises KeyError."""
    return {target.key: target for target in load_targets()}[key]


def target_unit(target: Target) -> str:
    """A target's unit in the reader's language."""
    return wording.unit(target.unit_zh, target.unit)


def target_figure(entry: Mapping[str, Any], results: Mapping[str, Any]) -> Figure:
    """The provincial value of a target in the evaluated year."""
    target = target_of(entry["key"])
    return Figure(
        name=name_of(target),
        value=wording.number(entry["value"]),
        unit=target_unit(target),
        period=wording.period(str(results["period"])),
        place=pick("广东省", "Guangdong"),
        source=entry["source"] or "",
        status=entry["status"],
        as_of=local_time(results["as_of"]),
        note=pick(entry["reason_zh"], entry["reason_en"]),
        url=indicator_url(entry["indicator"], str(results["period"])),
    )


def target_row(entry: Mapping[str, Any], results: Mapping[str, Any]) -> TargetRow:
    """A target at a glance."""
    target = target_of(entry["key"])
    return TargetRow(
        name=name_of(target),
        url=reverse("target", kwargs={"key": target.key}),
        figure=target_figure(entry, results),
        aim=wording.aim(entry["op"], entry["target"], "%" if entry["unit"] == "%" else ""),
        judgement=entry["judgement"],
        bullet=bullet(entry),
        reason=pick(entry["reason_zh"], entry["reason_en"]),
    )


def bullet(entry: Mapping[str, Any]) -> Bullet:
    """Where value and target lie on one scale from zero; a percentage ends at 100."""
    value = None if entry["value"] is None else Decimal(entry["value"])
    aim = Decimal(entry["target"])
    end = Decimal(100) if entry["unit"] == "%" else max(value or 0, aim) * Decimal("1.1")
    tone = "sample" if entry.get("source") == "sample" else TONES.get(entry["judgement"], "")
    if not end:
        return Bullet(None, None, tone)
    shown = None if value is None else float(min(value, end) * SCALE / end)
    return Bullet(shown, float(aim * SCALE / end), tone)
