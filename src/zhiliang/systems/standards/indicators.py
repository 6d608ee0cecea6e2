"""Figures of standards, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

SETS = ("gd_21", "prd_9")

advanced_standard_share = Reported(
    key="standards.advanced_standard_share",
    clause="二(一)",
    name_zh="主要工业产品采用国际标准或国外先进标准的比例",
    name_en="Main industrial products made to international or advanced foreign standards",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
)

premium_grade_share = Reported(
    key="standards.premium_grade_share",
    clause="二(一)",
    name_zh="优等品率",
    name_en="Premium-grade share",
    unit="%",
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="达到国际先进水平的优等品所占比例；原文未定数值，只作方向。",
    note_en="Share of products at the international advanced level; a direction without a number.",
)

international_standards_adopted = Reported(
    key="standards.international_standards_adopted",
    clause="三(一)",
    name_zh="当年采用国际标准或国外先进标准的产品",
    name_en="Products adopting international or advanced foreign standards in the year",
    unit="个/年",
    places=0,
    aggregate="sum",
    sets=SETS,
)

committee_secretariats = Reported(
    key="standards.committee_secretariats",
    clause="三(一)",
    name_zh="落户广东的标准化技术委员会、分技术委员会和工作组",
    name_en="Standardisation committees, subcommittees and working groups in Guangdong",
    unit="个",
    places=0,
    aggregate="sum",
    sets=SETS,
)

led_or_joined = Reported(
    key="standards.led_or_joined",
    clause="三(一)",
    name_zh="主导或参与制修订的国际、国家和行业标准（自2010-07-04累计）",
    name_en="International, national and industry standards led or joined (since 2010-07-04)",
    unit="项",
    places=0,
    note_zh="市级数可能重复计同一标准，不相加",
)

demonstration_zones = Reported(
    key="standards.demonstration_zones",
    clause="三(一)",
    name_zh="国家级和省级标准化示范区",
    name_en="National and provincial standardisation demonstration zones",
    unit="个",
    places=0,
    aggregate="sum",
    sets=SETS,
)
