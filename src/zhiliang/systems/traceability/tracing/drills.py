"""What if: how far each raw lot reaches, all of them in one go."""

import time
from dataclasses import dataclass

import numpy as np

from zhiliang.systems.traceability.models import TracedObject
from zhiliang.systems.traceability.tracing import snapshots

SHOWN = 20


@dataclass(frozen=True)
class Reached:
    """A raw lot and how many lots can hold something of it, itself included."""

    id: str
    lots: int


@dataclass(frozen=True)
class Drilled:
    """Every lot that nothing went into: how many, how far they reach, how long it took [s]."""

    roots: int
    most: int
    median: int
    seconds: float
    widest: tuple[Reached, ...]


def drill() -> Drilled:
    """Trace every raw lot; the widest by name."""
    began = time.perf_counter()
    genealogy, roots = snapshots.whole()
    if not len(roots):
        return Drilled(0, 0, 0, time.perf_counter() - began, ())
    sizes = genealogy.drill(roots)
    order = np.argsort(-sizes, kind="stable")[:SHOWN]
    names = dict(
        TracedObject.objects.filter(pk__in=roots[order].tolist()).values_list("pk", "canonical")
    )
    return Drilled(
        roots=len(roots),
        most=int(sizes.max()),
        median=int(np.median(sizes)),
        seconds=time.perf_counter() - began,
        widest=tuple(
            Reached(names[key], size)
            for key, size in zip(roots[order].tolist(), sizes[order].tolist(), strict=True)
        ),
    )
