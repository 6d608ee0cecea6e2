"""Classes and rules are open to everybody; plans, lists and draws are the authorities'."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet

from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.flow.parties import OFFICERS
from zhiliang.systems.sampling.models import (
    ComparabilityResult,
    Conflict,
    Draw,
    ImplementationRule,
    PlanLine,
    PoolFirm,
    ProductClass,
    RetestLaboratory,
    RuleItem,
    Sampler,
    SamplingPlan,
)

READERS = (Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)


class Everybodys(Policy):
    """Anybody reads all rows."""

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """All rows."""
        return self.model._default_manager.all()


@register
class ProductClassPolicy(Everybodys):
    model = ProductClass
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"register": (Role.PROVINCIAL_OFFICER,)}


@register
class ImplementationRulePolicy(Everybodys):
    """Rules are open before anything is sampled by them (order 18, article 12)."""

    model = ImplementationRule
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"publish": (Role.PROVINCIAL_OFFICER,)}


@register
class RuleItemPolicy(Everybodys):
    model = RuleItem


@register
class RetestLaboratoryPolicy(Everybodys):
    """The directory is published (order 15, article 32)."""

    model = RetestLaboratory
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "import": (Role.PROVINCIAL_OFFICER, Role.OFFICE)
    }


@register
class ComparabilityResultPolicy(Everybodys):
    """The State's published results."""

    model = ComparabilityResult
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "import": (Role.PROVINCIAL_OFFICER, Role.OFFICE)
    }


class Authorities(Policy):
    """The province, the office and auditors read all; a city its own and what it shares."""

    path: ClassVar[str] = "place"

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Rows of the places a city officer holds, all for the province."""
        rows = self.model._default_manager.all()
        if holds_everywhere(person, READERS):
            return rows
        return scopes(person, Role.CITY_OFFICER).within(rows, place=self.path)


@register
class SamplingPlanPolicy(Authorities):
    model = SamplingPlan
    path = "authority"
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"draft": OFFICERS}


@register
class PlanLinePolicy(Authorities):
    model = PlanLine
    path = "plan__authority"


@register
class PoolFirmPolicy(Authorities):
    model = PoolFirm
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"import": OFFICERS}


@register
class SamplerPolicy(Authorities):
    model = Sampler
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"import": OFFICERS}


@register
class ConflictPolicy(Authorities):
    model = Conflict
    path = "sampler__place"


@register
class DrawPolicy(Everybodys):
    """Digests of a draw are public; its documents are opened by `Draw.open`, its nonce never is."""

    model = Draw
