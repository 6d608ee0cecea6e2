"""Verbs of the environment: take in a published air bulletin."""

from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.errors import UsageError
from zhiliang.core.feed import Outcome, Reading, Reject, read, register_acceptor
from zhiliang.core.models import Person
from zhiliang.core.period import Period
from zhiliang.core.places import names_on
from zhiliang.core.policy import require
from zhiliang.systems.environment.feeds.bulletins import CityRow, air_bulletin
from zhiliang.systems.environment.models import Bulletin, CityAir


def _period(key: str | None) -> Period:
    if not key:
        raise UsageError(_("空气质量月报须指明期间。"), _("例如 --period 2021-12。"))
    try:
        period = Period.parse(key)
    except ValueError as fault:
        raise UsageError(str(fault)) from None
    if period.kind != "month":
        raise UsageError(_("月报的期间须为月份。"), _("例如 --period 2021-12。"))
    return period


def _early(month: Period, today: date) -> list[Reject]:
    """A month that is not over has no bulletin yet."""
    told = {"end": month.end.isoformat(), "today": today.isoformat()}
    if month.start > today:
        reason = _("期间在将来：今天是 %(today)s。请核对年份。") % told
    elif month.end >= today:
        reason = _("期间到 %(end)s 才结束，今天是 %(today)s。请在期满后填报。") % told
    else:
        return []
    return [Reject(1, "period", month.key, reason)]


def _faults(rows: Iterable[tuple[int, CityRow]], period: Period) -> list[Reject]:
    """Rows whose place is unknown, misnamed or given twice."""
    names = {name.place_id: name for name in names_on(period.end)}
    first: dict[str, int] = {}
    rejected = []
    for line, row in rows:
        name = names.get(row.place)
        if name is None or name.place.level not in ("city", "district"):
            reason = _("当时没有这个行政区划代码的市、县。请核对GB/T 2260代码。")
            rejected.append(Reject(line, "gbt2260", row.place, reason))
        elif row.city and not name.name_zh.startswith(row.city.rstrip("市")):
            reason = _("名称与代码不符：%(code)s 是%(name)s。") % {
                "code": row.place,
                "name": name.name_zh,
            }
            rejected.append(Reject(line, "city", row.city, reason))
        elif row.place in first:
            reason = _("与第 %(line)s 行重复。") % {"line": first[row.place]}
            rejected.append(Reject(line, "gbt2260", row.place, reason))
        first.setdefault(row.place, line)
    return rejected


@register_acceptor("air-bulletin")
@transaction.atomic
def import_bulletin(
    reading: Reading,
    *,
    by: Person | None,
    period: str | None = None,
    name: str = "",
    reference: str = "",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take a whole bulletin or nothing; the same file again changes nothing.

    A different file for the same month supersedes the earlier one, which stays readable.
    """
    require(by, Bulletin, "import")
    month = _period(period)
    early = _early(month, timezone.localdate())
    rejected = [*early, *reading.rejected, *_faults(reading.rows, month)]
    if rejected or not reading.rows:
        empty = [] if rejected else [Reject(1, "", "", _("文件里没有数据行。"))]
        return Outcome(0, [*rejected, *empty], reading.digest)
    current = Bulletin.objects.filter(period=month.key, superseded_at=None).first()
    if current is not None and current.digest == reading.digest:
        return Outcome(0, [], reading.digest, unchanged=True)
    if not dry_run:
        _store(reading, month, by=by, name=name, reference=reference, current=current)
    return Outcome(len(reading.rows), [], reading.digest)


def _store(
    reading: Reading,
    month: Period,
    *,
    by: Person | None,
    name: str,
    reference: str,
    current: Bulletin | None,
) -> None:
    now = timezone.now()
    if current is not None:
        current.superseded_at = now
        current.save(update_fields=["superseded_at"])
    bulletin = Bulletin(
        period=month.key,
        digest=reading.digest,
        file_name=name or reading.digest[:12],
        reference=reference,
        imported_at=now,
        imported_by=by,
    )
    bulletin.full_clean()
    bulletin.save()
    CityAir.objects.bulk_create(_city(bulletin, line, row) for line, row in reading.rows)
    event.append(
        verb="environment.bulletin.import",
        subject=event.subject_of(bulletin),
        by=by,
        data={
            "tables": ["air_bulletin", "figure"],
            "periods": [month.key],
            "digest": reading.digest,
            "rows": len(reading.rows),
            "supersedes": current.digest if current else None,
        },
    )


def _city(bulletin: Bulletin, line: int, row: CityRow) -> CityAir:
    return CityAir(
        bulletin=bulletin,
        place_id=row.place,
        line=line,
        attainment_e6=row.attainment_e6,
        pm2_5_e6=row.pm2_5_e6,
        pm10_e6=row.pm10_e6,
        o3_e6=row.o3_e6,
        composite_e6=row.composite_e6,
        published_rank=row.published_rank,
        published_pm2_5_rank=row.published_pm2_5_rank,
    )


PUBLISHED = {"2017-08": "gd_air_2017_08.csv", "2021-12": "gd_air_2021_12.csv"}


def load_bulletins(*, by: Person | None) -> int:
    """Take in the bulletins shipped as reference data; returns how many there are."""
    folder = Path(str(files("zhiliang.core").joinpath("reference", "guangdong")))
    for period, name in PUBLISHED.items():
        reading = read(air_bulletin, folder / name)
        import_bulletin(reading, by=by, period=period, name=name)
    return len(PUBLISHED)
