"""The office and the province see every task; a city and a department those they have a part in."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zhiliang.core.policy import Policy, register, scopes
from zhiliang.systems.coordination.flow import PARTIES
from zhiliang.systems.coordination.models import (
    Escalation,
    Extension,
    ProgressReport,
    Task,
    TaskRows,
)


@register
class TaskPolicy(Policy):
    """By place for a city; by lead or supporting department for a department."""

    model = Task

    def visible_to(self, person: Any) -> TaskRows:
        """Tasks inside the scopes of the roles that carry or order them."""
        found = Task.objects.none()
        for role in PARTIES:
            held = scopes(person, role)
            found |= held.within(Task.objects.all(), place="place", department="department")
            found |= held.within(Task.objects.all(), place="place", department="supporting")
        pks = found.order_by().values("pk")  # by key: supporting departments would repeat a task
        rows = Task.objects.filter(pk__in=pks).timed(timezone.localdate())
        return rows.prefetch_related("place__names", "supporting")


class OfTaskPolicy(Policy):
    """What belongs to a task is seen by whoever sees the task."""

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Rows of the tasks that are seen."""
        tasks = TaskPolicy().visible_to(person).order_by().values("pk")
        return self.model._default_manager.filter(task__in=tasks)


@register
class ProgressReportPolicy(OfTaskPolicy):
    model = ProgressReport


@register
class ExtensionPolicy(OfTaskPolicy):
    model = Extension


@register
class EscalationPolicy(OfTaskPolicy):
    model = Escalation
