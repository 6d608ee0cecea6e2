"""Figures of laboratories, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

national_qc_centres = Reported(
    key="laboratories.national_qc_centres",
    clause="三(七)",
    name_zh="国家级质检中心",
    name_en="National quality inspection centres",
    unit="个",
    places=0,
    aggregate="sum",
    sets=SETS,
)

public_testing_platforms = Reported(
    key="laboratories.public_testing_platforms",
    clause="三(七)",
    name_zh="公共技术检测服务平台",
    name_en="Public testing platforms",
    unit="个",
    places=0,
    aggregate="sum",
    sets=SETS,
)

measuring_instruments_verified = Reported(
    key="laboratories.measuring_instruments_verified",
    clause="三(二)",
    name_zh="强制检定计量器具受检率",
    name_en="Measuring instruments under mandatory verification that were verified",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
