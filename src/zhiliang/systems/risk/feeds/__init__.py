"""Observations from outside: injuries, TBT notifications, exports of other systems, as CSV."""

from zhiliang.systems.risk.feeds.observations import observations

__all__ = ["observations"]
