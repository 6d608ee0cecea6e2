"""Figures of sampling that no records here give: they are returned or published."""

from zhiliang.indicators.definition import Reported

manufacturing_pass_rate = Reported(
    key="sampling.manufacturing_pass_rate",
    clause="二(一)",
    name_zh="制造业产品质量合格率",
    name_en="Manufacturing product pass rate",
    unit="%",
    places=2,
    note_zh="按工业产值加权，不能由市级数相加",
)

national_supervision_pass_rate = Reported(
    key="sampling.national_supervision_pass_rate",
    clause="三(六)",
    name_zh="国家监督抽查广东产品合格率",
    name_en="Pass rate of Guangdong products under national supervision sampling",
    unit="%",
)
