"""An index: a tree, its data, and every step from the data to the ranks, kept to be replayed."""

from collections.abc import Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.composite.ranks import Floats, descending_ranks
from zhiliang.methods.composite.rows import Rows
from zhiliang.methods.composite.source import (
    Source,
    columns_of,
    indicators_of,
    unit_labels,
    year_labels,
)
from zhiliang.methods.composite.stages import STEPS, Stage
from zhiliang.methods.composite.structure import Structure, load

Choice = str | bool | Mapping[str, Any] | None
# What a bare word chooses in each step.
WORDS = {"impute": "method", "screen": "by", "treat": "transform", "normalise": "method"}


class Index:
    """A composite index: checked structure, then data, stages, scores and ranks.

    Parameters
    ----------
    structure
        Rows or a nested mapping, see `load`; any depth.

    Raises
    ------
    ValueError
        What `load` refuses, with the place.

    Notes
    -----
    OECD/JRC 2008, steps 1 to 7; COINr `new_coin` and the functions that build a coin.

    Examples
    --------
    >>> index = Index({"index": {"economy": {"income": None}, "air": {"pm25": {"direction": -1}}}})
    >>> built = index.build({"income": [10, 30, 20], "pm25": [50, 40, 30]})
    >>> built.scores.tolist(), built.ranks.tolist()
    ([0.0, 75.0, 75.0], [3.0, 1.0, 1.0])
    >>> built.replay(aggregate={"weights": {"air": 3}}).ranks.tolist()
    [3.0, 2.0, 1.0]
    """

    def __init__(self, structure: Rows | Mapping[str, Any] | Structure) -> None:
        """Check the structure; there are no data yet."""
        self.structure = load(structure)
        self.stages: Mapping[str, Stage] = MappingProxyType({})
        self._source: Source | None = None

    def build(
        self,
        data: Mapping[str, Any] | ArrayLike,
        *,
        codes: Sequence[str] | None = None,
        units: Sequence[Hashable] | None = None,
        years: Sequence[Any] | None = None,
        **steps: Choice,
    ) -> "Index":
        """Take every step from the data to the scores, and keep each stage.

        Parameters
        ----------
        data
            Code → column [units], for a panel [units × years]; columns beyond the indicators may
            be denominators or groups. Or an array [units × codes] (× years) with `codes`.
        codes
            Columns of an array.
        units
            Labels of the units, all different; None: 0, 1, 2 …
        years
            Labels of the years of a panel, ascending.
        steps
            `denominate`, `impute`, `screen`, `treat`, `normalise`, `aggregate`, taken in the order
            in which they are named, `aggregate` last; `normalise` (min_max) and `aggregate`
            (arithmetic) are taken unnamed too. Each is a word (the method, the rule of `screen`,
            the transform of `treat`), True for its defaults, None to leave it out, or a mapping
            with the parameters of the function of the same name. There, a parameter for each
            indicator may be a mapping by code; `denominate` takes `by`: code → column (default:
            the structure's denominators) and `scale`; `impute` takes the name of a column as
            `groups`; `screen` takes `force` by unit; `aggregate` takes method, dat_thresh and power
            once, as a sequence by level from below, or by group, and `weights` as "equal" or
            code → weight.

        Returns
        -------
        Index
            A new one, with `stages`, `scores` and `ranks`.

        Raises
        ------
        ValueError
            Columns that are missing, of different length or not numbers; an indicator without any
            value or, once normalised, without differences; what a step refuses.

        Notes
        -----
        A panel is normalised over all years together, so scores compare over time, and ranked
        within each year; the other steps work in each year, and `impute` may look along them.
        """
        columns = columns_of(data, codes)
        x = indicators_of(columns, self.structure)
        source = Source(self.structure, columns, unit_labels(units, len(x)), year_labels(years, x))
        raw = Stage("raw", {}, x, self.structure.indicators, np.arange(len(x)))
        return self._run(source, {"raw": raw}, _plan(steps))

    def replay(self, **changes: Choice) -> "Index":
        """Take the steps again with some choices changed, all else as it was.

        Parameters
        ----------
        changes
            As `steps` of `build`, for steps that were taken. A mapping changes only the parameters
            it names, except that another method of `normalise` or `impute` starts afresh.

        Raises
        ------
        ValueError
            The index is not built, or the step was not taken.

        Notes
        -----
        COINr `Regen`. Stages before the first change are kept, not computed again.
        """
        kept, plan = {"raw": self._stage("raw")}, {}
        for name, stage in list(self.stages.items())[1:]:
            if name in changes:
                plan[name] = _changed(stage, changes[name])
            elif plan:
                plan[name] = dict(stage.parameters)
            else:
                kept[name] = stage
        if changes.keys() - plan.keys():
            raise ValueError(f"not among the steps: {', '.join(changes.keys() - plan.keys())}")
        return self._run(self.source, kept, plan)

    @property
    def source(self) -> Source:
        """The data as they were given."""
        if self._source is None:
            raise ValueError("this index has no data yet: call build")
        return self._source

    @property
    def units(self) -> tuple[Hashable, ...]:
        """Labels of the units that have a score, in the order of the data."""
        return tuple(self.source.units[row] for row in self._stage("aggregate").rows)

    @property
    def scores(self) -> Floats:
        """The index [units] or [units × years], NaN where it cannot be told."""
        return self._stage("aggregate").column(self.structure.top)

    @property
    def ranks(self) -> Floats:
        """Competition ranks of `scores`, 1 the best; within each year of a panel."""
        return descending_ranks(self.scores.T).T

    def _stage(self, name: str) -> Stage:
        if name not in self.stages:
            raise ValueError("this index has no data yet: call build")
        return self.stages[name]

    def _run(
        self,
        source: Source,
        stages: dict[str, Stage],
        plan: Mapping[str, dict[str, Any] | None],
    ) -> "Index":
        for name, parameters in plan.items():
            if parameters is None:
                continue
            before = list(stages.values())[-1]
            done = STEPS[name](before, source, **parameters)
            # Later indices share this stage: nobody may change it in place.
            done.x.setflags(write=False)
            stages[name] = Stage(name, parameters, done.x, done.codes, done.rows, done.record)
        built = Index(self.structure)
        built._source, built.stages = source, MappingProxyType(stages)
        return built


def _plan(steps: Mapping[str, Choice]) -> dict[str, dict[str, Any] | None]:
    """Spell out the steps in their order, the two that every index needs included."""
    named = {name: choice for name, choice in steps.items() if name != "aggregate"}
    named.setdefault("normalise", "min_max")
    named["aggregate"] = steps.get("aggregate")
    return {name: _parameters(name, choice) for name, choice in named.items()}


def _parameters(name: str, choice: Choice) -> dict[str, Any] | None:
    """Spell out a choice; None leaves the step out, but nothing is an index without the last."""
    if name not in STEPS:
        raise ValueError(f"unknown step {name!r}: one of {', '.join(STEPS)}")
    if choice is None or choice is False:
        return {} if name == "aggregate" else None
    if isinstance(choice, str):
        return {WORDS.get(name, "method"): choice}
    chosen = {} if choice is True else dict(choice)
    default = {"impute": {"method": "mean"}, "normalise": {"method": "min_max"}}
    return default.get(name, {}) | chosen


def _changed(stage: Stage, choice: Choice) -> dict[str, Any] | None:
    given = dict(choice) if isinstance(choice, Mapping) else _parameters(stage.name, choice)
    if given is None or (stage.name in ("normalise", "impute") and "method" in given):
        return given
    return {**stage.parameters, **given}
