"""Who sees and does what in the environment system."""

from zhiliang.systems.environment.policy import bulletins, monitoring, programmes

__all__ = ["bulletins", "monitoring", "programmes"]
