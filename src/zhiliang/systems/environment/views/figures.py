"""Figures of the lake with their facts, for the pages of the environment."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.parts import Figure
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.value import Value


def figure_at(figures: Figures | None, key: str, place: str, period: Period) -> Figure | None:
    """An indicator's value of a place and period; None where there is no lake or no value."""
    if figures is None or key not in figures.definitions:
        return None
    value = figures.at(key, place, period)
    return None if value.value is None else _figure(figures, value, period)


def _figure(figures: Figures, value: Value, period: Period) -> Figure:
    definition = figures.definitions[value.indicator]
    return Figure(
        name=name_of(definition),
        value=f"{value.value:,f}",
        unit=definition.unit,
        period=pick(period.label_zh, period.label_en),
        place=name_of(value),
        numerator=_number(value.numerator),
        denominator=_number(value.denominator),
        source=value.source,
        status=value.status,
        as_of=local_time(figures.lake.as_of),
        note=pick(definition.note_zh, definition.note_en),
        url=f"{reverse('indicator', kwargs={'key': definition.key})}?period={period.key}",
    )


def local_time(moment: str) -> str:
    """An ISO moment in the office's own time; empty where there is none."""
    if not moment:
        return ""
    return timezone.localtime(datetime.fromisoformat(moment)).strftime("%Y-%m-%d %H:%M")


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"
