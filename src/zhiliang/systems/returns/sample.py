"""Made-up figures of a sample province, 2010 to 2015, in the columns of the import format.

No figure says anything about a real city: how strong a city is, which of them are weak, have gaps
or have an incident is drawn by lot. Every row carries source `sample` and says so in its note.
Where a real figure is published, no sample figure is made.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from random import Random

from zhiliang.methods.rounding import round_half_up

SEED = 84
YEARS = range(2010, 2016)
PROVINCE = "440000"
NOTE = "示例数据（虚构）"
GAP_NOTE = NOTE + "：未报送"
AQI_NOTE = NOTE + "：2013年起按AQI口径"
COLUMNS = (
    "indicator",
    "place",
    "period",
    "value",
    "numerator",
    "denominator",
    "status",
    "source",
    "note",
)
DELTA = ("440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000")
AQI_RISE = {2013: -1.5, 2014: 0.0, 2015: 6.1}  # keeps the mean near the published ones
GAPS = (
    ("service.satisfaction", (2010, 2011, 2012)),
    ("ledgers.enterprises_with_ledgers", (2010, 2011)),
    ("codes.organisation_code_coverage", (2013,)),
    ("laboratories.measuring_instruments_verified", (2015,)),
)
MERGED = {"440112": YEARS, "440116": range(2010, 2014)}  # Luogang went into Huangpu in 2014
Row = dict[str, str]
Span = tuple[float, float]


@dataclass(frozen=True)
class Made:
    """How an indicator is made up: value of the weakest and of the strongest place, 2010 → 2015.

    kind: share (numerator over a denominator of about `size` for each unit of a place's weight),
    whole (a count for each unit of weight), few (expected number), number (`places` decimals),
    level (0, 0.5 or 1) and yes (0 or 1), drawn more often as high the stronger the place.
    """

    key: str
    kind: str
    weak: Span
    strong: Span
    size: int = 0
    places: int = 1
    districts: bool = False
    province: bool = True
    last: int = 2015


CITY = (
    Made("certification.qms_certified_enterprises", "whole", (180, 340), (330, 520)),
    Made("certification.compulsory_products_compliant", "share", (82, 89), (95, 99.5), 60),
    Made("standards.advanced_standard_share", "share", (52, 66), (76, 91), 40),
    Made("standards.international_standards_adopted", "whole", (8, 12), (23, 27)),
    Made("standards.led_or_joined", "whole", (0, 6), (1, 24), province=False),
    Made("sampling.market_pass_rate", "share", (74, 81), (88, 94.5), 150, districts=True),
    Made("sampling.manufacturing_pass_rate", "number", (80, 86), (90, 95), 0, 2, province=False),
    Made("sampling.post_processing_rate", "share", (70, 82), (94, 99.8), 30),
    Made("service.satisfaction", "number", (68, 74), (80, 87), province=False),
    Made("service.standards_applied", "level", (0.1, 0.25), (0.6, 0.85), province=False),
    Made("construction.completed_works_conforming", "share", (97, 99), (100, 100.4), 45, 1, True),
    Made("construction.key_works_first_acceptance", "share", (94, 97), (99.8, 101), 6),
    Made("construction.quality_accidents", "few", (1, 0.5), (0.1, -0.4), districts=True),
    Made("construction.household_acceptance_coverage", "share", (55, 84), (84, 101), 2600, 1, True),
    Made("construction.national_awards", "few", (0, 0), (1.5, 3)),
    Made(
        "environment.industrial_wastewater_compliance", "share", (82, 88), (93, 97), 900, last=2014
    ),
    Made("environment.drinking_source_compliance", "share", (86, 92), (97, 100.5), 24, 1, True),
    Made("environment.sewage_treatment_rate", "share", (46, 68), (78, 93), 5200, 1, True),
    Made("environment.sewage_online_monitoring_coverage", "share", (50, 82), (84, 103), 4),
    Made("environment.emission_reduction_tasks", "share", (88, 90), (100, 102), province=False),
    Made("brands.provincial_brand_products", "whole", (14, 22), (26, 44)),
    Made("laboratories.public_testing_platforms", "whole", (0.7, 1.5), (1.2, 2.9)),
    Made("laboratories.measuring_instruments_verified", "share", (72, 84), (92, 98.5), 700),
    Made("coordination.quality_plan_adopted", "level", (0.2, 0.4), (0.75, 0.95), 0, 1, True, False),
    Made("coordination.mechanism_established", "yes", (0, 0.5), (0.7, 1), 0, 0, True, False),
    Made(
        "coordination.targets_in_government_report", "level", (0.1, 0.2), (0.6, 0.8), province=False
    ),
    Made("incentives.policy_areas_missing", "few", (5, 2.6), (1.6, -0.4), province=False),
    Made("incentives.quality_budget_growth", "number", (-2, 3), (7, 14), province=False),
    Made("award.government_award_established", "yes", (-0.3, 0), (0.6, 0.7), 0, 0, province=False),
    Made("outreach.situation_report_published", "level", (0, 0.2), (0.6, 0.8), province=False),
    Made("outreach.training_delivered", "level", (0.1, 0.3), (0.65, 0.85), province=False),
    Made("enforcement.case_closure_rate", "share", (74, 84), (92, 98.5), 45),
    Made("ledgers.enterprises_with_ledgers", "share", (48, 74), (80, 97.5), 300, 1, True),
    Made("credit.integrity_files_kept", "level", (0.1, 0.3), (0.6, 0.8), 0, 1, True, False),
    Made("risk.mechanism_operating", "level", (0, 0.25), (0.6, 0.8), province=False),
    Made("complaints.closed_in_time", "share", (80, 88), (95, 99.4), 500, 1, True),
    Made("hazards.installations_monitored", "share", (70, 86), (94, 101), 14),
    Made("equipment.inspection_rate", "share", (85, 92), (96.5, 99.6), 900),
    Made("codes.organisation_code_coverage", "share", (80, 90), (95, 99.6), 2400),
)
ONLY_PROVINCE = (
    Made("sampling.comparability_pass_rate", "share", (88.9, 92.6), (88.9, 92.6), 420),
    Made("sampling.food_pass_rate", "share", (91.5, 95.8), (91.5, 95.8), 60000, 2),
    Made("sampling.agricultural_pass_rate", "share", (94.6, 97.4), (94.6, 97.4), 9000),
    Made("traceability.produce_traceable_share", "share", (42, 77), (42, 77), 1800),
    Made("traceability.recalls_completed", "share", (88, 98), (88, 98), 50),
    Made("standards.led_or_joined", "whole", (60, 1130), (60, 1130)),
    Made("standards.committee_secretariats", "whole", (148, 236), (148, 236)),
    Made("standards.demonstration_zones", "whole", (455, 628), (455, 628)),
    Made("brands.geographical_indications", "whole", (58, 97), (58, 97)),
    Made("brands.enterprises_100bn", "whole", (5, 11), (5, 11)),
    Made("brands.enterprises_50bn", "whole", (10, 18), (10, 18)),
    Made("laboratories.national_qc_centres", "whole", (30, 56), (30, 56)),
    Made("environment.emission_reduction_tasks", "share", (100, 100), (100, 100)),
    Made("incentives.policy_areas_missing", "few", (3, 1), (3, 1)),
    Made("credit.integrity_files_kept", "level", (0.4, 1.3), (0.4, 1.3)),
    Made("risk.mechanism_operating", "level", (0.4, 1.3), (0.4, 1.3)),
)


@dataclass(frozen=True)
class Site:
    """A place as the lot drew it: `strength` 0 to 1, `weight` 1 for a small city."""

    code: str
    strength: float
    weight: float
    years: Iterable[int] = YEARS


def figures() -> Iterator[Row]:
    """Rows of the import format, the same ones each time, ordered by indicator."""
    published = _published()
    for row in _every_row():
        if (row["indicator"], row["place"], row["period"]) not in published:
            yield row


def _every_row() -> Iterator[Row]:
    for made in CITY:
        yield from _of_places(made)
    for made in ONLY_PROVINCE:
        site = Site(PROVINCE, 1, 1)
        yield from _of_site(made, site, _lot(made.key, "province"))
    yield from _growth()
    yield from _air()
    yield from _incidents()


def _of_places(made: Made) -> Iterator[Row]:
    rows = [row for site in cities() for row in _of_site(made, site, _lot(made.key, site.code))]
    if made.districts:
        for site in districts():
            yield from _of_site(made, site, _lot(made.key, site.code))
    yield from rows
    if made.province:
        yield from _sums(made, rows)


def _of_site(made: Made, site: Site, lot: Random) -> Iterator[Row]:
    firm = lot.uniform(-0.12, 0.12)  # one lasting trait, so that a path does not jump about
    for year in site.years:
        level = _between(made, site.strength + firm, year)
        if year > made.last:
            continue
        if _missing(made.key, site.code, year):
            yield _row(made.key, site.code, year, status="not_collected", note=GAP_NOTE)
        elif made.kind == "share":
            yield _share(made, site, year, level + lot.uniform(-0.6, 0.6))
        else:
            yield _row(made.key, site.code, year, value=_drawn(made, level, site, lot))


def _between(made: Made, strength: float, year: int) -> float:
    passed = (year - YEARS[0]) / (len(YEARS) - 1)
    low, high = (start + (end - start) * passed for start, end in (made.weak, made.strong))
    return low + (high - low) * min(1.0, max(0.0, strength))


def _share(made: Made, site: Site, year: int, level: float) -> Row:
    growing = 1 + 0.04 * (year - YEARS[0])
    whole = round(made.size * site.weight * growing) or 4  # 4: the assigned pollutants
    part = min(whole, max(0, round(whole * level / 100)))
    return _ratio(made.key, site.code, year, part, whole, places=made.places)


def _drawn(made: Made, level: float, site: Site, lot: Random) -> str:
    match made.kind:
        case "whole":
            return str(max(0, round(level * site.weight)))
        case "few":
            return str(max(0, round(level + lot.uniform(-0.45, 0.45))))
        case "number":
            unit = 10**made.places
            return _text(Fraction(round(level * unit + lot.uniform(-4, 4)), unit), made.places)
    mark = level + lot.uniform(-0.1, 0.1)
    if made.kind == "yes":
        return "1" if mark >= 0.5 else "0"
    return "1" if mark >= 0.7 else "0.5" if mark >= 0.3 else "0"


def _sums(made: Made, rows: list[Row]) -> Iterator[Row]:
    for year in YEARS:
        own = [row for row in rows if row["period"] == str(year) and row["value"]]
        if not own:
            continue
        if made.kind == "share":
            part, whole = (sum(int(r[name]) for r in own) for name in ("numerator", "denominator"))
            yield _ratio(made.key, PROVINCE, year, part, whole, places=made.places)
        else:
            yield _row(made.key, PROVINCE, year, value=str(sum(int(r["value"]) for r in own)))


def _growth() -> Iterator[Row]:
    """Growth of certified enterprises, from the counts themselves; none for the first year."""
    made = CITY[0]
    counts = {(r["place"], r["period"]): int(r["value"]) for r in _of_places(made)}
    for site in cities():
        for year in YEARS[1:]:
            before, now = counts[site.code, str(year - 1)], counts[site.code, str(year)]
            change = Fraction(100 * (now - before), before)
            yield _row("certification.qms_certified_growth", site.code, year, value=_text(change))


def _air() -> Iterator[Row]:
    """Good-air days over valid days and over the whole year, and their unweighted means."""
    for year in YEARS:
        length = 366 if year % 4 == 0 else 365
        status, note = ("redefined", AQI_NOTE) if year >= 2013 else ("ok", NOTE)
        days = [(site.code, *_days(site, year, length)) for site in cities()]
        for key, whole in (("good_air_days", 0), ("good_air_days_of_year", length)):
            name = f"environment.{key}"
            for code, good, valid in days:
                row = _ratio(name, code, year, good, whole or valid)
                yield row | {"status": status, "note": note}
            mean = sum(
                (Fraction(100 * good, whole or valid) for _, good, valid in days), Fraction(0)
            )
            yield _row(
                name, PROVINCE, year, value=_text(mean / len(days)), status=status, note=note
            )


def _days(site: Site, year: int, length: int) -> tuple[int, int]:
    lot = _lot("air", f"{site.code}{year}")
    valid = length - lot.randint(0, 6)
    fair = lot.uniform(96, 99.9) if year < 2013 else lot.uniform(79, 91) + AQI_RISE[year]
    return round(valid * min(fair, 100) / 100), valid


def _incidents() -> Iterator[Row]:
    struck = _roles().struck
    for site in (*cities(), *districts()):
        for year in site.years:
            value = "1" if (site.code, year) == (struck, 2015) else "0"
            yield _row("risk.systemic_incidents", site.code, year, value=value)


@dataclass(frozen=True)
class Roles:
    """What the lot gave to whom: weak cities, two that report late, one with an incident."""

    weak: tuple[str, ...]
    late: tuple[str, ...]
    struck: str


@cache
def _roles() -> Roles:
    codes = [code for code, level in _places() if level == "city" and code not in DELTA]
    drawn = Random(SEED).sample(codes, 6)
    return Roles(tuple(drawn[:3]), tuple(drawn[3:5]), drawn[5])


@cache
def cities() -> tuple[Site, ...]:
    """The 21 cities with drawn strength: the Delta stronger as a group, three others weak."""
    lot = Random(SEED)
    return tuple(_city(code, lot) for code, level in _places() if level == "city")


def _city(code: str, lot: Random) -> Site:
    if code in DELTA:
        return Site(code, lot.uniform(0.7, 1), lot.uniform(2, 7))
    weak = code in _roles().weak
    return Site(code, lot.uniform(-0.1, 0.1) if weak else lot.uniform(0.35, 0.8), lot.uniform(1, 2))


@cache
def districts() -> tuple[Site, ...]:
    """Ten districts that report: eight by lot, and two that merged in 2014."""
    lot = Random(SEED)
    codes = [code for code, level in _places() if level == "district" and code not in MERGED]
    years = dict.fromkeys(lot.sample(codes, 8), YEARS) | MERGED
    return tuple(
        Site(code, lot.uniform(0.1, 0.9), lot.uniform(0.2, 0.6), years[code])
        for code in sorted(years)
    )


@cache
def _places() -> tuple[tuple[str, str], ...]:
    """Codes and levels of places that existed from before 2010 until after 2015."""
    table = files("zhiliang.core") / "reference" / "places.csv"
    return tuple(
        (row["code"], row["level"])
        for row in csv.DictReader(table.read_text("utf-8").splitlines())
        if row["valid_from"] < "2010-01-01" and not row["valid_to"]
    )


@cache
def _published() -> frozenset[tuple[str, str, str]]:
    folder = files("zhiliang.systems.returns") / "published"
    keys: set[tuple[str, str, str]] = set()
    for table in folder.iterdir():
        if table.name.endswith(".csv") and table.name.islower():
            rows = csv.DictReader(table.read_text("utf-8").splitlines())
            keys.update((row["indicator"], row["place"], row["period"]) for row in rows)
    return frozenset(keys)


def _missing(key: str, code: str, year: int) -> bool:
    return code in _roles().late and any(key == gap and year in years for gap, years in GAPS)


def _lot(key: str, code: str) -> Random:
    # Its own stream for every path: a new indicator leaves all other figures as they were.
    return Random(f"{SEED} {key} {code}")


def _ratio(key: str, place: str, year: int, part: int, whole: int, *, places: int = 1) -> Row:
    value = _text(Fraction(100 * part, whole), places)
    counts = {"numerator": str(part), "denominator": str(whole)}
    return _row(key, place, year, value=value) | counts


def _text(value: Fraction, places: int = 1) -> str:
    return str(round_half_up(value, places))


def _row(
    key: str, place: str, year: int, *, value: str = "", status: str = "ok", note: str = NOTE
) -> Row:
    filled = (key, place, str(year), value, "", "", status, "sample", note)
    return dict(zip(COLUMNS, filled, strict=True))
