"""Who sees and does what in recalls."""

from zhiliang.systems.recalls.policy import cases, consignees

__all__ = ["cases", "consignees"]
