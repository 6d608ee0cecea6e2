"""What results say, item by item and together, and whether the record says the same."""

from zhiliang.systems.sampling.judging.checking import conclusions, retest_laboratories
from zhiliang.systems.sampling.judging.results import (
    Found,
    all_judged,
    conclusion_of,
    failing_in_the_end,
    failing_of,
    insist_on_separation,
    items_of,
    judged,
)

__all__ = [
    "Found",
    "all_judged",
    "conclusion_of",
    "conclusions",
    "failing_in_the_end",
    "failing_of",
    "insist_on_separation",
    "items_of",
    "judged",
    "retest_laboratories",
]
