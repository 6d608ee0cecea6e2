"""Figures of certification, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

qms_certified_enterprises = Reported(
    key="certification.qms_certified_enterprises",
    clause="二(一)",
    name_zh="获质量管理体系认证的规模以上工业企业",
    name_en="Industrial enterprises with a certified quality management system",
    unit="家",
    places=0,
    aggregate="sum",
    sets=SETS,
)

qms_certified_growth = Reported(
    key="certification.qms_certified_growth",
    clause="二(一)",
    name_zh="获质量管理体系认证企业比上年增长",
    name_en="Growth of enterprises with a certified quality management system",
    unit="%",
)

compulsory_products_compliant = Reported(
    key="certification.compulsory_products_compliant",
    clause="三(二)",
    name_zh="强制性认证产品持证合规率",
    name_en="Compulsory-certification products in compliance",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)
