"""Last days are worked out anew when the notice of holidays is imported."""

from datetime import datetime, timedelta
from itertools import chain

from django.db import transaction

from zhiliang.core.models import Person
from zhiliang.core.tick import periodic
from zhiliang.systems.complaints.actions.writing import saved
from zhiliang.systems.complaints.clocks import next_owed
from zhiliang.systems.complaints.models import Case, Complaint, TipOff


@periodic("complaints.renew", every=timedelta(hours=1))
@transaction.atomic
def renew_provisional(
    *, now: datetime, since: datetime | None = None, by: Person | None = None
) -> int:
    """Make provisional last days firm where the table of holidays has come to know them."""
    rows = (model.objects.filter(provisional=True) for model in (Complaint, TipOff))
    firm = [case for case in chain(*rows) if not _still(case)]
    for case in firm:
        saved(case, "renew", by=by, at=now)
    return len(firm)


def _still(case: Case) -> bool:
    owed = next_owed(case)
    return bool(owed and owed.provisional)
