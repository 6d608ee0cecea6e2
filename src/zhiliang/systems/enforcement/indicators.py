"""Figures of enforcement, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

case_closure_rate = Reported(
    key="enforcement.case_closure_rate",
    clause="四(三)",
    name_zh="质量违法案件结案率",
    name_en="Quality cases closed",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
