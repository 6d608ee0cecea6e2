"""What is asked of the explorer, read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from zhiliang.systems.traceability.scanning.codes import BadCode
from zhiliang.systems.traceability.scanning.typed import canonical_of

Direction = Literal["forward", "backward"]
Window = tuple[datetime, datetime]


ASKED = ("code", "direction", "since", "until", "as_of")


class BadMoment(BadCode):
    """No moment, or two in the wrong order."""


@dataclass(frozen=True)
class Question:
    """A code with a direction; `window` narrows what left (entered) it, `as_of` looks back."""

    root: str
    direction: Direction = "forward"
    window: Window | None = None
    as_of: datetime | None = None


def asked_of(asked: Mapping[str, str]) -> dict[str, str]:
    """What was asked as it was typed, without what was left empty."""
    typed = {name: asked.get(name, "").strip() for name in ASKED}
    return {name: text for name, text in typed.items() if text}


def question_of(asked: Mapping[str, str]) -> Question | None:
    """The question; None where no code is given.

    BadCode for a code that is none, BadMoment for a time that cannot be read.
    """
    typed = asked.get("code", "").replace("\x00", "").strip()
    if not typed:
        return None
    direction: Direction = "backward" if asked.get("direction") == "backward" else "forward"
    since, until = moment_of(asked.get("since", "")), moment_of(asked.get("until", ""))
    window = None
    if since and until and since > until:
        raise BadMoment(_("“自”晚于“至”，没有这样的时间段。请调换两个时间。"))
    if since or until:
        far = timezone.now() + timedelta(days=3650)
        window = (since or far - timedelta(days=36500), until or far)
    return Question(canonical_of(typed), direction, window, moment_of(asked.get("as_of", "")))


def moment_of(text: str) -> datetime | None:
    """A local moment as a browser's field gives it, or one with its zone; None for none."""
    typed = text.strip()
    if not typed:
        return None
    try:
        found = parse_datetime(typed)
    except ValueError:
        found = None
    if found is None or not MINYEAR < found.year < MAXYEAR:
        words = _(
            "读不出时间“%(text)s”。请写作 2026-11-26T08:00，或者带时区 2026-11-26T08:00+08:00。"
        )
        raise BadMoment(words % {"text": typed[:40]})
    return timezone.make_aware(found) if timezone.is_naive(found) else found
