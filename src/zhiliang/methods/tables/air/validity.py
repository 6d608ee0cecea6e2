"""How many values a mean of air needs to be valid, and to how many decimals it is given."""

from dataclasses import dataclass

from zhiliang.methods.tables.air.pollutants import CO, NO2, O3, O3_8H, PM2_5, PM10, SO2


@dataclass(frozen=True, slots=True)
class ValidityRule:
    """Fewest values of each mean; days are ISO, the last one empty where open.

    Minutes of an hour, hours of 8 hours and of a day, daily means of a month, of a February and of
    a year.
    """

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    hour_minutes: int
    eight_hours: int
    day_hours: int
    month_days: int
    february_days: int
    year_days: int


@dataclass(frozen=True, slots=True)
class OzoneRule:
    """Sliding means of 8 hours that end in these hours of the day, and fewest of them valid."""

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    first_end: int
    last_end: int
    windows: int


@dataclass(frozen=True, slots=True)
class CityRule:
    """Smallest share of a city's sites [per cent] that a mean of the city needs."""

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    sites_percent: int


GB_3095_2012_VALIDITY = ValidityRule(
    standard="GB 3095-2012",
    clause="6，表4",
    in_force_from="2012-02-29",
    in_force_to="2026-02-28",
    certainty="secondary",
    hour_minutes=45,
    eight_hours=6,
    day_hours=20,
    month_days=27,
    february_days=25,
    year_days=324,
)
GB_3095_2026_VALIDITY = ValidityRule(
    standard="GB 3095-2026",
    clause="表4",
    in_force_from="2026-03-01",
    in_force_to="",
    certainty="verified",
    hour_minutes=45,
    eight_hours=6,
    day_hours=20,
    month_days=27,
    february_days=25,
    year_days=324,
)
VALIDITY_RULES = (GB_3095_2012_VALIDITY, GB_3095_2026_VALIDITY)

# From memory: an ozone maximum needs 14 means ending between 8:00 and 24:00, and counts with fewer
# where it already exceeds the limit.
OZONE_2013 = OzoneRule(
    standard="HJ 663-2013",
    clause="",
    in_force_from="2013-10-01",
    in_force_to="",
    certainty="待核",
    first_end=8,
    last_end=24,
    windows=14,
)
# From memory, for the share of sites and for the decimals below.
CITY_2013 = CityRule(
    standard="HJ 663-2013",
    clause="",
    in_force_from="2013-10-01",
    in_force_to="",
    certainty="待核",
    sites_percent=75,
)
# Decimals [of µg/m³, CO of mg/m³] of daily and yearly concentrations; GB/T 8170.
DECIMALS = {PM2_5: 0, PM10: 0, SO2: 0, NO2: 0, CO: 1, O3: 0, O3_8H: 0}
