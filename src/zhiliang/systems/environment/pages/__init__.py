"""How the records of the environment system are listed, shown and moved on."""

from zhiliang.systems.environment.pages import (
    air,
    bulletins,
    emissions,
    exceedances,
    outlet_days,
    outlets,
    programmes,
    recorded,
    sewage,
    water,
)

__all__ = [
    "air",
    "bulletins",
    "emissions",
    "exceedances",
    "outlet_days",
    "outlets",
    "programmes",
    "recorded",
    "sewage",
    "water",
]
