"""Figures of supervision sampling, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

market_pass_rate = Reported(
    key="sampling.market_pass_rate",
    clause="二(一)",
    name_zh="重点产品市场抽检合格率",
    name_en="Market sampling pass rate of key products",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)

comparability_pass_rate = Reported(
    key="sampling.comparability_pass_rate",
    clause="二(一)",
    name_zh="国家重点产品可比性跟踪监督抽查合格率",
    name_en="Pass rate in national comparability tracking sampling",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)

manufacturing_pass_rate = Reported(
    key="sampling.manufacturing_pass_rate",
    clause="二(一)",
    name_zh="制造业产品质量合格率",
    name_en="Manufacturing product pass rate",
    unit="%",
    places=2,
    note_zh="按工业产值加权，不能由市级数相加",
)

food_pass_rate = Reported(
    key="sampling.food_pass_rate",
    clause="三(六)",
    name_zh="食品抽检合格率",
    name_en="Food sampling pass rate",
    unit="%",
    places=2,
    aggregate="ratio_of_sums",
    sets=SETS,
)

agricultural_pass_rate = Reported(
    key="sampling.agricultural_pass_rate",
    clause="三(六)",
    name_zh="主要农产品质量安全监测合格率",
    name_en="Pass rate of monitored farm products",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)

production_pass_rate = Reported(
    key="sampling.production_pass_rate",
    clause="三(六)",
    name_zh="生产环节抽查合格率",
    name_en="Pass rate of sampling at the producer",
    unit="%",
    note_zh="不是市场抽检",
)

national_supervision_pass_rate = Reported(
    key="sampling.national_supervision_pass_rate",
    clause="三(六)",
    name_zh="国家监督抽查广东产品合格率",
    name_en="Pass rate of Guangdong products under national supervision sampling",
    unit="%",
)

post_processing_rate = Reported(
    key="sampling.post_processing_rate",
    clause="三(六)",
    name_zh="不合格产品后处理完成率",
    name_en="Post-processing completed for nonconforming products",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
