"""Fields that say who did a step and when, and the rule that one is not there without the other."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q

from zhiliang.core.models.person import Person


def who(words: Any) -> "models.ForeignKey[Person | None, Person | None]":
    """Who did a step; empty until then."""
    return models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=words
    )


def when(words: Any) -> "models.DateTimeField[datetime | None, datetime | None]":
    """When a step was done; empty until then."""
    return models.DateTimeField(words, null=True, blank=True)


def paired(verb: str, name: str, *, unless: Q | None = None) -> CheckConstraint:
    """`<verb>_at` and `<verb>_by` are both there or neither, but where `unless` holds."""
    at, by = f"{verb}_at__isnull", f"{verb}_by__isnull"
    alike = Q(**{at: True, by: True}) | Q(**{at: False, by: False})
    return CheckConstraint(condition=alike if unless is None else alike | unless, name=name)
