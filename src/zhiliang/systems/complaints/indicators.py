"""Figures of complaints and tip-offs, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

closed_in_time = Reported(
    key="complaints.closed_in_time",
    clause="三(六)",
    name_zh="投诉举报按期办结率",
    name_en="Complaints and tip-offs closed in time",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
