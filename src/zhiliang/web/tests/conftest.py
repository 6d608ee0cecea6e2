"""Three cities, a lake in memory, one evaluated year, and people who read it."""

from datetime import date

import pyarrow as pa
import pytest
from django.utils import timezone

from zhiliang.core.models import Assignment, Person, Place, PlaceName
from zhiliang.core.roles import Role
from zhiliang.evaluation.models import Evaluation
from zhiliang.indicators import current
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.registry import definitions
from zhiliang.indicators.table import FIGURES, PLACE_SETS, PLACES, SCALE
from zhiliang.web.tests.results import results

CITIES = {"440100": "广州市", "440300": "深圳市", "440400": "珠海市"}
SINCE = date(2000, 1, 1)
RATE = "sampling.market_pass_rate"


def place_row(code, name, level, parent):
    names = {"name_zh": name, "name_en": name}
    return {"code": code, "level": level, **names, "parent": parent, "valid_from": SINCE}


def figure_row(code, number):
    counts = {"numerator": number * 10, "denominator": 1000, "value": number * SCALE}
    where = {"indicator": RATE, "place": code, "period": "2015"}
    return {**where, "source": "sample", "status": "ok", **counts, "reference": "样", "line": 2}


def arrow(table, rows):
    return pa.Table.from_pylist(rows, schema=table.schema)


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def known_figures():
    places = [place_row("440000", "广东省", "province", None)]
    places += [place_row(code, name, "city", "440000") for code, name in CITIES.items()]
    sets = [
        {"key": "gd_21", "name_zh": "各市", "name_en": "cities", "place": c, "valid_from": SINCE}
        for c in CITIES
    ]
    rows = [figure_row(code, 90 + n) for n, code in enumerate(CITIES)]
    tables = {"place": arrow(PLACES, places), "place_set": arrow(PLACE_SETS, sets)}
    tables["figure"] = arrow(FIGURES, rows)
    manifest = {"number": 7, "as_of": "2026-11-23T00:00:00+00:00"}
    return Figures(Lake(tables=tables, manifest=manifest), definitions())


@pytest.fixture
def lake(monkeypatch, known_figures):
    monkeypatch.setattr(current, "current_figures", lambda: known_figures)
    return known_figures


@pytest.fixture
def places(db):
    Place.objects.create(code="440000", level="province")
    for code in CITIES:
        Place.objects.create(code=code, level="city")
    for code, name in {"440000": "广东省", **CITIES}.items():
        parent = None if code == "440000" else "440000"
        PlaceName.objects.create(
            place_id=code,
            name_zh=name,
            name_en=name,
            parent_id=parent,
            valid_from=SINCE,
            recorded_at=timezone.now(),
        )


@pytest.fixture
def evaluated(places):
    return [
        Evaluation.objects.create(
            year=year,
            version=1,
            scheme="示例",
            scheme_digest="0" * 64,
            manifest=7,
            engine="duckdb",
            results=results(year),
            digest=f"{year:064d}",
            computed_at="2026-11-23T00:00:00Z",
        )
        for year in (2014, 2015)
    ]


@pytest.fixture
def person(places):
    def make(username, role=None, **scope):
        made = Person.objects.create_user(username, password="十二位以上的密码ok")
        if role:
            Assignment.objects.create(person=made, role=role, valid_from=SINCE, **scope)
        return made

    return make


@pytest.fixture
def office(person):
    return person("办公室", Role.OFFICE)


@pytest.fixture
def officer(person):
    return person("广州", Role.CITY_OFFICER, place_id="440100")
