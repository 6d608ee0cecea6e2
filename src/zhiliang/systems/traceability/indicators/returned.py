"""Figures of traceability, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

produce_traceable_share = Reported(
    key="traceability.produce_traceable_share",
    clause="三(二)",
    name_zh="可追溯的主要农产品生产单位比例",
    name_en="Main farm producers whose produce can be traced",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
