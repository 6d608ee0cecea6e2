"""Files of recalls: consignees, the pool of experts, foreign recalls."""

from zhiliang.systems.recalls.feeds import foreign, lists

__all__ = ["foreign", "lists"]
