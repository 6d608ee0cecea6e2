"""Permits as days are judged by them: which is in force, and its limits in the loggers' units."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhiliang.methods.tables.water_factors import FACTORS, MG_L
from zhiliang.systems.environment.judging.outlet_days import Limit
from zhiliang.systems.environment.models import Outlet, Permit, PermitLimit

SCALES = {factor.code: factor.scale for factor in FACTORS if factor.code}


@dataclass(frozen=True)
class Terms:
    """A permit as it is judged by; in force from `first` to `last`."""

    number: str
    first: date
    last: date
    limits: Mapping[str, Limit]


NONE = Terms("", date.min, date.max, {})


def terms_of(outlets: Collection[Outlet], *, until: date) -> dict[int, list[Terms]]:
    """Permits of the outlets that begin by a day, by outlet, the newest first."""
    rows = Permit.objects.filter(outlet__in=outlets, valid_from__lte=until)
    found: dict[int, list[Terms]] = {}
    for permit in rows.order_by("-valid_from").prefetch_related("limits"):
        limits = {limit.factor: limit_of(limit) for limit in permit.limits.all()}
        last = permit.valid_to or date.max
        terms = Terms(permit.number, permit.valid_from, last, limits)
        found.setdefault(permit.outlet_id, []).append(terms)
    return found


def in_force(permits: Sequence[Terms], day: date) -> Terms:
    """The permit of a day; `NONE` where there is none."""
    return next((terms for terms in permits if terms.first <= day <= terms.last), NONE)


def limit_of(limit: PermitLimit) -> Limit:
    """A limit in the unit of the readings: a logger tells mercury in µg/L, a permit in mg/L."""
    scale = scale_of(limit.factor, limit.unit)
    lower, upper = (
        None if value is None else int(value / scale) for value in (limit.lower_e6, limit.upper_e6)
    )
    return Limit(limit.factor, lower, upper, limit.basis)


def scale_of(factor: str, unit: str) -> Fraction:
    """What a reading is multiplied by to be in the unit of a limit."""
    return SCALES.get(factor, Fraction(1)) if unit == MG_L else Fraction(1)
