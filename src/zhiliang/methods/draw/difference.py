"""What became of lists that were frozen: items added, removed, changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What stood at a place before and what stands there now; None is nothing.

    A place is ("firm", stratum, firm), ("count", stratum), ("inspector", person), ("conflict",
    firm, person), ("per_subject",) or ("most",).
    """

    place: Place
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """Changes between frozen lists and the lists now; false if there are none."""

    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed)


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> Difference:
    """Differences of the lists of two documents before, or of one and a `lists_document`.

    A firm changes with its weight or the reason of its exclusion, a conflict with its reason.

    Raises
    ------
    KeyError
        A document without lists.

    Examples
    --------
    >>> from zhiliang.methods.draw.documents import Stratum, lists_document
    >>> frozen = lists_document({"头盔": Stratum(["甲厂", "乙厂"], 1)})
    >>> now = lists_document({"头盔": Stratum(["甲厂", "丙厂"], 1, {"甲厂": "停产"})})
    >>> found = difference(frozen, now)
    >>> [change.place[-1] for change in (*found.added, *found.removed, *found.changed)]
    ['丙厂', '乙厂', '甲厂']
    """
    old, new = dict(_entries(before)), dict(_entries(now))
    return Difference(
        added=tuple(Change(place, None, new[place]) for place in sorted(new.keys() - old.keys())),
        removed=tuple(Change(place, old[place], None) for place in sorted(old.keys() - new.keys())),
        changed=tuple(
            Change(place, old[place], new[place])
            for place in sorted(old.keys() & new.keys())
            if old[place] != new[place]
        ),
    )


def _entries(document: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    for name, stratum in document["strata"].items():
        yield ("count", name), stratum["count"]
        weights = stratum["weights"] or {}
        for firm in stratum["firms"]:
            told = {"weight": weights.get(firm), "excluded": stratum["excluded"].get(firm)}
            yield ("firm", name, firm), told
    if inspectors := document["inspectors"]:
        yield ("per_subject",), inspectors["per_subject"]
        yield ("most",), inspectors["most"]
        for person in inspectors["people"]:
            yield ("inspector", person), {}
        for subject, reasons in inspectors["conflicts"].items():
            for person, reason in reasons.items():
                yield ("conflict", subject, person), reason
