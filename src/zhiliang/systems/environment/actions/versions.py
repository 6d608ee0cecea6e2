"""How verdicts are written: one that says the same changes nothing, another one supersedes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.utils import timezone

from zhiliang.core.event import append
from zhiliang.core.models import Person
from zhiliang.systems.environment.models.bases import Verdict

V = TypeVar("V", bound=Verdict)
BOOKKEEPING = {"id", "revision", "judged_at", "superseded_at"}
BATCH = 1_000


def _differing(old: Verdict, new: Verdict) -> bool:
    """Whether two verdicts on the same thing say something else."""
    names = [f.attname for f in new._meta.concrete_fields if f.name not in BOOKKEEPING]
    return any(getattr(old, name) != getattr(new, name) for name in names)


def put(
    verdicts: Sequence[V],
    *,
    same: tuple[str, ...],
    verb: str,
    table: str,
    by: Person | None,
    **told: Any,
) -> list[V]:
    """Write verdicts and tell of them; `same` names the fields that say what one is about.

    Returns those that were written: new ones, and ones that replace what was said before. Inside
    the caller's transaction; nothing is told where nothing was written. `table` is the lake's, ""
    where no indicator reads them.
    """
    now = timezone.now()
    written = _written(verdicts, same, now) if verdicts else []
    if written:
        day = next(name for name in same if "day" in name)
        years = sorted({str(getattr(row, day).year) for row in written})
        append(
            verb=f"environment.{verb}",
            subject=f"environment.{type(written[0])._meta.model_name}:{years[-1]}",
            by=by,
            data={
                "tables": [table] if table else [],
                "periods": years,
                "rows": len(written),
                **told,
            },
        )
    return written


def _written(verdicts: Sequence[V], same: tuple[str, ...], now: datetime) -> list[V]:
    rows: Any = type(verdicts[0])._default_manager
    known = {_about(row, same): row for row in _standing(rows, verdicts, same)}
    written, replaced = [], []
    for verdict in verdicts:
        old = known.get(_about(verdict, same))
        if old is not None and not _differing(old, verdict):
            continue
        if old is not None:
            replaced.append(old.pk)
            verdict.revision = old.revision + 1
        verdict.judged_at = now
        written.append(verdict)
    for start in range(0, len(replaced), BATCH):
        rows.filter(pk__in=replaced[start : start + BATCH]).update(superseded_at=now)
    rows.bulk_create(written, batch_size=BATCH)
    return written


def _about(verdict: Verdict, same: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(verdict, name) for name in same)


def _standing(rows: Any, verdicts: Sequence[Verdict], same: tuple[str, ...]) -> Iterable[Any]:
    """Verdicts in force over the span of days that the new ones are about."""
    day = next(name for name in same if "day" in name)
    days = [getattr(verdict, day) for verdict in verdicts]
    span = {f"{day}__gte": min(days), f"{day}__lte": max(days)}
    return rows.current().filter(**span)
