"""What each property of each kind of entity is, from what we keep."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from zhiliang.core.language import pick
from zhiliang.methods.tables.hj212.codes import codes, factors
from zhiliang.systems.environment.readings.schema import NORMAL
from zhiliang.systems.environment.sensorthings.series import (
    CHINA,
    LENGTHS,
    STAMP,
    Interval,
    Series,
    interval,
)
from zhiliang.systems.environment.sensorthings.sites import Ground, Site
from zhiliang.systems.environment.sensorthings.units import unit_of

GEOJSON = "application/geo+json"
MEASUREMENT = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement"
OBSERVATION = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Observation"
STANDARDS = {"a": ("hj524", "HJ 524-2009"), "w": ("hj525", "HJ 525-2009")}
ENGLISH = {
    "a00000": "Flue gas flow",
    "a05024": "Ozone",
    "a19001": "Oxygen",
    "a21002": "Nitrogen oxides",
    "a21004": "Nitrogen dioxide",
    "a21005": "Carbon monoxide",
    "a21026": "Sulfur dioxide",
    "a34002": "PM10",
    "a34004": "PM2.5",
    "a34013": "Particulate matter (smoke and dust)",
    "w00000": "Wastewater flow",
    "w01001": "pH",
    "w01009": "Dissolved oxygen",
    "w01010": "Water temperature",
    "w01012": "Suspended solids",
    "w01014": "Conductivity",
    "w01017": "Five-day biochemical oxygen demand",
    "w01018": "Chemical oxygen demand",
    "w01019": "Permanganate index",
    "w01020": "Total organic carbon",
    "w21001": "Total nitrogen",
    "w21003": "Ammonia nitrogen",
    "w21011": "Total phosphorus",
}


@dataclass(frozen=True)
class Observed:
    """One reading of a series; `length` of its interval, None for an instant."""

    series: Series
    label: datetime
    value: float | None
    flag: str
    text: str | None
    received_at: datetime
    origin: str
    length: timedelta | None

    @property
    def id(self) -> str:
        """The series and the label."""
        return f"{self.series.id}:{self.label:{STAMP}}"

    @property
    def time(self) -> Any:
        """When it was: an instant or an interval."""
        return interval(self.label, self.length)


def identity(subject: Any) -> str:
    """The id of an entity; a factor is its own."""
    return subject if isinstance(subject, str) else str(subject.id)


def _source(sample: bool, source: str = "records") -> str:
    return "sample" if sample else source


def _thing(site: Site) -> dict[str, Any]:
    return {
        "code": site.code,
        "name_en": site.name_en,
        "medium": site.medium,
        "place": site.ground.place,
        "active_from": site.active_from.isoformat(),
        "active_to": site.active_to.isoformat() if site.active_to else None,
        "source": site.source,
    }


def _what(site: Site) -> str:
    kind = pick("空气监测站", "Air station") if site.station else pick("排放口", "Outlet")
    return _with(kind, site.medium_words)


def _with(words: str, more: str) -> str:
    return pick(f"{words}（{more}）", f"{words} ({more})")


def _feature(ground: Ground) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": list(ground.point)} if ground.point else None
    place = {"place": ground.place, "name": ground.name_zh}
    # RFC 7946 3.2: null is the geometry of what is not located
    return {"type": "Feature", "geometry": point, "properties": place}


def _located(ground: Ground) -> str:
    if ground.point:
        return pick("监测站的坐标。", "Coordinates of the station.")
    return pick("没有登记坐标，只知所在地区。", "No coordinates on record, only the place.")


def factor_name(code: str) -> str:
    """Its name in the standard; the code itself where no standard we keep lists it."""
    known = factors().get(code)
    return pick(known.zh, ENGLISH.get(code, "")) if known else code


def _factor(code: str) -> dict[str, Any]:
    known = factors().get(code)
    standard = STANDARDS.get(code[:1]) if known else None
    return {
        "code": code,
        "name_en": ENGLISH.get(code, ""),
        "code_2005": known.code_2005 if known else "",
        "listed": known is not None,
        "standard": standard[1] if standard else "",
    }


def _definition(code: str) -> str:
    standard = STANDARDS.get(code[:1]) if code in factors() else None
    return f"urn:x-zhiliang:{standard[0] if standard else 'unlisted'}:{code}"


def _word(table: str, code: str) -> str:
    known = codes(table).get(code)
    return pick(known.zh, known.en) if known else code


def _series(series: Series) -> dict[str, Any]:
    label = "interval" if series.cn in (*LENGTHS, "2051") else "instant"
    return {
        "site": series.site.code,
        "cn": series.cn,
        "factor": series.factor,
        "statistic": series.statistic,
        "label": label,
        "readings": series.rows,
        "source": _source(series.sample),
    }


def _extent(series: Series) -> Interval:
    end = series.last + LENGTHS.get(series.cn, timedelta())
    return Interval(series.first.replace(tzinfo=CHINA), end.replace(tzinfo=CHINA))


def _result_time(observed: Observed) -> datetime:
    time = observed.time
    return time.end if isinstance(time, Interval) else time


def quality(observed: Observed) -> dict[str, Any]:
    """The data flag as received and whether the value counts as valid."""
    return {
        "flag": observed.flag,
        "meaning": _word("DataFlag", observed.flag) if observed.flag else "",
        "valid": observed.flag in NORMAL and observed.value is not None,
    }


def _parameters(observed: Observed) -> dict[str, Any]:
    told = {
        "received_at": observed.received_at,
        "source": _source(observed.origin == "sample" or observed.series.site.source == "sample"),
        "origin": observed.origin,
    }
    return told if observed.text is None else told | {"text": observed.text}


def _unit(series: Series) -> dict[str, Any]:
    return unit_of(series.factor, series.statistic, station=series.site.station)._asdict()


Draw = Callable[[Any], Any]
PORTRAITS: Mapping[str, Mapping[str, Draw]] = {
    "Thing": {"name": lambda s: s.name_zh, "description": _what, "properties": _thing},
    "Location": {
        "name": lambda g: g.name_zh,
        "description": _located,
        "encodingType": lambda g: GEOJSON,
        "location": _feature,
        "properties": lambda g: {"name_en": g.name_en, "place": g.place},
    },
    "HistoricalLocation": {"time": lambda h: None},
    "Datastream": {
        "name": lambda d: (
            f"{d.site.name_zh} {factor_name(d.factor)} {_word('statistic', d.statistic)}"
        ),
        "description": lambda d: _with(_word("CN", d.cn), f"CN {d.cn}"),
        "observationType": lambda d: MEASUREMENT,
        "unitOfMeasurement": _unit,
        "phenomenonTime": _extent,
        "resultTime": _extent,
        "properties": _series,
    },
    "Sensor": {
        "name": lambda s: s.code,
        "description": lambda s: (
            pick("空气自动监测站", "Automatic air station")
            if s.station
            else pick("数采仪及所接自动监测仪器", "Data logger with its instruments")
        ),
        "encodingType": lambda s: "text/plain",
        "metadata": lambda s: s.protocol or pick("仪器未登记", "Instruments not on record"),
        "properties": lambda s: {"code": s.code, "protocol": s.protocol, "source": s.source},
    },
    "ObservedProperty": {
        "name": factor_name,
        "definition": _definition,
        "description": lambda code: (
            pick("标准因子", "Listed factor")
            if code in factors()
            else pick("标准未列出的因子，按收到的编码显示", "Listed by no standard: as received")
        ),
        "properties": _factor,
    },
    "Observation": {
        "phenomenonTime": lambda o: o.time,
        "resultTime": _result_time,
        "result": lambda o: o.value,
        "resultQuality": quality,
        "parameters": _parameters,
    },
    "FeatureOfInterest": {
        "name": lambda s: s.name_zh,
        "description": _what,
        "encodingType": lambda s: GEOJSON,
        "feature": lambda s: _feature(s.ground),
        "properties": lambda s: {"place": s.ground.place, "source": s.source},
    },
}
