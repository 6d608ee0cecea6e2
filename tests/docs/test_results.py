"""The results document has the shape that its page describes."""

from datetime import date

import pyarrow as pa
import pytest

from zhiliang.command.docs.results import skeleton
from zhiliang.evaluation.adjustments import ADJUSTMENTS
from zhiliang.evaluation.assess import assess
from zhiliang.evaluation.plan import office_plan
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.table import FIGURES, PLACE_SETS, PLACES

pytestmark = pytest.mark.once

LONG_AGO = date(2005, 1, 1)


JUDGEMENT = {
    "period": "2015",
    "subject": "440100",
    "item": "market_sampling",
    "points": 1,
    "stage": "review",
    "ground": "x",
    "reference": "y",
    "source": "records",
}


def rows(table, *given):
    filled = [{name: row.get(name) for name in table.schema.names} for row in given]
    return pa.Table.from_pylist(filled, schema=table.schema)


def place(code, level, parent=None):
    names = {"name_zh": code, "name_en": code}
    return {"code": code, "level": level, "parent": parent, "valid_from": LONG_AGO, **names}


def figure(indicator, code, value):
    made_up = {"source": "sample", "status": "ok", "period": "2015"}
    return {"indicator": indicator, "place": code, "value": value * 1_000_000, **made_up}


@pytest.fixture(scope="module")
def lake():
    """A province of one city and one district: a veto, lost points, a judgement, a baseline."""
    city = {"key": "gd_21", "name_zh": "市", "name_en": "city", "place": "440100"}
    plan = office_plan(2015)
    vetoes = [i.indicator for s in plan.scheme.sheets for i in s.items if i.rule == "veto"]
    figures = [figure(key, "440100", 9) for key in {*vetoes, "sampling.market_pass_rate"}]
    figures += [figure("sampling.market_pass_rate", code, 80) for code in ("440000", "440103")]
    places = [place("440000", "province"), place("440100", "city", "440000")]
    return Lake(
        tables={
            "figure": rows(FIGURES, *figures),
            "place": rows(PLACES, *places, place("440103", "district", "440100")),
            "place_set": rows(PLACE_SETS, {**city, "valid_from": LONG_AGO}),
            "adjustment": rows(ADJUSTMENTS, JUDGEMENT),
        }
    )


def shape(value, path=""):
    """Path of each object → the names its fields may have; lists count as their entries."""
    if isinstance(value, dict):
        yield path, set(value)
        for name, inner in value.items():
            yield from shape(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from shape(inner, f"{path}[]")


@pytest.fixture(scope="module")
def computed(lake):
    found = {}
    for path, names in shape(assess(lake, office_plan(2015), engine="reference")):
        found.setdefault(path, set()).update(names)
    return found


@pytest.mark.parametrize("part", skeleton(), ids=lambda part: part["part"] or "document")
def test_a_computed_document_has_the_fields_that_are_described(part, computed):
    assert computed[part["part"]] == set(part["fields"])


def test_nothing_else_is_in_a_computed_document(computed):
    described = {part["part"] for part in skeleton()}
    by_key = {
        f"{part['part']}.{name}" for part in skeleton()
        for name, (kind, _) in part["fields"].items() if kind == "by key"
    }  # fmt: skip
    strays = [path for path in computed if path not in described | by_key]
    assert [path for path in strays if not any(path.startswith(k) for k in by_key)] == []
