"""The next year's holiday notice: due dates beyond it stop being provisional."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.event import append
from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor
from zhiliang.core.feeds import NoticedDay
from zhiliang.core.models import CalendarDay, Person
from zhiliang.core.policy import require


@register_acceptor("calendar")
@transaction.atomic
def import_calendar(
    reading: Reading,
    *,
    by: Person | None,
    name: str = "",
    dry_run: bool = False,
    **_ignored: Any,
) -> Outcome:
    """Take a whole notice or nothing; `name` is kept as the source of its days."""
    require(by, CalendarDay, "core.calendar.import")
    rejected = [*reading.rejected, *_doubled(reading.rows)]
    if rejected:
        return Outcome(0, rejected, reading.digest)
    changed = [noticed for _line, noticed in reading.rows if _differs(noticed)]
    if changed and not dry_run:
        for noticed in changed:
            day = CalendarDay(
                day=noticed.day, working=noticed.working, name_zh=noticed.name, source=name[-200:]
            )
            day.clean_fields()
            day.save()
        years = sorted({str(noticed.day.year) for noticed in changed})
        append(
            verb="core.calendar.import",
            subject="core.reference:calendar",
            by=by,
            data={"years": years, "days": len(changed), "digest": reading.digest},
        )
    return Outcome(len(reading.rows), [], reading.digest, unchanged=not changed)


def _doubled(rows: list[tuple[int, NoticedDay]]) -> list[Reject]:
    times = Counter(noticed.day for _line, noticed in rows)
    return [
        Reject(line, "day", noticed.day.isoformat(), _("这一天在文件中出现多次。"))
        for line, noticed in rows
        if times[noticed.day] > 1
    ]


def _differs(noticed: NoticedDay) -> bool:
    known = CalendarDay.objects.filter(day=noticed.day).first()
    return known is None or known.working != noticed.working
