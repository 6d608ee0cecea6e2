"""Who sees and does what in risk monitoring."""

from zhiliang.systems.risk.policy import cases

__all__ = ["cases"]
