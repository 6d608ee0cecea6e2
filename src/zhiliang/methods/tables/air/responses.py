"""Warning levels of heavily polluted weather (重污染天气预警): criteria by edition, as rows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """So many days on end, or more, with a daily index above `above`."""

    above: int
    days: int


@dataclass(frozen=True, slots=True)
class WarningLevel:
    """A level holds where all runs of any one alternative are met."""

    level: str
    zh: str
    en: str
    alternatives: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class WarningRule:
    """Levels of one edition, lowest first; days are ISO, empty where open or not established."""

    standard: str
    in_force_from: str
    in_force_to: str
    certainty: str
    source: str
    levels: tuple[WarningLevel, ...]


@dataclass(frozen=True, slots=True)
class SharedRule:
    """From how many neighbouring cities on a level is shared."""

    cities: int
    certainty: str
    source: str


# An index of 500 is its ceiling, so "reaches 500" is "above 499".
FULL = (Run(499, 1),)

# First days of the editions are those of the year that the sources name; 待核.
WARNINGS_2016 = WarningRule(
    standard="环境保护部统一预警分级（四级）",
    in_force_from="2016-02-01",
    in_force_to="2019-12-31",
    certainty="secondary",
    source="中工网2016-02-05；环境保护部2017-09-20讲稿（重污染天气应急预案）",
    levels=(
        WarningLevel("blue", "蓝色", "blue", ((Run(200, 1),),)),
        WarningLevel("yellow", "黄色", "yellow", ((Run(200, 2),),)),
        WarningLevel("orange", "橙色", "orange", ((Run(200, 3), Run(300, 1)),)),
        WarningLevel("red", "红色", "red", ((Run(200, 4), Run(300, 2)), FULL)),
    ),
)
WARNINGS_2020 = WarningRule(
    standard="重污染天气预警分级（三级）",
    in_force_from="2020-01-01",
    in_force_to="2023-12-31",
    certainty="secondary",
    source="忻州市生态环境局2021-03-16答复（48、72、96小时）；起始日待核",
    levels=(
        WarningLevel("yellow", "黄色", "yellow", ((Run(200, 2),),)),
        WarningLevel("orange", "橙色", "orange", ((Run(200, 3),),)),
        WarningLevel("red", "红色", "red", ((Run(200, 4), Run(300, 2)), FULL)),
    ),
)
# From memory; that there are three levels, and measures already below yellow at 150 or at 100 for
# two days, is said by Yangzhou's explanation of 2026-01-23.
WARNINGS_2024 = WarningRule(
    standard="环办大气〔2024〕6号",
    in_force_from="2024-01-01",
    in_force_to="",
    certainty="待核",
    source="凭记忆录入，未核对原文",
    levels=(
        WarningLevel("yellow", "黄色", "yellow", ((Run(200, 1),), (Run(150, 2),))),
        WarningLevel("orange", "橙色", "orange", ((Run(200, 2),), (Run(150, 3),))),
        WarningLevel("red", "红色", "red", ((Run(200, 3), Run(300, 1)),)),
    ),
)
WARNING_RULES = (WARNINGS_2016, WARNINGS_2020, WARNINGS_2024)

# Nobody published a number for Guangdong: configuration.
SHARED = SharedRule(cities=2, certainty="configuration", source="示例")
