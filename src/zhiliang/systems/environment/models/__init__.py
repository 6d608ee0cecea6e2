"""What the environment system keeps: bulletins, monitored places, verdicts, cases, programmes."""

from zhiliang.systems.environment.models.bulletins import MILLION, Bulletin, CityAir
from zhiliang.systems.environment.models.emissions import (
    EmissionAccount,
    Measure,
    Pollutant,
    ReductionTask,
)
from zhiliang.systems.environment.models.programmes import (
    CleanerAudit,
    Elimination,
    Pilot,
    PilotReport,
)
from zhiliang.systems.environment.models.projects import Project
from zhiliang.systems.environment.models.records import Source
from zhiliang.systems.environment.models.vehicles import (
    Fuel,
    Stage,
    VehicleCount,
    VehicleStatistic,
)

__all__ = [
    "MILLION",
    "Bulletin",
    "CityAir",
    "CleanerAudit",
    "Elimination",
    "EmissionAccount",
    "Fuel",
    "Measure",
    "Pilot",
    "PilotReport",
    "Pollutant",
    "Project",
    "ReductionTask",
    "Source",
    "Stage",
    "VehicleCount",
    "VehicleStatistic",
]
