"""How every step of sampling is written and told; how cases are numbered."""

from datetime import date, datetime
from typing import Any

from django.db.models import Model

from zhiliang.core.event import append, subject_of
from zhiliang.core.feed import Reading
from zhiliang.core.models import Person
from zhiliang.systems.sampling.indicators.tables import OBJECTIONS, RECTIFICATIONS, SAMPLES
from zhiliang.systems.sampling.models import (
    Draw,
    Objection,
    Rectification,
    SamplingCase,
    SamplingPlan,
)


def saved_case(
    case: SamplingCase,
    verb: str,
    *,
    by: Person | None,
    at: datetime | None = None,
    **told: Any,
) -> SamplingCase:
    """The case as it was changed, with its event; the lake follows in the year of its sampling."""
    case.full_clean()
    case.save()
    append(
        verb=f"sampling.case.{verb}",
        subject=subject_of(case),
        by=by,
        place=case.place_id,
        organisation=case.firm.uscc or "",
        occurred_at=at,
        data={
            "tables": [SAMPLES.name],
            "periods": _years(case.sampled_on),
            "number": case.number,
            "sample": case.sample,
            "product_class": case.product_class.code,
            "product_name": case.product_class.name_zh,
            "producer": (case.producer.uscc or "") if case.producer else "",
            "conclusion": case.conclusion or case.first_conclusion,
            **_said(told),
        },
    )
    return case


def saved_plan(
    plan: SamplingPlan, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> SamplingPlan:
    """The plan as it was changed, with its event."""
    plan.full_clean()
    plan.save()
    _tell(plan, f"sampling.plan.{verb}", by=by, at=at, number=plan.number, **told)
    return plan


def saved_draw(
    draw: Draw, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> Draw:
    """The draw as it was changed, with its event: digests, never the lists."""
    draw.full_clean()
    draw.save()
    told |= {"before": draw.before_digest, "after": draw.after_digest}
    _tell(draw, f"sampling.draw.{verb}", by=by, at=at, number=draw.number, **told)
    return draw


def _tell(thing: Model, verb: str, *, by: Person | None, at: datetime | None, **told: Any) -> None:
    append(
        verb=verb,
        subject=subject_of(thing),
        by=by,
        place=thing.place_id,  # type: ignore[attr-defined]
        occurred_at=at,
        data={"tables": [], **_said(told)},
    )


def saved_objection(
    objection: Objection, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> Objection:
    """The objection as it was changed, with its event; the lake counts it once it is decided."""
    objection.full_clean()
    objection.save()
    append(
        verb=f"sampling.objection.{verb}",
        subject=subject_of(objection),
        by=by,
        place=objection.case.place_id,
        organisation=objection.organisation.uscc or "",
        occurred_at=at,
        data={
            "tables": [OBJECTIONS.name],
            "periods": _years(objection.figure_day),
            "number": objection.case.number,
            "kind": objection.kind,
            **_said(told),
        },
    )
    return objection


def saved_rectification(
    owed: Rectification, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> Rectification:
    """The post-processing as it was changed, with its event."""
    owed.full_clean()
    owed.save()
    append(
        verb=f"sampling.rectification.{verb}",
        subject=subject_of(owed),
        by=by,
        place=owed.place_id,
        organisation=owed.organisation.uscc or "",
        occurred_at=at,
        data={
            "tables": [RECTIFICATIONS.name],
            "periods": _years(owed.inspect_by),
            "number": owed.case.number,
            "state": owed.state,
            **_said(told),
        },
    )
    return owed


def tell_of_list(kind: str, reading: Reading, *, by: Person | None) -> None:
    """Tell that a list was brought up to date from a file."""
    append(
        verb=f"sampling.list.{kind}",
        subject=f"file:{reading.digest[:16]}",
        by=by,
        data={"tables": [], "digest": reading.digest, "rows": len(reading.rows)},
    )


def _years(*days: date | None) -> list[str]:
    return sorted({str(day.year) for day in days if day})


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in ("", None, [], ())}
