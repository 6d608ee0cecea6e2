"""Limits of ambient air by edition and stage, item, averaging time and class (GB 3095)."""

from dataclasses import dataclass

# Limits [µg/m³, CO mg/m³] for class 1, 2 (and 3, until 2012), as decimal text.
Limits = dict[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LimitEdition:
    """One edition or stage; days are ISO and national, the last one empty where open."""

    standard: str
    clause: str
    stage: str
    in_force_from: str
    in_force_to: str
    certainty: str
    limits: Limits


# The edition of 1996 is printed in mg/m³; with the amendment of 2000 (环发〔2000〕1号).
GB_3095_1996 = LimitEdition(
    standard="GB 3095-1996",
    clause="表1",
    stage="",
    in_force_from="1996-10-01",
    in_force_to="2015-12-31",
    certainty="secondary",
    limits={
        ("so2", "annual"): ("20", "60", "100"),
        ("so2", "24h"): ("50", "150", "250"),
        ("so2", "1h"): ("150", "500", "700"),
        ("tsp", "annual"): ("80", "200", "300"),
        ("tsp", "24h"): ("120", "300", "500"),
        ("pm10", "annual"): ("40", "100", "150"),
        ("pm10", "24h"): ("50", "150", "250"),
        ("no2", "annual"): ("40", "80", "80"),
        ("no2", "24h"): ("80", "120", "120"),
        ("no2", "1h"): ("120", "240", "240"),
        ("co", "24h"): ("4", "4", "6"),
        ("co", "1h"): ("10", "10", "20"),
        ("o3", "1h"): ("160", "200", "200"),
    },
)
# In listed cities earlier: see `editions`. From 2018-09-01 (amendment) gases are stated at 298.15 K
# and particles as sampled, before at 273 K: the limits stayed, the concentrations are not the same.
GB_3095_2012 = LimitEdition(
    standard="GB 3095-2012",
    clause="表1、表2",
    stage="",
    in_force_from="2016-01-01",
    in_force_to="2026-02-28",
    certainty="verified",
    limits={
        ("so2", "annual"): ("20", "60"),
        ("so2", "24h"): ("50", "150"),
        ("so2", "1h"): ("150", "500"),
        ("no2", "annual"): ("40", "40"),
        ("no2", "24h"): ("80", "80"),
        ("no2", "1h"): ("200", "200"),
        ("o3", "max8h"): ("100", "160"),
        ("o3", "1h"): ("160", "200"),
        ("pm10", "annual"): ("40", "70"),
        ("pm10", "24h"): ("50", "150"),
        ("pm2_5", "annual"): ("15", "35"),
        ("pm2_5", "24h"): ("35", "75"),
        ("tsp", "annual"): ("80", "200"),
        ("tsp", "24h"): ("120", "300"),
        ("nox", "annual"): ("50", "50"),
        ("nox", "24h"): ("100", "100"),
        ("nox", "1h"): ("250", "250"),
        ("pb", "annual"): ("0.5", "0.5"),
        ("pb", "quarter"): ("1", "1"),
        ("bap", "annual"): ("0.001", "0.001"),
        ("bap", "24h"): ("0.0025", "0.0025"),
        ("co", "24h"): ("4", "4"),
        ("co", "1h"): ("10", "10"),
    },
)
GB_3095_2026_TRANSITION = LimitEdition(
    standard="GB 3095-2026",
    clause="表1、表2",
    stage="transition",
    in_force_from="2026-03-01",
    in_force_to="2030-12-31",
    certainty="verified",
    limits={
        ("so2", "annual"): ("20", "60"),
        ("so2", "24h"): ("50", "150"),
        ("so2", "1h"): ("150", "500"),
        ("no2", "annual"): ("40", "40"),
        ("no2", "24h"): ("80", "80"),
        ("no2", "1h"): ("200", "200"),
        ("o3", "max8h"): ("100", "160"),
        ("o3", "1h"): ("160", "200"),
        ("pm10", "annual"): ("40", "60"),
        ("pm10", "24h"): ("50", "120"),
        ("pm2_5", "annual"): ("15", "30"),
        ("pm2_5", "24h"): ("35", "60"),
        ("tsp", "annual"): ("80", "200"),
        ("tsp", "24h"): ("120", "300"),
        ("nox", "annual"): ("50", "50"),
        ("nox", "24h"): ("100", "100"),
        ("nox", "1h"): ("250", "250"),
        ("pb", "annual"): ("0.5", "0.5"),
        ("pb", "quarter"): ("1", "1"),
        ("bap", "annual"): ("0.001", "0.001"),
        ("bap", "24h"): ("0.0025", "0.0025"),
        ("co", "24h"): ("4", "4"),
        ("co", "1h"): ("10", "10"),
    },
)
GB_3095_2026_FINAL = LimitEdition(
    standard="GB 3095-2026",
    clause="表1、表2",
    stage="final",
    in_force_from="2031-01-01",
    in_force_to="",
    certainty="verified",
    limits={
        ("so2", "annual"): ("20", "20"),
        ("so2", "24h"): ("50", "50"),
        ("so2", "1h"): ("150", "150"),
        ("no2", "annual"): ("30", "30"),
        ("no2", "24h"): ("50", "50"),
        ("no2", "1h"): ("200", "200"),
        ("o3", "max8h"): ("100", "160"),
        ("o3", "1h"): ("160", "200"),
        ("pm10", "annual"): ("20", "50"),
        ("pm10", "24h"): ("50", "100"),
        ("pm2_5", "annual"): ("10", "25"),
        ("pm2_5", "24h"): ("25", "50"),
        ("tsp", "annual"): ("80", "200"),
        ("tsp", "24h"): ("120", "300"),
        ("nox", "annual"): ("40", "40"),
        ("nox", "24h"): ("70", "70"),
        ("nox", "1h"): ("250", "250"),
        ("pb", "annual"): ("0.5", "0.5"),
        ("pb", "quarter"): ("1", "1"),
        ("bap", "annual"): ("0.001", "0.001"),
        ("bap", "24h"): ("0.0025", "0.0025"),
        ("co", "24h"): ("4", "4"),
        ("co", "1h"): ("10", "10"),
    },
)
LIMIT_EDITIONS = (GB_3095_1996, GB_3095_2012, GB_3095_2026_TRANSITION, GB_3095_2026_FINAL)
