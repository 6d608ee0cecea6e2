"""The rates of complaints: decided, ended and told in time, settled, repeated; tip-offs checked."""

from zhiliang.indicators.definition import Mean, Ratio
from zhiliang.indicators.expression import Column, Literal, Operation
from zhiliang.systems.complaints.indicators.tables import COMPLAINTS, RESIDENTS, TIP_OFFS

SETS = ("gd_21", "prd_9")


def _in_time(done: str, due: str) -> Operation:
    """Done, and not after the last day."""
    return ~Column(done).is_null() & Operation("le", (Column(done), Column(due)))


def _has(column: str) -> Operation:
    return ~Column(column).is_null()


# The key is that of the figure as it was returned: schemes name it.
closed_in_time = Ratio(
    key="complaints.closed_in_time",
    clause="三(六)",
    name_zh="投诉举报按期办结率",
    name_en="Complaints and tip-offs closed in time",
    unit="%",
    of=COMPLAINTS,
    where=_has("end_due_on") & ~Column("state").is_("handed_over"),
    numerator=_in_time("ended_on", "end_due_on"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期收到并受理的投诉中，不晚于调解期限结束调解的占比；鉴定、检测的时间不计，移交的不计。"
    "举报的核查另列一项。",
    note_en="Of the complaints received in the period and accepted, those whose mediation ended by "
    "the last day; testing is not counted, nor is what was handed over. Tip-offs have a figure of "
    "their own.",
)

per_100_000_residents = Ratio(
    key="complaints.per_100_000_residents",
    clause="三(六)",
    name_zh="每10万常住人口投诉量",
    name_en="Complaints per 100,000 residents",
    unit="件",
    places=2,
    better="",
    of=RESIDENTS,
    numerator=Operation("if", (Column("kind").is_("complaint"), Literal(100_000), Literal(0))),
    denominator=Operation("if", (Column("kind").is_("residents"), Column("residents"), Literal(0))),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当年收到的投诉件数除以当年常住人口，再乘以10万；只按年计算。没有当年人口数的年度"
    "沿用最近一次普查，见人口数据的说明。投诉多不等于质量差：渠道越通畅，投诉越多。",
    note_en="Complaints received in the year over its permanent residents, times 100,000; for "
    "years only. A year without a count of its own uses the last census, as the counts say. Many "
    "complaints need not mean poor quality: where complaining is easy there are more.",
)

decided_in_time = Ratio(
    key="complaints.decided_in_time",
    clause="三(六)",
    name_zh="投诉按期作出受理决定的比例",
    name_en="Complaints decided on in time",
    unit="%",
    of=COMPLAINTS,
    where=~Column("state").is_("handed_over"),
    numerator=_in_time("decided_on", "decide_due_on"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期收到的投诉中，不晚于期限作出受理或者不予受理决定的占比。",
    note_en="Of the complaints received in the period, those accepted or refused by the last day.",
)

told_in_time = Ratio(
    key="complaints.told_in_time",
    clause="三(六)",
    name_zh="终止调解按期告知的比例",
    name_en="Ends of mediation told in time",
    unit="%",
    of=COMPLAINTS,
    where=_has("tell_due_on"),
    numerator=_in_time("told_on", "tell_due_on"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期收到的投诉中终止调解的，不晚于期限告知双方的占比。",
    note_en="Of the complaints received in the period whose mediation was ended, those whose "
    "parties were told by the last day.",
)

settled = Ratio(
    key="complaints.settled",
    clause="三(六)",
    name_zh="调解成功率",
    name_en="Mediation success",
    unit="%",
    of=COMPLAINTS,
    where=Column("state").is_("settled") | Column("state").is_("terminated"),
    numerator=Column("state").is_("settled"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期收到的投诉中已结束调解的，达成协议的占比。",
    note_en="Of the complaints received in the period whose mediation has ended, those settled.",
)

repeated = Ratio(
    key="complaints.repeated",
    clause="三(六)",
    name_zh="重复投诉率",
    name_en="Repeat complaints",
    unit="%",
    better="lower",
    of=COMPLAINTS,
    numerator=Operation("if", (Column("repeated").is_null(), Literal(0), Literal(1))),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期收到的投诉中，同一人在 180 天内就同一经营者已办结的投诉再次投诉的占比；"
    "180 天是示例配置。",
    note_en="Of the complaints received in the period, those in which the same person complains "
    "again about the same firm within 180 days, after the earlier complaint ended; the 180 days "
    "are example configuration.",
)

satisfaction = Mean(
    key="complaints.satisfaction",
    clause="三(六)",
    name_zh="投诉办理满意度",
    name_en="Satisfaction with the handling",
    unit="分",
    of=COMPLAINTS,
    value=Column("satisfaction"),
    sets=SETS,
    note_zh="当期收到的投诉中，投诉人给出的评价（1—5 分）的平均；没有评价的不计，"
    "自愿评价不代表全部投诉人。",
    note_en="Mean of the ratings (1 to 5) given by complainants of complaints received in the "
    "period; who did not rate is not counted, and those who did need not stand for all.",
)

checked_in_time = Ratio(
    key="complaints.tip_offs_checked_in_time",
    clause="三(六)",
    name_zh="举报按期核查率",
    name_en="Tip-offs checked in time",
    unit="%",
    of=TIP_OFFS,
    where=~(Column("state").is_("handed_over") | Column("state").is_("merged")),
    numerator=_in_time("decided_on", "check_due_on"),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期收到的举报中，不晚于期限（含经批准的延长）决定是否立案的占比；移交、合并的不计。",
    note_en="Of the tip-offs received in the period, those on which it was decided by the last day "
    "(or as extended) whether to file a case; what was handed over or merged is not counted.",
)
