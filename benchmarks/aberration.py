"""Outbreak detection: the improved Farrington algorithm over many series, ours beside R
surveillance in the same run, answers compared, ratio printed.

usage: aberration.py [--series 200] [--r-series 10] [--repeat 3]

Rscript and its package surveillance (Debian: r-cran-surveillance) are asked for; without them the
peer is left out. R gets the first few series only; its time is for as many as ours.
"""

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.aberration import Detection, farrington_flexible

SEED, ROWS, WEEKS = 7, 416, 52
SETTINGS: dict[str, dict[str, Any]] = {
    "noufaily": {},
    "orig": {
        "periods": 1,
        "weights_threshold": 1,
        "past_weeks_not_included": 3,
        "p_threshold_trend": 0.05,
        "threshold_method": "delta",
    },
}

PEER = r"""
input <- commandArgs(TRUE)
if (!requireNamespace("surveillance", quietly = TRUE)) quit(status = 3)
suppressMessages(library(surveillance))
x <- as.matrix(read.csv(file.path(input[1], "counts.csv"), header = FALSE))
s <- sts(x, frequency = 52, start = c(2004, 1))
settings <- list(
  noufaily = list(noPeriods = 10, weightsThreshold = 2.58, pastWeeksNotIncluded = 26,
                  pThresholdTrend = 1, thresholdMethod = "nbPlugin"),
  orig = list(noPeriods = 1, weightsThreshold = 1, pastWeeksNotIncluded = 3,
              pThresholdTrend = 0.05, thresholdMethod = "delta"))
control <- c(settings[[input[2]]],
             list(range = (nrow(x) - 51):nrow(x), b = 4, w = 3, alpha = 0.1, glmWarnings = FALSE))
took <- system.time(r <- farringtonFlexible(s, control))
took <- took[["user.self"]] + took[["sys.self"]]
write.table(r@upperbound, file.path(input[1], "bounds.csv"), sep = ",", row.names = FALSE,
            col.names = FALSE)
cat(took)
"""


def made_up(series: int) -> np.ndarray:
    """Counts [time × series] with season and more variance than Poisson."""
    draw = np.random.default_rng(SEED)
    season = np.exp(0.4 * np.cos(2 * np.pi * np.arange(ROWS) / 52))[:, None]
    return draw.negative_binomial(season * draw.uniform(0.5, 20, series), 0.5).astype(float)


def timed(counts: np.ndarray, setting: dict[str, Any], repeat: int) -> tuple[float, Detection]:
    """Seconds of the best run on one core, and the answer."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        found = farrington_flexible(
            counts, weeks=np.arange(ROWS - WEEKS, ROWS), first_week=None, **setting
        )
        best = min(best, time.process_time() - start)
    return best, found


def peer(counts: np.ndarray, setting: str) -> tuple[float, np.ndarray] | None:
    """Seconds of processor time that R takes and its bounds; None where it is not there."""
    if not shutil.which("Rscript"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        np.savetxt(Path(folder) / "counts.csv", counts, delimiter=",", fmt="%d")
        run = subprocess.run(
            ["Rscript", "-e", PEER, folder, setting], capture_output=True, text=True, check=False
        )
        if run.returncode:
            return None
        with (Path(folder) / "bounds.csv").open() as lines:
            bounds = [
                [float(cell.replace("NA", "nan")) for cell in row] for row in csv.reader(lines)
            ]
    return float(run.stdout), np.array(bounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--series", type=int, default=200)
    parser.add_argument("--r-series", type=int, default=10)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    counts = made_up(asked.series)
    for name, setting in SETTINGS.items():
        ours, found = timed(counts, setting, asked.repeat)
        print(f"{name}: {asked.series} series × {WEEKS} weeks in {ours:.2f} s")
        answer = peer(counts[:, : asked.r_series], name)
        if answer is None:
            print("  R surveillance is not here and was left out")
            continue
        theirs = answer[0] * asked.series / asked.r_series
        np.testing.assert_allclose(found.upper_bound[:, : asked.r_series], answer[1], rtol=1e-6)
        print(f"  R surveillance {theirs:.1f} s, ×{theirs / ours:.0f}; bounds equal")


if __name__ == "__main__":
    main()
