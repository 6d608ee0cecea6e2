"""The chain of supply that events tell of, and what can be asked of it."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from zhiliang.methods.trace.containment import ALWAYS, Span
from zhiliang.methods.trace.events import Event
from zhiliang.methods.trace.flaws import flaws
from zhiliang.methods.trace.genealogy import Genealogy, Window
from zhiliang.methods.trace.reach import Reach
from zhiliang.methods.trace.records import Records
from zhiliang.methods.trace.result import Trace


class Chain:
    """Traces over events; no answer depends on the order in which the events were captured.

    Parameters
    ----------
    events
        All rows there are, error declarations included.
    coarser
        The class of an id: serial → lot, lot → GTIN.
    tolerance
        Share of the input by which the output of a transformation may exceed it unnoticed.

    Examples
    --------
    >>> from zhiliang.methods.trace.events import Item, Kind
    >>> things = {"inputs": (Item("grain"),), "outputs": (Item("flour"),)}
    >>> milling = Event("e1", Kind.TRANSFORMATION, 10, **things)
    >>> Chain([milling]).forward("grain").ids == {"grain", "flour"}
    True
    """

    def __init__(
        self,
        events: Iterable[Event],
        coarser: Mapping[str, str] | None = None,
        *,
        tolerance: Fraction = Fraction(0),
    ) -> None:
        self.records = Records(events, coarser or {})
        self.findings = tuple(flaws(self.records, tolerance=tolerance))
        containers, levels = self.records.containers, self.records.levels
        edges = [
            edge
            for transformation in self.records.transformations
            for edge in transformation.edges(containers, levels)
        ]
        self.names = sorted({thing for edge in edges for thing in (edge.src, edge.dst)})
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.genealogy = Genealogy.build(
            [self.numbers[edge.src] for edge in edges],
            [self.numbers[edge.dst] for edge in edges],
            [edge.t for edge in edges],
            [edge.quantity for edge in edges],
        )

    def forward(self, root: str, *, window: Window | None = None) -> Reach:
        """Everything that can hold something of `root` or, if it is a class, of its members.

        `window` as in `Genealogy.forward`, for the root and each of its members.

        Raises
        ------
        ValueError
            A window that ends before it begins.
        """
        arrivals = self._united(root, lambda lot: self.genealogy.forward(lot, window=window), min)
        return self._reach(root, {thing: (time, ALWAYS[1]) for thing, time in arrivals.items()})

    def backward(self, root: str, *, window: Window | None = None) -> Reach:
        """Everything that `root` or, if it is a class, its members can hold something of.

        Raises
        ------
        ValueError
            As `forward`.
        """
        departures = self._united(
            root, lambda lot: self.genealogy.backward(lot, window=window), max
        )
        return self._reach(
            root, {thing: (ALWAYS[0], time + 1) for thing, time in departures.items()}
        )

    def shares(self, root: str) -> dict[str, float]:
        """Share of `root` in everything downstream of it; NaN: not known."""
        if root not in self.numbers:
            return {root: 1.0}
        found = self.genealogy.shares(self.numbers[root])
        return {self.names[lot]: share for lot, share in found.items()}

    def _starts(self, root: str) -> list[str]:
        return [root, *self.records.levels.members(root)]

    def _united(
        self, root: str, trace: Callable[[int], Trace], best: Callable[[int, int], int]
    ) -> dict[str, int]:
        """Best time of everything that is reached from the root or one of its members."""
        found: dict[str, int] = {}
        for start in self._starts(root):
            if start in self.numbers:
                traced = trace(self.numbers[start])
                for lot, time in zip(traced, traced.arrival.tolist(), strict=True):
                    name = self.names[lot]
                    found[name] = best(time, found.get(name, time))
        return found

    def _reach(self, root: str, during: Mapping[str, Span]) -> Reach:
        spans = {**during, **dict.fromkeys(self._starts(root), ALWAYS)}
        return Reach(root, spans, self.records, self.findings)
