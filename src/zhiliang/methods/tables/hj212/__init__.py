"""Codes, limits and reasons of HJ 212, keyed by edition; CSV files beside this one hold the lists.

Sources and how sure each is: SOURCE.txt.
"""

from zhiliang.methods.tables.hj212.limits import (
    CRC_2017,
    LONGEST_SEGMENT,
    SEGMENT_LIMIT,
    Checksum,
)

__all__ = ["CRC_2017", "LONGEST_SEGMENT", "SEGMENT_LIMIT", "Checksum"]
