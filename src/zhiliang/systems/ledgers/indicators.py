"""Figures of enterprise quality ledgers, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

enterprises_with_ledgers = Reported(
    key="ledgers.enterprises_with_ledgers",
    clause="三(二)",
    name_zh="建立质量台账的企业比例",
    name_en="Enterprises with quality ledgers",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
