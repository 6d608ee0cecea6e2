"""Figures of funding and incentives, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

policy_areas_missing = Reported(
    key="incentives.policy_areas_missing",
    clause="四(二)",
    name_zh="缺少配套政策的方面（产业、环境、科技、金融、财税、人才）",
    name_en="Policy areas without supporting measures (of six)",
    unit="个",
    places=0,
    better="lower",
)

quality_budget_growth = Reported(
    key="incentives.quality_budget_growth",
    clause="四(二)",
    name_zh="质量工作经费比上年增长",
    name_en="Growth of the quality budget over the year before",
    unit="%",
)
