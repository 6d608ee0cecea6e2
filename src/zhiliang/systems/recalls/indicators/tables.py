"""What of recalls goes to the lake: recalls that fall due, consignees, concluded checks."""

from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

RECALLS = Table(
    "recall",
    columns=(
        ("number", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("regime", "text"),
        ("level", "text"),
        ("basis", "text"),
        ("state", "text"),
        ("finished_on", "date"),
        ("reopened", "bool"),
        ("recovered_percent_e6", "int"),
    ),
    key=("number",),
    period="",
    date="day",
)

recalls = Projection(
    RECALLS,
    model="recalls.Recall",
    columns={
        "number": "number",
        "day": "finish_by",
        "place": "place_id",
        "source": "source",
        "regime": "regime_key",
        "level": "level",
        "basis": "basis",
        "state": "state",
        "finished_on": "finished_at__date",
        "reopened": "reopened",
        "recovered_percent_e6": "recovered_percent_e6",
    },
    where={"finish_by__isnull": False},
    partition="finish_by",
)

CONSIGNEES = Table(
    "recall_consignee",
    columns=(
        ("recall", "text"),
        ("consignee", "int"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("notified_on", "date"),
        ("replied_on", "date"),
    ),
    key=("recall", "consignee"),
    period="",
    date="day",
)

consignees = Projection(
    CONSIGNEES,
    model="recalls.Consignee",
    columns={
        "recall": "recall__number",
        "consignee": "pk",
        "day": "recall__decided_at__date",
        "place": "recall__place_id",
        "source": "recall__source",
        "notified_on": "notified_at__date",
        "replied_on": "replied_at__date",
    },
    where={"in_scope": True},
    partition="recall__decided_at__date",
)

CHECKS = Table(
    "recall_check",
    columns=(
        ("recall", "text"),
        ("number", "int"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("size", "int"),
        ("reached", "int"),
    ),
    key=("recall", "number"),
    period="",
    date="day",
)

checks = Projection(
    CHECKS,
    model="recalls.Check",
    columns={
        "recall": "recall__number",
        "number": "number",
        "day": "concluded_at__date",
        "place": "recall__place_id",
        "source": "recall__source",
        "size": "size",
        "reached": "reached",
    },
    where={"concluded_at__isnull": False},
    partition="concluded_at__date",
)
