"""Composite indices: from units × indicators to scores, ranks and how sure the ranks are.

Steps and names follow OECD/JRC, Handbook on Constructing Composite Indicators (2008), and the
R package COINr where it fixes what the handbook leaves open.
"""

from zhiliang.methods.composite.ranks import descending_ranks
from zhiliang.methods.composite.uncertainty import RankIntervals, noisy_ranks

__all__ = ["RankIntervals", "descending_ranks", "noisy_ranks"]
