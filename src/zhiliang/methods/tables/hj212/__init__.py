"""Codes, limits and reasons of HJ 212, keyed by edition; CSV files beside this one hold the lists.

Sources and how sure each is: SOURCE.txt.
"""

from zhiliang.methods.tables.hj212.codes import (
    EDITIONS,
    Code,
    Factor,
    Reason,
    codes,
    codes_of,
    factors,
    reasons,
)
from zhiliang.methods.tables.hj212.limits import (
    CONTENT_LIMIT,
    CRC_2017,
    LONGEST_SEGMENT,
    SEGMENT_LIMIT,
    Checksum,
)

__all__ = [
    "CONTENT_LIMIT",
    "CRC_2017",
    "EDITIONS",
    "LONGEST_SEGMENT",
    "SEGMENT_LIMIT",
    "Checksum",
    "Code",
    "Factor",
    "Reason",
    "codes",
    "codes_of",
    "factors",
    "reasons",
]
