"""Relations as of an event of the log."""

from django.db.models import Max, Q

from zhiliang.core.models import Event


def holding(number: int | None) -> Q:
    """The relations that held as of an event of the log; None for now."""
    if number is None:
        return Q(known_until=None)
    return Q(known_from__lte=number) & (Q(known_until=None) | Q(known_until__gt=number))


def last_number(**until: object) -> int:
    """The number of the last event of the log, or of the last that fulfils a condition."""
    return Event.objects.filter(**until).aggregate(last=Max("number"))["last"] or 0
