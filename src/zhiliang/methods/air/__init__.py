"""Ambient air: index, limits, means and assessment, each by the edition in force on its day."""

from zhiliang.methods.air.aqi import aqi_hj633

__all__ = ["aqi_hj633"]
