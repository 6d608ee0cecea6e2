"""The pool of experts, and foreign recalls that come in as clues."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import create_organisation
from zhiliang.core.event import append
from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor, unfit
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import require
from zhiliang.core.steps import next_serial
from zhiliang.systems.recalls.actions.writing import saved_clue
from zhiliang.systems.recalls.models import Clue, Expert, Origin, Source
from zhiliang.systems.recalls.steps import year_of

PROVINCE = "440000"


@register_acceptor("recall-experts")
@transaction.atomic
def import_experts(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take the pool of experts, all or none; one that is listed is brought up to date."""
    require(by, Expert, "import")
    places = set(Place.objects.values_list("pk", flat=True))
    faults = (
        Reject(line, "place", row["place"], _("没有这个行政区划代码的市、县。"))
        for line, row in reading.rows
        if row["place"] not in places
    )
    if outcome := unfit(reading, faults, dry_run=dry_run):
        return outcome
    for _line, row in reading.rows:
        _expert(row, by=by, source=source)
    append(
        verb="recalls.expert.import",
        subject=f"file:{reading.digest[:16]}",
        by=by,
        data={"tables": [], "digest": reading.digest, "rows": len(reading.rows)},
    )
    return Outcome(len(reading.rows), [], reading.digest)


def _expert(row: dict[str, Any], *, by: Person | None, source: str) -> None:
    known = Expert.objects.filter(number=row["number"]).first()
    expert = known or Expert(number=row["number"])
    place = Place.objects.get(pk=row["place"])
    expert.field, expert.place = row["field"], place
    expert.active, expert.source = row["active"], source
    expert.employer = _employer(
        row["employer"], row["uscc"], place, by=by, sample=source == "sample"
    )
    expert.full_clean()
    expert.save()
    codes = [code for code in row["interests"] if code]
    expert.interests.set(Organisation.objects.filter(uscc__in=codes))


def _employer(
    name: str, uscc: str, place: Place, *, by: Person | None, sample: bool
) -> Organisation:
    rows = Organisation.objects.all()
    known = rows.filter(uscc=uscc) if uscc else rows.filter(name=name, place=place)
    return known.first() or create_organisation(
        by=by, name=name, place=place, uscc=uscc, sample=sample
    )


@register_acceptor("foreign-recalls")
@transaction.atomic
def import_foreign_recalls(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take foreign recalls as clues; one whose number is known is left as it is."""
    require(by, Clue, "import")
    if outcome := unfit(reading, _doubled(reading), dry_run=dry_run):
        return outcome
    refs = [row["reference"] for _line, row in reading.rows]
    rows = Clue.objects.filter(origin=Origin.FOREIGN, origin_ref__in=refs)
    known = set(rows.values_list("origin_ref", flat=True))
    fresh = [row for _line, row in reading.rows if row["reference"] not in known]
    for row in fresh:
        _foreign(row, reading.digest, by=by, source=source)
    return Outcome(len(fresh), [], reading.digest, unchanged=not fresh)


def _doubled(reading: Reading) -> Iterator[Reject]:
    seen: set[str] = set()
    for line, row in reading.rows:
        if row["reference"] in seen:
            yield Reject(line, "reference", row["reference"], _("同一编号在文件中出现两次。"))
        seen.add(row["reference"])


def _foreign(row: dict[str, Any], digest: str, *, by: Person | None, source: str) -> Clue:
    now = timezone.now()
    clue = Clue(
        number=next_serial(Clue, f"XS{year_of(now)}-", width=4),
        origin=Origin.FOREIGN,
        origin_ref=row["reference"],
        product=row["product"],
        batches=row["batches"],
        producer_name=row["firm"],
        place=Place.objects.get(pk=PROVINCE),
        finding=row["finding"],
        serious=True,
        # it becomes known here when the file is taken, not when it was published abroad
        known_at=now,
        imported=digest,
        source=Source.SAMPLE if source == "sample" else Source.RECORDS,
        state="received",
        registered_at=now,
        registered_by=by,
    )
    return saved_clue(clue, "import", by=by, at=now, origin_ref=row["reference"])
