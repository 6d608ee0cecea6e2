"""Tracing of lots: what went into what, and everything that can hold something of one lot."""

from zhiliang.methods.trace.genealogy import Genealogy
from zhiliang.methods.trace.result import Shares, Trace, Unknowns

__all__ = ["Genealogy", "Shares", "Trace", "Unknowns"]
