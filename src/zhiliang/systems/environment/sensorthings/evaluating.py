"""A filter or an order over entities in memory; along a link to many, one that fits is enough."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.systems.environment.sensorthings.fault import FaultyRequest
from zhiliang.systems.environment.sensorthings.kinds import Kind, linked, unknown
from zhiliang.systems.environment.sensorthings.options import Order
from zhiliang.systems.environment.sensorthings.portraits import PORTRAITS, identity
from zhiliang.systems.environment.sensorthings.series import Interval
from zhiliang.systems.environment.sensorthings.syntax import Apply, Literal, Node, Path
from zhiliang.systems.environment.sensorthings.world import World

COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
CALCULATE: Mapping[str, Callable[[float, float], float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "mod": operator.mod,
}


def chosen(world: World, kind: Kind, subjects: Sequence[Any], where: Node | None) -> list[Any]:
    """Those entities for which the condition holds."""
    if where is None:
        return list(subjects)
    found = []
    for subject in subjects:
        world.asking.check()
        if holds(world, kind, subject, where):
            found.append(subject)
    return found


def holds(world: World, kind: Kind, subject: Any, node: Node) -> bool:
    """Whether a condition holds of an entity; a comparison with nothing does not."""
    if not isinstance(node, Apply):
        return True in _values(world, kind, subject, node)
    match node.operator:
        case "and":
            return all(holds(world, kind, subject, part) for part in node.operands)
        case "or":
            return any(holds(world, kind, subject, part) for part in node.operands)
        case "not":
            return not holds(world, kind, subject, node.operands[0])
        case name if name in COMPARE:
            left, right = (_values(world, kind, subject, part) for part in node.operands)
            return any(compared(name, a, b) for a in left for b in right)
    raise FaultyRequest(_("$filter 要是一个条件，不能只是一个数。"))


def compared(name: str, left: Any, right: Any) -> bool:
    """Two values compared; unequal kinds are unequal and in no order."""
    left, right = (v.start if isinstance(v, Interval) else v for v in (left, right))
    if left is None or right is None or _sort(left) != _sort(right):
        same = left is None and right is None
        return {"eq": same, "ne": not same}.get(name, False)
    return COMPARE[name](left, right)


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int | float):
        return "number"
    return "time" if isinstance(value, datetime) else type(value).__name__


def _values(world: World, kind: Kind, subject: Any, node: Node) -> list[Any]:
    if isinstance(node, Literal):
        return [node.value]
    if isinstance(node, Path):
        return list(values_at(world, kind, subject, node.steps))
    if node.operator not in CALCULATE:
        return [holds(world, kind, subject, node)]
    left, right = (_values(world, kind, subject, part) for part in node.operands)
    return [calculated(node.operator, a, b) for a in left for b in right]


def calculated(name: str, left: Any, right: Any) -> float | None:
    """A sum, difference, …; None where something is no number or cannot be divided."""
    if {_sort(left), _sort(right)} != {"number"} or (name in ("div", "mod") and right == 0):
        return None
    return CALCULATE[name](left, right)


def values_at(world: World, kind: Kind, subject: Any, steps: Sequence[str]) -> Iterable[Any]:
    """The values at the end of a path."""
    first, *rest = steps
    if first in kind.links:
        other, _many = linked(kind, first)
        if other.name == "Observation" or not rest:
            raise FaultyRequest(_("路径“%(path)s”不能用来筛选或排序。") % {"path": "/".join(steps)})
        for one in world.related(kind, subject, first):
            yield from values_at(world, other, one, rest)
    elif first == "id" and not rest:
        yield identity(subject)
    elif first in PORTRAITS[kind.name]:
        yield _inside(PORTRAITS[kind.name][first](subject), rest)
    else:
        raise unknown(kind, first)


def _inside(value: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def ordered(world: World, kind: Kind, subjects: list[Any], order: Sequence[Order]) -> list[Any]:
    """Sorted by the keys asked for, then by id; what has no value comes last."""
    found = sorted(subjects, key=identity)
    for key in reversed(order):
        held = [(next(iter(values_at(world, kind, s, key.path.steps)), None), s) for s in found]
        known = [pair for pair in held if pair[0] is not None]
        known.sort(key=lambda pair: _rank(pair[0]), reverse=key.descending)
        found = [s for _value, s in known] + [s for value, s in held if value is None]
    return found


def _rank(value: Any) -> Any:
    value = value.start if isinstance(value, Interval) else value
    if isinstance(value, dict | list):
        raise FaultyRequest(_("$orderby 只能按简单的值排序。"))
    return (_sort(value), value)
