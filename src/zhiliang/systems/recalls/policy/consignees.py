"""A firm never sees another firm's customers: its own row, and those that it named itself."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.recalls.flow.parties import READERS
from zhiliang.systems.recalls.flow.recalls import WITH_CONSIGNEES
from zhiliang.systems.recalls.models import Consignee, Movement

ENTERED = ("record_notified", "reply", "enter_movement")


def may_enter(person: Any, consignee: Consignee) -> bool:
    """Who enters what became of the goods at a consignee.

    Itself, the firm that named it, the office that supervises the recall or that of its place.
    """
    firms = scopes(person, Role.ENTERPRISE).organisations
    if {consignee.organisation_id, consignee.named_by_id} & firms:
        return True
    if scopes(person, Role.PROVINCIAL_OFFICER).everywhere:
        return True
    city = scopes(person, Role.CITY_OFFICER).places
    return bool({consignee.recall.authority_id, consignee.place_id} & city)


@register
class ConsigneePolicy(Policy):
    """The offices that supervise see all; a firm itself and whom it named, once it was told.

    An office of the place of a consignee sees that consignee alone: it visits the shops there.
    """

    model = Consignee
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = dict.fromkeys(
        ENTERED, (Role.ENTERPRISE, Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER)
    )

    def visible_to(self, person: Any) -> "QuerySet[Consignee]":
        """Consignees inside the scopes of the person's roles."""
        rows = Consignee.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        city = scopes(person, Role.CITY_OFFICER).places
        firms = scopes(person, Role.ENTERPRISE).organisations
        supervised = Q(recall__authority__in=city) | Q(recall__offered_to__in=city)
        told = Q(organisation__in=firms, sent_at__isnull=False)
        own = Q(named_by__in=firms)
        return rows.filter(supervised | Q(place__in=city) | told | own)

    def may(self, person: Any, verb: str, obj: Any = None) -> bool:
        """Whether somebody may enter what became of the goods while the recall runs."""
        if verb not in ENTERED or obj is None:
            return super().may(person, verb, obj)
        running = obj.recall.state in WITH_CONSIGNEES
        return running and may_enter(person, obj) and self._sees(person, obj)


@register
class MovementPolicy(Policy):
    """The quantities of the consignees that are seen."""

    model = Movement

    def visible_to(self, person: Any) -> "QuerySet[Movement]":
        """Rows of the consignees that are seen."""
        seen = ConsigneePolicy().visible_to(person).order_by().values("pk")
        return Movement.objects.filter(consignee__in=seen)
