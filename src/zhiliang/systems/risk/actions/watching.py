"""What an incident owes and is late is told once for each time it falls due."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zhiliang.core.models import Person
from zhiliang.core.ordered import ORDER, FollowUp
from zhiliang.core.steps import held
from zhiliang.core.tick import periodic
from zhiliang.systems.risk.actions.writing import saved_incident
from zhiliang.systems.risk.clocks import Owed, duties_of, overdue_of
from zhiliang.systems.risk.models import LIVE, Incident, Lateness


@periodic("risk.incidents", every=timedelta(minutes=15))
def find_overdue(*, since: datetime | None = None, now: datetime, by: Person | None = None) -> int:
    """Tell of every duty of a running incident that became late; how many there were."""
    found = Incident.objects.filter(state__in=LIVE).order_by("pk")
    return sum(_found_late(incident, by=by, now=now) for incident in found)


@transaction.atomic
def _found_late(incident: Incident, *, by: Person | None, now: datetime) -> int:
    _made_good(incident)
    known = set(incident.latenesses.values_list("duty", "due_at"))
    late = overdue_of(incident, now=now)
    fresh = [one for one in late if (one.duty.key, one.due_at) not in known]
    for one in fresh:
        assert one.due_at
        _tell_late(held(incident), one, by=by, now=now)
    return len(fresh)


def _made_good(incident: Incident) -> None:
    done = {one.duty.key: one.done_at for one in duties_of(incident) if one.done_at}
    for lateness in incident.latenesses.filter(done_at=None, duty__in=done):
        lateness.done_at = done[lateness.duty]
        lateness.full_clean()
        lateness.save()


def _tell_late(incident: Incident, owed: Owed, *, by: Person | None, now: datetime) -> None:
    assert owed.due_at
    lateness = Lateness(incident=incident, duty=owed.duty.key, due_at=owed.due_at, found_at=now)
    saved_incident(
        incident,
        "overdue",
        by=by,
        at=now,
        rows=[lateness],
        duty=owed.duty.key,
        due=owed.due_at,
        law=owed.law,
        **{ORDER: _order(incident, owed).told()},
    )


def _order(incident: Incident, owed: Owed) -> FollowUp:
    assert owed.due_at
    due = timezone.localtime(owed.due_at)
    told = {"number": incident.number, "zh": owed.duty.zh, "en": owed.duty.en, "law": owed.law}
    told |= {"due": f"{due:%Y-%m-%d %H:%M}"}
    return FollowUp(
        kind="assigned",
        year=due.year,
        item=owed.duty.key,
        title_zh="突发事件{number}逾期：{zh}".format(**told)[:200],
        title_en="Incident {number} is late: {en}".format(**told)[:300],
        finding_zh="{number}：“{zh}”应于{due}前完成，至今没有完成。{law}".format(**told),
        finding_en="{number}: this was due by {due} and is not done: {en}.".format(**told),
        code=incident.place_id,
    )
