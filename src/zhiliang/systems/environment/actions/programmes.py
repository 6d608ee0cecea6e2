"""Audits, pilots, outdated capacity and projects: one files what was done, another decides."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.deadline import current_calendar, due, rule_on
from zhiliang.core.models import Person
from zhiliang.systems.environment.actions.records import begin, move
from zhiliang.systems.environment.indicators.programmes import (
    AUDITS,
    ELIMINATIONS,
    PILOTS,
    PROJECTS,
)
from zhiliang.systems.environment.models import (
    CleanerAudit,
    Elimination,
    Pilot,
    PilotReport,
    Project,
)
from zhiliang.systems.environment.models.records import end_of, millionths

AUDIT_RULE = "CP38-DONE"
"""Statutory: how long a listed enterprise has for its audit."""


@transaction.atomic
def list_enterprise(
    *, by: Person, due_on: date | None = None, at: datetime | None = None, **given: Any
) -> CleanerAudit:
    """Put an enterprise on the mandatory list; without a due date the statutory time applies.

    ValidationError where no rule was in force on the day of the list and no date is given.
    """
    audit = CleanerAudit(**given)
    audit.due_basis = CleanerAudit.DueBasis.ORDERED if due_on else CleanerAudit.DueBasis.STATUTE
    audit.due_on = due_on or _statutory(audit.listed_on)
    return begin(audit, "list", by=by, table=AUDITS.name, at=at)


def _statutory(listed_on: date) -> date:
    rule = rule_on(AUDIT_RULE, listed_on)
    last = due(rule, listed_on, current_calendar()).date if rule else None
    if last is None:
        raise ValidationError({"due_on": _("名单公布时没有载明的法定时限，请填名单指定的到期日。")})
    return last.date() if isinstance(last, datetime) else last


def file_audit(
    audit: CleanerAudit, *, by: Person, report: str, at: datetime | None = None
) -> CleanerAudit:
    """File what the audit came to."""
    filed = {"filed_at": at or timezone.now(), "filed_by": by}
    return move(audit, "file", by=by, table=AUDITS.name, at=at, report=report, **filed)


def assess_audit(
    audit: CleanerAudit, *, by: Person, assessed_on: date, at: datetime | None = None
) -> CleanerAudit:
    """Note when the audit was assessed."""
    return move(audit, "assess", by=by, table=AUDITS.name, at=at, assessed_on=assessed_on)


def accept_audit(
    audit: CleanerAudit,
    *,
    by: Person,
    accepted_on: date,
    finding: str = "",
    at: datetime | None = None,
) -> CleanerAudit:
    """Accept the audit; another person than who filed it."""
    if accepted_on < audit.listed_on:
        raise ValidationError({"accepted_on": _("早于名单公布日期，请核对。")})
    found = {"accepted_on": accepted_on, "finding": finding}
    return move(audit, "accept", by=by, table=AUDITS.name, at=at, **found)


def send_back_audit(
    audit: CleanerAudit, *, by: Person, finding: str, at: datetime | None = None
) -> CleanerAudit:
    """The audit does not do: it is to be done again, and the due date stays."""
    undone = {"assessed_on": None, "finding": finding}
    return move(audit, "send_back", by=by, table=AUDITS.name, at=at, **undone)


def remove_audit(
    audit: CleanerAudit, *, by: Person, finding: str, at: datetime | None = None
) -> CleanerAudit:
    """Take an enterprise off the list, with the reason; it counts no more."""
    return move(audit, "remove", by=by, table=AUDITS.name, at=at, finding=finding)


def admit_pilot(*, by: Person, at: datetime | None = None, **given: Any) -> Pilot:
    """Admit a park, an enterprise or a city as a pilot."""
    return begin(Pilot(**given), "admit", by=by, table=PILOTS.name, at=at)


@transaction.atomic
def report_pilot(
    pilot: Pilot, *, by: Person, year: int, text: str, at: datetime | None = None
) -> Pilot:
    """File the report of a year; one that was filed before is replaced while the pilot runs."""
    moment = at or timezone.now()
    report = pilot.reports.filter(year=year).first() or PilotReport(pilot=pilot, year=year)
    report.text, report.at, report.by, report.as_of = text, moment, by, end_of(year)
    report.full_clean()
    report.save()
    filed = {"filed_at": moment, "filed_by": by}
    return move(pilot, "report", by=by, table=PILOTS.name, at=at, **filed)


def accept_pilot(
    pilot: Pilot, *, by: Person, ended_on: date, finding: str = "", at: datetime | None = None
) -> Pilot:
    """Accept a pilot that reported at least once; another person than who reported last."""
    if not pilot.reports.exists():
        raise ValidationError(_("还没有年度报告，不能验收。"))
    found = {"ended_on": ended_on, "finding": finding}
    return move(pilot, "accept", by=by, table=PILOTS.name, at=at, **found)


def remove_pilot(
    pilot: Pilot, *, by: Person, ended_on: date, finding: str, at: datetime | None = None
) -> Pilot:
    """Remove a pilot, with the reason; it counts no more."""
    found = {"ended_on": ended_on, "finding": finding}
    return move(pilot, "remove", by=by, table=PILOTS.name, at=at, **found)


def assign_elimination(
    *, by: Person, capacity: Decimal, at: datetime | None = None, **given: Any
) -> Elimination:
    """Order outdated capacity to be given up by a day; `given` are the fields of an Elimination."""
    line = Elimination(**given, capacity_e6=millionths(capacity, "capacity"))
    return begin(line, "assign", by=by, table=ELIMINATIONS.name, at=at)


def report_dismantling(
    line: Elimination, *, by: Person, dismantled_on: date, at: datetime | None = None
) -> Elimination:
    """Say when the equipment was dismantled."""
    filed = {"filed_at": at or timezone.now(), "filed_by": by, "dismantled_on": dismantled_on}
    return move(line, "dismantle", by=by, table=ELIMINATIONS.name, at=at, **filed)


def verify_elimination(
    line: Elimination, *, by: Person, seen_on: date, finding: str = "", at: datetime | None = None
) -> Elimination:
    """Confirm on site that it is gone; another person than who reported it."""
    if line.dismantled_on and seen_on < line.dismantled_on:
        raise ValidationError({"seen_on": _("现场核实不能早于拆除日期。")})
    found = {"seen_on": seen_on, "finding": finding}
    return move(line, "verify", by=by, table=ELIMINATIONS.name, at=at, **found)


def send_back_elimination(
    line: Elimination, *, by: Person, finding: str, at: datetime | None = None
) -> Elimination:
    """It is not gone: the order stands."""
    undone = {"dismantled_on": None, "finding": finding}
    return move(line, "send_back", by=by, table=ELIMINATIONS.name, at=at, **undone)


def plan_project(
    *, by: Person, planned: Decimal, at: datetime | None = None, **given: Any
) -> Project:
    """Plan a project; `planned` counts in the unit of its kind."""
    project = Project(**given, planned_e6=millionths(planned, "planned"))
    return begin(project, "plan", by=by, table=PROJECTS.name, at=at)


def complete_project(
    project: Project,
    *,
    by: Person,
    completed: Decimal,
    commissioned_on: date | None = None,
    at: datetime | None = None,
) -> Project:
    """Report what was completed, and since when it is in use."""
    done = {
        "completed_e6": millionths(completed, "completed"),
        "commissioned_on": commissioned_on,
        "filed_at": at or timezone.now(),
        "filed_by": by,
    }
    return move(project, "complete", by=by, table=PROJECTS.name, at=at, **done)


def verify_project(
    project: Project, *, by: Person, finding: str = "", at: datetime | None = None
) -> Project:
    """Confirm what was completed; another person than who reported it."""
    return move(project, "verify", by=by, table=PROJECTS.name, at=at, finding=finding)


def send_back_project(
    project: Project, *, by: Person, finding: str, at: datetime | None = None
) -> Project:
    """What was reported is not right: it is to be reported again."""
    return move(project, "send_back", by=by, table=PROJECTS.name, at=at, finding=finding)
