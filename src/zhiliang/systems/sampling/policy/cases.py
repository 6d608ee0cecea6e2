"""A sample is its parties' alone until it is published; nobody is told of a task beforehand."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.flow.cases import UNTOLD
from zhiliang.systems.sampling.flow.parties import OFFICERS
from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    Objection,
    Photo,
    Rectification,
    Result,
    RetestDraw,
    RetestInterest,
    SamplingCase,
    SamplingSheet,
    Site,
    Testing,
    regimes,
)

READERS = (Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
BEFOREHAND = ("assigned", "not_taken")
WITH_LABORATORY = ("assigned",)


@register
class SamplingCasePolicy(Policy):
    """Officers by place; samplers their tasks; a laboratory its samples; a firm its own once told.

    A firm or producer sees a sample once it has received the conclusion: from then on its clock
    runs. A task is never seen before it is done (article 14).
    """

    model = SamplingCase
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "import": OFFICERS,
        "enter_results": (Role.LABORATORY,),
    }

    def visible_to(self, person: Any) -> "QuerySet[SamplingCase]":
        """Cases inside the scopes of the person's roles, and all that is published."""
        rows = SamplingCase.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        mine = rows.filter(state="published").exclude(conclusion="void")
        city = scopes(person, Role.CITY_OFFICER)
        mine |= city.within(rows, place="place") | city.within(rows, place="authority")
        if getattr(person, "pk", None) and scopes(person, Role.SAMPLER):
            mine |= rows.filter(pk__in=_tasks_of(person))
        laboratory = scopes(person, Role.LABORATORY).organisations
        mine |= rows.filter(_tested_by(laboratory)).exclude(state__in=WITH_LABORATORY)
        mine |= rows.filter(_told(scopes(person, Role.ENTERPRISE).organisations))
        return SamplingCase.objects.filter(pk__in=mine.order_by().values("pk"))


def _tasks_of(person: Any) -> "QuerySet[Any]":
    return SamplingCase.samplers.through.objects.filter(sampler__person=person).values(
        "samplingcase"
    )


def _tested_by(laboratories: frozenset[int]) -> Q:
    retested = Testing.objects.filter(laboratory__in=laboratories).values("case")
    return Q(laboratory__in=laboratories) | Q(pk__in=retested)


def _told(organisations: frozenset[int]) -> Q:
    delivered = DeliveryReceipt.objects.exclude(delivered_at=None)
    told = delivered.filter(organisation__in=organisations).values("case")
    return Q(pk__in=told)


def sampled_on_site(person: Any) -> "QuerySet[SamplingCase]":
    """Samples taken at the person's own firm in its presence, of which it was not told yet.

    Where the time to object to the sampling begins with the sampling (order 15, article 37) the
    firm knows them from the sheet it signed. This opens to it neither the case nor its tests: show
    no more of these than the sheet says. What was bought online it does not know of.
    """
    firms = scopes(person, Role.ENTERPRISE).organisations
    laws = {regime.key for regime in regimes() if regime.takes(Objection.Kind.SAMPLING)}
    rows = SamplingCase.objects.filter(firm__in=firms, state__in=(*UNTOLD, "notified"))
    own = rows.filter(regime_key__in=laws, imported="").exclude(site=Site.ONLINE)
    return own.exclude(_told(firms)).exclude(conclusion="void")


class OfCase(Policy):
    """What belongs to a sample is seen by whoever sees it; the public sees the sample alone."""

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Rows of the samples that are seen by somebody who has signed in."""
        rows = self.model._default_manager.all()
        if not getattr(person, "is_authenticated", False):
            return rows.none()
        seen = SamplingCasePolicy().visible_to(person)
        return rows.filter(case__in=_parties_of(person, seen).order_by().values("pk"))


def _parties_of(person: Any, seen: "QuerySet[SamplingCase]") -> "QuerySet[SamplingCase]":
    """Of the samples seen, those that are not seen only because they are published."""
    if holds_everywhere(person, READERS):
        return seen
    organisations = (
        scopes(person, Role.ENTERPRISE).organisations
        | scopes(person, Role.LABORATORY).organisations
    )
    city = scopes(person, Role.CITY_OFFICER).places
    parties = _tested_by(organisations) | _told(organisations) | Q(pk__in=_tasks_of(person))
    return seen.filter(parties | Q(place__in=city) | Q(authority__in=city))


@register
class SamplingSheetPolicy(OfCase):
    model = SamplingSheet


@register
class PhotoPolicy(OfCase):
    model = Photo


@register
class TestingPolicy(OfCase):
    model = Testing


@register
class ResultPolicy(Policy):
    """Results of the tests that are seen."""

    model = Result

    def visible_to(self, person: Any) -> "QuerySet[Result]":
        """Rows of the tests that are seen."""
        tests = TestingPolicy().visible_to(person).order_by().values("pk")
        return Result.objects.filter(testing__in=tests)


@register
class DeliveryReceiptPolicy(OfCase):
    """Officers see who was told; each party its own receipts, also those still to be signed."""

    model = DeliveryReceipt
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "record_delivery": OFFICERS,
        "sign": (Role.ENTERPRISE,),
    }

    def visible_to(self, person: Any) -> "QuerySet[DeliveryReceipt]":
        """Receipts of the samples that are seen; of its own alone for a firm."""
        firms = scopes(person, Role.ENTERPRISE).organisations
        officer = any(scopes(person, role) for role in (*OFFICERS, Role.OFFICE, Role.AUDITOR))
        if firms and not officer:
            return DeliveryReceipt.objects.filter(organisation__in=firms)
        return super().visible_to(person)


@register
class ObjectionPolicy(OfCase):
    """Officers and the laboratory that re-tests see all of a sample; a firm its own.

    A firm sees its objection to the sampling while the sample itself is still closed to it; a
    laboratory that declined still sees what it declined.
    """

    model = Objection

    def visible_to(self, person: Any) -> "QuerySet[Objection]":
        """Objections of the samples that are seen; of its own alone for a firm."""
        firms = scopes(person, Role.ENTERPRISE).organisations
        officer = any(scopes(person, role) for role in (*OFFICERS, Role.OFFICE, Role.AUDITOR))
        if firms and not officer:
            return Objection.objects.filter(organisation__in=firms)
        laboratories = scopes(person, Role.LABORATORY).organisations
        drawn = RetestDraw.objects.filter(laboratory__in=laboratories).values("objection")
        seen = super().visible_to(person).order_by().values("pk")
        return Objection.objects.filter(Q(pk__in=seen) | Q(pk__in=drawn))


class OfObjection(Policy):
    """What belongs to an objection is seen by whoever sees it."""

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Rows of the objections that are seen."""
        seen = ObjectionPolicy().visible_to(person).order_by().values("pk")
        return self.model._default_manager.filter(objection__in=seen)


@register
class RetestDrawPolicy(OfObjection):
    """Both documents of the draw are the parties'; its nonce is nobody's until it is held."""

    model = RetestDraw


@register
class RetestInterestPolicy(OfObjection):
    model = RetestInterest


@register
class RectificationPolicy(Policy):
    """Officers by place; a firm its own."""

    model = Rectification

    def visible_to(self, person: Any) -> "QuerySet[Rectification]":
        """Rows inside the scopes of the person's roles."""
        rows = Rectification.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        city = scopes(person, Role.CITY_OFFICER).within(rows, place="place")
        firm = scopes(person, Role.ENTERPRISE).within(rows, organisation="organisation")
        return city | firm
