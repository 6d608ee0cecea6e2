"""Figures of coordination and follow-up, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

quality_plan_adopted = Reported(
    key="coordination.quality_plan_adopted",
    clause="四(一)",
    name_zh="质量发展规划和年度方案制定",
    name_en="Quality development plan and yearly programme adopted",
    unit="档",
    note_zh="1/0.5/0",
)

mechanism_established = Reported(
    key="coordination.mechanism_established",
    clause="四(一)",
    name_zh="质量工作协调机制建立",
    name_en="Coordination mechanism established",
    unit="档",
    places=0,
    note_zh="1/0",
)

targets_in_government_report = Reported(
    key="coordination.targets_in_government_report",
    clause="四(一)",
    name_zh="质量目标纳入国民经济规划和政府工作报告",
    name_en="Quality targets in the economic plan and government report",
    unit="档",
    note_zh="1/0.5/0",
)
