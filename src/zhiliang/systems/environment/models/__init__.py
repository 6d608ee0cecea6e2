"""What the environment system keeps: bulletins, monitored places, verdicts, cases, programmes."""

from zhiliang.systems.environment.models.air import CityDay, Station, StationDay
from zhiliang.systems.environment.models.bases import MILLION, Source
from zhiliang.systems.environment.models.bulletins import Bulletin, CityAir
from zhiliang.systems.environment.models.emissions import (
    EmissionAccount,
    Measure,
    Pollutant,
    ReductionTask,
)
from zhiliang.systems.environment.models.exceedance import Exceedance
from zhiliang.systems.environment.models.outlets import (
    DeviceNote,
    Outlet,
    Permit,
    PermitLimit,
    SewagePlant,
)
from zhiliang.systems.environment.models.programmes import (
    CleanerAudit,
    Elimination,
    Pilot,
    PilotReport,
)
from zhiliang.systems.environment.models.projects import Project
from zhiliang.systems.environment.models.vehicles import (
    Fuel,
    Stage,
    VehicleCount,
    VehicleStatistic,
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
    "Bulletin",
    "CityAir",
    "CityDay",
    "CleanerAudit",
    "DeviceNote",
    "DrinkingMonth",
    "DrinkingSource",
    "Elimination",
    "EmissionAccount",
    "Exceedance",
    "Fuel",
    "MILLION",
    "Measure",
    "Outlet",
    "OutletDay",
    "OutletDayFactor",
    "Permit",
    "PermitLimit",
    "Pilot",
    "PilotReport",
    "PlantYear",
    "Pollutant",
    "Project",
    "ReductionTask",
    "Section",
    "SectionMonth",
    "SewageMonth",
    "SewagePlant",
    "Source",
    "Stage",
    "Station",
    "StationDay",
    "VehicleCount",
    "VehicleStatistic",
]
