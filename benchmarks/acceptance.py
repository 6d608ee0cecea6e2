"""Acceptance sampling: looking up plans and computing what they do, ours beside the R packages
AQLSchemes and AcceptanceSampling in the same run, answers compared, ratios printed.

usage: acceptance.py [--lookups 1000000] [--repeat 3] [--library FOLDER]

Rscript and the two packages, in FOLDER or where R looks, are asked for; without them the peers are
left out:

    mkdir r-library
    R CMD INSTALL --no-docs --library=r-library AQLSchemes AcceptanceSampling
    .venv/bin/python benchmarks/acceptance.py --library r-library
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.sampling import (
    Plan,
    find_plan,
    find_variables_plan,
    oc,
    single_plans_gb2828_1,
)
from zhiliang.methods.tables.sampling.editions import AQLS, LEVELS
from zhiliang.methods.tables.sampling.single import lot_bands

SEED = 84
# AQLSchemes asks by menu and builds its tables at each call: it gets this many of the look-ups.
R_LOOKUPS = 300
QUALITY = np.linspace(0, 0.1, 1001)
CURVES = [(125, 3), (315, 7), (800, 21), (2000, 21)]
LOT = 5000
POINTS = [(0.001, 5), (0.005, 5), (0.01, 3), (0.01, 5), (0.02, 4), (0.02, 10)]
TIMED = ("lookups", "binomial", "hypergeom", "plans", "lot plans", "variables")

PEER = r"""
input <- commandArgs(TRUE)
.libPaths(c(input[1], .libPaths()))
for (name in c("AQLSchemes", "AcceptanceSampling"))
  if (!requireNamespace(name, quietly = TRUE)) quit(status = 0)
suppressMessages({ library(AQLSchemes); library(AcceptanceSampling) })
answers <- NULL; at <- 0
silent <- function(f) {
  e <- new.env(parent = environment(f))
  assign("menu", function(...) { at <<- at + 1; answers[at] }, e)
  environment(f) <- e
  f
}
single <- silent(AAZ14Single)
asked <- read.csv(text = readLines(file("stdin")), header = FALSE)
timed <- function(name, f) {
  start <- proc.time()[["elapsed"]]
  found <- f()
  cat(sprintf("{\"name\": \"%s\", \"seconds\": %.9f, \"answer\": [%s]}\n", name,
    proc.time()[["elapsed"]] - start, paste(format(unlist(found), digits = 15), collapse = ",")))
}
timed("lookups", function() lapply(seq_len(nrow(asked)), function(i) {
  answers <<- as.integer(asked[i, 1:3]); at <<- 0
  suppressMessages(single(1, 1, 1, 1))[1, c("n", "c", "r")]
}))
quality <- seq(0, 0.1, length.out = 1001)
curves <- list(c(125, 3), c(315, 7), c(800, 21), c(2000, 21))
accepted <- function(...) lapply(curves, function(x) OC2c(x[1], x[2], ...)@paccept)
timed("binomial", function() accepted(type = "binomial", pd = quality))
timed("hypergeom", function() accepted(type = "hypergeom", N = 5000, pd = 0:500 / 5000))
points <- list(c(0.001, 5), c(0.005, 5), c(0.01, 3), c(0.01, 5), c(0.02, 4), c(0.02, 10))
sought <- function(type, ...) lapply(points, function(x)
  find.plan(c(x[1], 0.95), c(x[1] * x[2], 0.1), type, ...)[1:2])
timed("plans", function() sought("binomial"))
timed("lot plans", function() suppressWarnings(sought("hypergeom", N = 5000)))
timed("variables", function() lapply(points[-1], function(x)
  suppressWarnings(find.plan(c(x[1], 0.95), c(x[1] * x[2], 0.1), "normal", s.type = "unknown"))$n))
"""


def generated(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places of bands of lots, levels and AQLs, seeded."""
    random = np.random.default_rng(SEED)
    sizes = len(lot_bands()), len(LEVELS), len(AQLS)
    return tuple(random.integers(0, size, count) for size in sizes)


