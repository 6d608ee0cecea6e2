"""Outlets and stations as places where something is measured; their passwords are never loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from zhiliang.core.language import pick
from zhiliang.core.places import latest_names
from zhiliang.core.policy import visible
from zhiliang.systems.environment.models import MILLION, Outlet, Station

OUTLET, STATION = "outlet", "station"


@dataclass(frozen=True)
class Ground:
    """Where something lies: a point, or only the place it belongs to."""

    id: str
    name_zh: str
    name_en: str
    place: str
    point: tuple[float, float] | None = None


@dataclass(frozen=True)
class Site:
    """An outlet or a station; `medium` is what is measured.

    `mn` names its readings in the lake and is told nobody: with a password it opens the gateway.
    """

    id: str
    mn: str
    name_zh: str
    name_en: str
    medium: str
    medium_words: str
    ground: Ground
    protocol: str
    source: str
    active_from: date
    active_to: date | None

    @property
    def code(self) -> str:
        """Its code in the register."""
        return self.id.partition(":")[2]

    @property
    def station(self) -> bool:
        """Whether it is an air station."""
        return self.id.startswith(f"{STATION}:")


class Sites:
    """What a visitor may see of the registers, read once for each request."""

    def __init__(self) -> None:
        self._names = latest_names(timezone.localdate())
        self._known: dict[str, Site] = {}
        self._whole = False

    def all(self) -> list[Site]:
        """Every site, by id."""
        if not self._whole:
            self._known |= {site.id: site for site in self._read(Q())}
            self._whole = True
        return [self._known[key] for key in sorted(self._known)]

    def get(self, key: str) -> Site | None:
        """One site by its id; None if there is none."""
        if key not in self._known and not self._whole:
            kind, _colon, code = key.partition(":")
            self._known |= {
                site.id: site for site in self._read(Q(code=code)) if site.id.startswith(kind)
            }
        return self._known.get(key)

    def grounds(self) -> list[Ground]:
        """Every location of a site, by id."""
        found = {site.ground.id: site.ground for site in self.all()}
        return [found[key] for key in sorted(found)]

    def _read(self, condition: Q) -> Iterator[Site]:
        for outlet in _rows(Outlet, condition).defer("password"):
            yield self._outlet(outlet)
        for station in _rows(Station, condition):
            yield self._station(station)

    def _outlet(self, outlet: Outlet) -> Site:
        return Site(
            f"{OUTLET}:{outlet.code}",
            outlet.mn,
            outlet.name_zh,
            outlet.name_en,
            outlet.kind,
            str(outlet.get_kind_display()),
            self._place(outlet.place_id),
            "HJ/T 212-2005" if outlet.version == "2005" else f"HJ 212-{outlet.version}",
            outlet.source,
            outlet.active_from,
            outlet.active_to,
        )

    def _station(self, station: Station) -> Site:
        key = f"{STATION}:{station.code}"
        ground = self._place(station.place_id)
        if station.longitude_e6 is not None and station.latitude_e6 is not None:
            point = (station.longitude_e6 / MILLION, station.latitude_e6 / MILLION)
            ground = Ground(key, station.name_zh, station.name_en, station.place_id, point)
        return Site(
            key,
            station.code,
            station.name_zh,
            station.name_en,
            "air",
            pick("环境空气", "Ambient air"),
            ground,
            "",
            station.source,
            station.active_from,
            station.active_to,
        )

    def _place(self, code: str) -> Ground:
        name = self._names.get(code)
        zh, en = (name.name_zh, name.name_en) if name else (code, "")
        return Ground(f"place:{code}", zh, en, code)


def _rows(model: Any, condition: Q) -> "QuerySet[Any]":
    return visible(AnonymousUser(), model).filter(condition)
