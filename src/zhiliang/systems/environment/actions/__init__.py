"""The verbs of the environment system."""

from zhiliang.systems.environment.actions.bulletins import import_bulletin, load_bulletins
from zhiliang.systems.environment.actions.emissions import (
    assign_task,
    claim_measure,
    confirm_account,
    file_account,
)
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
from zhiliang.systems.environment.actions.made_up_programmes import load_programme_sample
from zhiliang.systems.environment.actions.observing import import_hours, load_observations
from zhiliang.systems.environment.actions.programmes import (
    accept_audit,
    accept_pilot,
    admit_pilot,
    assess_audit,
    assign_elimination,
    complete_project,
    file_audit,
    list_enterprise,
    plan_project,
    remove_audit,
    remove_pilot,
    report_dismantling,
    report_pilot,
    send_back_audit,
    send_back_elimination,
    send_back_project,
    verify_elimination,
    verify_project,
)
from zhiliang.systems.environment.actions.registering import (
    accept_note,
    import_permits,
    import_register,
    note_standstill,
    record_permit,
    register_outlet,
)
from zhiliang.systems.environment.actions.sampling import judge_monitoring, load_monitoring
from zhiliang.systems.environment.actions.vehicles import import_vehicles, upload_vehicles
from zhiliang.systems.environment.actions.waters import (
    import_drinking_months,
    import_section_months,
)

__all__ = [
    "accept_audit",
    "accept_pilot",
    "admit_pilot",
    "assess_audit",
    "assign_elimination",
    "assign_task",
    "claim_measure",
    "close_plant_year",
    "complete_project",
    "confirm_account",
    "detect",
    "dismiss",
    "explain",
    "file_account",
    "file_audit",
    "import_bulletin",
    "import_drinking_months",
    "import_hours",
    "import_permits",
    "import_register",
    "import_section_months",
    "import_sewage_months",
    "import_vehicles",
    "judge_cities",
    "judge_monitoring",
    "judge_outlets",
    "list_enterprise",
    "load_bulletins",
    "load_monitoring",
    "load_observations",
    "load_programme_sample",
    "accept_note",
    "note_standstill",
    "notify",
    "plan_project",
    "record_permit",
    "rectify",
    "register_outlet",
    "remove_audit",
    "remove_pilot",
    "report_dismantling",
    "report_pilot",
    "send_back",
    "send_back_audit",
    "send_back_elimination",
    "send_back_project",
    "upload_vehicles",
    "verify",
    "verify_elimination",
    "verify_project",
]
