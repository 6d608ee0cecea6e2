"""A month of a section or a drinking source: the worst single factor decides (GB 3838-2002)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiliang.methods.tables.water_factors import FACTORS
from zhiliang.methods.water.classes import class_gb3838
from zhiliang.methods.water.results import read_result

RULE = "GB 3838-2002 单因子（环办〔2011〕22号，待核）"
NAMES = {factor.zh: factor.key for factor in FACTORS}
CHINESE = {factor.key: factor.zh for factor in FACTORS}
GOOD = 3


@dataclass(frozen=True)
class Month:
    """What a month came to: class 1 to 6, the factors that made it; those beyond class III."""

    water_class: int
    determining: tuple[str, ...]
    over: tuple[str, ...]
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
    over = [key for key, classes in rating.by_factor.items() if classes[0] > GOOD]
    return Month(
        water_class=int(rating.classes[0]),
        determining=tuple(CHINESE[key] for key in rating.determining[0]),
        over=tuple(CHINESE[key] for key in over),
        doubtful=bool(rating.doubtful[0]),
    )
