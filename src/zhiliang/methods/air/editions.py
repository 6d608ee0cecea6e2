"""Which edition judged a place on a day: cities changed over on different days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from numpy.typing import ArrayLike

from zhiliang.methods.air.aqi import aqi_hj633
from zhiliang.methods.air.pollution_index import api_gb3095_1996
from zhiliang.methods.tables.air.editions import API, CHANGEOVERS, EDITIONS, Changeover


@dataclass(frozen=True, slots=True)
class EditionInForce:
    """Edition of a place on a day: standards of index and limits, since when, how sure."""

    key: str
    index_standard: str
    limit_standard: str
    since: date
    certainty: str
    source: str


def edition_for(place: str, on: date) -> EditionInForce:
    """Edition by which a place is judged on a day.

    A district goes with its city, a city without a row of its own with the country.

    Parameters
    ----------
    place
        Code of GB/T 2260, six digits; "" is the country.
    on
        The day judged.

    Raises
    ------
    ValueError
        Not a code of six digits, or a day before the first edition in the table.

    Notes
    -----
    环发〔2012〕11号; each row's certainty is returned with it: the days of twelve cities are 待核.

    Examples
    --------
    >>> [edition_for("440100", date(2012, 3, day)).key for day in (7, 8)]
    ['api', 'aqi_2012']
    """
    rows = [row for row in CHANGEOVERS if row.place in _places(place)]
    begun = [row for row in rows if row.in_force_from <= on.isoformat()]
    if not begun:
        raise ValueError(f"no edition on {on}: the table begins on {CHANGEOVERS[0].in_force_from}")
    return _in_force(max(begun, key=lambda row: row.in_force_from), begun)


def daily_index(
    concentrations: Mapping[str, ArrayLike], *, place: str, on: date
) -> tuple[Any, Any, EditionInForce]:
    """Daily index and primary pollutants of a place by its edition on that day, and the edition.

    Parameters
    ----------
    concentrations
        As for `aqi_hj633` with `averaging="day"`.
    place
        Code of GB/T 2260.
    on
        The day judged; all rows of the arrays go by its edition.

    Raises
    ------
    ValueError
        As `edition_for` and `aqi_hj633`.

    Examples
    --------
    >>> index, primary, edition = daily_index({"pm10": 80, "pm2_5": 90}, place="440100",
    ...                                       on=date(2012, 3, 7))
    >>> float(index), primary, edition.index_standard
    (65.0, ('pm10',), 'API')
    """
    edition = edition_for(place, on)
    if edition.key == API:
        return *api_gb3095_1996(concentrations), edition
    return *aqi_hj633(concentrations, averaging="day", on=on), edition


def _places(place: str) -> set[str]:
    if place and not (len(place) == 6 and place.isdecimal()):
        raise ValueError(f"a place is a code of six digits (GB/T 2260), not {place!r}")
    return {place, place[:4] + "00", ""} if place else {""}


def _in_force(row: Changeover, begun: list[Changeover]) -> EditionInForce:
    # A city that was ahead of the country keeps its own day.
    first = min((r for r in begun if r.edition == row.edition), key=lambda r: r.in_force_from)
    edition = EDITIONS[row.edition]
    return EditionInForce(
        edition.key,
        edition.index_standard,
        edition.limit_standard,
        date.fromisoformat(first.in_force_from),
        first.certainty,
        first.source,
    )
