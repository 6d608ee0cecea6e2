"""Who sees and does what in the environment system."""

from zhiliang.systems.environment.policy import bulletins

__all__ = ["bulletins"]
