"""The steps of an index on its own data: each makes one stage from the one before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.composite.aggregate import aggregate
from zhiliang.methods.composite.denominate import denominate
from zhiliang.methods.composite.impute import impute
from zhiliang.methods.composite.normalise import normalise
from zhiliang.methods.composite.ranks import Floats
from zhiliang.methods.composite.screen import screen
from zhiliang.methods.composite.source import Source, numbers
from zhiliang.methods.composite.structure import Node
from zhiliang.methods.composite.treat import treat


@dataclass(frozen=True, slots=True)
class Stage:
    """The data after one step, and what is needed to take it again.

    `x` is [units × codes] or [units × codes × years]; `rows` are the positions of its units in the
    data that were given; `record` is what the step says about its work (cells that were imputed or
    treated, units that were screened), None where there is nothing to say.
    """

    name: str
    parameters: Mapping[str, Any]
    x: Floats
    codes: tuple[str, ...]
    rows: NDArray[np.intp]
    record: Any = None

    def column(self, code: str) -> Floats:
        """Values of one indicator or group [units] (× years)."""
        return self.x[:, self.codes.index(code)]


def _denominate(
    before: Stage, source: Source, *, by: Mapping[str, str] | None = None, scale: Any = 1
) -> Stage:
    named = {code: source.structure.nodes[code].denominator for code in before.codes} | dict(
        by or {}
    )
    below = np.ones_like(before.x)
    for place, code in enumerate(before.codes):
        if named[code]:
            given = numbers(source.columns, named[code], f"the denominator of {code}")[before.rows]
            # One figure a unit serves every year of a panel.
            below[:, place] = given[:, None] if given.ndim < below.ndim - 1 else given
    factors = [scale.get(code, 1) for code in before.codes] if isinstance(scale, Mapping) else scale
    return replace(before, x=denominate(before.x, below, scale=factors))


def _impute(before: Stage, source: Source, *, method: str, **parameters: Any) -> Stage:
    groups = parameters.get("groups")
    if isinstance(groups, str):
        groups = source.columns[groups]
    if groups is not None:
        parameters["groups"] = [groups[row] for row in before.rows]
    if method == "linear" and source.years:
        parameters.setdefault("years", source.years)
    filled = impute(before.x, method, **parameters)
    return replace(before, x=filled.x, record=filled.cells)


def _screen(before: Stage, source: Source, **parameters: Any) -> Stage:
    labels = [source.units[row] for row in before.rows]
    force = {labels.index(unit): stays for unit, stays in parameters.pop("force", {}).items()}
    found = screen(before.x, force=force, **parameters)
    if not found.kept.any():
        raise ValueError("screening leaves no unit: lower its thresholds")
    rows = before.rows[found.kept] if found.kept.ndim == 1 else before.rows
    return replace(before, x=found.x, rows=rows, record=found)


def _treat(before: Stage, source: Source, **parameters: Any) -> Stage:
    treated = treat(before.x, **parameters)
    return replace(before, x=treated.x, record=treated.record)


def _normalise(before: Stage, source: Source, *, method: str, **parameters: Any) -> Stage:
    given = {name: _by_code(value, before.codes) for name, value in parameters.items()}
    signs = source.structure.directions
    x = normalise(before.x, method, **{"direction": signs} | given)
    for place, code in enumerate(before.codes):
        if np.isnan(x[:, place]).all():
            values = before.x[:, place]
            raise ValueError(
                f"{code}: {method} has nothing to tell its units apart by (from "
                f"{np.nanmin(values)} to {np.nanmax(values)}): leave it out or take goalposts"
            )
    return replace(before, x=x)


def _aggregate(
    before: Stage,
    source: Source,
    *,
    method: Any = "arithmetic",
    weights: Any = None,
    **parameters: Any,
) -> Stage:
    columns = {code: before.column(code) for code in before.codes}
    own = {} if weights == "equal" else source.structure.weights(weights)
    for node in source.structure.groups():
        chosen = {name: _at(value, node, source) for name, value in parameters.items()}
        given = [own[child] for child in node.children] if own else None
        parts = np.stack([columns[child] for child in node.children], axis=1)
        try:
            columns[node.code] = aggregate(parts, given, _at(method, node, source), **chosen)
        except ValueError as error:
            raise ValueError(f"{node.code} of {', '.join(node.children)}: {error}") from error
    return replace(before, x=np.stack(list(columns.values()), axis=1), codes=tuple(columns))


def _at(value: Any, node: Node, source: Source) -> Any:
    """Pick the choice for one group: one for all, one for each level from below, or by code."""
    if isinstance(value, Mapping):
        return value[node.code]
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    if len(value) != source.structure.height - 1:
        raise ValueError(f"{source.structure.height - 1} levels need a choice, got {list(value)}")
    return value[node.level - 2]


def _by_code(value: Any, codes: tuple[str, ...]) -> Any:
    if not isinstance(value, Mapping):
        return value
    missing = [code for code in codes if code not in value]
    if missing:
        raise ValueError(f"no parameter for {', '.join(missing)}")
    return [value[code] for code in codes]


STEPS: Mapping[str, Callable[..., Stage]] = MappingProxyType(
    {
        "denominate": _denominate,
        "impute": _impute,
        "screen": _screen,
        "treat": _treat,
        "normalise": _normalise,
        "aggregate": _aggregate,
    }
)
