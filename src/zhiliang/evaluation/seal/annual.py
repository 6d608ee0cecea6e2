"""An annual evaluation as the content of a pack, and back: the same computation both times."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from zhiliang.core.period import Period
from zhiliang.evaluation.adjustments import ADJUSTMENTS
from zhiliang.evaluation.assess import Plan, assess
from zhiliang.evaluation.seal.method import code_version
from zhiliang.evaluation.seal.plan import plan_files, read_plan
from zhiliang.evaluation.seal.reading import read_json
from zhiliang.evaluation.seal.source import Source, sources
from zhiliang.evaluation.seal.statement import is_hex
from zhiliang.evaluation.seal.writing import Content
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.value import Value

LEVELS = ("city", "district", "province", "region")


def annual_content(lake: Lake, plan: Plan, *, engine: str, master: bytes) -> Content:
    """What to seal of a year; `master` salts the commitments."""
    period = Period.parse(plan.scheme.period)
    tables, left_out = sources(lake, plan.definitions, until=period.end, master=master)
    tables |= _judgements(lake, period.key)
    derived = derive(lake, plan, engine=engine)
    return Content(
        year=plan.scheme.year,
        period=period.key,
        as_of=lake.as_of,
        tables=tables,
        plan=plan_files(plan),
        results=derived["results"],
        values=derived["values"],
        log=log_of(lake),
        code=code_version(),
        engine=engine,
        exclusions=left_out,
    )


def _judgements(lake: Lake, period: str) -> dict[str, Source]:
    """Points that people established for the period; no table where nobody judged."""
    rows = lake.read(ADJUSTMENTS)
    rows = rows.filter(pc.equal(rows["period"], period))
    return {ADJUSTMENTS.name: Source(rows, ADJUSTMENTS.key, ("points",))} if rows.num_rows else {}


def recompute_annual(pack: Path, *, engine: str) -> dict[str, Any]:
    """Results and values that the source rows and the plan of a pack give.

    Time and number of the lake are statements of the sealer, not derived: they are taken as said.
    """
    lake = Lake.of_pack(pack)
    said = {
        "as_of": read_json(pack, "datapackage.json")["created"],
        "number": read_json(pack, "log.json")["manifest"],
    }
    return derive(replace(lake, manifest=said), read_plan(pack), engine=engine)


def derive(lake: Lake, plan: Plan, *, engine: str) -> dict[str, Any]:
    """{"results": the results document, "values": every figure of the evaluated period}."""
    figures = Figures(lake, plan.definitions, engine=engine)
    period = Period.parse(plan.scheme.period)
    return {
        "results": assess(lake, plan, engine=engine),
        "values": list(_values(figures, period)),
    }


def _values(figures: Figures, period: Period) -> Iterator[dict[str, Any]]:
    for key in sorted(figures.definitions):
        for level in LEVELS:
            answer = figures.answer(key, period, by=level)
            yield from (_value(value, level) for value in answer.values)


def _value(value: Value, level: str) -> dict[str, Any]:
    return {
        "indicator": value.indicator,
        "period": value.period,
        "level": level,
        "place": value.place,
        "value": value.value,
        "exact": value.exact,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "status": value.status,
        "source": value.source or None,
        "rank": value.rank,
    }


def log_of(lake: Lake) -> Mapping[str, Any]:
    """The event log's head as of the lake's manifest; its numbers have no gaps, so it counts."""
    number = int(lake.manifest.get("event_number", 0))
    head = str(lake.manifest.get("event_hash", ""))
    return {
        "number": number,
        "hash": head if is_hex(head) else None,
        "count": number,
        "manifest": lake.number,
    }
