"""Survey estimates of a provincial sample: ours beside R survey, each in a process of its own on
one core, answers compared, ratios printed.

usage: estimate.py [--rows 200000] [--repeat 3] [--library FOLDER]

A stratified sample of 210 strata with 21 cities across them: the mean of all, and the pass rate by
city with Wilson and Korn–Graubard intervals, the making of the design included. R is left out where
Rscript or its package survey is missing, Wilson where survey is older than 4.5; FOLDER is an R
library that has it:

    apt-get install r-base-core r-cran-survey
    Rscript -e 'install.packages("survey", "FOLDER")'    # a newer one than the system's
"""

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.estimate import Design, estimate_mean, estimate_rates

SEED = 84
STRATA, CITIES = 210, 21
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
TASKS = ("mean of all", "rates by city, Wilson", "rates by city, Korn–Graubard")
R_SCRIPT = r"""
args <- commandArgs(TRUE)
if (args[3] != "") .libPaths(c(args[3], .libPaths()))
if (!suppressMessages(require(survey, quietly = TRUE))) quit(status = 3)
rows <- read.csv(args[1])
best <- function(f) {
  spent <- sapply(seq_len(as.integer(args[2])), function(k) system.time(found <<- f())["elapsed"])
  list(seconds = min(spent), answer = found)
}
design <- function() svydesign(id = ~1, strata = ~stratum, weights = ~weight, data = rows)
rates <- function(method) {
  found <- svyby(~passed, ~city, design(), svyciprop, vartype = "ci", method = method)
  c(found$passed, found$ci_l, found$ci_u)
}
done <- list(best(function() { m <- svymean(~y, design()); c(coef(m), SE(m)) }))
for (method in c("wilson", "beta")) {
  known <- method %in% eval(formals(svyciprop)$method)
  done <- c(done, list(if (known) best(function() rates(method)) else NULL))
}
for (one in done) {
  cat(if (is.null(one)) "-" else formatC(c(one$seconds, one$answer), digits = 17), "\n")
}
"""


def generated(rows: int) -> dict[str, np.ndarray]:
    """Rows of the sample by column, seeded."""
    random = np.random.default_rng(SEED)
    stratum = random.integers(0, STRATA, rows)
    city = (stratum + random.integers(0, 3, rows)) % CITIES
    chance = 0.85 + 0.14 * city / CITIES
    return {
        "stratum": stratum,
        "city": city,
        "weight": 1 + 9 * random.random(STRATA)[stratum],
        "passed": (random.random(rows) < chance).astype(int),
        "y": random.normal(100, 15, rows),
    }


def bounds(sample: dict[str, np.ndarray], method: str) -> list[float]:
    design = Design(sample["weight"], strata=sample["stratum"])
    rates = estimate_rates(design, sample["passed"], sample["city"], method=method).values()
    return [getattr(rate, name) for name in ("value", "low", "high") for rate in rates]


def mean(sample: dict[str, np.ndarray]) -> list[float]:
    found = estimate_mean(Design(sample["weight"], strata=sample["stratum"]), sample["y"])
    return [found.value, found.se]


def ours(options: argparse.Namespace) -> list[tuple[float, list[float]] | None]:
    """Seconds (best of several) and answer of each task, in a process of its own."""
    sizes = [f"--rows={options.rows}", f"--repeat={options.repeat}"]
    done = subprocess.run(
        [sys.executable, __file__, "--measure", *sizes],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | ONE_CORE,
    )
    return json.loads(done.stdout)


def measure(options: argparse.Namespace) -> None:
    sample, found = generated(options.rows), []
    tasks = (
        lambda: mean(sample),
        lambda: bounds(sample, "wilson"),
        lambda: bounds(sample, "korn_graubard"),
    )
    for task in tasks:
        spent = []
        for _ in range(options.repeat):
            start = time.perf_counter()
            answer = task()
            spent.append(time.perf_counter() - start)
        found.append((min(spent), answer))
    print(json.dumps(found))


def of_r(options: argparse.Namespace) -> list[tuple[float, list[float]] | None] | None:
    """The same of R survey, None for a task it lacks; None where it is not to be had."""
    if not shutil.which("Rscript"):
        return None
    sample = generated(options.rows)
    with tempfile.TemporaryDirectory() as folder:
        path, script = Path(folder) / "rows.csv", Path(folder) / "peer.R"
        script.write_text(R_SCRIPT, encoding="utf-8")
        with path.open("w", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(sample)
            writer.writerows(zip(*(column.tolist() for column in sample.values()), strict=True))
        command = ["Rscript", str(script), str(path), str(options.repeat), options.library]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_CORE)
    if done.returncode:
        return None
    lines = [line.split() for line in done.stdout.splitlines()[-len(TASKS) :]]
    numbers = [None if line == ["-"] else [float(number) for number in line] for line in lines]
    return [None if line is None else (line[0], line[1:]) for line in numbers]


def compare(options: argparse.Namespace) -> int:
    mine, theirs = ours(options), of_r(options)
    print(f"{options.rows:,} rows, {STRATA} strata, {CITIES} cities, one core")
    if theirs is None:
        print("R survey left out: see the head of this script for how to bring it")
    agreed = True
    for task, our, their in zip(TASKS, mine, theirs or [None] * len(TASKS), strict=True):
        print(f"{task:30} zhiliang {our[0]:8.4f} s", end="")
        if their is None:
            print("   R survey: none")
            continue
        agrees = np.allclose(our[1], their[1], rtol=1e-9)
        agreed &= agrees
        print(
            f"   R survey {their[0]:8.4f} s  ×{their[0] / our[0]:6.1f}  "
            f"{'same answer' if agrees else 'DIFFERENT ANSWER'}"
        )
    return 0 if agreed else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--library", metavar="FOLDER", default="")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options)
        return 0
    return compare(options)


if __name__ == "__main__":
    raise SystemExit(main())
