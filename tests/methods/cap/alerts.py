"""Alerts to write, read and break."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from zhiliang.methods.cap import Alert, Area, Circle, Info, Named, Point, Reference, Resource

DATA = Path(__file__).parent / "data"
SAMPLES = sorted(DATA.glob("*.cap")) + [DATA / "bushfire_valid.edxlde", DATA / "weather.atom"]
BEIJING = timezone(timedelta(hours=8))
SQUARE = tuple(
    Point(Decimal(lat), Decimal(lon))
    for lat, lon in (("23.1", "113.2"), ("23.2", "113.2"), ("23.2", "113.3"), ("23.1", "113.2"))
)
AREA = Area(description="示例市", polygons=(SQUARE,), geocodes=(Named("GB/T 2260", "440100"),))
INFO = Info(
    categories=("Safety",),
    event="示例：电热水壶召回",
    urgency="Expected",
    severity="Moderate",
    certainty="Likely",
    language="zh-CN",
    expires=datetime(2026, 5, 2, 8, tzinfo=BEIJING),
    parameters=(Named("colour", "yellow"),),
    areas=(
        Area(description="示例市", polygons=(SQUARE,), geocodes=(Named("GB/T 2260", "440100"),)),
    ),
)
ALERT = Alert(
    identifier="44000001300000_20260501080000_0",
    sender="sample@example.org",
    sent=datetime(2026, 5, 1, 8, tzinfo=BEIJING),
    status="Test",
    msg_type="Alert",
    scope="Public",
    infos=(INFO,),
)


def outcomes():
    found = {path.name: [] for path in SAMPLES}
    with (DATA / "outcomes.csv").open() as stream:
        for row in csv.DictReader(stream):
            found[row["file"]].append((row["rule"], row["path"]))
    return found


def with_info(**changes):
    return replace(ALERT, infos=(replace(INFO, **changes),))


def with_area(**changes):
    return with_info(areas=(replace(INFO.areas[0], **changes),))


def with_resource(**changes):
    one = {"description": "x", "mime_type": "text/plain", "uri": "https://example.org/x"}
    return with_info(resources=(Resource(**one | changes),))


XML = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
)
TEXT = st.text(XML, max_size=20)
SAID = TEXT.map("示{}".format)
NAME = st.text(st.sampled_from("abcXYZ019.-_@:/"), min_size=1, max_size=20)
ENTRY = st.text(st.sampled_from("ab c示"), min_size=1).filter(lambda text: text.strip() == text)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def moments(first, last):
    found = st.datetimes(first, last, timezones=OFFSETS | st.just(UTC))
    return found.map(lambda moment: moment.replace(microsecond=0))


TIMES = moments(datetime(2000, 1, 1), datetime(2090, 1, 1))
LATER = moments(datetime(2095, 1, 1), datetime(2099, 1, 1))
OTHER = st.builds(
    Reference, NAME, NAME.map("other{}".format), st.just(datetime(1999, 1, 1, tzinfo=UTC))
)


def numbers(most):
    return st.decimals(-most, most, allow_nan=False, places=4)


POINTS = st.builds(Point, numbers(90), numbers(180))
POLYGONS = st.lists(POINTS, min_size=3).map(lambda points: (*points, points[0]))
NAMED = st.builds(Named, SAID, TEXT)
AREAS = st.builds(
    Area,
    description=SAID,
    polygons=st.lists(POLYGONS, max_size=2).map(tuple),
    circles=st.lists(st.builds(Circle, POINTS, numbers(99).map(abs)), max_size=2).map(tuple),
    geocodes=st.lists(NAMED, max_size=2).map(tuple),
    altitude=st.none() | numbers(999),
)
RESOURCES = st.builds(
    Resource, description=SAID, mime_type=st.just("a/b"), size=st.none() | st.integers(0, 9**9)
)
INFOS = st.builds(
    Info,
    categories=st.lists(st.sampled_from(["Safety", "Health", "Env"]), min_size=1).map(tuple),
    event=SAID,
    urgency=st.sampled_from(["Immediate", "Unknown"]),
    severity=st.sampled_from(["Extreme", "Minor"]),
    certainty=st.sampled_from(["Observed", "Likely"]),
    language=st.sampled_from(["zh-CN", "en-US"]),
    response_types=st.lists(st.sampled_from(["Avoid", "None"])).map(tuple),
    onset=st.none() | TIMES,
    expires=st.none() | LATER,
    headline=TEXT,
    description=TEXT,
    parameters=st.lists(NAMED, max_size=2).map(tuple),
    resources=st.lists(RESOURCES, max_size=2).map(tuple),
    areas=st.lists(AREAS, max_size=2).map(tuple),
)
ALERTS = st.builds(
    Alert,
    identifier=NAME.map("own{}".format),
    sender=NAME,
    sent=TIMES,
    status=st.sampled_from(["Actual", "Exercise", "System", "Test", "Draft"]),
    msg_type=st.sampled_from(["Alert", "Update", "Cancel", "Ack", "Error"]),
    scope=st.sampled_from(["Public", "Restricted", "Private"]),
    restriction=SAID,
    addresses=st.lists(ENTRY, min_size=1).map(tuple),
    codes=st.lists(TEXT, max_size=2).map(tuple),
    references=st.lists(OTHER, min_size=1, max_size=2).map(tuple),
    incidents=st.lists(ENTRY).map(tuple),
    infos=st.lists(INFOS, max_size=2).map(tuple),
)
