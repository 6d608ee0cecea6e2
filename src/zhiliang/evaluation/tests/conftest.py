"""A lake in memory: the sample province and the real published figures; a cycle over it."""

import csv
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pyarrow as pa
import pytest
import yaml
from django.utils import timezone

from zhiliang.core.models import Assignment, Department, Person, Place, PlaceName
from zhiliang.core.roles import Role
from zhiliang.evaluation.actions import open_cycle
from zhiliang.evaluation.adjustments import ADJUSTMENTS
from zhiliang.evaluation.assess import assess
from zhiliang.evaluation.models import Adjustment, Evaluation
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.results import results_digest
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.registry import definitions
from zhiliang.indicators.table import FIGURES, PLACE_SETS, PLACES, SCALE
from zhiliang.systems.returns.sample import figures

REFERENCE = files("zhiliang.core") / "reference"
PUBLISHED = files("zhiliang.systems.returns") / "published"
ACTIONS = "zhiliang.evaluation.actions"


def rows_of(path):
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def day(text):
    return date.fromisoformat(str(text)) if text else None


def whole(text):
    return int(text) if text else None


def figure(line, row):
    numbers = {name: whole(row[name]) for name in ("numerator", "denominator")}
    value = int(Decimal(row["value"]) * SCALE) if row["value"] else None
    names = ("indicator", "place", "period", "source", "status")
    return {
        **{n: row[n] for n in names},
        **numbers,
        "value": value,
        "reference": row["note"],
        "line": line,
    }


def figure_rows():
    published = [
        row
        for path in sorted(PUBLISHED.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".csv") and path.name.islower()
        for row in rows_of(path)
    ]
    return [figure(line, row) for line, row in enumerate([*figures(), *published])]


def place_rows():
    spans = ("valid_from", "valid_to")
    return [
        {**row, "parent": row["parent"] or None, **{name: day(row[name]) for name in spans}}
        for row in rows_of(REFERENCE / "places.csv")
    ]


def set_rows():
    return [
        {
            **{name: one[name] for name in ("key", "name_zh", "name_en")},
            "place": str(member["place"]),
            "valid_from": day(member["valid_from"]),
            "valid_to": day(member["valid_to"]),
        }
        for one in yaml.safe_load((REFERENCE / "place_sets.yaml").read_text("utf-8"))
        for member in one["members"]
    ]


@pytest.fixture(scope="session")
def tables():
    return {
        "figure": pa.Table.from_pylist(figure_rows(), schema=FIGURES.schema),
        "place": pa.Table.from_pylist(place_rows(), schema=PLACES.schema),
        "place_set": pa.Table.from_pylist(set_rows(), schema=PLACE_SETS.schema),
    }


@pytest.fixture(scope="session")
def lake(tables):
    return Lake(tables=tables)


GUANGZHOU, SHENZHEN, HOUSING = "440100", "440300", "housing_construction"
SINCE = date(2000, 1, 1)
PEOPLE = {
    "office": (Role.OFFICE, {}),
    "colleague": (Role.OFFICE, {}),
    "guangzhou": (Role.CITY_OFFICER, {"place_id": GUANGZHOU}),
    "shenzhen": (Role.CITY_OFFICER, {"place_id": SHENZHEN}),
    "housing": (Role.DEPARTMENT_OFFICER, {"department_id": HOUSING}),
    "first": (Role.PROVINCIAL_OFFICER, {}),
    "second": (Role.PROVINCIAL_OFFICER, {}),
    "third": (Role.PROVINCIAL_OFFICER, {}),
}


class Reprojected:
    """The sample province as the current lake, with the adjustments the database holds."""

    def __init__(self, tables):
        self.tables = tables
        self.number = 0
        self.refresh()

    def refresh(self):
        self.number += 1
        names = [name for name, _kind in ADJUSTMENTS.columns]
        fields = ["points_e6" if name == "points" else name for name in names]
        rows = Adjustment.objects.filter(superseded_at=None).values_list(*fields)
        listed = [dict(zip(names, row, strict=True)) for row in rows]
        made = pa.Table.from_pylist(listed, schema=ADJUSTMENTS.schema)
        manifest = {"number": self.number, "as_of": "2016-03-01T00:00:00+00:00"}
        self.lake = Lake(tables=self.tables | {"adjustment": made}, manifest=manifest)
        self.figures = Figures(self.lake, definitions())


@pytest.fixture
def standing(db, monkeypatch, tables):
    """Replaces the projection of a whole province, which has tests of its own."""
    made = Reprojected(tables)
    for module in ("opening", "evaluating"):
        monkeypatch.setattr(f"{ACTIONS}.{module}.current_lake", lambda: made.lake)
    monkeypatch.setattr("zhiliang.indicators.current.current_figures", lambda: made.figures)
    monkeypatch.setattr(f"{ACTIONS}.verifying.current_figures", lambda: made.figures)
    monkeypatch.setattr(f"{ACTIONS}.deciding.refresh", made.refresh)
    return made


@pytest.fixture
def people(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Place.objects.create(code="440000", level="province")
    for code, name in ((GUANGZHOU, "广州市"), (SHENZHEN, "深圳市")):
        Place.objects.create(code=code, level="city")
        PlaceName.objects.create(
            place_id=code, name_zh=name, valid_from=SINCE, recorded_at=timezone.now()
        )
    Department.objects.create(code=HOUSING, name_zh="住房城乡建设厅", valid_from=SINCE)
    return {name: _person(name, role, scope) for name, (role, scope) in PEOPLE.items()}


def _person(name, role, scope):
    made = Person.objects.create_user(name, password="十二位以上的密码ok", display_name=name)
    Assignment.objects.create(person=made, role=role, valid_from=SINCE, **scope)
    return made


@pytest.fixture(scope="session")
def computed(tables):
    """The year as it comes out when nobody has judged anything."""
    return assess(Lake(tables=tables), office_plan(2015))


@pytest.fixture
def evaluated(standing, people, computed):
    return Evaluation.objects.create(
        year=2015,
        version=1,
        scheme="示例",
        scheme_digest="0" * 64,
        manifest=1,
        engine="duckdb",
        results=computed,
        digest=results_digest(computed),
        computed_at=timezone.now(),
    )


@pytest.fixture
def cycle(evaluated, people):
    subjects = [GUANGZHOU, HOUSING]
    return open_cycle(2015, by=people["office"], subjects=subjects, sample=True)


@pytest.fixture
def case(cycle):
    return cycle.cases.get(subject=GUANGZHOU)
