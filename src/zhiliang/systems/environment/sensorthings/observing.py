"""A page of Observations: the series first, then only the files and rows that can matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from zhiliang.systems.environment.sensorthings.asking import (
    Expression,
    Relation,
    column,
    constant,
    function,
)
from zhiliang.systems.environment.sensorthings.compiling import Compiler
from zhiliang.systems.environment.sensorthings.narrowing import (
    FIRST,
    LAST,
    about_series,
    of_series,
    times,
)
from zhiliang.systems.environment.sensorthings.options import Options
from zhiliang.systems.environment.sensorthings.portraits import Observed
from zhiliang.systems.environment.sensorthings.series import (
    KEY,
    LENGTHS,
    MINUTES,
    STAMP,
    Series,
    step_of,
)
from zhiliang.systems.environment.sensorthings.syntax import conjuncts
from zhiliang.systems.environment.sensorthings.world import World

LABELS = 64  # of minute data, from which their interval is told
SHOWN = ("data_time", "value", "flag", "text", "received_at", "origin", "s_number")


@dataclass(frozen=True)
class Page:
    """Some entities of a collection; whether there are more, and how many in all if asked."""

    items: Sequence[Any]
    more: bool = False
    count: int | None = None


def observed(world: World, series: Sequence[Series], options: Options) -> Page:
    """Readings of some series that fit the options."""
    rest = []
    for node in conjuncts(options.where):
        if about_series(node):
            series = [one for one in series if of_series(world, one, node)]
        else:
            rest.append(node)
    paths = _paths(world, series, times(options.where))
    if not paths:
        return Page((), count=0 if options.count else None)
    lengths = [_length(world, one) for one in series]
    seconds = [int(length.total_seconds()) if length else 0 for length in lengths]
    compiler = Compiler(world, series, seconds)
    conditions = [compiler.condition(node) for node in rest]
    rows = _joined(world, paths, compiler, times(options.where))
    for condition in conditions:
        rows = rows.filter(condition)
    ordered = rows.sort(*compiler.orders(options.order)).select(*map(column, SHOWN))
    found = world.asking.rows(ordered.limit(options.top + 1, offset=options.skip))
    items = [_observed(row, series, lengths) for row in found[: options.top]]
    return Page(items, len(found) > options.top, _count(world, rows) if options.count else None)


def find_observation(world: World, key: str) -> Observed | None:
    """One reading by its id."""
    series_id, _colon, stamp = key.rpartition(":")
    series = world.find_series(series_id)
    try:
        label = datetime.strptime(stamp, STAMP)
    except ValueError:
        return None
    paths = _paths(world, [series], (label, label)) if series else []
    if series is None or not paths:
        return None
    rows = _of(world, paths, series).filter(column("data_time") == constant(label))
    names = [*map(column, SHOWN[:-1]), constant(0).alias("s_number")]
    found = world.asking.rows(rows.select(*names).limit(1))
    return _observed(found[0], [series], [_length(world, series)]) if found else None


def _paths(
    world: World, series: Sequence[Series], span: tuple[datetime, datetime]
) -> Sequence[str]:
    """Files that may hold readings of these series and times."""
    mns: dict[str, set[str]] = {}
    for one in series:
        mns.setdefault(one.cn, set()).add(one.site.mn)
    return [
        world.lake.path(file)
        for cn, wanted in mns.items()
        for file in world.lake.between(cn, *span)
        if any(map(file.may_hold, wanted))
    ]


def _joined(
    world: World, paths: Sequence[str], compiler: Compiler, span: tuple[datetime, datetime]
) -> Relation:
    """Rows of the series between two times, with the table of the series beside them."""
    rows = world.asking.files(paths)
    if span[0] > FIRST:
        rows = rows.filter(column("data_time") >= constant(span[0]))
    if span[1] < LAST:
        rows = rows.filter(column("data_time") <= constant(span[1]))
    if len(compiler.series) == 1:
        # constants let DuckDB pass over row groups
        rows = rows.filter(_is(compiler.series[0]))
    on = [column(name) == column(f"s_{name}") for name in KEY]
    table = world.asking.table(compiler.table())
    return rows.join(table, on[0] & on[1] & on[2] & on[3])


def _of(world: World, paths: Sequence[str], series: Series) -> Relation:
    return world.asking.files(paths).filter(_is(series))


def _is(series: Series) -> Expression:
    parts = [column(name) == constant(value) for name, value in zip(KEY, series.key, strict=True)]
    return parts[0] & parts[1] & parts[2] & parts[3]


def _count(world: World, rows: Relation) -> int:
    total = rows.aggregate([function("count", column("data_time")).alias("n")])
    return int(world.asking.rows(total)[0]["n"])


def _length(world: World, series: Series) -> timedelta | None:
    """How long each interval of a series is; None for instants and where it cannot be told."""
    if series.cn != MINUTES:
        return LENGTHS.get(series.cn)
    since = series.last - timedelta(days=1)
    paths = _paths(world, [series], (since, series.last))
    rows = _of(world, paths, series).filter(column("data_time") >= constant(since))
    newest = rows.sort(column("data_time").desc()).select(column("data_time")).limit(LABELS)
    return step_of(sorted(row["data_time"] for row in world.asking.rows(newest)))


def _observed(
    row: dict[str, Any], series: Sequence[Series], lengths: Sequence[timedelta | None]
) -> Observed:
    number = row.pop("s_number")
    label = row.pop("data_time")
    return Observed(series=series[number], label=label, length=lengths[number], **row)
