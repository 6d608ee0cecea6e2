"""Divisions of manufacturing (GB/T 4754-2017, section C) whose output the pass rate counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Division:
    """A division of industry: code, Chinese and English name. English is ours."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class DivisionList:
    """Divisions of one edition; dates are ISO, empty where open."""

    standard: str
    in_force_from: str
    in_force_to: str
    certainty: str
    divisions: tuple[Division, ...]


# GB/T 4754-2017 has C13 to C43; recycling (C42) and repair (C43) are not counted. The edition of
# 2002, in force in 2010, cut the divisions otherwise, so it needs a list of its own.
PASS_RATE_DIVISIONS_2017 = DivisionList(
    standard="GB/T 4754-2017",
    in_force_from="2017-10-01",
    in_force_to="",
    certainty="secondary",
    divisions=(
        Division("C13", "农副食品加工业", "Processing of food from agricultural products"),
        Division("C14", "食品制造业", "Foods"),
        Division("C15", "酒、饮料和精制茶制造业", "Liquor, beverages and refined tea"),
        Division("C16", "烟草制品业", "Tobacco"),
        Division("C17", "纺织业", "Textiles"),
        Division("C18", "纺织服装、服饰业", "Apparel"),
        Division("C19", "皮革、毛皮、羽毛及其制品和制鞋业", "Leather, fur, feather, footwear"),
        Division(
            "C20", "木材加工和木、竹、藤、棕、草制品业", "Wood, bamboo, rattan, straw products"
        ),
        Division("C21", "家具制造业", "Furniture"),
        Division("C22", "造纸和纸制品业", "Paper"),
        Division("C23", "印刷和记录媒介复制业", "Printing and recorded media"),
        Division(
            "C24", "文教、工美、体育和娱乐用品制造业", "Cultural, arts, sports, entertainment goods"
        ),
        Division("C25", "石油、煤炭及其他燃料加工业", "Petroleum, coal, other fuel processing"),
        Division("C26", "化学原料和化学制品制造业", "Chemicals"),
        Division("C27", "医药制造业", "Pharmaceuticals"),
        Division("C28", "化学纤维制造业", "Chemical fibres"),
        Division("C29", "橡胶和塑料制品业", "Rubber and plastics"),
        Division("C30", "非金属矿物制品业", "Non-metallic minerals"),
        Division("C31", "黑色金属冶炼和压延加工业", "Ferrous metals"),
        Division("C32", "有色金属冶炼和压延加工业", "Non-ferrous metals"),
        Division("C33", "金属制品业", "Metal products"),
        Division("C34", "通用设备制造业", "General equipment"),
        Division("C35", "专用设备制造业", "Special equipment"),
        Division("C36", "汽车制造业", "Automobiles"),
        Division(
            "C37",
            "铁路、船舶、航空航天和其他运输设备制造业",
            "Rail, ship, aerospace and other transport",
        ),
        Division("C38", "电气机械和器材制造业", "Electrical machinery"),
        Division(
            "C39", "计算机、通信和其他电子设备制造业", "Computers, communication, electronics"
        ),
        Division("C40", "仪器仪表制造业", "Instruments"),
        Division("C41", "其他制造业", "Other manufacturing"),
    ),
)
