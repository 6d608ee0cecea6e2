"""Figures of organisation identity codes, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

organisation_code_coverage = Reported(
    key="codes.organisation_code_coverage",
    clause="三(一)",
    name_zh="组织机构代码覆盖率",
    name_en="Organisations with a valid identity code",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
