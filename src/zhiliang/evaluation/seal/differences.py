"""Where two JSON documents differ, digit for digit, as paths a reader can follow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

NAMES = ("code", "key")  # what names an entry of a list, where it has one


@dataclass(frozen=True)
class Difference:
    """One place: what was sealed and what was recomputed; `kind` changed | missing | added."""

    path: str
    sealed: Any
    recomputed: Any
    kind: str = "changed"

    def to_json(self) -> dict[str, Any]:
        """Shape of `verify --json`."""
        return {
            "path": self.path,
            "kind": self.kind,
            "sealed": self.sealed,
            "recomputed": self.recomputed,
        }


def differences(sealed: Any, recomputed: Any, path: str = "") -> Iterator[Difference]:
    """Every leaf where two JSON values differ; 1, "1" and true are three different values.

    Entries of lists are named by their code or key when both sides agree on it, else by position:
    `subjects[440100].items[air].earned`.
    """
    if type(sealed) is not type(recomputed):
        yield Difference(path, sealed, recomputed)
    elif isinstance(sealed, dict):
        yield from _members(sealed, recomputed, path)
    elif isinstance(sealed, list):
        yield from _entries(sealed, recomputed, path)
    elif sealed != recomputed:
        yield Difference(path, sealed, recomputed)


def _members(
    sealed: Mapping[str, Any], recomputed: Mapping[str, Any], path: str
) -> Iterator[Difference]:
    for name in sorted({*sealed, *recomputed}):
        inner = f"{path}.{name}" if path else name
        if name not in recomputed:
            yield Difference(inner, sealed[name], None, "missing")
        elif name not in sealed:
            yield Difference(inner, None, recomputed[name], "added")
        else:
            yield from differences(sealed[name], recomputed[name], inner)


def _entries(sealed: list[Any], recomputed: list[Any], path: str) -> Iterator[Difference]:
    for index in range(max(len(sealed), len(recomputed))):
        mine, other = sealed[index : index + 1], recomputed[index : index + 1]
        inner = f"{path}[{_label(mine, other, index)}]"
        if not other:
            yield Difference(inner, mine[0], None, "missing")
        elif not mine:
            yield Difference(inner, None, other[0], "added")
        else:
            yield from differences(mine[0], other[0], inner)


def _label(mine: list[Any], other: list[Any], index: int) -> str:
    known = [entry for entry in (*mine, *other) if isinstance(entry, dict)]
    for name in NAMES:
        found = {str(entry[name]) for entry in known if name in entry}
        if len(found) == 1 and len(known) == len(mine) + len(other):
            return found.pop()
    return str(index)
