"""How the records of the environment system are listed, shown and moved on."""

from zhiliang.systems.environment.pages import (
    air,
    bulletins,
    exceedances,
    outlet_days,
    outlets,
    sewage,
    water,
)

__all__ = ["air", "bulletins", "exceedances", "outlet_days", "outlets", "sewage", "water"]
