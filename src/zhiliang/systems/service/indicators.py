"""Figures of service quality, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

satisfaction = Reported(
    key="service.satisfaction",
    clause="二(二)",
    name_zh="服务业顾客满意度",
    name_en="Customer satisfaction with services",
    unit="分",
    aggregate="unweighted_mean",
    sets=SETS,
    note_zh="百分制",
)

standards_applied = Reported(
    key="service.standards_applied",
    clause="二(二)",
    name_zh="重点服务行业服务质量标准实施",
    name_en="Service quality standards applied in key services",
    unit="档",
    note_zh="1/0.5/0",
)
