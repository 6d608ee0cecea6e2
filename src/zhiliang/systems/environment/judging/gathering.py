"""Hours of outlets and stations from the readings: as sent, or rolled up from finer data."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from zhiliang.methods.tables.water_factors import CODES_2005
from zhiliang.systems.environment.judging.hours import FLOWS, NORMAL, Hours, arranged
from zhiliang.systems.environment.readings import questions

HOURLY, MINUTES, INSTANT = "2061", "2051", "2011"
COLUMNS = ("mn", "factor", "statistic", "data_time", "value", "flag")
# an instantaneous flow is told in litres a second
CUBIC_METRES_AN_HOUR = 3.6


def hourly(mns: Sequence[str], *, start: date, days: int) -> Hours:
    """Hours of all readings of `mns`: the loggers' own, else rolled up from minutes or instants.

    Who sent hours on any day of the stretch is taken at those. HJ 212-2017 annex D: an hour of
    wastewater is abnormal if one of its parts is.
    """
    batches: list[pa.RecordBatch] = []
    missing = list(mns)
    for cn, rolled in ((HOURLY, False), (MINUTES, True), (INSTANT, True)):
        found = _rows(cn, missing, start, days) if missing else None
        if found is None or not found.num_rows:
            continue
        batches += (_rolled(found, cn) if rolled else found).to_batches()
        heard = set(pc.unique(found["mn"].cast(pa.string())).to_pylist())
        missing = [mn for mn in missing if mn not in heard]
    factors = sorted({f for b in batches for f in pc.unique(b.column("factor")).to_pylist()})
    return arranged(batches, things=mns, factors=factors, start=start, days=days)


def _rows(cn: str, mns: Sequence[str], start: date, days: int) -> pa.Table:
    first = datetime.combine(start, time())
    reader = questions.rows(cn=cn, start=first, end=first + timedelta(days=days), mns=mns)
    rows = reader.read_all().select(COLUMNS)
    at = rows.schema.get_field_index("factor")
    return rows.set_column(at, "factor", _present_codes(rows["factor"]))


def _present_codes(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Factor codes of 2005 as those of 2017, so that one permit judges both kinds of logger."""
    coded = column.combine_chunks().cast(pa.string()).dictionary_encode()
    names = [CODES_2005.get(code, code) for code in coded.dictionary.to_pylist()]
    renamed = pa.DictionaryArray.from_arrays(coded.indices, pa.array(names, pa.string()))
    return pa.chunked_array([renamed.cast(pa.string())])


def _rolled(rows: pa.Table, cn: str) -> pa.Table:
    """Hours of finer rows: means of concentrations, totals of flows, flags of the abnormal."""
    statistic = "Rtd" if cn == INSTANT else None
    hour = pc.floor_temporal(rows["data_time"].cast(pa.timestamp("s")), unit="hour")
    normal = pc.is_in(rows["flag"].cast(pa.string()), value_set=pa.array(NORMAL))
    # the text order of flags has no meaning; any that is not normal marks the hour
    flag = pc.if_else(normal, "", rows["flag"].cast(pa.string()))
    table = rows.set_column(rows.schema.get_field_index("data_time"), "data_time", hour)
    table = table.set_column(table.schema.get_field_index("flag"), "flag", flag)
    if statistic:
        table = _instants(table)
    kept = table.filter(pc.is_in(table["statistic"], value_set=pa.array(["Avg", "ZsAvg", "Cou"])))
    grouped = kept.group_by(["mn", "factor", "statistic", "data_time"]).aggregate(
        [("value", "mean"), ("value", "sum"), ("flag", "max")]
    )
    total = pc.equal(grouped["statistic"], "Cou")
    value = pc.if_else(total, grouped["value_sum"], grouped["value_mean"])
    return pa.table(
        {
            **{name: grouped[name] for name in ("mn", "factor", "statistic", "data_time")},
            "value": value,
            "flag": grouped["flag_max"],
        }
    )


def _instants(table: pa.Table) -> pa.Table:
    """Instantaneous values as means; a flow as what an hour at that rate would come to."""
    flow = pc.is_in(table["factor"].cast(pa.string()), value_set=pa.array(FLOWS))
    instants = table.filter(pc.equal(table["statistic"].cast(pa.string()), "Rtd"))
    flow = pc.is_in(instants["factor"].cast(pa.string()), value_set=pa.array(FLOWS))
    means = instants.filter(pc.invert(flow))
    means = _told(means, "Avg")
    return pa.concat_tables([means, _hourly_flow(instants.filter(flow))])


def _told(table: pa.Table, statistic: str) -> pa.Table:
    column = pa.array([statistic] * table.num_rows, pa.string())
    return table.set_column(table.schema.get_field_index("statistic"), "statistic", column)


def _hourly_flow(table: pa.Table) -> pa.Table:
    """One row an hour: the mean rate [L/s] times 3.6 is the hour's total [m³]."""
    grouped = table.group_by(["mn", "factor", "data_time"]).aggregate(
        [("value", "mean"), ("flag", "max")]
    )
    return _told(
        pa.table(
            {
                "mn": grouped["mn"],
                "factor": grouped["factor"],
                "statistic": pa.array([""] * grouped.num_rows, pa.string()),
                "data_time": grouped["data_time"],
                "value": pc.multiply(grouped["value_mean"], CUBIC_METRES_AN_HOUR),
                "flag": grouped["flag_max"],
            }
        ).cast(table.schema),
        "Cou",
    )
