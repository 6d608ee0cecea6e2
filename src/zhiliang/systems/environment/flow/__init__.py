"""The lives of the environment system's cases as data."""

from zhiliang.systems.environment.flow import emissions, exceedances, programmes

__all__ = ["emissions", "exceedances", "programmes"]
