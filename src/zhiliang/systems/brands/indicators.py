"""Figures of brands and geographical indications, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported, StatusNote

SETS = ("gd_21", "prd_9")

geographical_indications = Reported(
    key="brands.geographical_indications",
    clause="三(二)",
    name_zh="地理标志保护产品",
    name_en="Products protected as geographical indications",
    unit="个",
    places=0,
    aggregate="sum",
    sets=SETS,
)

provincial_brand_products = Reported(
    key="brands.provincial_brand_products",
    clause="三(二)",
    name_zh="广东省名牌产品",
    name_en="Guangdong provincial brand products",
    unit="个",
    places=0,
    aggregate="sum",
    sets=SETS,
)

enterprises_100bn = Reported(
    key="brands.enterprises_100bn",
    clause="三(二)",
    name_zh="年主营业务收入超1000亿元的名牌企业",
    name_en="Brand enterprises with yearly main revenue above 100 billion yuan",
    unit="家",
    places=0,
    aggregate="sum",
    sets=SETS,
    note_zh="约数",
)

enterprises_50bn = Reported(
    key="brands.enterprises_50bn",
    clause="三(二)",
    name_zh="年主营业务收入超500亿元的名牌企业",
    name_en="Brand enterprises with yearly main revenue above 50 billion yuan",
    unit="家",
    places=0,
    aggregate="sum",
    sets=SETS,
    note_zh="约数",
)

china_brand_rank = Reported(
    key="brands.china_brand_rank",
    clause="三(二)",
    name_zh="中国名牌产品总数全国位次",
    name_en="National rank by number of China Top Brand products",
    unit="位",
    places=0,
    better="lower",
    statuses=(
        StatusNote(
            "discontinued",
            "2012-10-01",
            "",
            "中国名牌评选已停止，最后一批称号2012年9月到期（据新闻报道，次级来源）。",
            "China Top Brand selection has ended; the last titles expired in September 2012 "
            "(press reports, secondary source).",
        ),
    ),
    note_zh="评价已停止",
)
