"""Files of sampling: settled results, the State's tracking, the two lists, a laboratory's."""

from zhiliang.systems.sampling.feeds import catalogue, lists, results, tracking

__all__ = ["catalogue", "lists", "results", "tracking"]
