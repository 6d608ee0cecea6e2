"""Figures of outreach, education and research, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

situation_report_published = Reported(
    key="outreach.situation_report_published",
    clause="四(五)",
    name_zh="质量状况分析报告编制和发布",
    name_en="Quality situation report drawn up and published",
    unit="档",
    note_zh="1/0.5/0",
)

training_delivered = Reported(
    key="outreach.training_delivered",
    clause="四(五)",
    name_zh="质量教育培训开展",
    name_en="Quality education and training delivered",
    unit="档",
    note_zh="1/0.5/0",
)
