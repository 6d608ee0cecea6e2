"""Hours of outlets and stations from the readings: as sent, or rolled up from finer data."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhiliang.methods.tables.online_monitoring import FAULT, NORMAL_SHARE
from zhiliang.methods.tables.online_monitoring import NORMAL as MARKED_NORMAL
from zhiliang.methods.tables.water_factors import CODES_2005
from zhiliang.systems.environment.judging.hours import (
    FLOWS,
    STATISTICS,
    Hours,
    arranged,
)
from zhiliang.systems.environment.readings import questions
from zhiliang.systems.environment.readings.schema import NORMAL

HOURLY, MINUTES, INSTANT = "2061", "2051", "2011"
COLUMNS = ("mn", "factor", "statistic", "data_time", "value", "flag")
INSTANTS = ("Rtd", "ZsRtd")
# instantaneous flows: of water in litres a second, of gas in cubic metres a second
CUBIC_METRES_AN_HOUR = {"w00000": 3.6, "a00000": 3600.0}
ONE = timedelta(days=1)


def hourly(
    mns: Sequence[str], *, start: date, days: int, factors: Collection[str] | None = None
) -> Hours:
    """Hours of `mns`, of `factors` alone where named: as sent, else rolled up from finer data.

    For each day of each: who sent hours on it is taken at those, else at minutes, else at
    instants. So a day's hours never depend on what else is asked for.
    """
    heard = np.zeros((len(mns), days), dtype=bool)
    batches: list[pa.RecordBatch] = []
    for cn in (HOURLY, MINUTES, INSTANT):
        wanting = [mn for mn, told in zip(mns, heard, strict=True) if not told.all()]
        rows = _rows(cn, wanting, factors, start, days)
        thing, day = _places(rows, mns, start)
        new = ~heard[thing, day]
        heard[thing[new], day[new]] = True
        rows = rows.filter(pa.array(new))
        batches += (rows if cn == HOURLY else _rolled(rows, cn)).to_batches()
    measured = {one for batch in batches for one in pc.unique(batch.column("factor")).to_pylist()}
    return arranged(batches, things=mns, factors=sorted(measured), start=start, days=days)


def _rows(
    cn: str, mns: Sequence[str], factors: Collection[str] | None, start: date, days: int
) -> pa.Table:
    first = datetime.combine(start, time())
    reader = questions.rows(
        cn=cn,
        start=first,
        end=first + days * ONE,
        mns=mns,
        factors=None if factors is None else _with_codes_of_2005(factors),
        statistics=INSTANTS if cn == INSTANT else STATISTICS,
    )
    rows = reader.read_all().select(COLUMNS)
    at = rows.schema.get_field_index("factor")
    return rows.set_column(at, "factor", _present_codes(rows["factor"]))


def _with_codes_of_2005(factors: Collection[str]) -> list[str]:
    return [*factors, *(old for old, new in CODES_2005.items() if new in factors)]


def _present_codes(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Factor codes of 2005 as those of 2017, so that one permit judges both kinds of logger."""
    coded = column.combine_chunks().cast(pa.string()).dictionary_encode()
    names = [CODES_2005.get(code, code) for code in coded.dictionary.to_pylist()]
    renamed = pa.DictionaryArray.from_arrays(coded.indices, pa.array(names, pa.string()))
    return pa.chunked_array([renamed.cast(pa.string())])


def _places(
    rows: pa.Table, mns: Sequence[str], start: date
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of `mns` and which day from `start` each row is of."""
    things = pc.index_in(rows["mn"].cast(pa.string()), value_set=pa.array(mns, pa.string()))
    moments = rows["data_time"].cast(pa.timestamp("s")).to_numpy().astype("datetime64[D]")
    return things.to_numpy().astype(np.int64), (moments - np.datetime64(start)).astype(np.int64)


def _rolled(rows: pa.Table, cn: str) -> pa.Table:
    """Hours of finer rows: means of concentrations, totals of flows, flags of the abnormal.

    HJ 212-2017, notes to C.16 to C.18: an hour of wastewater is abnormal if one of its parts is;
    one of gas is normal if three quarters of its flagged parts are, and the mean is of those.
    """
    rows = _as_hourly(rows) if cn == INSTANT else rows
    flags = rows["flag"].cast(pa.string())
    normal = pc.is_in(flags, value_set=pa.array(NORMAL))
    gas = pc.starts_with(rows["factor"], "a")
    table = pa.table(
        {
            **{name: rows[name].cast(pa.string()) for name in ("mn", "factor", "statistic")},
            "data_time": pc.floor_temporal(rows["data_time"].cast(pa.timestamp("s")), unit="hour"),
            "value": pc.if_else(pc.and_(gas, pc.invert(normal)), None, rows["value"]),
            # the text order of flags has no meaning; any that is not normal marks the hour
            "abnormal": pc.if_else(normal, "", flags),
            "told": pc.not_equal(flags, "").cast(pa.int64()),
            "clean": pc.equal(flags, MARKED_NORMAL).cast(pa.int64()),
        }
    )
    made = table.group_by(["mn", "factor", "statistic", "data_time"]).aggregate(
        [
            ("value", "mean"),
            ("value", "sum"),
            ("abnormal", "max"),
            ("told", "sum"),
            ("clean", "sum"),
        ]
    )
    summed = pc.and_(pc.equal(made["statistic"], "Cou"), pa.scalar(cn == MINUTES))
    return pa.table(
        {
            **{name: made[name] for name in ("mn", "factor", "statistic", "data_time")},
            "value": pc.if_else(summed, made["value_sum"], made["value_mean"]),
            "flag": pc.if_else(
                pc.starts_with(made["factor"], "a"), _gas_flags(made), made["abnormal_max"]
            ),
        }
    )


def _gas_flags(made: pa.Table) -> pa.ChunkedArray:
    clean = pc.multiply(made["clean_sum"], NORMAL_SHARE.denominator)
    enough = pc.greater_equal(clean, pc.multiply(made["told_sum"], NORMAL_SHARE.numerator))
    return pc.if_else(enough, "", FAULT)


def _as_hourly(rows: pa.Table) -> pa.Table:
    """Instants under the names of hours; a flow as what an hour at that rate would come to."""
    flow = pc.is_in(rows["factor"], value_set=pa.array(FLOWS))
    average = pc.if_else(pc.equal(rows["statistic"].cast(pa.string()), "ZsRtd"), "ZsAvg", "Avg")
    value = rows["value"]
    for factor, rate in CUBIC_METRES_AN_HOUR.items():
        value = pc.if_else(pc.equal(rows["factor"], factor), pc.multiply(value, rate), value)
    changed = {"statistic": pc.if_else(flow, "Cou", average), "value": value}
    return pa.table({name: changed.get(name, rows[name]) for name in COLUMNS})
