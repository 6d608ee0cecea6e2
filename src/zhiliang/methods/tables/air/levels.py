"""Levels, words and colours of the two indices."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """A level holds from an index up to the next level; colour as name and as #RRGGBB."""

    key: str
    at_least: int
    grade_zh: str
    zh: str
    en: str
    colour_zh: str
    colour: str


@dataclass(frozen=True, slots=True)
class LevelTable:
    """Levels of one index; days are ISO, the last one empty where open. English is ours."""

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    levels: tuple[Level, ...]


# The edition of 2026 lets level 1 begin at 1: an index of 0 is still given level 1 here. Colours:
# annex A of 2012.
HJ_633 = LevelTable(
    standard="HJ 633-2012、HJ 633-2026",
    clause="表2、附录A",
    in_force_from="2012-02-29",
    in_force_to="",
    certainty="verified",
    levels=(
        Level("excellent", 0, "一级", "优", "excellent", "绿色", "#00E400"),
        Level("good", 51, "二级", "良", "good", "黄色", "#FFFF00"),
        Level("light", 101, "三级", "轻度污染", "lightly polluted", "橙色", "#FF7E00"),
        Level("moderate", 151, "四级", "中度污染", "moderately polluted", "红色", "#FF0000"),
        Level("heavy", 201, "五级", "重度污染", "heavily polluted", "紫色", "#99004C"),
        Level("severe", 301, "六级", "严重污染", "severely polluted", "褐红色", "#7E0023"),
    ),
)
API = LevelTable(
    standard="API",
    clause="",
    in_force_from="2000-06-01",
    in_force_to="2015-12-31",
    certainty="secondary",
    levels=(
        Level("excellent", 0, "Ⅰ级", "优", "excellent", "", ""),
        Level("good", 51, "Ⅱ级", "良", "good", "", ""),
        Level("slight", 101, "Ⅲ（1）级", "轻微污染", "slightly polluted", "", ""),
        Level("light", 151, "Ⅲ（2）级", "轻度污染", "lightly polluted", "", ""),
        Level("moderate", 201, "Ⅳ（1）级", "中度污染", "moderately polluted", "", ""),
        Level("heavier", 251, "Ⅳ（2）级", "中度重污染", "fairly heavily polluted", "", ""),
        Level("heavy", 301, "Ⅴ级", "重污染", "heavily polluted", "", ""),
    ),
)
