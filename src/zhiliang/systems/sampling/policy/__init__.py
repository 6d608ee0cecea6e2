"""Who sees and does what in supervision sampling."""

from zhiliang.systems.sampling.policy import cases, lists

__all__ = ["cases", "lists"]
