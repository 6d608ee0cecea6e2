"""What the environment system keeps: bulletins, monitored places, verdicts, cases, programmes."""

from zhiliang.systems.environment.models.bulletins import MILLION, Bulletin, CityAir

__all__ = ["MILLION", "Bulletin", "CityAir"]
