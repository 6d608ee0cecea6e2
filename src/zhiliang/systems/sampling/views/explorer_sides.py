"""One severity's plan with all that can be told of it: chances, outgoing quality, inspection."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from zhiliang.methods.sampling import Cell, Plan, aoq, ati, oc
from zhiliang.systems.sampling.views.explorer_forms import SEVERITIES

# Above it an AQL of the tables is nonconformities per 100 units only.
LARGEST_PER_CENT = Decimal(10)
CONSUMER = 0.10
HALVINGS = 60


@dataclass(frozen=True)
class Asked:
    """What the plans are asked for."""

    lot: int
    level: str
    aql: Decimal
    edition: int | str
    basis: str

    @property
    def counted(self) -> bool:
        """Whether quality is nonconformities per 100 units, which per cent cannot say."""
        return self.aql > LARGEST_PER_CENT

    @property
    def risks(self) -> dict[str, Any]:
        """How chances are worked out."""
        if self.counted:
            return {"distribution": "poisson"}
        return {"lot_size": self.lot} if self.basis == "lot" else {}

    @property
    def long_run(self) -> dict[str, Any]:
        """How figures of many lots of a process are worked out."""
        kind = "poisson" if self.counted else "binomial"
        return {"lot_size": self.lot, "distribution": kind}

    @property
    def quality(self) -> str:
        """What quality is counted in."""
        return _("每百单位不合格数") if self.counted else _("不合格率（%）")


@dataclass(frozen=True)
class Side:
    """The plan of one severity with all that is told of it; qualities per cent or per 100 units."""

    key: str
    plan: Plan
    cell: Cell
    asked: Asked

    @property
    def name(self) -> str:
        """The severity."""
        return str(SEVERITIES[self.key])

    @property
    def full(self) -> bool:
        """Whether every unit is inspected."""
        return self.plan.full(self.asked.lot)

    def accepted(self, quality: float) -> float:
        """Chance in per cent that a lot of this quality is accepted."""
        return 100 * float(oc(self.plan, quality / 100, **self.asked.risks))

    def quality_at(self, chance: float) -> float:
        """Quality that is accepted with a chance [0 to 1]."""
        below, above = 0.0, 100.0
        while self.asked.counted and self.accepted(above) > 100 * chance:
            above *= 2
        for _halving in range(HALVINGS):
            middle = (below + above) / 2
            worse = self.accepted(middle) > 100 * chance
            below, above = (middle, above) if worse else (below, middle)
        return above

    def outgoing(self, quality: float) -> float:
        """Average quality after lots that are not accepted were sorted."""
        return 100 * float(aoq(self.plan, quality / 100, **self.asked.long_run))

    def inspected(self, quality: float) -> float:
        """Units inspected of a lot on average, sorting included."""
        return float(ati(self.plan, quality / 100, **self.asked.long_run))

    @property
    def worst_outgoing(self) -> float:
        """The highest average outgoing quality, over all qualities (AOQL)."""
        grid = np.linspace(0, self.quality_at(0.001), 2001) / 100
        return 100 * float(np.max(aoq(self.plan, grid, **self.asked.long_run)))

    @property
    def at_aql(self) -> float:
        """Chance in per cent that a lot as good as the AQL is accepted."""
        return self.accepted(float(self.asked.aql))

    @property
    def consumer_quality(self) -> float:
        """Quality that is still accepted one time in ten."""
        return self.quality_at(CONSUMER)
