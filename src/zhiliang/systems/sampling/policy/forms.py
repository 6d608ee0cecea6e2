"""Who may read which form of a sample, and who issues it: by one's part in the case."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from zhiliang.core.policy import holds_everywhere, scopes, visible
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.documents import KINDS, Kind, kinds_for
from zhiliang.systems.sampling.documents.kinds import AUTHORITIES
from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    Objection,
    Rectification,
    SamplingCase,
    SamplingPlan,
)

OF_CASE: tuple[type[Model], ...] = (DeliveryReceipt, Objection, Rectification)


def parts_in(person: Any, case: SamplingCase) -> frozenset[Role]:
    """As what somebody has to do with a sample; to read what is published is no part in it."""
    everywhere = {role for role in AUTHORITIES if holds_everywhere(person, (role,))}
    return frozenset({*everywhere, *_parts(person, case)})


def _parts(person: Any, case: SamplingCase) -> Iterator[Role]:
    if {case.place_id, case.authority_id} & scopes(person, Role.CITY_OFFICER).places:
        yield Role.CITY_OFFICER
    if scopes(person, Role.SAMPLER) and case.samplers.filter(person=person).exists():
        yield Role.SAMPLER
    laboratories = scopes(person, Role.LABORATORY).organisations
    retests = case.testings.filter(laboratory__in=laboratories).exists()
    if case.state != "assigned" and (case.laboratory_id in laboratories or retests):
        yield Role.LABORATORY
    firms = scopes(person, Role.ENTERPRISE).organisations
    if case.receipts.filter(organisation__in=firms).exists():
        yield Role.ENTERPRISE


def readable(person: Any, case: SamplingCase) -> list[tuple[Kind, Any]]:
    """The forms of a sample that somebody may read as it stands, with what each is made of."""
    parts = parts_in(person, case)
    things: list[Any] = [case]
    for model in OF_CASE:
        things += visible(person, model).filter(case=case).order_by("pk")
    found = [(kind, thing) for thing in things for kind in kinds_for(thing)]
    mine = [(kind, thing) for kind, thing in found if parts & set(kind.readers)]
    order = list(KINDS)
    return sorted(mine, key=lambda pair: order.index(pair[0].key))


def readable_of(person: Any, objection: Objection) -> list[Kind]:
    """The forms of an objection that somebody who sees it may read as it stands.

    The applicant reads them also while the sample itself is closed to it.
    """
    parts = set(parts_in(person, objection.case))
    if objection.organisation_id in scopes(person, Role.ENTERPRISE).organisations:
        parts.add(Role.ENTERPRISE)
    return [kind for kind in kinds_for(objection) if parts & set(kind.readers)]


def may_issue(person: Any, kind: Kind, thing: Any) -> bool:
    """Whether somebody signs such a form: the office it goes out from, or the body that takes
    or tests the sample."""
    if Role.PROVINCIAL_OFFICER in kind.issuers and holds_everywhere(
        person, (Role.PROVINCIAL_OFFICER,)
    ):
        return True
    office = _office(thing)
    if Role.CITY_OFFICER in kind.issuers and office in scopes(person, Role.CITY_OFFICER).places:
        return True
    if isinstance(thing, SamplingPlan):
        return False
    case = getattr(thing, "case", thing)
    return bool(parts_in(person, case) & set(kind.issuers) & {Role.SAMPLER, Role.LABORATORY})


def _office(thing: Any) -> str:
    """The place whose authority signs what is made of a thing."""
    if isinstance(thing, Rectification):
        return thing.place_id
    return str(getattr(thing, "case", thing).authority_id)
