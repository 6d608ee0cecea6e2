"""Limits of ambient air (GB 3095) by the edition that judges a place on a day."""

from datetime import date
from decimal import Decimal

from zhiliang.methods.air.editions import edition_for
from zhiliang.methods.tables.air.limits import LIMIT_EDITIONS, LimitEdition


def limit_gb3095(
    pollutant: str, averaging: str, *, on: date, grade_class: int = 2, place: str = ""
) -> Decimal:
    """Limit of an item [µg/m³, CO mg/m³], exactly as printed.

    Parameters
    ----------
    pollutant
        `so2`, `no2`, `co`, `o3`, `pm10`, `pm2_5`, `tsp`, `nox`, `pb`, `bap`.
    averaging
        `annual`, `quarter`, `24h`, `max8h` or `1h`.
    on
        The day judged; from 2031-01-01 the final stage of the edition of 2026.
    grade_class
        Class of the area, 1 or 2 (3 until 2012).
    place
        Code of GB/T 2260: a city ahead of the country had the edition of 2012 from its own day.

    Raises
    ------
    ValueError
        No such limit in that edition (PM2.5 has none before 2012), or as `edition_for`.

    Notes
    -----
    GB 3095-1996 with the amendment of 2000 (printed in mg/m³), 2012, 2026 with its two stages.
    Left out: the reference state, which changed from 273 K to 298.15 K for gases on 2018-09-01.

    Examples
    --------
    >>> limit_gb3095("pm2_5", "annual", on=date(2026, 3, 1))
    Decimal('30')
    >>> limit_gb3095("no2", "annual", on=date(2013, 5, 1), place="440300")
    Decimal('40')
    """
    edition = _edition(on, place)
    row = edition.limits.get((pollutant, averaging), ())
    if not 1 <= grade_class <= len(row):
        raise ValueError(
            f"{edition.standard} has no limit of {pollutant} for {averaging}, class {grade_class}"
        )
    return Decimal(row[grade_class - 1])


def _edition(on: date, place: str) -> LimitEdition:
    standard, day = edition_for(place, on).limit_standard, on.isoformat()
    editions = [edition for edition in LIMIT_EDITIONS if edition.standard == standard]
    # The first stage also serves cities that were ahead of it.
    return next((e for e in editions[1:] if e.in_force_from <= day), editions[0])