def lookups(count: int) -> Callable[[], list[float]]:
    bands, levels, aqls = generated(count)
    lots = np.array([band.lot_from for band in lot_bands()])[bands]
    names, series = np.array(LEVELS)[levels], np.array([float(aql) for aql in AQLS])[aqls]

    def look_up() -> list[float]:
        found = single_plans_gb2828_1(lots, names, series, edition="MIL-STD-105E")
        first = zip(found.n[:R_LOOKUPS], found.ac[:R_LOOKUPS], found.re[:R_LOOKUPS], strict=True)
        return [float(value) for plan in first for value in plan]

    return look_up


def curves(p: np.ndarray, **how: Any) -> list[float]:
    return [float(pa) for n, ac in CURVES for pa in oc(Plan("", n, ac, ac + 1), p, **how)]


def plans(**how: Any) -> list[float]:
    found = [find_plan((p, 0.95), (p * ratio, 0.1), **how) for p, ratio in POINTS]
    return [float(value) for plan in found for value in (plan.n, plan.ac)]


def variables() -> list[float]:
    sought = [((p, 0.95), (p * ratio, 0.1)) for p, ratio in POINTS[1:]]
    return [float(find_variables_plan(*points).n) for points in sought]


def ours(options: argparse.Namespace) -> dict[str, tuple[float, list[float]]]:
    tasks = (
        lookups(options.lookups),
        lambda: curves(QUALITY),
        lambda: curves(np.arange(501) / LOT, lot_size=LOT),
        plans,
        lambda: plans(lot_size=LOT),
        variables,
    )
    return {name: timed(task, options) for name, task in zip(TIMED, tasks, strict=True)}


def timed(
    task: Callable[[], list[float]], options: argparse.Namespace
) -> tuple[float, list[float]]:
    best, answer = float("inf"), []
    for _ in range(options.repeat):
        start = time.perf_counter()
        answer = task()
        best = min(best, time.perf_counter() - start)
    return best, answer


def peers(options: argparse.Namespace) -> dict[str, dict[str, Any]]:
    if not shutil.which("Rscript"):
        return {}
    bands, levels, aqls = generated(options.lookups)
    asked = zip(levels[:R_LOOKUPS] + 1, bands[:R_LOOKUPS] + 1, aqls[:R_LOOKUPS] + 1, strict=True)
    done = subprocess.run(
        ["Rscript", "-e", PEER, options.library],
        check=True,
        input="\n".join(",".join(map(str, row)) for row in asked),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {row["name"]: row for row in rows}


def capped(plans: list[float], options: argparse.Namespace) -> list[float]:
    """Samples no larger than the lot, which AQLSchemes leaves to its reader."""
    lots = np.array([band.lot_from for band in lot_bands()])[generated(options.lookups)[0]]
    listed = np.array(plans).reshape(-1, 3)
    listed[:, 0] = np.minimum(listed[:, 0], lots[:R_LOOKUPS])
    return listed.ravel().tolist()


def compare(options: argparse.Namespace) -> int:
    found, theirs, agreed = ours(options), peers(options), True
    if not theirs:
        print("R peers left out: see the head of this script for how to bring them")
    for name, (seconds, answer) in found.items():
        work = options.lookups if name == "lookups" else 1
        print(f"{name:10} zhiliang {seconds * 1e3:9.2f} ms", end="")
        print(f"  {work / seconds:12,.0f} look-ups/s" if work > 1 else "", end="")
        if peer := theirs.get(name):
            ratio = peer["seconds"] / (R_LOOKUPS if work > 1 else 1) / (seconds / work)
            expected = capped(peer["answer"], options) if work > 1 else peer["answer"]
            same = np.allclose(answer, expected, rtol=1e-9, atol=1e-12)
            agreed &= same
            print(f"  R ×{ratio:10,.1f} the time  {'same' if same else 'DIFFERENT'}", end="")
        print()
    return 0 if agreed else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lookups", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--library", default=".")
    return compare(parser.parse_args())


if __name__ == "__main__":
    raise SystemExit(main())
