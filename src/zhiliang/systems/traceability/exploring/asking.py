"""What is asked of the explorer, read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from zhiliang.systems.traceability.scanning.typed import canonical_of

Direction = Literal["forward", "backward"]
Window = tuple[datetime, datetime]


@dataclass(frozen=True)
class Question:
    """A code with a direction; `window` narrows what left (entered) it, `as_of` looks back."""

    root: str
    direction: Direction = "forward"
    window: Window | None = None
    as_of: datetime | None = None


def question_of(asked: Mapping[str, str]) -> Question | None:
    """The question; None where no code is given. BadCode for one that is none."""
    typed = asked.get("code", "").replace("\x00", "").strip()
    if not typed:
        return None
    direction: Direction = "backward" if asked.get("direction") == "backward" else "forward"
    since, until = moment_of(asked.get("since", "")), moment_of(asked.get("until", ""))
    window = None
    if since or until:
        far = timezone.now() + timedelta(days=3650)
        window = (since or far - timedelta(days=36500), until or far)
    return Question(canonical_of(typed), direction, window, moment_of(asked.get("as_of", "")))


def moment_of(text: str) -> datetime | None:
    """A local moment as a browser's field gives it; None for none and for what is no moment."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    if found is None:
        return None
    return timezone.make_aware(found) if timezone.is_naive(found) else found
