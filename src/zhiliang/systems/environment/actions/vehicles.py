"""Take in the yearly vehicle statistics of one or several places."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import UsageError
from zhiliang.core.feed import Outcome, Reading, Reject, Unreadable, read, register_acceptor, unfit
from zhiliang.core.models import Person
from zhiliang.core.period import Period
from zhiliang.core.places import names_on
from zhiliang.core.policy import require
from zhiliang.systems.environment.actions.records import written
from zhiliang.systems.environment.feeds.vehicles import VehicleRow, vehicle_stages
from zhiliang.systems.environment.indicators.vehicles import VEHICLES
from zhiliang.systems.environment.models import Source, VehicleCount, VehicleStatistic

Rows = list[tuple[int, VehicleRow]]
MOST_TOLD = 20


def _year(key: str | None) -> Period:
    if not key:
        raise UsageError(_("机动车统计须指明年度。"), _("例如 --period 2015。"))
    try:
        period = Period.parse(key)
    except ValueError as fault:
        raise UsageError(str(fault)) from None
    if period.kind != "year":
        raise UsageError(_("机动车统计的期间须为年度。"), _("例如 --period 2015。"))
    if period.end >= timezone.localdate():
        raise UsageError(_("这一年还没有结束，不能统计年末保有量。"), _("请在年末以后导入。"))
    return period


def _faults(rows: Rows, period: Period) -> Iterable[Reject]:
    """Rows of an unknown place, or given twice."""
    names = {name.place_id: name.place.level for name in names_on(period.end)}
    first: dict[tuple[str, str, int], int] = {}
    for line, row in rows:
        key = (row.place, row.fuel, row.stage)
        if names.get(row.place) not in ("city", "district"):
            reason = _("当时没有这个行政区划代码的市、县。请核对GB/T 2260代码。")
            yield Reject(line, "gbt2260", row.place, reason)
        elif key in first:
            reason = _("与第 %(line)s 行重复。") % {"line": first[key]}
            yield Reject(line, "stage", str(row.stage), reason)
        first.setdefault(key, line)


@register_acceptor("vehicle-stages")
@transaction.atomic
def import_vehicles(
    reading: Reading,
    *,
    by: Person | None,
    period: str | None = None,
    name: str = "",
    source: str = Source.RECORDS,
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take a whole file or nothing; the same file again changes nothing.

    What a place told of the year before is superseded and stays readable.
    """
    year = _year(period)
    if outcome := unfit(reading, _faults(reading.rows, year), dry_run=False):
        return outcome
    told = {"year": int(year.key), "digest": reading.digest, "source": source}
    told["file_name"] = name or reading.digest[:12]
    found = [_statistic(place, told, by=by) for place in _by_place(reading.rows)]
    if all(_is_known(statistic) for statistic in found):
        return Outcome(0, [], reading.digest, unchanged=True)
    if not dry_run:
        for statistic in found:
            _store(statistic, _by_place(reading.rows)[statistic.place_id], by=by)
    return Outcome(len(reading.rows), [], reading.digest)


def _by_place(rows: Rows) -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for line, row in rows:
        found[row.place].append((line, row))
    return found


def _statistic(place: str, told: dict[str, Any], *, by: Person | None) -> VehicleStatistic:
    moment = timezone.now()
    statistic = VehicleStatistic(place_id=place, **told, imported_at=moment, imported_by=by)
    require(by, VehicleStatistic, "import", statistic)
    return statistic


def _is_known(statistic: VehicleStatistic) -> bool:
    own = {"place": statistic.place_id, "year": statistic.year, "digest": statistic.digest}
    return VehicleStatistic.objects.filter(**own, superseded_at=None).exists()


def _store(statistic: VehicleStatistic, rows: Rows, *, by: Person | None) -> None:
    before = VehicleStatistic.objects.filter(
        place=statistic.place_id, year=statistic.year, superseded_at=None
    ).first()
    if before:
        before.superseded_at = statistic.imported_at
        before.save(update_fields=["superseded_at"])
    statistic.full_clean()
    statistic.save()
    VehicleCount.objects.bulk_create(_count(statistic, line, row) for line, row in rows)
    told: dict[str, Any] = {
        "digest": statistic.digest,
        "rows": len(rows),
        "supersedes": before and before.digest,
    }
    years, tables = (statistic.year,), (VEHICLES.name,)
    written(statistic, "import", by=by, tables=tables, years=years, **told)


def _count(statistic: VehicleStatistic, line: int, row: VehicleRow) -> VehicleCount:
    return VehicleCount(
        statistic=statistic,
        line=line,
        fuel=row.fuel,
        stage=row.stage,
        registered=row.registered,
        scrapped=row.scrapped,
        inspected=row.inspected,
        passed=row.passed,
    )


@transaction.atomic
def upload_vehicles(
    *, by: Person, year: int, file: tuple[str, bytes], at: datetime | None = None
) -> VehicleStatistic:
    """Take in a file handed in on the page; ValidationError with line and field of every fault."""
    name, content = file
    try:
        reading = read(vehicle_stages, content, name=name)
        outcome = import_vehicles(reading, by=by, period=str(year), name=name)
    except (Unreadable, UsageError) as fault:
        raise ValidationError({"file": str(fault)}) from fault
    if outcome.rejected:
        raise ValidationError({"file": [_told(one) for one in outcome.rejected[:MOST_TOLD]]})
    current = VehicleStatistic.objects.filter(year=year, digest=outcome.digest, superseded_at=None)
    found = current.first()
    assert found is not None
    return found


def _told(reject: Reject) -> str:
    return _("第 %(line)s 行 %(field)s “%(value)s”：%(reason)s") % reject.as_dict()
