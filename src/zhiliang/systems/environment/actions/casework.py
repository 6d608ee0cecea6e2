"""The made-up exceedances, taken through the same steps as real ones by made-up people."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhiliang.core.actions import assign_role, create_person
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.roles import Role
from zhiliang.systems.environment.actions.exceedances import (
    dismiss,
    explain,
    notify,
    rectify,
    send_back,
    verify,
)
from zhiliang.systems.environment.models import Exceedance
from zhiliang.systems.environment.sample import cases


@transaction.atomic
def follow_cases(*, by: None) -> int:
    """Take each made-up case as far as its story goes; returns how many moved."""
    fresh = Exceedance.objects.filter(source="sample", state="detected").order_by("pk")
    moved = 0
    for number, case in enumerate(fresh.select_related("place", "organisation")):
        moved += sum(1 for _step in _led(case, cases.STORIES[number % len(cases.STORIES)]))
    return moved


def _led(case: Exceedance, story: cases.Story) -> Iterator[str]:
    officer = _officer(case.place)
    source = _source(case.organisation) if case.organisation else officer
    for step in story:
        at = _noon(case.last_day + timedelta(days=step.days))
        said: dict[str, Any] = dict(step.said)
        if file := said.pop("file", ""):
            content = f"示例材料 {case.number} {file}\n".encode()
            said["evidence"] = [(file, content)]
        person = source if step.verb in cases.SOURCES_VERBS else officer
        case = _case_steps()[step.verb](case, by=person, at=at, **said)
        yield step.verb


def _case_steps() -> dict[str, Callable[..., Exceedance]]:
    verbs = (notify, explain, rectify, send_back, dismiss, verify)
    return {verb.__name__: verb for verb in verbs}


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _officer(place: Place) -> Person:
    return _seat(f"sample-env-{place.pk}", f"示例·{place}生态环境经办人", place=place)


def _source(organisation: Organisation) -> Person:
    name = f"sample-source-{organisation.pk}"
    return _seat(name, f"示例·{organisation.name}经办人", organisation=organisation)


def _seat(
    username: str, name: str, place: Place | None = None, organisation: Organisation | None = None
) -> Person:
    """A made-up person in a seat; the account has no password, so nobody can sign in with it."""
    if known := Person.objects.filter(username=username).first():
        return known
    person = create_person(by=None, username=username, display_name=name)
    assign_role(
        by=None,
        person=person,
        role=Role.ENTERPRISE if organisation else Role.CITY_OFFICER,
        valid_from=date(2010, 1, 1),
        place=place,
        organisation=organisation,
    )
    return person
