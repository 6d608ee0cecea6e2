"""Which hazard is reported of which product more often than of others: PRR, ROR, EBGM.

The unit is the report: one that names a pair twice counts once, and a product's or hazard's total
is the number of reports that name it. A signal is a reason to look, never a finding: reports are
no sample of what happens, and who reports decides what is there to be found.
"""

from zhiliang.methods.signals.counts import Counts, pairs
from zhiliang.methods.signals.posterior import Shrunk, ebgm
from zhiliang.methods.signals.prior import Theta
from zhiliang.methods.signals.ratios import Ratios, chi_squared, evans, prr, ror

__all__ = [
    "Counts",
    "Ratios",
    "Shrunk",
    "Theta",
    "chi_squared",
    "ebgm",
    "evans",
    "pairs",
    "prr",
    "ror",
]
