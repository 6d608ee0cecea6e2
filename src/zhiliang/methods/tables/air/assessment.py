"""Statistics by which a year of air is assessed, and the indices of a city ranking."""

from dataclasses import dataclass

from zhiliang.methods.tables.air.pollutants import CO, NO2, O3_8H, PM2_5, PM10, SO2


@dataclass(frozen=True, slots=True)
class ItemRule:
    """How a year of one item is assessed.

    The mean of the year against `mean_limit` (empty where there is none) and the percentile
    [per cent] of the days against `percentile_limit`; both name averaging times of GB 3095.
    `pollutant` is its name there.
    """

    item: str
    pollutant: str
    percentile: int
    percentile_limit: str
    mean_limit: str = "annual"


@dataclass(frozen=True, slots=True)
class AssessmentRule:
    """One edition; days are ISO, the last one empty where open."""

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    items: tuple[ItemRule, ...]


# Percentiles and their formula agree with secondary sources; clause numbers were not compared.
HJ_663_2013 = AssessmentRule(
    standard="HJ 663-2013",
    clause="",
    in_force_from="2013-10-01",
    in_force_to="2026-02-28",
    certainty="secondary",
    items=(
        ItemRule(SO2, "so2", 98, "24h"),
        ItemRule(NO2, "no2", 98, "24h"),
        ItemRule(PM10, "pm10", 95, "24h"),
        ItemRule(PM2_5, "pm2_5", 95, "24h"),
        ItemRule(CO, "co", 95, "24h", mean_limit=""),
        ItemRule(O3_8H, "o3", 90, "max8h", mean_limit=""),
    ),
)
# HJ 663-2026 (exceptional events, 3-year sliding means, finer rounding) was not at hand.
NOT_IMPLEMENTED = ("HJ 663-2026", "2026-03-01")


@dataclass(frozen=True, slots=True)
class RankingRule:
    """Statistic of each item in the composite index: "mean" or "percentile", and decimals."""

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    statistics: tuple[tuple[str, str], ...]
    decimals: int


# Statistics, ties and two decimals agree with provincial notices that apply it; whether the single
# indices are rounded before they are added was not found: they are not here.
RANKING_2018 = RankingRule(
    standard="环办监测〔2018〕19号",
    clause="",
    in_force_from="2018-01-01",
    in_force_to="",
    certainty="待核",
    statistics=(
        (SO2, "mean"),
        (NO2, "mean"),
        (PM10, "mean"),
        (PM2_5, "mean"),
        (CO, "percentile"),
        (O3_8H, "percentile"),
    ),
    decimals=2,
)
