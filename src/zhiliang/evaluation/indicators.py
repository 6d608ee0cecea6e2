"""Composite indices that the evaluation reads; their lower weights are not published."""

from zhiliang.indicators.definition import Reported

competitiveness_index = Reported(
    key="evaluation.competitiveness_index",
    clause="四(四)",
    name_zh="制造业质量竞争力指数",
    name_en="Manufacturing quality competitiveness index",
    places=2,
    note_zh="下级权重未公布",
)
