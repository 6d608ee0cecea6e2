"""Figures of risk monitoring and response, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

mechanism_operating = Reported(
    key="risk.mechanism_operating",
    clause="三(六)",
    name_zh="质量安全风险评估、监测、预警和处置机制运行",
    name_en="Risk assessment, monitoring, warning and response in operation",
    unit="档",
    note_zh="1/0.5/0",
)

systemic_incidents = Reported(
    key="risk.systemic_incidents",
    clause="三(六)",
    name_zh="区域性、系统性质量安全事件",
    name_en="Regional or systemic quality-safety incidents",
    unit="起",
    places=0,
    better="lower",
    aggregate="sum",
    sets=SETS,
    note_zh="一票否决",
)
