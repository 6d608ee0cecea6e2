"""What of complaints and tip-offs goes to the lake: days and outcomes, nobody's name or words."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField
from django.db.models.functions import Cast, ExtractYear

from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

COMPLAINTS = Table(
    "complaint",
    columns=(
        ("number", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("state", "text"),
        ("product", "text"),
        ("hazard", "text"),
        ("decide_due_on", "date"),
        ("decided_on", "date"),
        ("end_due_on", "date"),
        ("ended_on", "date"),
        ("tell_due_on", "date"),
        ("told_on", "date"),
        ("repeated", "int"),
        ("malicious", "bool"),
        ("satisfaction", "int"),
    ),
    key=("number",),
    period="",
    date="day",
)

complaints = Projection(
    COMPLAINTS,
    model="complaints.Complaint",
    columns={
        "number": "number",
        "day": "received_at__date",
        "place": "place_id",
        "source": "source",
        "state": "state",
        "product": "submission__product",
        "hazard": "submission__hazard",
        "decide_due_on": "decide_due_on",
        "decided_on": "decided_at__date",
        "end_due_on": "end_due_on",
        "ended_on": "ended_at__date",
        "tell_due_on": "tell_due_on",
        "told_on": "told_at__date",
        "repeated": "repeat_of_id",
        "malicious": "malicious",
        "satisfaction": "satisfaction",
    },
    partition="received_at__date",
)

TIP_OFFS = Table(
    "tip_off",
    columns=(
        ("number", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("state", "text"),
        ("check_due_on", "date"),
        ("decided_on", "date"),
        ("conclude_due_on", "date"),
        ("concluded_on", "date"),
    ),
    key=("number",),
    period="",
    date="day",
)

tip_offs = Projection(
    TIP_OFFS,
    model="complaints.TipOff",
    columns={
        "number": "number",
        "day": "received_at__date",
        "place": "place_id",
        "source": "source",
        "state": "state",
        "check_due_on": "check_due_on",
        "decided_on": "decided_at__date",
        "conclude_due_on": "conclude_due_on",
        "concluded_on": "concluded_at__date",
    },
    partition="received_at__date",
)

# Each complaint beside the residents of its place: what a rate per 100,000 of them is made of.
# By years alone: residents are counted for a year, and a month's complaints are not a year's.
RESIDENTS = Table(
    "complaint_resident",
    columns=(
        ("kind", "text"),
        ("key", "text"),
        ("period", "text"),
        ("place", "text"),
        ("source", "text"),
        ("residents", "int"),
    ),
    key=("kind", "source", "key"),
    period="period",
)


def _year_of(path: str) -> Cast:
    return Cast(ExtractYear(path), CharField())


@dataclass(frozen=True)
class YearsWithComplaints:
    """Years of which complaints of a source are on record: where there are none, no rate is."""

    source: str

    def __call__(self) -> Any:
        """The years, as a subquery."""
        found = apps.get_model("complaints.Complaint").objects.filter(source=self.source)
        return found.order_by().values("received_at__year").distinct()

    def __str__(self) -> str:
        return f"years with complaints of source {self.source}"


def _residents_for(source: str) -> Projection:
    """The counts, to stand below complaints of one source: made-up ones are of the same people."""
    return Projection(
        RESIDENTS,
        model="core.Residents",
        columns={
            "kind": "lake_kind",
            "key": "key",
            "period": "lake_year",
            "place": "place_id",
            "source": "lake_source",
            "residents": "number",
        },
        where={"day__year__in": YearsWithComplaints(source)},
        constants={"lake_kind": "residents", "lake_source": source},
        computed={"lake_year": _year_of("day")},
        partition="lake_year",
    )


complaints_and_residents = Projection(
    RESIDENTS,
    model="complaints.Complaint",
    columns={
        "kind": "lake_kind",
        "key": "number",
        "period": "lake_year",
        "place": "place_id",
        "source": "source",
        "residents": "lake_residents",
    },
    constants={"lake_kind": "complaint", "lake_residents": None},
    computed={"lake_year": _year_of("received_at")},
    partition="lake_year",
)
residents_of_records = _residents_for("records")
residents_of_sample = _residents_for("sample")
