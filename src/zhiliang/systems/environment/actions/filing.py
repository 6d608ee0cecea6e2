"""Months as cities file them: urban sewage; the plants that stood at the end of a year."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor, unfit
from zhiliang.core.models import Person, Place
from zhiliang.core.places import names_on
from zhiliang.core.policy import require
from zhiliang.systems.environment.actions.versions import put
from zhiliang.systems.environment.judging.terms import TERMS
from zhiliang.systems.environment.models import OutletDay, PlantYear, SewageMonth, SewagePlant

Row = dict[str, Any]


@register_acceptor("sewage-months")
@transaction.atomic
def import_sewage_months(
    reading: Reading,
    *,
    by: Person | None,
    name: str = "",
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take the months of a file, all or none; a month that is filed anew supersedes."""
    require(by, SewageMonth, "import")
    if outcome := unfit(reading, _faults(reading.rows, by), dry_run=dry_run):
        return outcome
    months = [
        SewageMonth(
            place_id=row["place"],
            first_day=row["month"],
            generated=row["generated"],
            treated=row["treated"],
            measured=_measured(row["place"], row["month"]),
            filed_by=by,
            line=line,
            reference=name or reading.digest[:12],
            rule="城镇污水月报",
            source=source,
        )
        for line, row in reading.rows
    ]
    written = put(
        months,
        same=("place_id", "first_day"),
        verb="sewage_month.file",
        table="sewage_month",
        by=by,
        digest=reading.digest,
    )
    return Outcome(len(reading.rows), [], reading.digest, unchanged=not written)


def _faults(rows: Iterable[tuple[int, Row]], by: Person | None) -> Iterable[Reject]:
    known = set(Place.objects.filter(level__in=("city", "district")).values_list("pk", flat=True))
    first: dict[tuple[str, date], int] = {}
    for line, row in rows:
        key = (row["place"], row["month"])
        if row["place"] not in known:
            yield Reject(line, "place", row["place"], _("没有这个行政区划代码的市、县。"))
        elif row["treated"] > row["generated"]:
            reason = _("处理量大于产生量 %(generated)s，请核对。") % row
            yield Reject(line, "treated", str(row["treated"]), reason)
        elif row["month"] > timezone.localdate():
            yield Reject(line, "month", f"{row['month']:%Y-%m}", _("月份在将来，请核对。"))
        elif key in first:
            reason = _("与第 %(line)s 行重复。") % {"line": first[key]}
            yield Reject(line, "place", row["place"], reason)
        elif other := _counted_elsewhere(row, first):
            reason = _("%(place)s 同月已报，市和所辖县区不能同时填报，否则会重复计算。") % {
                "place": other
            }
            yield Reject(line, "place", row["place"], reason)
        else:
            require(by, SewageMonth, "import", SewageMonth(place_id=row["place"]))
        first.setdefault(key, line)


def _counted_elsewhere(row: Row, file: Iterable[tuple[str, date]]) -> str:
    """A place above or below that has filed the same month, or does in this file; "" if none."""
    place, day = row["place"], row["month"]
    names = names_on(day)
    above = set(names.filter(place=place).values_list("parent", flat=True))
    below = set(names.filter(parent=place).values_list("place", flat=True))
    filed = SewageMonth.objects.current().filter(first_day=day, place__in=above | below)
    others = [*filed.values_list("place", flat=True), *(p for p, month in file if month == day)]
    counted = (above | below) & set(others)
    return str(Place.objects.get(pk=min(counted))) if counted else ""


def _measured(place: str, first_day: date) -> int | None:
    """What the outlets of the place's plants reported in a month [m³]; None without any."""
    days = OutletDay.objects.current().filter(
        outlet__plant__isnull=False,
        place_id=place,
        day__year=first_day.year,
        day__month=first_day.month,
    )
    total: int | None = days.aggregate(total=Sum("volume"))["total"]
    return total


@transaction.atomic
def close_plant_year(year: int, *, by: Person | None) -> list[PlantYear]:
    """Say for each plant that stood at the end of a year whether it was monitored online.

    Returns the verdicts that are new or say something else than before.
    """
    require(by, PlantYear, "judge")
    last_day = date(year, 12, 31)
    heard = _days_heard(year)
    verdicts = [
        PlantYear(
            plant=plant,
            place_id=plant.place_id,
            last_day=last_day,
            online=int(heard.get(plant.pk, 0) >= TERMS.plant_days),
            days=heard.get(plant.pk, 0),
            rule=f"有数据天数 ≥ {TERMS.plant_days}（示例配置）",
            source=plant.source,
        )
        for plant in SewagePlant.objects.active_on(last_day)
    ]
    return put(
        verdicts,
        same=("plant_id", "last_day"),
        verb="plant_year.close",
        table="sewage_plant_year",
        by=by,
    )


def _days_heard(year: int) -> dict[int, int]:
    """Plant → days of the year on which one of its outlets had data."""
    days = OutletDay.objects.current().filter(
        outlet__plant__isnull=False, day__year=year, received__gt=0
    )
    rows = days.values("outlet__plant").annotate(days=Count("day", distinct=True))
    return {row["outlet__plant"]: row["days"] for row in rows.order_by()}
