"""Cities file for their place, the province assigns and verifies, the office reads.

Tasks, confirmed accounts and vehicle statistics are public; what enterprises and applicants wrote
is seen by their place, the province and the office.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from zhiliang.core.policy import Policy, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.environment.models import (
    CleanerAudit,
    Elimination,
    EmissionAccount,
    Measure,
    Pilot,
    Project,
    ReductionTask,
    VehicleStatistic,
)

READERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE)
FILERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER)
Rows = QuerySet[Any]


def within(person: Any, rows: Rows) -> Rows:
    """The rows inside the places of the roles that file, verify or read."""
    found = rows.none()
    for role in READERS:
        found |= scopes(person, role).within(rows, place="place")
    return found


def names_readable(case: Any, person: Any) -> bool:
    """Whether a public record is also of the person's own place, so that names may be told."""
    return within(person, type(case)._default_manager.filter(pk=case.pk)).exists()


class OfPlace(Policy):
    """Seen by the place, the province and the office."""

    def visible_to(self, person: Any) -> Rows:
        """Rows inside the person's places."""
        return within(person, self.model._default_manager.all())


@register
class MeasurePolicy(OfPlace):
    model = Measure


@register
class CleanerAuditPolicy(OfPlace):
    model = CleanerAudit


@register
class PilotPolicy(OfPlace):
    model = Pilot


@register
class EliminationPolicy(OfPlace):
    model = Elimination


@register
class ProjectPolicy(OfPlace):
    model = Project


@register
class ReductionTaskPolicy(Policy):
    """Anybody reads what was assigned and whether it is met."""

    model = ReductionTask
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"assign": (Role.PROVINCIAL_OFFICER,)}

    def visible_to(self, person: Any) -> Rows:
        """All tasks."""
        return ReductionTask.objects.all()


@register
class EmissionAccountPolicy(Policy):
    """Anybody reads a confirmed account; one that is not yet, those who file and confirm."""

    model = EmissionAccount
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "file": FILERS,
        "confirm": (Role.PROVINCIAL_OFFICER,),
    }

    def visible_to(self, person: Any) -> Rows:
        """Confirmed ones, and one's own."""
        own = within(person, EmissionAccount.objects.all()).order_by().values("pk")
        return EmissionAccount.objects.filter(Q(confirmed_at__isnull=False) | Q(pk__in=own))


@register
class VehicleStatisticPolicy(Policy):
    """Anybody reads the statistics in force."""

    model = VehicleStatistic
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"import": FILERS}

    def visible_to(self, person: Any) -> Rows:
        """Current ones."""
        return VehicleStatistic.objects.filter(superseded_at=None)
