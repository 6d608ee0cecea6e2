"""A document is taken in: read, checked event by event, stored once, linked into the genealogy."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, next_number, subject_of
from zhiliang.core.models import Organisation, Person
from zhiliang.core.policy import require
from zhiliang.core.tick import periodic
from zhiliang.methods.epcis import Finding, examine
from zhiliang.systems.traceability.actions.linking import Links
from zhiliang.systems.traceability.actions.master_data import MasterData
from zhiliang.systems.traceability.actions.storing import Prepared, Store
from zhiliang.systems.traceability.feeds import document_of, event_list
from zhiliang.systems.traceability.indexing.uncollected import uncollected
from zhiliang.systems.traceability.models import CaptureJob

MOST_EVENTS = 10_000
"""Events in one document."""
MOST_ERRORS = 200
"""Errors that a job names; more of them help nobody."""


class TooMany(ClerkError):
    """More events than one document may hold."""

    code = "too_many"


@transaction.atomic
def receive(
    content: bytes,
    *,
    by: Person | None,
    organisation: Organisation,
    media_type: str = "application/json",
    behaviour: str = CaptureJob.Behaviour.ROLLBACK,
    at: datetime | None = None,
) -> CaptureJob:
    """Keep a firm's document as a job that `process` takes in.

    Raises Unreadable or NotSupported for what is no EPCIS document, TooMany for one that is too
    long: then nothing is kept.
    """
    document = document_of(content, media_type)
    if len(event_list(document)) > MOST_EVENTS:
        raise TooMany(
            _("一份文档最多 %(most)s 个事件，收到 %(count)s 个。")
            % {"most": MOST_EVENTS, "count": len(event_list(document))},
            _("请分成几份报送；同一事件送两次也只存一次。"),
        )
    job = CaptureJob(
        organisation=organisation,
        sent_by=by,
        created_at=at or timezone.now(),
        behaviour=behaviour,
        document_digest=hashlib.sha256(content).hexdigest(),
        received=len(event_list(document)),
        waiting=json.dumps(document, ensure_ascii=False),
    )
    require(by, CaptureJob, "capture", job)
    job.full_clean()
    job.save()
    _tell(job, "receive", by=by)
    # read once: whoever processes the job at once need not read it back
    job.document = document
    return job


@uncollected()
@transaction.atomic
def process(job: CaptureJob, *, by: Person | None = None, at: datetime | None = None) -> CaptureJob:
    """Take a waiting document in; run twice, it changes nothing the second time."""
    now = at or timezone.now()
    # holds the log's head: events are numbered in the order in which they become visible
    number = next_number()
    document = job.document
    job = CaptureJob.objects.select_for_update().select_related("organisation").get(pk=job.pk)
    if not job.running:
        return job
    document = document or json.loads(job.waiting)
    checked = _checked(document)
    job.errors, job.success = checked.problems[:MOST_ERRORS], not checked.problems
    if job.success or (job.behaviour == CaptureJob.Behaviour.PROCEED and not checked.whole):
        MasterData(job).keep(document)
        new = Store(job, number, now).keep(checked.events)
        Links(new, number).renew()
        job.stored, job.known = len(new), len(checked.events) - len(new)
    job.running, job.waiting, job.finished_at = False, "", now
    job.save()
    _tell(job, "finish", by=by, stored=job.stored, success=job.success)
    return job


def _tell(job: CaptureJob, verb: str, *, by: Person | None, **told: Any) -> None:
    append(
        verb=f"traceability.capture.{verb}",
        subject=subject_of(job),
        by=by,
        place=job.organisation.place_id,
        organisation=job.organisation.uscc or "",
        data={"tables": [], "job": str(job.key), "received": job.received, **told},
    )


@dataclass
class Checked:
    """The events of a document that may be stored, and what is wrong with the rest.

    `whole` says that the document itself is at fault, so that none of it can be taken.
    """

    events: list[Prepared] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    whole: bool = False


def _checked(document: dict[str, Any]) -> Checked:
    outside, examined = examine(document)
    checked = Checked(problems=[_problem(one) for one in outside], whole=bool(outside))
    events = []
    for place, (_pointer, event, findings, form, hash_id) in enumerate(examined):
        checked.problems += [_problem(one) for one in findings]
        if not findings:
            events.append(Prepared(place, event, form, hash_id))
    clashing = Store.taken_ids(events)
    checked.events = [one for one in events if one.place not in clashing]
    checked.problems += [_clash(place, name) for place, name in clashing.items()]
    return checked


def _problem(finding: Finding) -> dict[str, Any]:
    return {
        "type": "epcisException:ValidationException",
        "title": finding.message_zh,
        "detail": finding.message,
        "status": 400,
        "rule": finding.rule,
        "pointer": finding.pointer,
    }


def _clash(place: int, event_id: str) -> dict[str, Any]:
    return {
        "type": "epcisException:ResourceAlreadyExistsException",
        "title": _("事件编号 %(id)s 已用于另一个事件。") % {"id": event_id},
        "status": 409,
        "rule": "repository.event_id",
        "pointer": f"/epcisBody/eventList/{place}/eventID",
    }


@periodic("traceability.capture", every=timedelta(minutes=1))
def take_in_waiting(*, since: datetime | None, now: datetime, by: None = None) -> None:
    """Take in what a crash or a stopped worker left behind, oldest first."""
    for job in CaptureJob.objects.filter(running=True, created_at__lte=now).order_by("pk"):
        process(job, by=by)
