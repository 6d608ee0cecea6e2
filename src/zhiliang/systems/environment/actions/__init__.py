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
from zhiliang.systems.environment.actions.registering import (
    import_permits,
    import_register,
    note_standstill,
    record_permit,
    register_outlet,
)

__all__ = [
    "close_plant_year",
    "detect",
    "dismiss",
    "explain",
    "import_bulletin",
    "import_permits",
    "import_register",
    "import_sewage_months",
    "load_bulletins",
    "note_standstill",
    "notify",
    "record_permit",
    "rectify",
    "register_outlet",
    "send_back",
    "verify",
]
