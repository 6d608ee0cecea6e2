"""Points that people established, as the lake and a sealed pack carry them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pyarrow.compute as pc

from zhiliang.indicators.lake import Lake
from zhiliang.indicators.table import SCALE, Table

ADJUSTMENTS = Table(
    "adjustment",
    columns=(
        ("period", "text"),
        ("subject", "text"),
        ("item", "text"),
        ("points", "scaled6"),
        ("stage", "text"),
        ("ground", "text"),
        ("reference", "text"),
        ("source", "text"),
    ),
    key=("period", "subject", "item"),
    place="",
)
STAGES = {
    "review": ("文审核定", "established in document review"),
    "discrepancy": ("填报与记录不一致", "returned and computed figures differ"),
    "verification": ("实地核查核定", "established by on-site verification"),
    "objection": ("异议成立后核定", "established after an objection"),
}


@dataclass(frozen=True)
class Established:
    """Points of one item of one subject, by whom and why."""

    points: Fraction
    stage: str
    ground: str
    reference: str
    source: str

    def to_json(self) -> dict[str, str]:
        """What the item's entry in the results says of it."""
        return {"stage": self.stage, "ground": self.ground, "reference": self.reference}


def established(lake: Lake, period: str) -> Mapping[tuple[str, str], Established]:
    """(subject, item) → what was established for a period; empty where nobody judged."""
    rows = lake.read(ADJUSTMENTS)
    rows = rows.filter(pc.equal(rows["period"], period)).to_pylist()
    return {
        (row["subject"], row["item"]): Established(
            Fraction(row["points"], SCALE),
            *(row[name] for name in ("stage", "ground", "reference", "source")),
        )
        for row in rows
    }
