"""One up, one down: how complete the records of firms are."""

from zhiliang.indicators.definition import Ratio
from zhiliang.indicators.expression import Column, Literal
from zhiliang.systems.traceability.indicators.tables import HANDLINGS

SETS = ("gd_21", "prd_9")
BY_DAY_ZH = "按企业首次经手批次的日期归期；只计企业自己报送的记录。"
BY_DAY_EN = "By the day on which the firm first handled the lot; only the firm's own records count."

source_known = Ratio(
    key="traceability.source_known",
    clause="三(二)",
    name_zh="批次来源可查率",
    name_en="Lots with a known source",
    unit="%",
    of=HANDLINGS,
    numerator=Column("source_known"),
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="企业经手的批次中，记录写明向谁收的或者由什么制成的占比（向上一步）。" + BY_DAY_ZH,
    note_en="Of the lots that firms handled, those whose supplier or ingredients are on record "
    "(one step back). " + BY_DAY_EN,
)

destination_known = Ratio(
    key="traceability.destination_known",
    clause="三(二)",
    name_zh="批次去向可查率",
    name_en="Lots with a known destination",
    unit="%",
    of=HANDLINGS,
    numerator=Column("destination_known"),
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="企业经手的批次中，记录写明给了谁、用于什么、零售、销毁或者仍在库的占比（向下一步）；"
    "180 天没有记录的不再视为在库（配置值）。" + BY_DAY_ZH,
    note_en="Of the lots that firms handled, those whose customer, use, retail sale or destruction "
    "is on record, or that are still in stock (one step forward); a lot unheard of for 180 days is "
    "no longer taken to be in stock (configuration). " + BY_DAY_EN,
)

late_records = Ratio(
    key="traceability.late_records",
    clause="三(二)",
    name_zh="批次记录迟报率",
    name_en="Lots recorded late",
    unit="%",
    better="lower",
    of=HANDLINGS,
    numerator=Column("late"),
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="企业经手的批次中，有事件在发生 24 小时以后才记录的占比（24 小时是配置值）。"
    + BY_DAY_ZH,
    note_en="Of the lots that firms handled, those with an event recorded more than 24 hours after "
    "it happened (24 hours is configuration). " + BY_DAY_EN,
)
