"""Source rows: what the definitions read, until the end of the year, and nothing personal."""

from datetime import date

import pyarrow as pa
import pytest

from zhiliang.evaluation.seal.source import sources
from zhiliang.indicators.definition import Ratio, Reported
from zhiliang.indicators.expression import Column
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.table import FIGURES, Table

pytestmark = pytest.mark.once

SAMPLES = Table(
    "samples",
    columns=(
        ("number", "text"),
        ("place", "text"),
        ("taken", "date"),
        ("source", "text"),
        ("passed", "bool"),
        ("price", "scaled6"),
        ("sampler", "text"),
        ("reference", "text"),
    ),
    key=("number",),
    period="",
    date="taken",
    personal=("number", "sampler"),
)
NAMED = {"clause": "二(一)", "name_zh": "合格率", "name_en": "Pass rate"}
RATE = Ratio(
    key="sampling.pass_rate",
    of=SAMPLES,
    numerator=Column("passed"),
    denominator=Column("passed").is_null().is_(False),
    **NAMED,
)
INDEX = Reported(key="evaluation.index", **NAMED)
MASTER = b"m" * 43


def sample(number, day, **changes):
    row = {"number": number, "place": "440100", "taken": day, "source": "records"}
    return row | {"passed": True, "price": 1, "sampler": "张三", "reference": "r"} | changes


def figure(indicator, period):
    return dict.fromkeys(FIGURES.types) | {
        "indicator": indicator,
        "place": "440100",
        "period": period,
        "source": "returns",
    }


ROWS = [
    sample("a", date(2015, 12, 31)),
    sample("b", date(2016, 1, 1)),
]
FIGURE_ROWS = [
    figure("evaluation.index", "2015"),
    figure("evaluation.index", "2015-2016"),
    figure("evaluation.other", "2015"),
]


def sealed_rows():
    lake = Lake(
        tables={
            "samples": pa.Table.from_pylist(ROWS, schema=SAMPLES.schema),
            "figure": pa.Table.from_pylist(FIGURE_ROWS, schema=FIGURES.schema),
        }
    )
    definitions = {RATE.key: RATE, INDEX.key: INDEX}
    return sources(lake, definitions, until=date(2015, 12, 31), master=MASTER)


def test_only_columns_that_are_read_and_lead_back_are_taken():
    names = sealed_rows()[0]["samples"].rows.schema.names
    assert names == ["number", "place", "taken", "source", "passed", "reference"]


def test_rows_after_the_year_stay_out_and_are_counted():
    tables, left_out = sealed_rows()
    assert tables["samples"].rows["taken"].to_pylist() == [date(2015, 12, 31)]
    assert {(e.what, e.count) for e in left_out} == {("samples", 1), ("figure", 1)}


def test_only_figures_of_the_plan_s_indicators_are_taken():
    rows = sealed_rows()[0]["figure"].rows.to_pylist()
    assert [(row["indicator"], row["period"]) for row in rows] == [("evaluation.index", "2015")]


def test_personal_columns_are_sealed_as_commitments():
    found = sealed_rows()[0]["samples"]
    assert found.commitments == ("number",)
    assert len(found.rows["number"].to_pylist()[0]) == 64


def test_millionths_and_commitments_are_described():
    fields = {f["name"]: f for f in sealed_rows()[0]["figure"].fields()}
    assert "millionths" in fields["value"]["description"]
    fields = {f["name"]: f for f in sealed_rows()[0]["samples"].fields()}
    assert "commitment" in fields["number"]["description"]


def test_places_and_their_sets_always_travel_along():
    assert {"place", "place_set"} <= sealed_rows()[0].keys()
