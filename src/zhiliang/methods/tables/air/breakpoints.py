"""Breakpoints of the air quality index: concentrations at which a sub-index reaches its values."""

from dataclasses import dataclass

from zhiliang.methods.tables.air.pollutants import CO, NO2, O3, O3_8H, PM2_5, PM10, SO2

INDEX_VALUES = (0, 50, 100, 150, 200, 300, 400, 500)


@dataclass(frozen=True, slots=True)
class Scale:
    """Concentrations [µg/m³, CO mg/m³] of one item, one for each of the first values of `index`.

    `beyond` is the sub-index above the last one, None where the item is then not rated.
    """

    item: str
    averaging: str
    concentrations: tuple[int, ...]
    beyond: int | None = 500
    index: tuple[int, ...] = INDEX_VALUES


@dataclass(frozen=True, slots=True)
class IndexRule:
    """One edition: items of the hourly and the daily index, and decimals rounded to first.

    `decimals` is empty where the edition does not round concentrations. Days are ISO, the last one
    empty where open.
    """

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    hour: tuple[Scale, ...]
    day: tuple[Scale, ...]
    decimals: tuple[tuple[str, int], ...] = ()


SO2_24H = Scale(SO2, "24h", (0, 50, 150, 475, 800, 1600, 2100, 2620))
SO2_1H = Scale(SO2, "1h", (0, 150, 500, 650, 800), beyond=None)
NO2_24H = Scale(NO2, "24h", (0, 40, 80, 180, 280, 565, 750, 940))
NO2_1H = Scale(NO2, "1h", (0, 100, 200, 700, 1200, 2340, 3090, 3840))
PM10_24H = Scale(PM10, "24h", (0, 50, 150, 250, 350, 420, 500, 600))
PM2_5_24H = Scale(PM2_5, "24h", (0, 35, 75, 115, 150, 250, 350, 500))
CO_24H = Scale(CO, "24h", (0, 2, 4, 14, 24, 36, 48, 60))
CO_1H = Scale(CO, "1h", (0, 5, 10, 35, 60, 90, 120, 150))
O3_1H = Scale(O3, "1h", (0, 160, 200, 300, 400, 800, 1000, 1200))
O3_MAX_8H = Scale(O3_8H, "8h", (0, 100, 160, 215, 265, 800), beyond=None)

SO2_1H_2026 = Scale(SO2, "1h", (0, 150, 500, 650, 800), beyond=200)
O3_MAX_8H_2026 = Scale(O3_8H, "8h", (0, 100, 160, 215, 265, 800), beyond=300)
PM10_24H_2026 = Scale(PM10, "24h", (0, 50, 120, 250, 350, 420, 500, 600))
PM2_5_24H_2026 = Scale(PM2_5, "24h", (0, 35, 60, 115, 150, 250, 350, 500))

# Used from its issue on 2012-02-29 where a city went ahead, everywhere from 2016-01-01: see
# `editions`. No 1-hour breakpoints exist for particles: the hourly index takes those of 24 hours,
# as the official hourly reports of 2018 do.
HJ_633_2012 = IndexRule(
    standard="HJ 633-2012",
    clause="4，表1",
    in_force_from="2012-02-29",
    in_force_to="2026-02-28",
    certainty="verified",
    hour=(PM2_5_24H, PM10_24H, SO2_1H, NO2_1H, CO_1H, O3_1H),
    day=(PM2_5_24H, PM10_24H, SO2_24H, NO2_24H, CO_24H, O3_1H, O3_MAX_8H),
)
HJ_633_2026 = IndexRule(
    standard="HJ 633-2026",
    clause="表1",
    in_force_from="2026-03-01",
    in_force_to="",
    certainty="verified",
    hour=(PM2_5_24H_2026, PM10_24H_2026, SO2_1H_2026, NO2_1H, CO_1H, O3_1H),
    day=(PM2_5_24H_2026, PM10_24H_2026, SO2_24H, NO2_24H, CO_24H, O3_MAX_8H_2026),
    decimals=((PM2_5, 0), (PM10, 0), (SO2, 0), (NO2, 0), (CO, 1), (O3, 0), (O3_8H, 0)),
)
INDEX_RULES = (HJ_633_2012, HJ_633_2026)

# The air pollution index (空气污染指数), reported until a city changed over. From memory, not
# compared with the printed rule. Secondary sources say that 50 and 100 lie at the daily limits of
# grades I and II of GB 3095-1996 (amendment of 2000), and they do.
API_VALUES = (0, 50, 100, 200, 300, 400, 500)
API_RULE = IndexRule(
    standard="API（GB 3095-1996及2000年修改单）",
    clause="",
    in_force_from="2000-06-01",
    in_force_to="2015-12-31",
    certainty="待核",
    hour=(),
    day=(
        Scale(PM10, "24h", (0, 50, 150, 350, 420, 500, 600), index=API_VALUES),
        Scale(SO2, "24h", (0, 50, 150, 800, 1600, 2100, 2620), index=API_VALUES),
        Scale(NO2, "24h", (0, 80, 120, 280, 565, 750, 940), index=API_VALUES),
    ),
)
