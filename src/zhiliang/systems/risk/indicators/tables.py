"""What of risk monitoring goes to the lake: signals, warnings, information, incidents."""

from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

SIGNALS = Table(
    "risk_signal",
    columns=(
        ("number", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("state", "text"),
        ("method", "text"),
        ("lead_days", "int"),
    ),
    key=("number",),
    period="",
    date="day",
)

signals = Projection(
    SIGNALS,
    model="risk.Signal",
    columns={
        "number": "number",
        "day": "ends_on",
        "place": "place_id",
        "source": "source",
        "state": "state",
        "method": "method",
        "lead_days": "lead_days",
    },
    partition="ends_on",
)

WARNINGS = Table(
    "risk_warning",
    columns=(
        ("number", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("kind", "text"),
        ("colour", "text"),
        ("lifted_on", "date"),
        ("reviewed_on", "date"),
    ),
    key=("number",),
    period="",
    date="day",
)

warnings = Projection(
    WARNINGS,
    model="risk.PublicWarning",
    columns={
        "number": "number",
        "day": "issued_at__date",
        "place": "place_id",
        "source": "source",
        "kind": "kind",
        "colour": "colour",
        "lifted_on": "lifted_at__date",
        "reviewed_on": "reviewed_at__date",
    },
    where={"issued_at__isnull": False},
    partition="issued_at__date",
)

INFORMATIONS = Table(
    "risk_information",
    columns=(
        ("number", "int"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("in_time", "bool"),
    ),
    key=("number",),
    period="",
    date="day",
)

informations = Projection(
    INFORMATIONS,
    model="risk.Information",
    columns={
        "number": "pk",
        "day": "due_at__date",
        "place": "place_id",
        "source": "source",
        "in_time": "in_time",
    },
    where={"place__isnull": False, "in_time__isnull": False},
    partition="due_at__date",
)

INCIDENTS = Table(
    "risk_incident",
    columns=(
        ("number", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("kind", "text"),
        ("grade", "text"),
        ("systemic", "bool"),
        ("response_minutes", "int"),
    ),
    key=("number",),
    period="",
    date="day",
)

incidents = Projection(
    INCIDENTS,
    model="risk.Incident",
    columns={
        "number": "number",
        "day": "known_at__date",
        "place": "place_id",
        "source": "source",
        "kind": "kind",
        "grade": "grade",
        "systemic": "systemic",
        "response_minutes": "response_minutes",
    },
    partition="known_at__date",
)
