"""The made-up exceedances, taken through the same steps as real ones by made-up people."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction

from zhiliang.core.actions import seat_made_up_person
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
from zhiliang.systems.environment.sample.rows import noon


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
        at = noon(case.last_day + timedelta(days=step.days))
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


def _officer(place: Place) -> Person:
    return seat_made_up_person(
        by=None,
        username=f"sample-env-{place.pk}",
        display_name=f"示例·{place}生态环境经办人",
        role=Role.CITY_OFFICER,
        place=place,
    )


def _source(organisation: Organisation) -> Person:
    return seat_made_up_person(
        by=None,
        username=f"sample-source-{organisation.pk}",
        display_name=f"示例·{organisation.name}经办人",
        role=Role.ENTERPRISE,
        organisation=organisation,
    )
