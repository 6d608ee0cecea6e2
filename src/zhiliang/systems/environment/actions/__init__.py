"""The verbs of the environment system."""

from zhiliang.systems.environment.actions.bulletins import import_bulletin, load_bulletins
from zhiliang.systems.environment.actions.exceedances import (
    detect,
    dismiss,
    explain,
    notify,
    rectify,
    send_back,
    verify,
)
from zhiliang.systems.environment.actions.filing import close_plant_year, import_sewage_months
from zhiliang.systems.environment.actions.judging import judge_cities, judge_outlets
from zhiliang.systems.environment.actions.observing import import_hours, load_observations
from zhiliang.systems.environment.actions.registering import (
    import_permits,
    import_register,
    note_standstill,
    record_permit,
    register_outlet,
)
from zhiliang.systems.environment.actions.sampling import judge_monitoring, load_monitoring
from zhiliang.systems.environment.actions.waters import (
    import_drinking_months,
    import_section_months,
)

__all__ = [
    "close_plant_year",
    "detect",
    "dismiss",
    "explain",
    "import_bulletin",
    "import_drinking_months",
    "import_hours",
    "import_permits",
    "import_register",
    "import_section_months",
    "import_sewage_months",
    "judge_cities",
    "judge_monitoring",
    "judge_outlets",
    "load_bulletins",
    "load_monitoring",
    "load_observations",
    "note_standstill",
    "notify",
    "record_permit",
    "rectify",
    "register_outlet",
    "send_back",
    "verify",
]
