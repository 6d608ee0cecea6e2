"""Days on which a fact holds: both ends included, an open end means until further notice."""

from datetime import date

from django.db.models import CheckConstraint, F, Q


def valid_on(day: date, prefix: str = "") -> Q:
    """Condition: the row holds on `day`."""
    begun = Q(**{f"{prefix}valid_from__lte": day})
    return begun & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day}))


def ends_after_start(name: str) -> CheckConstraint:
    """The database refuses a validity that ends before it starts."""
    condition = Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
    return CheckConstraint(condition=condition, name=name)
