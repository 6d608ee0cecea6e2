"""The figures that the records carry: lead, response, receipts, lifted and reviewed warnings."""

from zhiliang.indicators.definition import Count, Mean, Ratio
from zhiliang.indicators.expression import Column, Literal, Operation
from zhiliang.systems.risk.indicators.tables import INCIDENTS, INFORMATIONS, SIGNALS, WARNINGS

SETS = ("gd_21", "prd_9")


def _there(column: str) -> Operation:
    """One where a value is on record, else nothing."""
    return Operation("if", (Column(column).is_null(), Literal(0), Literal(1)))


signals = Count(
    key="risk.signals",
    clause="三(六)",
    name_zh="风险信号",
    name_en="Risk signals",
    unit="个",
    of=SIGNALS,
    better="lower",
    sets=SETS,
    note_zh="监测产生的信号，按所判七天的最后一天归期；包括后来排除的。信号多少也取决于监测范围，不作考核。",
    note_en="Signals of the monitor, by the last day of the week judged, dismissed ones included. "
    "Their number also depends on what is monitored: it is not judged.",
)

signal_lead_days = Mean(
    key="risk.signal_lead_days",
    clause="三(六)",
    name_zh="信号早于公开报道的天数",
    name_en="Days by which signals preceded headlines",
    unit="天",
    of=SIGNALS,
    where=~Column("lead_days").is_null(),
    value=Column("lead_days"),
    sets=SETS,
    note_zh="登记了公开报道日期的信号，从信号产生到公开报道的天数平均；负数表示信号晚于报道。",
    note_en="Of signals for which the day of the headline is on record, the mean number of days "
    "from the signal to it; negative where the signal came after.",
)

response_minutes = Mean(
    key="risk.response_minutes",
    clause="三(六)",
    name_zh="突发事件响应用时",
    name_en="Time to respond to incidents",
    unit="分钟",
    better="lower",
    of=INCIDENTS,
    where=~Column("response_minutes").is_null(),
    value=Column("response_minutes"),
    sets=SETS,
    note_zh="启动了应急响应的事件，从接报到启动的分钟数平均。",
    note_en="Of incidents that were responded to, the mean number of minutes from the report to "
    "the start of the response.",
)

acknowledged_in_time = Ratio(
    key="risk.acknowledged_in_time",
    clause="三(六)",
    name_zh="风险信息按时签收率",
    name_en="Risk information acknowledged in time",
    unit="%",
    of=INFORMATIONS,
    numerator=Column("in_time"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="签收时限在期内的信息通报中按时签收的占比，按收文地区；时限是本平台的配置，不是法定时限。",
    note_en="Of the information that was to be acknowledged in the period, by recipient place. The "
    "time allowed is this platform's configuration, not the law's.",
)

warnings_lifted = Ratio(
    key="risk.warnings_lifted",
    clause="三(六)",
    name_zh="预警和提示解除率",
    name_en="Warnings lifted",
    unit="%",
    of=WARNINGS,
    numerator=_there("lifted_on"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期发布的消费提示、风险警示和突发事件预警中已经解除的占比。",
    note_en="Of notices, alerts and warnings issued in the period, those that have been lifted.",
)

warnings_reviewed = Ratio(
    key="risk.warnings_reviewed",
    clause="三(六)",
    name_zh="解除后复盘率",
    name_en="Lifted warnings reviewed",
    unit="%",
    of=WARNINGS,
    where=~Column("lifted_on").is_null(),
    numerator=_there("reviewed_on"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期发布并已解除的，完成复盘的占比。",
    note_en="Of those issued in the period and lifted, the share that was reviewed.",
)
