"""What lots are drawn from here: firms and samplers of a plan, laboratories that re-test."""

from zhiliang.systems.sampling.lists.firms import (
    candidate_of,
    firms_of,
    forbidding_record,
    inspectors_of,
    strata_of,
    stratum_of,
)

__all__ = [
    "candidate_of",
    "firms_of",
    "forbidding_record",
    "inspectors_of",
    "strata_of",
    "stratum_of",
]
