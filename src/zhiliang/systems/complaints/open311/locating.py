"""Where it was: a code of GB/T 2260 or an address that names a place; coordinates alone say none.

The platform holds no boundaries of counties. A place that cannot be told is asked for, not guessed.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Place, PlaceName
from zhiliang.core.places import names_on
from zhiliang.systems.complaints.open311.faults import Fault

E6 = 1_000_000
BOUNDS = {"lat": 90, "long": 180}
TELLING = 3
"""Characters of a county's name that stands without its city: 城区 may be part of any address."""
Given = Mapping[str, str]


def whereabouts(given: Given) -> dict[str, Any]:
    """The fields of a submission that say where; Fault 400 says what to give."""
    found: dict[str, Any] = {"place": _place(given)}
    if given.get("lat") or given.get("long"):
        found["latitude_e6"] = _degrees(given, "lat")
        found["longitude_e6"] = _degrees(given, "long")
    return found


def _place(given: Given) -> Place:
    code, address = given.get("address_id", "").strip(), given.get("address_string", "").strip()
    if code:
        return _by_code(code)
    if address:
        return _by_name(address)
    raise Fault(
        400,
        _(
            "不知道在哪个县（市、区）：请在 address_id 中给出六位行政区划代码，"
            "或者在 address_string 中写明市和县（市、区）的名称；只有经纬度不够。"
        ),
    )


def _by_code(code: str) -> Place:
    name = names_on(timezone.localdate()).filter(place_id=code).first()
    if name is None:
        raise Fault(400, _("address_id 不是现行的行政区划代码（GB/T 2260，六位数字）。"))
    return name.place


def _by_name(address: str) -> Place:
    """The county that is named with its city, or whose name no other bears; else the city."""
    named = [one for one in names_on(timezone.localdate()) if one.name_zh in address]
    cities = [one for one in named if one.place.level == Place.Level.CITY]
    counties = [one for one in named if one.place.level == Place.Level.DISTRICT]
    if cities:
        above = {one.place_id for one in cities}
        counties = [one for one in counties if one.parent_id in above]
    else:
        counties = [one for one in counties if len(one.name_zh) >= TELLING]
    return _only(counties or cities)


def _only(names: list[PlaceName]) -> Place:
    if len(names) != 1:
        raise Fault(
            400,
            _(
                "从 address_string 看不出是哪一个县（市、区）：请写全市和县（市、区）的名称，"
                "或者在 address_id 中给出六位行政区划代码。"
            ),
        )
    return names[0].place


def _degrees(given: Given, name: str) -> int:
    try:
        value = float(given.get(name, ""))
    except ValueError:
        value = float("nan")
    if not abs(value) <= BOUNDS[name]:
        raise Fault(400, _("lat 和 long 要一起给出，是 WGS-84 的十进制度数。"))
    return round(value * E6)
