"""Whole-country figures: shown beside Guangdong's, never standing in for them."""

from zhiliang.indicators.definition import Reported

supervision_pass_rate = Reported(
    key="national.supervision_pass_rate",
    clause="二(一)",
    name_zh="产品质量国家监督抽查合格率（全国）",
    name_en="National supervision sampling pass rate (whole country)",
    unit="%",
    note_zh="全国数，不代替广东数",
)

rpq = Reported(
    key="national.rpq",
    clause="二(一)",
    name_zh="制造业产品质量合格率（全国）",
    name_en="Manufacturing product pass rate (whole country)",
    unit="%",
    places=2,
    note_zh="全国数，不代替广东数",
)

competitiveness_index = Reported(
    key="national.competitiveness_index",
    clause="四(四)",
    name_zh="制造业质量竞争力指数（全国）",
    name_en="Manufacturing quality competitiveness index (whole country)",
    places=2,
    note_zh="全国数，不代替广东数",
)
