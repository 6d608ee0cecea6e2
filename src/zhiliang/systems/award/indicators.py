"""Figures of government quality award, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

government_award_established = Reported(
    key="award.government_award_established",
    clause="三(二)",
    name_zh="建立本级政府质量奖励制度",
    name_en="Government quality award established",
    unit="档",
    places=0,
    note_zh="1/0",
)
