"""What other channels received is taken in from a table, all of it or nothing."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor, unfit
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import require
from zhiliang.systems.complaints.actions.receiving import take_in
from zhiliang.systems.complaints.models import Source, Submission


@register_acceptor("complaints")
@transaction.atomic
def import_complaints(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take complaints and tip-offs of other channels; one that is known is left as it is."""
    require(by, Submission, "import")
    if outcome := unfit(reading, _faults(reading), dry_run=dry_run):
        return outcome
    pairs = {(row["channel"], row["outside_number"]) for _line, row in reading.rows}
    rows = Submission.objects.filter(outside_number__in={number for _channel, number in pairs})
    known = set(rows.values_list("channel", "outside_number"))
    fresh = [
        (line, row)
        for line, row in reading.rows
        if (row["channel"], row["outside_number"]) not in known
    ]
    rejected = [fault for line, row in fresh for fault in _taken(line, row, source, by=by)]
    if rejected:
        transaction.set_rollback(True)
        return Outcome(0, rejected, reading.digest)
    return Outcome(len(fresh), [], reading.digest, unchanged=not fresh)


def _faults(reading: Reading) -> Iterator[Reject]:
    places = set(Place.objects.values_list("pk", flat=True))
    today, seen = timezone.localdate(), set()
    for line, row in reading.rows:
        key = row["channel"], row["outside_number"]
        if key in seen:
            yield Reject(line, "outside_number", key[1], _("同一编号在文件中出现两次。"))
        seen.add(key)
        if row["place"] not in places:
            yield Reject(line, "place", row["place"], _("没有这个行政区划代码的市、县。"))
        if row["received_on"] > today:
            yield Reject(line, "received_on", str(row["received_on"]), _("收到日期在将来。"))


def _taken(line: int, row: dict[str, Any], source: str, *, by: Person | None) -> Iterator[Reject]:
    said = {name: value for name, value in row.items() if name not in ("received_on", "uscc")}
    said["place"] = Place.objects.get(pk=row["place"])
    said["firm"] = Organisation.objects.filter(uscc=row["uscc"]).first() if row["uscc"] else None
    said["source"] = Source.SAMPLE if source == "sample" else Source.RECORDS
    try:
        take_in(by=by, at=_noon(row["received_on"]), **said)
    except ValidationError as refused:
        for name, reasons in refused.message_dict.items():
            yield Reject(line, name, str(row.get(name, ""))[:40], " ".join(reasons))


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
