"""Thresholds and plain words of the checks on traces. Configuration: no standard set them."""

from zhiliang.methods.tables.digit_heaping import NO_VERDICT, Check

__all__ = ["CLOCK", "CONSTANT", "FLAT", "GAPS", "NO_VERDICT", "NOTHING", "RANGE"]

# Configuration, to be set by the office for each factor and interval.
LEAST_CONSTANT = 12
LEAST_FLAT = 24

NOTHING = ("没有可检查的数值。", "There are no values to check.")

CONSTANT = Check(
    key="constant",
    zh="{n}个数值中，有{hits}段连续相同，每段不少于{least}个。",
    en="Among {n} values there are {hits} runs of the same value, each of at least {least}.",
    meaning_zh="长时间不变常见于仪器卡滞、传输停在旧值或人为设定；停产无水、低于检出限或仪器分辨率粗也会这样。",
    meaning_en="A value that stays put is common where an instrument sticks, an old value is sent "
    "again or one is set by hand; no discharge, levels below detection or a coarse instrument "
    "show it too.",
)
FLAT = Check(
    key="flat",
    zh="{n}个数值中，有{hits}段连续{least}个以上的变动不超过{spread}。",
    en="Among {n} values there are {hits} runs of at least {least} that move by no more than "
    "{spread}.",
    meaning_zh="几乎不变常见于采样管路堵塞或数据被限制在窄范围；工况平稳、出水经大池调节也会这样。",
    meaning_en="A trace that hardly moves is common where sampling is blocked or values are held "
    "within bounds; steady operation or a large balancing tank show it too.",
)
RANGE = Check(
    key="out_of_range",
    zh="{n}个数值中，有{hits}个超出{low}至{high}的量程。",
    en="Of {n} values {hits} lie outside the range of {low} to {high}.",
    meaning_zh="超出量程常见于仪器故障、单位错误或量程设置不当；真实的高浓度排放也会这样，应先查证。",
    meaning_en="Values out of range are common with a faulty instrument, a wrong unit or a wrong "
    "range; a true peak shows it too and is to be looked into first.",
)
CLOCK = Check(
    key="clock",
    zh="{n}条记录中，有{hits}条的数据时间比接收时间早{behind}秒以上或晚{ahead}秒以上。",
    en="Of {n} records {hits} bear a time more than {behind} s before or {ahead} s after their "
    "coming.",
    meaning_zh="时间不符常见于数采仪时钟未校准；断网后补传的数据时间较早，是正常的。",
    meaning_en="Times that do not fit are common with a clock that is not set; data sent after a "
    "lost connection are early for a good reason.",
)
GAPS = Check(
    key="gaps",
    zh="应有{n}个时段，有{hits}处中断，共缺{missing}个。",
    en="Of {n} intervals due there are {hits} gaps, {missing} intervals missing in all.",
    meaning_zh="中断常见于断电、断网、停产或维护；登记了停运或维护的，以登记为准。",
    meaning_en="Gaps are common with power or network failure, standstill or maintenance; where "
    "an outage is on record, the record counts.",
)
