"""Points, polygons and circles of CAP: WGS 84, latitude first, exact as written."""

import re
from decimal import Decimal
from typing import NamedTuple

NUMBER = r"[+-]?(?:\d{1,20}(?:\.\d{0,30})?|\.\d{1,30})"
POINT = re.compile(rf"({NUMBER}),({NUMBER})", re.ASCII)
CIRCLE = re.compile(
    rf"\s*({NUMBER},{NUMBER})\s+\+?((?:\d{{1,20}}(?:\.\d{{0,30}})?|\.\d{{1,30}}))\s*", re.ASCII
)
LATITUDES, LONGITUDES = 90, 180


class Point(NamedTuple):
    """A point [degrees]."""

    latitude: Decimal
    longitude: Decimal

    @property
    def is_on_earth(self) -> bool:
        """Whether latitude and longitude are in range."""
        return abs(self.latitude) <= LATITUDES and abs(self.longitude) <= LONGITUDES


class Circle(NamedTuple):
    """A circle: its centre and radius [km]."""

    centre: Point
    radius: Decimal


Polygon = tuple[Point, ...]


def read_point(text: str) -> Point | None:
    """Read latitude,longitude; None for anything else."""
    matched = POINT.fullmatch(text)
    return Point(Decimal(matched[1]), Decimal(matched[2])) if matched else None


def read_polygon(text: str) -> Polygon | str:
    """Read points with blanks between them; the first that is none, as text."""
    points = []
    for part in text.split():
        point = read_point(part)
        if point is None:
            return part
        points.append(point)
    return tuple(points)


def read_circle(text: str) -> Circle | None:
    """Read latitude,longitude radius; None for anything else.

    Examples
    --------
    >>> read_circle("32.9525,-115.5527 0").radius
    Decimal('0')
    """
    matched = CIRCLE.fullmatch(text)
    centre = read_point(matched[1]) if matched else None
    return Circle(centre, Decimal(matched[2])) if matched and centre else None


def write_point(point: Point) -> str:
    """Write a point."""
    return f"{plain(point.latitude)},{plain(point.longitude)}"


def plain(value: Decimal) -> str:
    """Write a decimal number without an exponent."""
    return format(value, "f")
