"""Who did something and when: always both or neither."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q

from zhiliang.core.models import Person


def who(words: Any) -> "models.ForeignKey[Person | None, Person | None]":
    """The person of a step; empty where the platform took it."""
    return models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=words
    )


def when(words: Any) -> "models.DateTimeField[datetime | None, datetime | None]":
    """The moment of a step; empty until it is taken."""
    return models.DateTimeField(words, null=True, blank=True)


def needs_moment(model: str, verb: str) -> CheckConstraint:
    """Nobody did what was never done; the platform itself has no name to give."""
    return CheckConstraint(
        condition=Q(**{f"{verb}_by__isnull": True}) | Q(**{f"{verb}_at__isnull": False}),
        name=f"{model}_{verb}_by_at_a_time",
    )
