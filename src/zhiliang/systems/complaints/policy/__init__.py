"""Who sees and does what in complaints and tip-offs."""

from zhiliang.systems.complaints.policy import cases, published

__all__ = ["cases", "published"]
