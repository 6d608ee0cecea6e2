"""What systems have to say about goods, asked by whoever shows goods to the public.

A recall must stand on the page of what it recalls, and the page must not know of recalls. So the
system that has something to say registers here, in a room that is read when the site starts:
`speak("recalls", banners_of)`; the page asks `banners_on(ids)`. Neither imports the other.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Banner:
    """A warning on goods: one line, what to do, where to read more, since when.

    `covers` are those of the identifiers asked for that it is about; `over` says that it has ended
    and is shown as history.
    """

    title: str
    text: str = ""
    url: str = ""
    since: date | None = None
    covers: tuple[str, ...] = ()
    over: bool = False


@dataclass(frozen=True)
class Warnings:
    """What was said, and whether somebody could not be asked: silence is no all-clear then."""

    banners: tuple[Banner, ...] = ()
    complete: bool = True


Speaker = Callable[[Sequence[str]], Iterable[Banner]]
"""Asked with canonical identifiers, finest first; answers in the active language."""

speakers: dict[str, Speaker] = {}


def speak(name: str, speaker: Speaker) -> None:
    """Have `speaker` asked about goods; a second one of the same name is the programmer's fault."""
    if speakers.setdefault(name, speaker) is not speaker:
        raise ValueError(f"two speakers claim the name {name!r}")


def banners_on(ids: Sequence[str]) -> Warnings:
    """Everything that anybody has to say about the goods, running warnings first.

    A speaker that fails does not take the page down: the reader is told that it could not be asked.
    """
    found: list[Banner] = []
    complete = True
    for name, speaker in speakers.items():
        try:
            found += speaker(ids)
        except Exception:
            _log.exception("%s could not say what it has to say about goods", name)
            complete = False
    return Warnings(tuple(sorted(found, key=lambda one: one.over)), complete)
