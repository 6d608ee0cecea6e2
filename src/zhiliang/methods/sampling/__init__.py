"""Acceptance sampling by attributes: letters, plans, switching, what a plan does.

Quality is a proportion nonconforming [0 to 1] or nonconformities per unit; AQLs are printed per
cent or per 100 units. Cells of a table say where they come from and how sure they are (待核).
"""

from zhiliang.methods.sampling.characteristics import Decisions, aoq, asn, ati, decisions, oc
from zhiliang.methods.sampling.letters import code_letter
from zhiliang.methods.sampling.plans import NO_ACCEPTANCE, Plan, Stage, StagedPlan
from zhiliang.methods.sampling.single import (
    Cell,
    Plans,
    single_cell,
    single_plan_gb2828_1,
    single_plans_gb2828_1,
)

__all__ = [
    "NO_ACCEPTANCE",
    "Cell",
    "Decisions",
    "Plan",
    "Plans",
    "Stage",
    "StagedPlan",
    "aoq",
    "asn",
    "ati",
    "code_letter",
    "decisions",
    "oc",
    "single_cell",
    "single_plan_gb2828_1",
    "single_plans_gb2828_1",
]
