"""From a resource path to what it names (OGC 18-088 9.2.1 to 9.2.8)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.systems.environment.sensorthings.addresses import Segment
from zhiliang.systems.environment.sensorthings.fault import FaultyRequest
from zhiliang.systems.environment.sensorthings.kinds import PLURALS, Kind, linked, unknown
from zhiliang.systems.environment.sensorthings.narrowing import candidates
from zhiliang.systems.environment.sensorthings.observing import find_observation
from zhiliang.systems.environment.sensorthings.options import Options
from zhiliang.systems.environment.sensorthings.portraits import identity
from zhiliang.systems.environment.sensorthings.world import World


@dataclass(frozen=True)
class Target:
    """One entity or a collection; perhaps one property, its bare value, or links alone."""

    kind: Kind
    subjects: Sequence[Any]
    many: bool
    part: str = ""
    bare: bool = False
    references: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing may follow."""
        return self.bare or self.references


def resolve(world: World, segments: Sequence[Segment], options: Options) -> Target:
    """What a path names; FaultyRequest 404 where that does not exist."""
    first, *rest = segments
    if first.name not in PLURALS:
        known = _("、").join(PLURALS)
        words = {"name": first.name[:60], "known": known}
        raise FaultyRequest(_("没有实体集“%(name)s”。可用的有：%(known)s。") % words, 404)
    kind = PLURALS[first.name]
    if first.key is not None:
        target = _one(kind, _found(world, kind, first.key), first.key)
    elif kind.name == "Observation" and not rest:
        target = Target(kind, candidates(world, options.where), many=True)
    else:
        target = Target(kind, world.all(kind), many=True)
    for segment in rest:
        target = _step(world, target, segment)
    return target


def _found(world: World, kind: Kind, key: str) -> Any:
    return find_observation(world, key) if kind.name == "Observation" else world.find(kind, key)


def _one(kind: Kind, subject: Any, key: str) -> Target:
    if subject is None:
        words = {"kind": kind.name, "key": key[:80]}
        raise FaultyRequest(_("没有 %(kind)s“%(key)s”。") % words, 404)
    return Target(kind, [subject], many=False)


def _step(world: World, target: Target, segment: Segment) -> Target:
    name = segment.name
    if not target.ended and name == "$ref" and not target.part:
        return replace(target, references=True)
    if not target.ended and name == "$value" and target.part:
        return replace(target, bare=True)
    if target.ended or target.many or target.part:
        raise FaultyRequest(_("“%(name)s”不能跟在这里。") % {"name": name[:60]}, 404)
    if name == "id" or name in target.kind.properties:
        return replace(target, part=name)
    try:
        return _along(world, target, segment)
    except FaultyRequest as fault:
        fault.status = 404
        raise


def _along(world: World, target: Target, segment: Segment) -> Target:
    kind, many = linked(target.kind, segment.name)
    subjects = world.related(target.kind, target.subjects[0], segment.name)
    if not many:
        if segment.key is not None:
            raise unknown(target.kind, f"{segment.name}({segment.key})")
        return _one(kind, next(iter(subjects), None), segment.name)
    if segment.key is None:
        return Target(kind, subjects, many=True)
    return _one(kind, _member(world, kind, subjects, segment.key), segment.key)


def _member(world: World, kind: Kind, subjects: Sequence[Any], key: str) -> Any:
    """The entity with that id, if it is among those that the link leads to."""
    if kind.name == "Observation":
        found = find_observation(world, key)
        return found if found and found.series.id in {one.id for one in subjects} else None
    return next((one for one in subjects if identity(one) == key), None)
