"""Whole files at once: all rows or none, an event for each place, the same file only once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError, UsageError
from zhiliang.core.event import append, subject_of
from zhiliang.core.feed import FieldError, Outcome, Reading, Reject, read, register_acceptor
from zhiliang.core.models import Person
from zhiliang.core.period import Period
from zhiliang.core.policy import require
from zhiliang.methods.canonical import digest
from zhiliang.systems.returns import sample
from zhiliang.systems.returns.feeds import Checked, checked, parse, returns
from zhiliang.systems.returns.models import OPEN_STATES, Batch, Figure
from zhiliang.systems.returns.policy import decides, department_of, desk_of, reach_of

CHUNK = 5_000
CONTENT = ("status", "value_e6", "numerator", "denominator", "note")


@register_acceptor("returns")
def import_figures(
    reading: Reading,
    *,
    by: Person | None,
    name: str = "",
    period: str | None = None,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    today: date | None = None,
) -> Outcome:
    """Take a whole file or nothing.

    What the office or the platform imports is in force at once and supersedes what differs; what
    an officer imports becomes drafts. `period` serves rows that name none. A file that was
    imported before, read the same way, changes nothing.
    """
    require(by, Figure, "import")
    day = today or timezone.localdate()
    found = checked(reading.rows, desk_of(by, today=day, period=_period(period)))
    rejected = sorted([*reading.rejected, *found.rejected], key=lambda reject: reject.line)
    if not rejected and not found.rows:
        rejected = [Reject(1, "", "", _("文件里没有数据行。请确认选对了文件和工作表。"))]
    if rejected:
        return Outcome(0, rejected, reading.digest)
    how = {"file": reading.digest, "period": period or "", "mapping": dict(mapping or {})}
    file = _File(reading.digest, name, by, decides(by), how)
    try:
        return _import(found.rows, file, dry_run=dry_run)
    except IntegrityError as fault:
        raise ClerkError(
            _("导入时另有人改动了其中的数，本次没有导入任何一行。"), _("请重新导入一次。")
        ) from fault


def load_published(*, by: Person | None) -> dict[str, Outcome]:
    """Import the published figures that come with the platform; file name → outcome."""
    folder = files("zhiliang.systems.returns") / "published"
    tables = sorted(Path(str(item)) for item in folder.iterdir() if item.name.endswith(".csv"))
    return {
        path.name: import_figures(read(returns, path), by=by, name=path.name)
        for path in tables
        if path.name.islower()
    }


def load_sample(*, by: Person | None) -> Outcome:
    """Import the made-up figures of the sample province, every one marked as sample."""
    rows = list(sample.figures())
    reading = Reading([], [], digest(rows), "sample")
    for line, row in enumerate(rows, start=1):
        try:
            reading.rows.append((line, parse({"reference": "", **row})))
        except FieldError as fault:
            reading.rejected.append(Reject(line, fault.field, fault.value, fault.reason))
    return import_figures(reading, by=by)


@dataclass(frozen=True)
class _File:
    """A file in somebody's hand; `in_force` if what they hand in needs no further step."""

    digest: str
    name: str
    by: Person | None
    in_force: bool
    how: Mapping[str, Any]

    @property
    def imprint(self) -> str:
        """Digest of the file and of how it is read: an officer's drafts are not an acceptance."""
        return digest({**self.how, "in_force": self.in_force})

    @property
    def title(self) -> str:
        return self.name or self.digest[:12]


@dataclass
class _Plan:
    """What an import would write: new versions, versions they replace, drafts to rewrite."""

    fresh: list[Figure] = field(default_factory=list)
    superseded: list[Figure] = field(default_factory=list)
    rewritten: list[Figure] = field(default_factory=list)
    rejected: list[Reject] = field(default_factory=list)

    @property
    def written(self) -> list[Figure]:
        return [*self.fresh, *self.rewritten]


@transaction.atomic
def _import(rows: Sequence[Checked], file: _File, *, dry_run: bool) -> Outcome:
    if Batch.objects.filter(imprint=file.imprint).exists():
        return Outcome(0, [], file.digest, unchanged=True)
    plan = _plan(rows, file)
    if plan.rejected or not plan.written:
        return Outcome(0, plan.rejected, file.digest, unchanged=not plan.rejected)
    if not dry_run:
        batch = _batch(file, len(rows))
        _write(plan, batch)
        _tell(plan, batch, by=file.by)
    return Outcome(len(rows), [], file.digest)


def _period(key: str | None) -> Period | None:
    try:
        return Period.parse(key) if key else None
    except ValueError as fault:
        raise UsageError(str(fault)) from None


def _plan(rows: Sequence[Checked], file: _File) -> _Plan:
    plan = _Plan()
    departments = {place: department_of(file.by, place) for place in {row.place for row in rows}}
    current, opened = _known(rows, ("accepted",)), _known(rows, OPEN_STATES)
    now, mine = timezone.now(), reach_of(file.by)
    for row in rows:
        version = _version(row, file, now=now)
        version.department_id = departments[row.place]
        before = current.get(row.key)
        if before is not None:
            version.corrects, version.reason = before, _reason(row, file)
        if before is not None and _says_the_same(before, version):
            continue
        if file.in_force:
            _accept_at_once(plan, version, before)
        else:
            _keep_as_draft(plan, version, opened.get(row.key), mine=mine)
    return plan


