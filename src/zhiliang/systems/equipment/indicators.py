"""Figures of equipment supervision and special equipment, until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

inspection_rate = Reported(
    key="equipment.inspection_rate",
    clause="三(六)",
    name_zh="特种设备定期检验率",
    name_en="Special equipment inspected when due",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
