"""What environment contributes to the plan: the five aims of 二(四) and the figures behind them."""

from zhiliang.systems.environment.indicators import (
    air,
    bulletins,
    compliance,
    emissions,
    plan,
    programmes,
    vehicles,
)
from zhiliang.systems.environment.indicators.bulletins import AIR

__all__ = ["AIR", "air", "bulletins", "compliance", "emissions", "plan", "programmes", "vehicles"]
