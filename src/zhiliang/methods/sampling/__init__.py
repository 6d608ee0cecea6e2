"""Acceptance sampling: letters, plans, switching, audits, what a plan does.

GB/T 2828.1-2012 (ISO 2859-1:1999) and MIL-STD-105E by attributes, plans by variables, audits of a
declared quality level. Quality is a proportion nonconforming [0 to 1] or nonconformities per unit;
AQLs are printed per cent or per 100 units. Cells of a table say where they come from and how sure
they are (待核). Double and multiple plans of 2012 are not freely published: `load_plans` reads a
table of your own.
"""

from zhiliang.methods.sampling.audit import AuditPlan, audit_plan, preferred_size
from zhiliang.methods.sampling.characteristics import Decisions, aoq, asn, ati, decisions, oc
from zhiliang.methods.sampling.letters import code_letter
from zhiliang.methods.sampling.loading import PlanTable, load_plans
from zhiliang.methods.sampling.plans import NO_ACCEPTANCE, Plan, Stage, StagedPlan
from zhiliang.methods.sampling.search import find_plan
from zhiliang.methods.sampling.single import (
    Cell,
    Plans,
    single_cell,
    single_plan_gb2828_1,
    single_plans_gb2828_1,
)
from zhiliang.methods.sampling.staged import StagedCell, double_plan, multiple_plan, staged_cell
from zhiliang.methods.sampling.switching import (
    Lot,
    Scheme,
    Standing,
    replay,
    scheme_gb2828_1,
    switch,
)
from zhiliang.methods.sampling.variables import (
    VariablesPlan,
    accepts,
    find_variables_plan,
    oc_variables,
)

__all__ = [
    "NO_ACCEPTANCE",
    "AuditPlan",
    "Cell",
    "Decisions",
    "Lot",
    "Plan",
    "PlanTable",
    "Plans",
    "Scheme",
    "Stage",
    "StagedCell",
    "StagedPlan",
    "Standing",
    "VariablesPlan",
    "accepts",
    "aoq",
    "asn",
    "ati",
    "audit_plan",
    "code_letter",
    "decisions",
    "double_plan",
    "find_plan",
    "find_variables_plan",
    "load_plans",
    "multiple_plan",
    "oc",
    "oc_variables",
    "preferred_size",
    "replay",
    "scheme_gb2828_1",
    "single_cell",
    "single_plan_gb2828_1",
    "single_plans_gb2828_1",
    "staged_cell",
    "switch",
]
