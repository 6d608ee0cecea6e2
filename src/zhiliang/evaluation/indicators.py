"""Composite indices and grades that the evaluation reads; what lies below is not published."""

from zhiliang.evaluation.adjustments import ADJUSTMENTS
from zhiliang.indicators.definition import Reported
from zhiliang.indicators.projection import Projection

adjustments = Projection(
    ADJUSTMENTS,
    model="evaluation.Adjustment",
    columns={
        **{name: name for name, _kind in ADJUSTMENTS.columns},
        "points": "points_e6",
    },
    where={"superseded_at__isnull": True},
    partition="period",
)

competitiveness_index = Reported(
    key="evaluation.competitiveness_index",
    clause="四(四)",
    name_zh="制造业质量竞争力指数",
    name_en="Manufacturing quality competitiveness index",
    places=2,
    note_zh="下级权重未公布",
)

quality_work_grade = Reported(
    key="evaluation.quality_work_grade",
    clause="四(四)",
    name_zh="质量工作考核等级（1为A，2为B，3为C，4为D）",
    name_en="Grade in the quality-work assessment (1 is A, 2 B, 3 C, 4 D)",
    unit="级",
    places=0,
    better="lower",
    note_zh="省政府通报的等级；只公布等级，不公布分数。与本平台示例方案的评分无关。",
    note_en="Grades the province announced, without scores. They owe nothing to the example scheme "
    "of this platform.",
)
