"""The rates of recalls: finished in time, told, recovered, reached when checked, reopened."""

from zhiliang.indicators.definition import Mean, Ratio
from zhiliang.indicators.expression import Column, Literal, Operation
from zhiliang.systems.recalls.indicators.tables import CHECKS, CONSIGNEES, RECALLS

SETS = ("gd_21", "prd_9")
IN_TIME = ~Column("finished_on").is_null() & Operation("le", (Column("finished_on"), Column("day")))
HELD = ~Column("state").is_("terminated")


def _there(column: str) -> Operation:
    """One where a day is on record, else nothing."""
    # as 0 and 1: "not (x is null)" as a measure loses its brackets on the way to DuckDB's SQL
    return Operation("if", (Column(column).is_null(), Literal(0), Literal(1)))


# The key is that of the figure as it was returned: schemes and targets name it.
recalls_completed = Ratio(
    key="traceability.recalls_completed",
    clause="三(六)",
    name_zh="按期完成的召回比例",
    name_en="Recalls completed in time",
    unit="%",
    of=RECALLS,
    where=HELD,
    numerator=IN_TIME,
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="完成期限在期内的召回中，不晚于期限完成的占比；期限按法律或经同意的延长，"
    "法律没有规定完成期限的（消费品等）按企业报告的召回计划。终止的不计。",
    note_en="Of the recalls that fell due in the period, those finished by then. The last day is "
    "the law's or as extended; where the law sets none (consumer goods), that of the plan filed. "
    "Recalls that were ended are not counted.",
)

consignees_notified = Ratio(
    key="recalls.consignees_notified",
    clause="三(六)",
    name_zh="召回通知到达率",
    name_en="Consignees notified",
    unit="%",
    of=CONSIGNEES,
    numerator=_there("notified_on"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期认定的召回，召回范围内的收货单位中已登记通知到的占比。",
    note_en="Of the consignees in the scope of recalls decided in the period, those recorded as "
    "notified.",
)

consignees_replied = Ratio(
    key="recalls.consignees_replied",
    clause="三(六)",
    name_zh="召回答复率",
    name_en="Consignees that replied",
    unit="%",
    of=CONSIGNEES,
    numerator=_there("replied_on"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期认定的召回，召回范围内的收货单位中已答复现存、退回和处置数量的占比。",
    note_en="Of the consignees in the scope of recalls decided in the period, those that replied "
    "with quantities.",
)

recovered_share = Mean(
    key="recalls.recovered_share",
    clause="三(六)",
    name_zh="平均召回率",
    name_en="Mean share recovered",
    unit="%",
    of=RECALLS,
    where=HELD,
    value=Column("recovered_percent_e6"),
    scaled=True,
    sets=SETS,
    note_zh="每起召回收回或者就地处置的数量占应召回数量的比例，按起数平均：不同产品的数量单位不能相加。"
    "完成召回时算定，按完成期限归期；没有收货数量的不计。",
    note_en="For each recall what came back or was disposed of on the spot, of what was to be "
    "recalled, averaged over recalls: quantities of different products cannot be added. Fixed when "
    "a recall is finished; recalls without quantities are not counted.",
)

reached_when_checked = Ratio(
    key="recalls.reached_when_checked",
    clause="三(六)",
    name_zh="效果核查中确已通知到的比例",
    name_en="Reached, as checked",
    unit="%",
    of=CHECKS,
    numerator=Column("reached"),
    denominator=Column("size"),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="随机抽取的收货单位中，核查时确已收到通知并停售、封存或者退回的占比；"
    "是样本的比例，每次核查的置信下限在召回案内。",
    note_en="Of the consignees drawn by lot, those found to have had the notice and to have "
    "stopped selling, sealed or returned the goods. It is the share of the samples; each check's "
    "confidence bound stands in its case.",
)

recalls_reopened = Ratio(
    key="recalls.reopened",
    clause="三(六)",
    name_zh="结案后重开的召回比例",
    name_en="Recalls reopened after closing",
    unit="%",
    better="lower",
    of=RECALLS,
    where=Column("reopened") | Column("state").is_("closed"),
    numerator=Column("reopened"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="曾经结案的召回中，因范围扩大等重开过的占比。",
    note_en="Of the recalls that were closed, those reopened, for instance because the scope "
    "widened.",
)
