"""Places in a scheme document, and the faults found there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

Path = tuple[str | int, ...]
# Bounded, so that no number can be written that takes for ever to work out.
NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?")
NAMES = ("key", "code", "kind", "grade")


@dataclass(frozen=True)
class Fault:
    """One fault; `path` leads to it through the document, `number` where a number is wrong."""

    path: Path
    words: str
    number: bool = False


def place_of(data: Any, path: Path) -> str:
    """A path as it is read: `subjects[1] city.items[3] sewage.points`."""
    words = ""
    for step in path:
        data = _inside(data, step)
        if isinstance(step, int):
            words += f"[{step + 1}]{_named(data)}"
        else:
            words += f".{step}" if words else step
    return words


def _inside(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _named(thing: Any) -> str:
    if not isinstance(thing, Mapping):
        return ""
    # A department is told from the others by its code, everything else by its first name.
    name = thing.get("code") or next((thing[n] for n in NAMES if thing.get(n)), "")
    return f" {name}" if name else ""


def leaf_faults(path: Path, thing: Any) -> Iterator[Fault]:
    """What has no exact text of its own, and so no digest: fractions, dates, odd characters."""
    if isinstance(thing, Mapping):
        for key, value in thing.items():
            if not isinstance(key, str):
                yield Fault(path, _("字段名 %(name)s 须是文本") % {"name": key})
            yield from leaf_faults((*path, str(key)), value)
    elif isinstance(thing, list | tuple):
        for number, value in enumerate(thing):
            yield from leaf_faults((*path, number), value)
    elif isinstance(thing, float):
        yield from number_fault(path, thing)
    elif thing is not None and not isinstance(thing, str | int):
        yield Fault(path, _("只能是文本、整数或 true、false"))
    elif isinstance(thing, str) and any("\ud800" <= c <= "\udfff" for c in thing):
        yield Fault(path, _("含有不是字符的代码"))


def exact(value: Any) -> Fraction | None:
    """A number as the scheme writes it, exactly; None if it is none.

    >>> exact("1.5"), exact("1e9"), exact(True)
    (Fraction(3, 2), None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return Fraction(str(value)) if NUMBER.fullmatch(str(value)) else None


def number_fault(
    path: Path, value: Any, *, least: int | None = None, above: int | None = None
) -> Iterator[Fault]:
    """Whether a value is a number, not below `least`, and above `above`."""
    number = exact(value)
    shown = {"value": value}
    if isinstance(value, float):
        yield Fault(path, _("%(value)s 须加引号写成文本，才是精确的数") % shown, number=True)
    elif number is None:
        yield Fault(path, _("“%(value)s”不是数") % shown, number=True)
    elif least is not None and number < least:
        words = _("不能小于 %(least)s，现为 %(value)s") % {"least": least, **shown}
        yield Fault(path, words, number=True)
    elif above is not None and number <= above:
        words = _("须大于 %(above)s，现为 %(value)s") % {"above": above, **shown}
        yield Fault(path, words, number=True)
