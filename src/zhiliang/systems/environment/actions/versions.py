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
    instead_of: Iterable[V] | None = None,
    **told: Any,
) -> list[V]:
    """Write verdicts and tell of them; `same` names the fields that say what one is about.

    Returns those that were written: new ones, and ones that replace what was said before. Inside
    the caller's transaction; nothing is told where nothing was written. `table` is the lake's, ""
    where no indicator reads them. `instead_of` are all verdicts in force that the new ones stand
    for: those about something that no new one is about are withdrawn. Without it nothing is.
    """
    now = timezone.now()
    known = {_about(row, same): row for row in _standing(verdicts, same, instead_of)}
    written, replaced = [], []
    for verdict in verdicts:
        old = known.pop(_about(verdict, same), None)
        if old is not None and not _differing(old, verdict):
            continue
        if old is not None:
            replaced.append(old)
            verdict.revision = old.revision + 1
        verdict.judged_at = now
        written.append(verdict)
    withdrawn = list(known.values()) if instead_of is not None else []
    _write(written, [*replaced, *withdrawn], now)
    if changed := [*written, *withdrawn]:
        day = _day_among(same)
        years = sorted({str(getattr(row, day).year) for row in changed})
        append(
            verb=f"environment.{verb}",
            subject=f"environment.{type(changed[0])._meta.model_name}:{years[-1]}",
            by=by,
            data={
                "tables": [table] if table else [],
                "periods": years,
                "rows": len(written),
                **({"withdrawn": len(withdrawn)} if withdrawn else {}),
                **told,
            },
        )
    return written


def _write(written: Sequence[V], ended: Sequence[V], now: datetime) -> None:
    """New versions in force, and the ends of old ones."""
    for start in range(0, len(ended), BATCH):
        keys = [row.pk for row in ended[start : start + BATCH]]
        type(ended[0])._default_manager.filter(pk__in=keys).update(superseded_at=now)
    if written:
        type(written[0])._default_manager.bulk_create(written, batch_size=BATCH)


def _about(verdict: Verdict, same: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(verdict, name) for name in same)


def _day_among(same: Iterable[str]) -> str:
    return next(name for name in same if "day" in name)


def _standing(
    verdicts: Sequence[V], same: tuple[str, ...], instead_of: Iterable[V] | None
) -> Iterable[V]:
    """Verdicts in force that the new ones may be about: those given, else those of their days."""
    if instead_of is not None or not verdicts:
        return instead_of or ()
    day = _day_among(same)
    days = [getattr(verdict, day) for verdict in verdicts]
    rows: Any = type(verdicts[0])._default_manager
    found: Iterable[V] = rows.current().filter(**{f"{day}__range": (min(days), max(days))})
    return found
