"""What is left of a sum's scores once known totals have said their part."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from zhiliang.methods.estimate.grouping import Codes, Floats

# Turns in which R survey takes the margins of raked weights out of the residuals.
TURNS = 10


class Calibration(Protocol):
    """Weights that were fitted to known totals."""

    def residuals(self, scores: Floats) -> Floats:
        """Scores [units] less what the known totals leave no doubt about."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Weights fitted to tables, one after another.

    `groups` holds one array of codes [units] for each table, `before` and `after` the weights
    [units] around its fitting; `turns` says how often they are taken out of the scores.
    """

    groups: tuple[Codes, ...]
    before: tuple[Floats, ...]
    after: tuple[Floats, ...]
    turns: int

    def residuals(self, scores: Floats) -> Floats:
        """Take group means out: by the weights before, or plain ones where it goes in turns."""
        margins = list(zip(self.groups, self.before, self.after, strict=True))
        for _ in range(self.turns):
            for groups, before, after in margins:
                weights = before if self.turns == 1 else np.ones(len(scores))
                value = per_weight(scores, after)
                means = np.bincount(groups, value * weights) / np.bincount(groups, weights)
                scores = scores - means[groups] * after
        return scores


@dataclass(frozen=True, slots=True)
class Regression:
    """Weights fitted to totals of the columns of `x` [units × columns], before and after."""

    x: Floats
    before: Floats
    after: Floats

    def residuals(self, scores: Floats) -> Floats:
        """Take out the regression on `x` by the weights before."""
        value, root = per_weight(scores, self.after), np.sqrt(self.before)
        beta = np.linalg.lstsq(self.x * root[:, None], value * root)[0]
        return np.asarray((value - self.x @ beta) * self.after)


def per_weight(scores: Floats, weights: Floats) -> Floats:
    """`scores` / `weights`, 0 where there is no weight.

    Examples
    --------
    >>> per_weight(np.array([6.0, 0.0]), np.array([2.0, 0.0])).tolist()
    [3.0, 0.0]
    """
    return np.divide(scores, weights, out=np.zeros(len(scores)), where=weights != 0)
