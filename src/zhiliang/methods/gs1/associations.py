"""Which application identifiers may, must and may not stand beside one another."""

from collections.abc import Collection, Iterable

from zhiliang.methods.gs1.values import Element, row_of
from zhiliang.methods.tables.gs1 import Row

SIGNATURE = "8030"
# Keys that identify one thing only with their serial number, which is optional.
OPTIONAL_SERIAL = ("253", "255", "8003")


def check_associations(elements: Iterable[Element]) -> None:
    """Refuse elements that exclude one another, lack a companion or contradict one another.

    Raises
    ------
    ValueError
        Says which identifiers, and what is wanted beside them.
    """
    values: dict[str, str] = {}
    for ai, value in elements:
        if values.setdefault(ai, value) != value:
            raise ValueError(f"({ai}) has two values: {values[ai]!r} and {value!r}")
    for ai in sorted(values):
        _check_excluded(ai, row_of(ai), values)
    for ai in sorted(values):
        _check_required(ai, row_of(ai), values)
    _check_signature(values)


def _check_excluded(ai: str, row: Row, present: Collection[str]) -> None:
    for pattern in row.excludes:
        found = _matching(pattern, ai, present)
        if found:
            raise ValueError(f"({ai}) and ({found}) exclude each other")


def _check_required(ai: str, row: Row, present: Collection[str]) -> None:
    for groups in row.requires:
        if not any(all(_matching(one, ai, present) for one in group) for group in groups):
            wanted = ", ".join("+".join(group) for group in groups)
            raise ValueError(f"({ai}) wants beside it one of {wanted}")


def _matching(pattern: str, ai: str, present: Collection[str]) -> str:
    """Find an identifier like `pattern` (31nn) other than `ai`, or ""."""
    head = pattern.rstrip("n")
    alike = (x for x in present if x != ai and len(x) == len(pattern) and x.startswith(head))
    return next(alike, "")


def _check_signature(values: dict[str, str]) -> None:
    if SIGNATURE not in values:
        return
    for ai in OPTIONAL_SERIAL:
        if ai in values and len(values[ai]) == row_of(ai).least:
            raise ValueError(f"({ai}) wants its serial number where ({SIGNATURE}) signs it")
