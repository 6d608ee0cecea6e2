"""Outside files of the environment system and their rows."""

from zhiliang.systems.environment.feeds import months, observations, registers
from zhiliang.systems.environment.feeds.bulletins import air_bulletin
from zhiliang.systems.environment.feeds.vehicles import vehicle_stages

__all__ = ["air_bulletin", "months", "observations", "registers", "vehicle_stages"]
