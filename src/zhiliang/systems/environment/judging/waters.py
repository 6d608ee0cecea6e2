"""A month of a section or a drinking source: the worst single factor decides (GB 3838-2002)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiliang.methods.water.classes import class_gb3838
from zhiliang.methods.water.drinking import judge_source
from zhiliang.methods.water.factors import BY_KEY
from zhiliang.methods.water.results import read_result

SUPPLY_RULE = "GB 3838-2002 4.2、4.3（按水量计，待核）"
RULE = "GB 3838-2002 单因子（环办〔2011〕22号，待核）"
NAMES = {factor.zh: factor.key for factor in BY_KEY.values()}
CHINESE = {factor.key: factor.zh for factor in BY_KEY.values()}
GOOD = 3


@dataclass(frozen=True)
class Supply:
    """What a drinking source's month came to; `compliant` None where it cannot be told."""

    compliant: bool | None
    over: tuple[str, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    """What a section's month came to: class 1 to 6 and the factors that made it."""

    water_class: int
    determining: tuple[str, ...]
    doubtful: bool


def factor_key(name: str) -> str | None:
    """Our key of a factor by its Chinese name or its key; None for one without limits here."""
    return name if name in CHINESE else NAMES.get(name)


def judged(values: Mapping[str, str], *, water: str, on: date) -> Month:
    """Judge the results of a month, exact texts by factor key.

    ValueError for a text that is no result, and where no factor belongs to the assessment.
    """
    results = {key: read_result(text) for key, text in values.items()}
    figures: dict[str, Any] = {key: [result.figure] for key, result in results.items()}
    rating = class_gb3838(
        figures,
        water=water,
        on=on,
        below={key: [result.below] for key, result in results.items()},
    )
    return Month(
        water_class=int(rating.classes[0]),
        determining=tuple(CHINESE[key] for key in rating.determining[0]),
        doubtful=bool(rating.doubtful[0]),
    )


def supply(values: Mapping[str, str], *, water: str, on: date) -> Supply:
    """Judge the results of a drinking source's month by class III and the supplementary limits.

    ValueError for a text that is no result, and for a factor that sources have no limit of.
    """
    results = {key: read_result(text) for key, text in values.items()}
    found = judge_source(results, water=water, on=on)
    return Supply(
        compliant=found.compliant,
        over=tuple(CHINESE[key] for key in found.exceeded),
        undecided=tuple(CHINESE[key] for key in found.undecided),
    )
