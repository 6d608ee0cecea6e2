"""What the environment system keeps: bulletins, monitored places, verdicts, cases, programmes."""

from zhiliang.systems.environment.models.air import CityDay, Station, StationDay
from zhiliang.systems.environment.models.bases import MILLION, Source
from zhiliang.systems.environment.models.bulletins import Bulletin, CityAir
from zhiliang.systems.environment.models.exceedance import Exceedance
from zhiliang.systems.environment.models.outlets import (
    DeviceNote,
    Outlet,
    Permit,
    PermitLimit,
    SewagePlant,
)
from zhiliang.systems.environment.models.verdicts import OutletDay, OutletDayFactor
from zhiliang.systems.environment.models.water import (
    DrinkingMonth,
    DrinkingSource,
    PlantYear,
    Section,
    SectionMonth,
    SewageMonth,
)

__all__ = [
    "MILLION",
    "Bulletin",
    "CityAir",
    "CityDay",
    "DeviceNote",
    "DrinkingMonth",
    "DrinkingSource",
    "Exceedance",
    "Outlet",
    "OutletDay",
    "OutletDayFactor",
    "Permit",
    "PermitLimit",
    "PlantYear",
    "Section",
    "SectionMonth",
    "SewageMonth",
    "SewagePlant",
    "Source",
    "Station",
    "StationDay",
]
