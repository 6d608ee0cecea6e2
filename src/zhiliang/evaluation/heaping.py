"""Do a place's returned figures look like figures that were measured? Questions, no verdicts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zhiliang.core.period import Period
from zhiliang.evaluation.discrepancy import REPORTED
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.value import Value
from zhiliang.methods.digit_heaping import (
    Heaping,
    last_digits,
    repeated,
    round_figures,
    zero_or_five,
)


@dataclass(frozen=True)
class Look:
    """One check of one place's figures of a year."""

    place: str
    found: Heaping


def looks(
    figures: Figures, keys: Iterable[str], year: int, *, source: str = REPORTED
) -> Iterator[Look]:
    """Every check for every city that returned anything for a year, city by city.

    Only percentages are looked at: counts and steps have few values of their own accord. Figures
    are read with the decimals of their indicator, as they are printed.
    """
    asked = [key for key in keys if figures.definitions[key].unit == "%"]
    now, before = (_told(figures, asked, y, source) for y in (year, year - 1))
    for place in figures.places.of_level("city", Period.parse(str(year)).end):
        here = {key: now[key][place] for key in asked if place in now[key]}
        written = [_written(value) for value in here.values()]
        if not written:
            continue
        for found in (last_digits(written), zero_or_five(written), round_figures(written, 1)):
            yield Look(place, found)
        then = [before[key].get(place) for key in here]
        yield Look(place, repeated([_or_none(v) for v in then], written))


def _told(
    figures: Figures, keys: list[str], year: int, source: str
) -> Mapping[str, dict[str, Value]]:
    """Indicator → place → what the source says of a year."""
    period = Period.parse(str(year))
    return {
        key: {
            place: told[source]
            for place, told in figures.by_source(key, period).items()
            if source in told and told[source].value is not None
        }
        for key in keys
    }


def _written(value: Value) -> str:
    return f"{value.value:f}"


def _or_none(value: Value | None) -> str | None:
    return None if value is None else _written(value)
