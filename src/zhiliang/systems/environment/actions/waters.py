"""Months of sections and drinking sources come as files and are judged as they come."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor
from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.systems.environment.actions.versions import put
from zhiliang.systems.environment.judging.waters import (
    GOOD,
    RULE,
    SUPPLY_RULE,
    factor_key,
    judged,
    supply,
)
from zhiliang.systems.environment.models import (
    DrinkingMonth,
    DrinkingSource,
    Section,
    SectionMonth,
)

Row = dict[str, Any]
Lines = list[tuple[int, Row]]
TOO_COARSE = "（检出限高于限值，存疑）"


@register_acceptor("section-months")
@transaction.atomic
def import_section_months(
    reading: Reading, *, by: Person | None, name: str = "", dry_run: bool = False, **told: Any
) -> Outcome:
    """Take measured months of sections in, all or none, and judge each by its worst factor."""
    require(by, SectionMonth, "import")
    things = {one.code: one for one in Section.objects.all()}
    groups, faults = _grouped(reading, "section", things)
    months, more = _made(groups, things, _section_month, name or reading.digest[:12])
    return _finished(reading, [*faults, *more], months, "section", by=by, dry_run=dry_run)


@register_acceptor("drinking-months")
@transaction.atomic
def import_drinking_months(
    reading: Reading, *, by: Person | None, name: str = "", dry_run: bool = False, **told: Any
) -> Outcome:
    """Take measured months of drinking sources in, all or none; class III or better complies."""
    require(by, DrinkingMonth, "import")
    things = {one.code: one for one in DrinkingSource.objects.all()}
    groups, faults = _grouped(reading, "water_source", things)
    faults += list(_quantities(groups))
    months, more = _made(groups, things, _drinking_month, name or reading.digest[:12])
    return _finished(reading, [*faults, *more], months, "drinking", by=by, dry_run=dry_run)


def _finished(
    reading: Reading,
    faults: list[Reject],
    months: list[Any],
    what: str,
    *,
    by: Person | None,
    dry_run: bool,
) -> Outcome:
    if faults or not months:
        empty = [] if faults else [Reject(1, "", "", _("文件里没有数据行。"))]
        return Outcome(0, [*faults, *empty], reading.digest)
    if dry_run:
        return Outcome(len(reading.rows), [], reading.digest)
    for month in months:
        require(by, type(month), "import", month)
    thing = "section_id" if what == "section" else "water_source_id"
    written = put(
        months,
        same=(thing, "first_day"),
        verb=f"{what}_month.judge",
        table=f"{what}_month",
        by=by,
        digest=reading.digest,
    )
    return Outcome(len(reading.rows), [], reading.digest, unchanged=not written)


def _grouped(
    reading: Reading, thing: str, known: Mapping[str, models.Model]
) -> tuple[dict[tuple[str, date], Lines], list[Reject]]:
    """Rows by thing and month, and the rows that cannot belong to one."""
    groups: dict[tuple[str, date], Lines] = {}
    faults = list(reading.rejected)
    today = timezone.localdate()
    for line, row in reading.rows:
        key = (row[thing], row["month"])
        group = groups.setdefault(key, [])
        if row[thing] not in known:
            faults.append(Reject(line, thing, row[thing], _("没有登记。请先登记，再导入。")))
        elif row["month"] > today:
            faults.append(Reject(line, "month", f"{row['month']:%Y-%m}", _("月份在将来。")))
        elif factor_key(row["factor"]) is None:
            reason = _("不认识的项目。请用 GB 3838-2002 的项目名，如 溶解氧、氨氮。")
            faults.append(Reject(line, "factor", row["factor"], reason))
        elif any(other["factor"] == row["factor"] for _line, other in group):
            faults.append(Reject(line, "factor", row["factor"], _("同月同项目重复。")))
        group.append((line, row))
    return groups, faults


def _quantities(groups: Mapping[tuple[str, date], Lines]) -> Iterator[Reject]:
    for lines in groups.values():
        first = lines[0][1]["quantity"]
        for line, row in lines:
            if row["quantity"] != first or first is None:
                reason = _("同一水源同一月份的取水量须相同，且不能为空。")
                yield Reject(line, "quantity", str(row["quantity"] or ""), reason)


def _made(
    groups: Mapping[tuple[str, date], Lines],
    things: Mapping[str, Any],
    make: Callable[..., Any],
    reference: str,
) -> tuple[list[Any], list[Reject]]:
    months, faults = [], []
    for (code, first_day), lines in groups.items():
        keys = [factor_key(row["factor"]) for _line, row in lines]
        thing = things.get(code)
        if thing is None or None in keys:
            continue
        texts = (row["value"] for _line, row in lines)
        values = {str(key): text for key, text in zip(keys, texts, strict=True)}
        try:
            month = make(thing, first_day, values, lines[0][1])
        except ValueError as fault:
            faults.append(Reject(lines[0][0], "value", code, str(fault)))
            continue
        month.line, month.reference, month.source = lines[0][0], reference, thing.source
        months.append(month)
    return months, faults


def _section_month(section: Section, first_day: date, values: Row, row: Row) -> SectionMonth:
    found, target = judged(values, water=section.kind, on=first_day), section.target
    names = "、".join(found.determining)
    return SectionMonth(
        section=section,
        place_id=section.place_id,
        first_day=first_day,
        values=values,
        water_class=found.water_class or None,
        determining=names + TOO_COARSE if found.doubtful else names,
        good=int(found.water_class <= GOOD) if found.water_class else None,
        on_target=int(found.water_class <= target) if found.water_class and target else None,
        rule=RULE,
    )


def _drinking_month(
    source: DrinkingSource, first_day: date, values: Row, row: Row
) -> DrinkingMonth:
    found = supply(values, water=source.kind, on=first_day)
    counted = {True: row["quantity"], False: 0, None: None}
    coarse = "、".join(found.undecided) + TOO_COARSE if found.undecided else ""
    return DrinkingMonth(
        water_source=source,
        place_id=source.place_id,
        first_day=first_day,
        values=values,
        quantity=row["quantity"],
        compliant_quantity=counted[found.compliant],
        over="、".join(found.over) or coarse,
        rule=SUPPLY_RULE,
    )
