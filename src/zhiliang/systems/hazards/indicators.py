"""Figures of major hazard installations, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

installations_monitored = Reported(
    key="hazards.installations_monitored",
    clause="三(六)",
    name_zh="重大危险源监控覆盖率",
    name_en="Major hazard installations under monitoring",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
