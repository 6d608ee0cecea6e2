"""The made-up tasks, taken through the same verbs as real ones by made-up people."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from zhiliang.core.actions import seat_made_up_person
from zhiliang.core.models import Department, Person, Place
from zhiliang.core.roles import Role
from zhiliang.systems.coordination import sample
from zhiliang.systems.coordination.actions import extending, steps
from zhiliang.systems.coordination.actions.escalating import escalate
from zhiliang.systems.coordination.actions.opening import open_task
from zhiliang.systems.coordination.models import Source, Task

CARRIERS_VERBS: Mapping[str, Callable[..., Task]] = {
    "accept": steps.accept,
    "report": steps.report,
    "submit": steps.submit,
    "ask_extension": extending.ask_extension,
}
OFFICES_VERBS: Mapping[str, Callable[..., Task]] = {
    "close": steps.close,
    "send_back": steps.send_back,
    "withdraw": steps.withdraw,
}


@transaction.atomic
def load_sample(*, by: None, today: date | None = None) -> int:
    """Make the made-up tasks as if they had happened until today; returns how many there are.

    A second time changes nothing.
    """
    made = Task.objects.filter(origin=sample.ORIGIN)
    if not made.exists():
        for story in sample.stories():
            _live(story, today or timezone.localdate())
    return made.count()


def _live(story: sample.Story, today: date) -> None:
    day = _Days(today)
    task = open_task(
        by=_officer(Role.OFFICE),
        supporting=[Department.objects.get(pk=code) for code in story.supporting],
        at=day.noon(story.opened),
        kind=story.kind,
        year=today.year - 1,
        title_zh=story.title_zh,
        title_en=story.title_en,
        finding_zh=story.finding_zh,
        finding_en=story.finding_en,
        place_id=story.code if story.of_place else None,
        department_id=story.lead or (None if story.of_place else story.code),
        due_on=None if story.due is None else today + timedelta(days=story.due),
        origin=sample.ORIGIN,
        source=Source.SAMPLE,
    )
    reached = story.opened
    for happened in story.steps:
        _grow_late(task, day, range(reached, happened.day))
        _take(task, story, happened, day)
        reached = happened.day
    _grow_late(task, day, range(reached, 1))


class _Days:
    """Moments by how many days they lie from the day of loading."""

    def __init__(self, today: date) -> None:
        self.today = today

    def noon(self, days: int) -> datetime:
        """Noon of a day; noon of today may be still to come, so that is now."""
        moment = timezone.make_aware(datetime.combine(self.day(days), time(12)))
        return min(moment, timezone.now())

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)


def _grow_late(task: Task, day: _Days, days: Iterable[int]) -> None:
    for number in days:
        escalate(task, by=None, now=day.noon(number))


def _take(task: Task, story: sample.Story, happened: sample.Happened, day: _Days) -> None:
    said, at = dict(happened.said), day.noon(happened.day)
    if file := said.pop("file", ""):
        said["evidence"] = [(file, f"{sample.NOTE}{task.number} {file}\n".encode())]
    if "until" in said:
        said["asked_until"] = day.day(said.pop("until"))
    if happened.verb == "grant":
        asked = task.extensions.get(state="asked")
        extending.grant(asked, by=_officer(Role.OFFICE), at=at, **said)
    elif happened.verb in OFFICES_VERBS:
        OFFICES_VERBS[happened.verb](task, by=_officer(Role.OFFICE), at=at, **said)
    else:
        carrier = _officer(*_seat(story.carrier))
        CARRIERS_VERBS[happened.verb](task, by=carrier, at=at, **said)


def _seat(code: str) -> tuple[Role, str]:
    return (Role.CITY_OFFICER if code.isdigit() else Role.DEPARTMENT_OFFICER), code


def _officer(role: Role, code: str = "") -> Person:
    place = Place.objects.filter(pk=code).first()
    department = Department.objects.filter(pk=code).first()
    return seat_made_up_person(
        by=None,
        username=f"sample-{code or role}".replace("_", "-"),
        display_name=f"示例·{place or department or role.label}经办人",
        role=role,
        place=place,
        department=department,
    )
