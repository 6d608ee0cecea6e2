"""Which standard judges a city's day: the places changed on different days."""

from datetime import date

from zhiliang.methods.air.index import edition_hj633
from zhiliang.methods.tables.air_editions import CHANGES, OTHERS_FIRST_DAY

API = "GB 3095-1996"


def edition_for(place: str, on: date) -> str:
    """Return the standard of the index in a place (GB/T 2260 code) on a day.

    "GB 3095-1996" (the API) until the place changed, then "HJ 633-2012", from 2026-03-01
    "HJ 633-2026". Dates outside the Pearl River Delta are unchecked (待核).

    >>> edition_for("440100", date(2013, 1, 1)), edition_for("441500", date(2013, 1, 1))
    ('HJ 633-2012', 'GB 3095-1996')
    """
    if on < first_day_of_index(place):
        return API
    return edition_hj633(on).standard


def first_day_of_index(place: str) -> date:
    """Return the first day on which a place was judged by HJ 633."""
    for change in CHANGES:
        if place in change.places:
            return change.first_day
    return OTHERS_FIRST_DAY
