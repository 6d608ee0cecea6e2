"""A table of a firm without EPCIS is taken in: rows become events and go the way of all events."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor, unfit
from zhiliang.core.models import Organisation, Person
from zhiliang.systems.traceability.actions.capturing import MOST_EVENTS, process, receive
from zhiliang.systems.traceability.feeds import Line, document_of_lines
from zhiliang.systems.traceability.models import CaptureJob, Site
from zhiliang.systems.traceability.policy.firms import firm_of

Lines = Sequence[tuple[int, Line]]


@register_acceptor("traceability-events")
@transaction.atomic
def take_table(
    reading: Reading,
    *,
    by: Person | None,
    organisation: Organisation | None = None,
    behaviour: str = CaptureJob.Behaviour.ROLLBACK,
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take a table in: all of it or none, or (`proceed`) every row that is right.

    Rejects name the line of the file. A table whose rows are all known changes nothing.
    """
    firm = organisation or _only_firm(by)
    proceed = behaviour == CaptureJob.Behaviour.PROCEED
    if not (proceed and reading.rows) and (refused := unfit(reading, (), dry_run=dry_run)):
        return refused
    _insist_on_size(reading.rows)
    content = _content(reading.rows, firm)
    if _taken(content, firm):
        return Outcome(len(reading.rows), reading.rejected, reading.digest, unchanged=True)
    job = receive(content, by=by, organisation=firm, behaviour=behaviour)
    job = process(job, by=by)
    rejected = [*reading.rejected, *(_reject(one, reading.rows) for one in job.errors)]
    told = rejected if proceed or not job.success else []
    return Outcome(job.stored + job.known, told, reading.digest, unchanged=_nothing_new(job))


def _only_firm(by: Person | None) -> Organisation:
    if (firm := firm_of(by)) is None:
        raise ClerkError(
            _("不知道这份表是哪个单位报送的。"), _("请由企业人员登录后在“追溯接口”页面上传。")
        )
    return firm


def _insist_on_size(rows: Lines) -> None:
    if len(rows) > MOST_EVENTS:
        told = {"most": MOST_EVENTS, "count": len(rows)}
        raise ClerkError(
            _("一份表最多 %(most)s 行，收到 %(count)s 行。") % told, _("请按日期分成几份。")
        )


def _content(rows: Lines, firm: Organisation) -> bytes:
    sites = (
        Site.objects.filter(organisation=firm).order_by("pk").values_list("canonical", flat=True)
    )
    document = document_of_lines(
        [line for _n, line in rows], firm=firm.pk, site=sites.first() or ""
    )
    return json.dumps(document, ensure_ascii=False, sort_keys=True).encode()


def _taken(content: bytes, firm: Organisation) -> bool:
    digest = hashlib.sha256(content).hexdigest()
    jobs = CaptureJob.objects.filter(document_digest=digest, organisation=firm)
    return jobs.filter(running=False, success=True).exists()


def _nothing_new(job: CaptureJob) -> bool:
    return job.success and not job.stored


def _reject(problem: dict[str, Any], rows: Lines) -> Reject:
    """A problem of an event, at the line it came from."""
    place = problem.get("pointer", "").removeprefix("/epcisBody/eventList/").split("/")[0]
    line = rows[int(place)][0] if place.isdecimal() and int(place) < len(rows) else 0
    return Reject(line, "", "", str(problem.get("title") or problem.get("detail", "")))
