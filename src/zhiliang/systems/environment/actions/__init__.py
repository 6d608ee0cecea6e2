"""The verbs of the environment system."""

from zhiliang.systems.environment.actions.bulletins import import_bulletin, load_bulletins

__all__ = ["import_bulletin", "load_bulletins"]
