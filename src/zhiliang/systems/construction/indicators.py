"""Figures of construction quality, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

completed_works_conforming = Reported(
    key="construction.completed_works_conforming",
    clause="二(三)",
    name_zh="竣工工程质量达标率",
    name_en="Completed works meeting national standards or codes",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)

key_works_first_acceptance = Reported(
    key="construction.key_works_first_acceptance",
    clause="二(三)",
    name_zh="重点和大中型工程试车、投产、验收一次合格率",
    name_en="Key works passing trial run, commissioning and acceptance at the first attempt",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)

quality_accidents = Reported(
    key="construction.quality_accidents",
    clause="二(三)",
    name_zh="建设工程质量事故",
    name_en="Construction quality accidents",
    unit="起",
    places=0,
    better="lower",
    aggregate="sum",
    sets=SETS,
    note_zh="不含安全事故",
)

household_acceptance_coverage = Reported(
    key="construction.household_acceptance_coverage",
    clause="三(四)",
    name_zh="住宅工程质量分户验收覆盖率",
    name_en="Residential works covered by household acceptance",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)

national_awards = Reported(
    key="construction.national_awards",
    clause="二(三)",
    name_zh="当年获鲁班奖等国家级工程质量奖",
    name_en="National construction quality awards in the year",
    unit="项",
    places=0,
    aggregate="sum",
    sets=SETS,
    note_zh="示例方案加分",
)
