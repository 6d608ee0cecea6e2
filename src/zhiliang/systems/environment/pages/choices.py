"""What the filters of the environment pages offer, and lists of verdicts in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from zhiliang.core.pages import Page
from zhiliang.systems.environment.models import Source


@dataclass(frozen=True, slots=True)
class Verdicts(Page):
    """A page of verdicts: its list holds those in force, its cases also what they replaced."""

    def rows(self, visible: "QuerySet[Any]") -> "QuerySet[Any]":
        """The visible verdicts in force."""
        return Page.rows(self, visible.filter(superseded_at=None))


def source_choices() -> Iterable[tuple[str, Any]]:
    """Where records come from."""
    return Source.choices
