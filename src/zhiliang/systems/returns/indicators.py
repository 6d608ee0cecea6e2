"""What returns contribute to the plan: the accepted figures of every indicator."""

from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import FIGURES

figures = Projection(
    FIGURES,
    model="returns.Figure",
    columns={
        "indicator": "indicator",
        "place": "place_id",
        "period": "period",
        "source": "source",
        "status": "status",
        "value": "value_e6",
        "numerator": "numerator",
        "denominator": "denominator",
        "reference": "reference",
        "line": "line",
    },
    where={"state": "accepted"},
    partition="period",
)
