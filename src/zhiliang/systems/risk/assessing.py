"""What matrices say of an assessment's scenarios, side by side, and what one step would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from zhiliang.core.language import pick
from zhiliang.methods.risk import Level, Matrix, Sensitivity, highest, matrices, rapex, sensitivity
from zhiliang.systems.risk.models import Assessment, Scenario


@dataclass(frozen=True)
class Reading:
    """One matrix's level of every scenario, and of the product: the highest of them."""

    matrix: Matrix
    levels: tuple[Level, ...]
    level: Level | None

    @property
    def name(self) -> str:
        """The matrix in the reader's language."""
        return pick(self.matrix.zh, self.matrix.en)

    @property
    def unchecked(self) -> bool:
        """Whether its cells wait to be verified."""
        return self.matrix.certainty == "待核"


def readings_of(assessment: Assessment) -> list[Reading]:
    """Every matrix's reading of an assessment."""
    scenarios = list(assessment.scenarios.all())
    return [_reading(matrix, scenarios) for matrix in matrices().values()]


def _reading(matrix: Matrix, scenarios: Iterable[Scenario]) -> Reading:
    levels = tuple(rapex(one.probability, one.severity, by=matrix) for one in scenarios)
    return Reading(matrix, levels, highest(levels) if levels else None)


def level_of(assessment: Assessment, key: str) -> Level | None:
    """The level by one matrix; None while there is no scenario. ValueError for no such matrix."""
    found = next((one for one in readings_of(assessment) if one.matrix.key == key), None)
    if found is None:
        raise ValueError(key)
    return found.level


def shifts_of(scenario: Scenario, key: str) -> Sensitivity:
    """What one step more or less would make of a scenario's level."""
    steps = [Fraction(chance) for chance, _words in scenario.lines]
    return sensitivity(steps, scenario.severity, by=key)
