"""What of traceability goes to the lake: each lot at each firm, without its name."""

from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

HANDLINGS = Table(
    "lot_handling",
    columns=(
        ("firm", "int"),
        ("lot", "int"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("source_known", "bool"),
        ("destination_known", "bool"),
        ("late", "bool"),
    ),
    key=("firm", "lot"),
    period="",
    date="day",
)

handlings = Projection(
    HANDLINGS,
    model="traceability.Handling",
    columns={
        "firm": "organisation_id",
        "lot": "lot_id",
        "day": "first_on",
        "place": "place_id",
        "source": "source",
        "source_known": "source_known",
        "destination_known": "destination_known",
        "late": "late",
    },
    partition="first_on",
)
