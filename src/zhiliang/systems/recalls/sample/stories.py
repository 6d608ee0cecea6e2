"""What the made-up recalls are about; every firm and product is invented."""

from typing import Any

FIRMS = {
    "food": ("示例食品有限公司", "440600"),
    "heater": ("示例电器有限公司", "440100"),
    "scooter": ("示例童车厂", "440300"),
    "part": ("示例温控元件厂", "441900"),
    "dairy": ("示例乳业有限公司", "440100"),
}
SHOPS = (
    ("示例商超（佛山店）", "440600", 240),
    ("示例便利店总仓", "440100", 600),
    ("示例社区团购（广州）", "440100", 120),
    ("示例生鲜商行", "440600", 80),
    ("示例学校配餐", "440300", 160),
    ("示例健身餐饮", "440300", 60),
    ("示例批发部", "441900", 300),
    ("示例网店仓库", "441900", 90),
)
"""Name, place, boxes received."""
FOOD: dict[str, Any] = {
    "product": "示例即食鸡胸肉",
    "product_en": "Sample ready-to-eat chicken breast",
    "brand": "示例",
    "model_spec": "100 克/袋",
    "reason": "企业自检发现部分批次单核细胞增生李斯特氏菌不符合食品安全国家标准",
    "reason_en": "The firm's own tests found Listeria monocytogenes in some batches",
    "harm": "食用后可能引起发热、腹泻，孕妇、婴幼儿和老人风险更高",
    "harm_en": "May cause fever and diarrhoea; pregnant women, infants and the elderly are at risk",
}
ADVICE = (
    "不要食用。带包装到购买的门店退款，不需要小票。有发热、腹泻的，请就医并告诉医生吃过这个产品。"
)
ADVICE_EN = (
    "Do not eat it. Return it to the shop for a refund; no receipt is needed. If you have a fever "
    "or diarrhoea, see a doctor and say that you ate it."
)
HEATER: dict[str, Any] = {
    "product": "示例暖风机 NF-20",
    "product_en": "Sample fan heater NF-20",
    "brand": "示例",
    "model_spec": "NF-20",
    "reason": "电源线固定装置强度不足，长期使用后可能松脱",
    "reason_en": "The cord anchorage is too weak and may come loose in long use",
    "harm": "电源线松脱可能引起触电或者起火",
    "harm_en": "A loose cord may cause electric shock or fire",
}
HEATER_ADVICE = "停止使用并拔下插头，联系售后免费更换电源线固定装置；也可以退货。"
HEATER_ADVICE_EN = (
    "Stop using it and pull the plug. The anchorage is replaced free of charge; or return it."
)
PLAN: dict[str, Any] = {
    "measures": "停止生产销售，通知各收货单位下架封存，向消费者发布公告，退货退款。",
    "area": "广东省",
    "notice_ways": "平台通知收货单位；本企业网站、门店和媒体公告",
    "disposal": "退回本厂集中销毁，留存现场影像",
    "costs": "由本企业承担",
    "contact": "质量部（示例）0000-0000000",
}
MILK: dict[str, Any] = {
    "product": "示例原味酸奶、示例巴氏鲜奶",
    "product_en": "Sample plain yogurt and sample fresh milk",
    "brand": "示例",
    "model_spec": "200 克/杯，950 毫升/盒",
    "reason": "原料奶复检发现兽药残留超过食品安全国家标准",
    "reason_en": "A second test of the raw milk found residues of veterinary drugs above the limit",
    "harm": "对抗生素过敏的人可能出现过敏反应",
    "harm_en": "May cause allergic reactions in people who are allergic to antibiotics",
}
MILK_ADVICE = "请停止食用。凭包装到购买的门店退款。"
MILK_ADVICE_EN = "Stop eating it. Return it with its packaging to the shop for a refund."
RAW_MILK, COOKER = "0952008400001", "0952008400010"
"""Products of the made-up chain, without their check digits; lots go by day."""
DAY_LONG = 24 * 60
"""Minutes of the drill that waits for an answer, so that it is not late while one looks around."""
CLUES: tuple[dict[str, Any], ...] = (
    {
        "origin": "complaint",
        "product": "示例儿童水杯",
        "batches": "2026-09",
        "finding": "三名家长反映杯盖小零件脱落，幼儿放入口中。",
        "place": "440100",
        "serious": False,
    },
    {
        "origin": "injury",
        "product": "示例电动滑板车",
        "batches": "S3 型",
        "finding": "医院伤害监测：骑行中前叉断裂，两人骨折。",
        "place": "440300",
        "serious": True,
    },
    {
        "origin": "foreign",
        "origin_ref": "示例境外通报 2026-0917",
        "product": "示例充电宝",
        "batches": "P10",
        "finding": "境外主管部门通报过热起火，在境外召回；本省企业为代工方。",
        "place": "441900",
        "serious": True,
    },
)
EXPERTS = (
    ("S-01", "食品微生物", "示例疾控研究所"),
    ("S-02", "电器安全", "示例电器检测中心"),
    ("S-03", "儿童用品", "示例儿童用品研究院"),
    ("S-04", "机械伤害", "示例理工大学"),
)
LOT = "https://id.gs1.org/01/06900000000014/10/20261118A"
