"""What is overdue is told once for each time it falls due, so that others can take it up."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zhiliang.core.models import Person
from zhiliang.core.ordered import FollowUp
from zhiliang.core.steps import held
from zhiliang.core.tick import periodic
from zhiliang.systems.recalls.actions.writing import saved_recall
from zhiliang.systems.recalls.clocks import Owed, duties_of, overdue_of
from zhiliang.systems.recalls.flow.recalls import LIVE
from zhiliang.systems.recalls.models import Lateness, Recall


@periodic("recalls.overdue", every=timedelta(minutes=10))
def find_overdue(*, now: datetime, since: datetime | None = None, by: Person | None = None) -> int:
    """Tell every duty that has become overdue; how many were found."""
    found = Recall.objects.filter(state__in=LIVE).order_by("pk")
    return sum(_found_late(recall, by=by, now=now) for recall in found)


@transaction.atomic
def _found_late(recall: Recall, *, by: Person | None, now: datetime) -> int:
    late = overdue_of(recall, now=now)
    _made_good(recall, now=now)
    known = set(recall.latenesses.values_list("duty", "due_at"))
    fresh = [one for one in late if (one.duty.key, one.due_at) not in known]
    if not fresh:
        return 0
    recall = held(recall)
    for one in fresh:
        assert one.due_at
        noted = Lateness(recall=recall, duty=one.duty.key, due_at=one.due_at, found_at=now)
        noted.full_clean()
        noted.save()
        _tell_late(recall, one, by=by, now=now)
    return len(fresh)


def _made_good(recall: Recall, *, now: datetime) -> None:
    """What was late and has been done since says when."""
    done = {one.duty.key: one.done_at for one in duties_of(recall, now=now) if one.done_at}
    for lateness in recall.latenesses.filter(done_at=None, duty__in=done):
        lateness.done_at = done[lateness.duty]
        lateness.full_clean()
        lateness.save()


def _tell_late(recall: Recall, owed: Owed, *, by: Person | None, now: datetime) -> None:
    """What is late, whose it is, by which article; follow-up makes a task of it."""
    words = {"zh": owed.duty.zh, "en": owed.duty.en}
    authority = owed.duty.by == "authority"
    saved_recall(
        recall,
        "overdue",
        by=by,
        at=now,
        duty=owed.duty.key,
        due=owed.due_at,
        law=owed.law,
        words=words,
        carrier=recall.authority_id,
        owes="authority" if authority else "firm",
        order=_order(recall, owed).told(),
    )


def _order(recall: Recall, owed: Owed) -> FollowUp:
    """The office that supervises the recall sees to it, whoever owes it."""
    assert owed.due_at
    told = {"number": recall.number, "firm": recall.firm, "product": recall.product}
    last = timezone.localtime(owed.due_at)
    told |= {
        "zh": owed.duty.zh,
        "en": owed.duty.en,
        "law": owed.law,
        "due": f"{last:%Y-%m-%d %H:%M}",
    }
    return FollowUp(
        kind="assigned",
        year=last.year,
        item=owed.duty.key,
        title_zh=_TITLE_ZH.format(**told)[:200],
        title_en=_TITLE_EN.format(**told)[:300],
        finding_zh=_FINDING_ZH.format(**told),
        finding_en=_FINDING_EN.format(**told),
        code=recall.authority_id,
    )


_TITLE_ZH = "召回{number}逾期：{zh}"
_TITLE_EN = "Recall {number} is late: {en}"
_FINDING_ZH = "{firm}召回{product}，“{zh}”应于{due}前完成，至今没有完成。依据：{law}。"
_FINDING_EN = "In recall {number}, this was due by {due} and is not done: {en}."
