"""Believable made-up records of the environment system, always marked as such."""

from zhiliang.systems.environment.sample import programmes

__all__ = ["programmes"]
