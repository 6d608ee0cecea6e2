"""One evaluated year looked at closely. It holds every score: a view asks Policy what it shows."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from zhiliang.evaluation.models import Evaluation
from zhiliang.evaluation.policy import details_of
from zhiliang.evaluation.rescoring import Standing, as_evaluated, scheme_in
from zhiliang.evaluation.robustness import (
    Influence,
    RankRange,
    influence_of_weights,
    rank_ranges,
    same_grade,
    seed_of,
)
from zhiliang.evaluation.scheme import Scheme


class Analysis:
    """The standings of a version, and how far its weights decide them."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.results: Mapping[str, Any] = evaluation.results
        self.digest = evaluation.digest
        self.seed = seed_of(evaluation.digest)

    @cached_property
    def standings(self) -> list[Standing]:
        """All subjects, scored again from the results."""
        return as_evaluated(self.results)

    @property
    def scheme(self) -> Scheme:
        """What the results say of their scheme."""
        return scheme_in(self.results)

    def peers(self, kind: str) -> list[Standing]:
        """The subjects of a kind."""
        return [one for one in self.standings if one.kind == kind]

    def of(self, code: str) -> Standing:
        """One subject. Raises StopIteration for a code that was not evaluated."""
        return next(one for one in self.standings if one.code == code)

    def ranges(self, kind: str) -> dict[str, RankRange]:
        """Code → range of ranks under weights that may be off by a quarter."""
        return rank_ranges(self.peers(kind), self.scheme, seed=self.seed)

    def same_grade(self, kind: str) -> dict[str, float]:
        """Code → share of the draws with the same grade."""
        return same_grade(self.peers(kind), self.scheme, seed=self.seed)

    def influence(self, kind: str) -> dict[str, Influence]:
        """Item → how much its weight moves the ranks of a kind that shares one sheet."""
        return influence_of_weights(self.peers(kind), self.scheme, seed=self.seed)


def sees_all(person: Any) -> bool:
    """Whether somebody may read every subject's score: the office and the province."""
    return details_of(person) is None
