"""How every step of risk monitoring is written and told."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Person
from zhiliang.systems.risk.indicators.tables import INCIDENTS, INFORMATIONS, SIGNALS, WARNINGS
from zhiliang.systems.risk.models import (
    Assessment,
    Incident,
    Information,
    PublicWarning,
    Signal,
)


def saved_signal(
    signal: Signal, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> Signal:
    """The signal as it was changed, with its event; the lake follows."""
    data = {
        "tables": [SIGNALS.name],
        "periods": _years(signal.ends_on),
        "number": signal.number,
        "product": signal.product,
        "hazard": signal.hazard,
        "state": signal.state,
        "sample": signal.sample,
    }
    return _saved(signal, f"risk.signal.{verb}", data, by=by, at=at, told=told)


def saved_assessment(
    assessment: Assessment,
    verb: str,
    *,
    by: Person | None,
    at: datetime | None = None,
    rows: Sequence[Model] = (),
    **told: Any,
) -> Assessment:
    """The assessment as it was changed, with what hangs on it and its event."""
    data = {
        "tables": [],
        "number": assessment.number,
        "state": assessment.state,
        "sample": assessment.sample,
    }
    _enter(rows)
    return _saved(assessment, f"risk.assessment.{verb}", data, by=by, at=at, told=told)


def saved_warning(
    warning: PublicWarning,
    verb: str,
    *,
    by: Person | None,
    at: datetime | None = None,
    rows: Sequence[Model] = (),
    **told: Any,
) -> PublicWarning:
    """The warning as it was changed, with what hangs on it and its event; the lake follows."""
    data = {
        "tables": [WARNINGS.name],
        "periods": _years(_local(warning.issued_at)),
        "number": warning.number,
        "kind": warning.kind,
        "colour": warning.colour,
        "state": warning.state,
        "sample": warning.sample,
    }
    _enter(rows)
    return _saved(warning, f"risk.warning.{verb}", data, by=by, at=at, told=told)


def saved_information(
    information: Information,
    verb: str,
    *,
    by: Person | None,
    at: datetime | None = None,
    **told: Any,
) -> Information:
    """The information as it was changed, with its event; the lake follows."""
    data = {
        "tables": [INFORMATIONS.name],
        "periods": _years(_local(information.due_at)),
        "about": information.subject.number,
        "sample": information.sample,
    }
    return _saved(information, f"risk.information.{verb}", data, by=by, at=at, told=told)


def saved_incident(
    incident: Incident,
    verb: str,
    *,
    by: Person | None,
    at: datetime | None = None,
    rows: Sequence[Model] = (),
    **told: Any,
) -> Incident:
    """The incident as it was changed, with what hangs on it and its event; the lake follows."""
    data = {
        "tables": [INCIDENTS.name],
        "periods": _years(_local(incident.known_at)),
        "number": incident.number,
        "kind": incident.kind,
        "grade": incident.grade,
        "response": incident.response or 0,
        "state": incident.state,
        "sample": incident.sample,
    }
    _enter(rows)
    return _saved(incident, f"risk.incident.{verb}", data, by=by, at=at, told=told)


def _enter(rows: Sequence[Model]) -> None:
    for row in rows:
        row.full_clean()
        row.save()


def _saved(
    case: Any,
    verb: str,
    data: dict[str, Any],
    *,
    by: Person | None,
    at: datetime | None,
    told: dict[str, Any],
) -> Any:
    case.full_clean()
    case.save()
    firm = getattr(case, "organisation", None)
    append(
        verb=verb,
        subject=subject_of(case),
        by=by,
        place=case.place_id or "",
        organisation=(firm.uscc or "") if firm else "",
        occurred_at=at,
        data={**data, **{name: v for name, v in told.items() if v not in ("", None, [], ())}},
    )
    return case


def _local(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _years(*days: date | None) -> list[str]:
    return sorted({str(day.year) for day in days if day})