def _known(rows: Sequence[Checked], states: tuple[str, ...]) -> dict[tuple[str, ...], Figure]:
    """Rows of some states by key, of the indicators and periods in question."""
    indicators = {row.row.indicator for row in rows}
    periods = {row.period.key for row in rows}
    found = Figure.objects.select_for_update().filter(
        indicator__in=indicators, period__in=periods, state__in=states
    )
    return {(row.indicator, row.place_id, row.period, row.source): row for row in found}


def _version(row: Checked, file: _File, *, now: datetime) -> Figure:
    return Figure(
        indicator=row.row.indicator,
        place_id=row.place,
        period=row.period.key,
        source=row.row.source,
        status=row.row.status,
        value_e6=row.row.value_e6,
        numerator=row.row.numerator,
        denominator=row.row.denominator,
        reference=_reference(row, file),
        note=row.row.note,
        line=row.line,
        state="draft",
        entered_at=now,
        entered_by=file.by,
    )


def _reference(row: Checked, file: _File) -> str:
    """Where the figure is from: the document, then the file that brought it."""
    document = row.row.reference or (row.row.note if row.row.source != "returns" else "")
    return " · ".join(part for part in (document[:500], file.name[:90]) if part)


def _reason(row: Checked, file: _File) -> str:
    told = _("由文件“%(name)s”更正。") % {"name": file.title}
    return f"{told}{row.row.note}"[:400]


def _says_the_same(one: Figure, other: Figure) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in CONTENT)


def _accept_at_once(plan: _Plan, version: Figure, before: Figure | None) -> None:
    version.state = "accepted"
    version.submitted_at = version.accepted_at = version.entered_at
    version.submitted_by = version.accepted_by = version.entered_by
    plan.fresh.append(version)
    if before is not None:
        before.state, before.superseded_at = "superseded", version.entered_at
        plan.superseded.append(before)


def _keep_as_draft(
    plan: _Plan, version: Figure, opened: Figure | None, *, mine: Callable[[Figure], bool]
) -> None:
    if opened is None:
        plan.fresh.append(version)
    elif reason := _closed(opened, mine):
        plan.rejected.append(Reject(version.line or 0, "indicator", version.indicator, reason))
    elif not _says_the_same(opened, version):
        for name in (*CONTENT, "reference", "line", "entered_at", "entered_by"):
            setattr(opened, name, getattr(version, name))
        opened.state = "draft"
        plan.rewritten.append(opened)


def _closed(opened: Figure, mine: Callable[[Figure], bool]) -> str:
    """Why a figure that is under way cannot be rewritten by the file; empty if it can."""
    if not mine(opened):
        return _("这个数已由另一单位填报，不在您的管辖范围内，不能由文件改写。请与该单位联系。")
    if opened.state in ("submitted", "verified"):
        return _("这个数正在核实，不能由文件改写。请等核实完，或先由核实人退回。")
    return ""


def _batch(file: _File, rows: int) -> Batch:
    batch = Batch(
        imprint=file.imprint,
        digest=file.digest,
        name=file.title,
        rows=rows,
        imported_at=timezone.now(),
        imported_by=file.by,
    )
    batch.full_clean()
    batch.save()
    return batch


def _write(plan: _Plan, batch: Batch) -> None:
    for figure in plan.written:
        figure.batch = batch
    # the old versions make room first: only one version of a figure may be in force
    for part in _chunks([figure.pk for figure in plan.superseded]):
        Figure.objects.filter(pk__in=part).update(
            state="superseded", superseded_at=batch.imported_at
        )
    Figure.objects.bulk_create(plan.fresh, batch_size=CHUNK)
    fields = [*CONTENT, "reference", "line", "entered_at", "entered_by", "state", "batch"]
    Figure.objects.bulk_update(plan.rewritten, fields, batch_size=500)


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _tell(plan: _Plan, batch: Batch, *, by: Person | None) -> None:
    """One event for each place, so that every city's own trail shows the file."""
    for place, figures in sorted(_by_place(plan.written).items()):
        in_force = [figure for figure in figures if figure.state == "accepted"]
        append(
            verb="returns.figure.import",
            subject=subject_of(batch),
            by=by,
            place=place,
            data={
                "tables": ["figure"] if in_force else [],
                "periods": sorted({figure.period for figure in figures}),
                "file": batch.digest,
                "rows": len(figures),
                "corrections": sum(figure.corrects_id is not None for figure in figures),
                "content": _content_digest(figures),
            },
        )


def _by_place(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.place_id].append(figure)
    return found


def _content_digest(figures: Iterable[Figure]) -> str:
    """SHA-256 over what was written: the log can show later that no row was changed beside it."""
    names = ("indicator", "place_id", "period", "source", *CONTENT)
    return digest([[getattr(figure, name) for name in names] for figure in figures])
