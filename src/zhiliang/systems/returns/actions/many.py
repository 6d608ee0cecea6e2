"""The same step for all figures of a place and period: all of them or none, an event for each."""

from collections.abc import Iterable

from django.db import transaction

from zhiliang.core.models import Person
from zhiliang.systems.returns.actions.cases import accept, submit, verify
from zhiliang.systems.returns.models import Figure


@transaction.atomic
def submit_all(figures: Iterable[Figure], *, by: Person) -> list[Figure]:
    """Hand in every draft."""
    return [submit(figure, by=by) for figure in figures]


@transaction.atomic
def verify_all(figures: Iterable[Figure], *, by: Person) -> list[Figure]:
    """Confirm every submitted figure."""
    return [verify(figure, by=by) for figure in figures]


@transaction.atomic
def accept_all(figures: Iterable[Figure], *, by: Person) -> list[Figure]:
    """Put every verified figure in force."""
    return [accept(figure, by=by) for figure in figures]
