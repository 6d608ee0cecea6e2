"""Every verb of recalls."""

from zhiliang.systems.recalls import rechecking  # noqa: F401  (registers what is computed anew)
from zhiliang.systems.recalls.actions.checking import (
    conclude_check,
    draw_check,
    record_visit,
)
from zhiliang.systems.recalls.actions.clueing import (
    analyse,
    ask_analysis,
    dismiss_clue,
    give_opinion,
    investigate,
    register_clue,
    report_clue,
    resume_clue,
    screen,
    suspend_clue,
    take_up_complaint,
    take_up_sample,
)
from zhiliang.systems.recalls.actions.deciding import (
    object_to,
    offer,
    order,
    overrule,
    report_alarm,
    take_over,
    tell_firm,
    terminate,
    uphold,
)
from zhiliang.systems.recalls.actions.drilling import (
    answer_drill,
    miss_drill,
    score_drill,
    start_drill,
)
from zhiliang.systems.recalls.actions.issuing import issue_document
from zhiliang.systems.recalls.actions.made_up import load_sample
from zhiliang.systems.recalls.actions.notifying import (
    enter_movement,
    import_consignees,
    name_consignee,
    record_notified,
    reply,
    send_notices,
)
from zhiliang.systems.recalls.actions.opening import (
    confirm,
    declare,
)
from zhiliang.systems.recalls.actions.planning import (
    accept_plan,
    amend_plan,
    announce,
    file_plan,
    return_plan,
)
from zhiliang.systems.recalls.actions.pooling import (
    import_experts,
    import_foreign_recalls,
)
from zhiliang.systems.recalls.actions.ranging import (
    adopt_scope,
    dismiss_scope,
    enter_batches,
    freeze_scope,
    look_again,
    look_again_on_tick,
    reopen,
)
from zhiliang.systems.recalls.actions.reporting import (
    close,
    demand_more,
    extend,
    report_progress,
    summarise,
)
from zhiliang.systems.recalls.actions.watching import find_overdue

__all__ = [
    "accept_plan",
    "adopt_scope",
    "amend_plan",
    "analyse",
    "announce",
    "answer_drill",
    "ask_analysis",
    "close",
    "conclude_check",
    "confirm",
    "declare",
    "demand_more",
    "dismiss_clue",
    "dismiss_scope",
    "draw_check",
    "enter_batches",
    "enter_movement",
    "extend",
    "file_plan",
    "find_overdue",
    "freeze_scope",
    "give_opinion",
    "import_consignees",
    "import_experts",
    "import_foreign_recalls",
    "investigate",
    "issue_document",
    "load_sample",
    "look_again",
    "look_again_on_tick",
    "miss_drill",
    "name_consignee",
    "object_to",
    "offer",
    "order",
    "overrule",
    "record_notified",
    "record_visit",
    "register_clue",
    "reopen",
    "reply",
    "report_alarm",
    "report_clue",
    "report_progress",
    "resume_clue",
    "return_plan",
    "score_drill",
    "screen",
    "send_notices",
    "start_drill",
    "summarise",
    "suspend_clue",
    "take_over",
    "take_up_complaint",
    "take_up_sample",
    "tell_firm",
    "terminate",
    "uphold",
]
