"""The rates of supervision sampling, from the samples, objections and post-processing on record."""

from zhiliang.indicators.definition import Ratio
from zhiliang.indicators.expression import Column, Literal, Operation
from zhiliang.systems.sampling.indicators.tables import (
    COMPARABILITY,
    OBJECTIONS,
    RECTIFICATIONS,
    SAMPLES,
)

SETS = ("gd_21", "prd_9")
JUDGED = Column("state").one_of("settled", "published") & Column("conclusion").one_of(
    "pass", "fail"
)
ROUTINE = JUDGED & Column("programme").is_("supervision") & Column("purpose").is_("routine")
PASSED = Column("conclusion").is_("pass")
UNTIL_PUBLISHED_ZH = "按抽样日期归期；跟踪抽查、应急抽查、结果无效和尚未定论的样品不计。"
UNTIL_PUBLISHED_EN = (
    "By day of sampling; follow-up and emergency samples, void results and samples that are not "
    "settled are not counted."
)

market_pass_rate = Ratio(
    key="sampling.market_pass_rate",
    clause="二(一)",
    name_zh="重点产品市场抽检合格率",
    name_en="Market sampling pass rate of key products",
    unit="%",
    of=SAMPLES,
    where=ROUTINE & Column("key_product") & Column("site").one_of("market", "online"),
    numerator=PASSED,
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="重点产品在销售场所和网络交易平台监督抽查中，最终结论为所检项目未发现不合格的批次占比。"
    + UNTIL_PUBLISHED_ZH,
    note_en="Of the batches of key products sampled in shops and on platforms, those in whose "
    "tested items no nonconformity was found. " + UNTIL_PUBLISHED_EN,
)

production_pass_rate = Ratio(
    key="sampling.production_pass_rate",
    clause="三(六)",
    name_zh="生产环节抽查合格率",
    name_en="Pass rate of sampling at the producer",
    unit="%",
    of=SAMPLES,
    where=ROUTINE & Column("site").is_("production"),
    numerator=PASSED,
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="不是市场抽检。" + UNTIL_PUBLISHED_ZH,
    note_en="Not the market sampling. " + UNTIL_PUBLISHED_EN,
)

food_pass_rate = Ratio(
    key="sampling.food_pass_rate",
    clause="三(六)",
    name_zh="食品抽检合格率",
    name_en="Food sampling pass rate",
    unit="%",
    places=2,
    of=SAMPLES,
    where=ROUTINE & Column("regime").is_("food"),
    numerator=PASSED,
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh=UNTIL_PUBLISHED_ZH,
    note_en=UNTIL_PUBLISHED_EN,
)

agricultural_pass_rate = Ratio(
    key="sampling.agricultural_pass_rate",
    clause="三(六)",
    name_zh="主要农产品质量安全监测合格率",
    name_en="Pass rate of monitored farm products",
    unit="%",
    of=SAMPLES,
    where=ROUTINE & Column("regime").is_("farm_produce"),
    numerator=PASSED,
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh=UNTIL_PUBLISHED_ZH,
    note_en=UNTIL_PUBLISHED_EN,
)

comparability_pass_rate = Ratio(
    key="sampling.comparability_pass_rate",
    clause="二(一)",
    name_zh="国家重点产品可比性跟踪监督抽查合格率",
    name_en="Pass rate in national comparability tracking sampling",
    unit="%",
    of=COMPARABILITY,
    numerator=Column("passed"),
    denominator=Column("tested"),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="国家组织的可比性跟踪监督抽查中广东产品的合格批次占比；结果由国家给出，在此导入。",
    note_en="Of Guangdong's batches in the comparability tracking ordered by the State, those that "
    "passed; the results are the State's and are imported.",
)

discovery_rate = Ratio(
    key="sampling.discovery_rate",
    clause="三(六)",
    name_zh="监督抽查不合格发现率",
    name_en="Nonconformity rate of supervision sampling",
    unit="%",
    better="lower",
    of=SAMPLES,
    where=ROUTINE,
    numerator=Column("conclusion").is_("fail"),
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="各类产品、各抽样环节合计的不合格批次占比。抽查以发现问题为导向，高低不直接说明总体质量。"
    + UNTIL_PUBLISHED_ZH,
    note_en="Nonconforming batches among all, whatever the product and the site. Sampling looks "
    "for what is wrong: the rate is no estimate of quality at large. " + UNTIL_PUBLISHED_EN,
)

reported_in_time = Ratio(
    key="sampling.reported_in_time",
    clause="三(六)",
    name_zh="抽检按期报告率",
    name_en="Samples reported in time",
    unit="%",
    of=SAMPLES,
    where=~Column("due_on").is_null() & ~Column("reported_on").is_null(),
    numerator=Operation("le", (Column("reported_on"), Column("due_on"))),
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="已出具检验报告的样品中，不晚于计划完成日期的占比；完成日期由计划规定。"
    "还没有报告的不计，在抽查看板上看得到。",
    note_en="Of the samples reported on, those by the plan's own date; no statute sets one. A "
    "sample without a report is not counted; the board shows it.",
)

objections_upheld_rate = Ratio(
    key="sampling.objections_upheld_rate",
    clause="三(六)",
    name_zh="监督抽查异议成立率",
    name_en="Objections to sampling upheld",
    unit="%",
    better="lower",
    of=OBJECTIONS,
    where=Column("state").one_of("upheld", "dismissed"),
    numerator=Column("state").is_("upheld"),
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="当期作出处理结论的异议中，异议成立的占比；不予受理、放弃和终止复检的不计。",
    note_en="Of the objections decided in the period, those upheld; objections not accepted and "
    "re-tests given up or ended are not counted.",
)

post_processing_rate = Ratio(
    key="sampling.post_processing_rate",
    clause="三(六)",
    name_zh="不合格产品后处理完成率",
    name_en="Post-processing completed for nonconforming products",
    unit="%",
    of=RECTIFICATIONS,
    numerator=Column("state").one_of("closed", "referred"),
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="复查期限在期内的不合格产品中，经复查合格了结或者依法移送吊销执照的占比。",
    note_en="Of the nonconforming products whose follow-up inspection fell due in the period, "
    "those closed after passing or referred for revocation.",
)
