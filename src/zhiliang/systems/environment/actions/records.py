"""How a record of the programmes begins, moves on and is told of: one event for each change."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from zhiliang.core.event import append, subject_of
from zhiliang.core.flow import flows
from zhiliang.core.models import Person
from zhiliang.systems.environment.models.records import Checked, Record

C = TypeVar("C", bound=Checked)
R = TypeVar("R", bound=Record)


@transaction.atomic
def begin(
    record: C, verb: str, *, by: Person | None, table: str = "", at: datetime | None = None
) -> C:
    """A new record in the first state of its flow; FlowRefused outside the scope of who begins."""
    record.state = flows[record.flow_key].require(record, verb, by).to
    return written(record, verb, by=by, tables=(table,), years=record.figure_years, at=at)


@transaction.atomic
def move(
    record: C,
    verb: str,
    *,
    by: Person | None,
    table: str = "",
    at: datetime | None = None,
    **changes: Any,
) -> C:
    """Take a step with a record and change some of its fields.

    A step with four eyes is a decision and says who decided; FlowRefused if it is not open.
    """
    record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    step = flows[record.flow_key].require(record, verb, by)
    record.state = step.leads(record.state)
    if step.not_by:
        changes |= {"decided_at": at or timezone.now(), "decided_by": by}
    for name, value in changes.items():
        setattr(record, name, value)
    return written(record, verb, by=by, tables=(table,), years=record.figure_years, at=at)


def written(
    record: R,
    verb: str,
    *,
    by: Person | None,
    tables: Iterable[str] = (),
    years: Iterable[int] = (),
    at: datetime | None = None,
    **told: Any,
) -> R:
    """The record as it was changed, with its event; the lake follows the tables and years."""
    record.full_clean()
    record.save()
    append(
        verb=f"environment.{record._meta.model_name}.{verb}",
        subject=subject_of(record),
        by=by,
        place=record.place_id,
        organisation=getattr(record, "uscc", ""),
        occurred_at=at,
        data={
            "tables": [name for name in tables if name],
            "periods": [str(year) for year in sorted(set(years))],
            "source": record.source,
            **{name: value for name, value in told.items() if value},
        },
    )
    return record
