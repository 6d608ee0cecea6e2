"""EBGM with its bounds for 17,189 pairs of product and event: ours beside openEBGM and vigipy, each
in a process of its own on one core, answers compared, ratios printed.

usage: signals.py [--repeat 3] [--library FOLDER]

From 20,156 mentions in reports to the FDA to N, E, EBGM, EB05 and EB95, the counting included.
vigipy counts pairs instead of reports, so its answer is another one: only its time is told.
openEBGM is left out where Rscript or the package is missing (FOLDER is an R library that has it),
vigipy where this interpreter has none:

    Rscript -e 'install.packages("openEBGM", "FOLDER")'
    python -m venv peers && peers/bin/pip install vigipy==3.5.1 defusedxml
"""

import argparse
import csv
import gzip
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.signals import ebgm, pairs

ROOT = Path(__file__).resolve().parent.parent
MENTIONS = ROOT / "tests" / "methods" / "signals" / "data" / "caers.csv.gz"
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
R_SCRIPT = r"""
args <- commandArgs(TRUE)
if (args[3] != "") .libPaths(c(args[3], .libPaths()))
if (!suppressMessages(require(openEBGM, quietly = TRUE))) quit(status = 3)
rows <- read.csv(gzfile(args[1]))
names(rows) <- c("id", "var1", "var2", "stratum")
start <- data.frame(alpha1 = c(0.2, 0.1, 0.3), beta1 = c(0.1, 0.1, 0.5), alpha2 = c(2, 10, 5),
                    beta2 = c(4, 10, 5), p = c(1/3, 0.2, 0.5))
work <- function() {
  counts <- processRaw(rows[1:3])
  squashed <- squashData(squashData(counts), count = 2, bin_size = 10, keep_pts = 50)
  theta <- autoHyper(squashed, theta_init = start)$estimates
  qn <- Qn(theta, counts$N, counts$E)
  counts$low <- quantBisect(5, theta, counts$N, counts$E, qn, digits = 3)
  counts$high <- quantBisect(95, theta, counts$N, counts$E, qn, digits = 3)
  counts$middle <- ebgm(theta, counts$N, counts$E, qn, digits = 6)
  counts
}
spent <- sapply(seq_len(as.integer(args[2])), function(k) system.time(found <<- work())["elapsed"])
found <- found[order(as.integer(as.character(found$var1)), as.integer(as.character(found$var2))), ]
cat(min(spent), "\n")
for (name in c("N", "E", "middle", "low", "high")) cat(formatC(found[[name]], digits = 17), "\n")
"""


def mentions() -> dict[str, list[int]]:
    with gzip.open(MENTIONS, "rt") as stream:
        header, *rows = csv.reader(stream)
    return dict(zip(header, np.array(rows, dtype=int).T.tolist(), strict=True))


def best(task: Callable[[], object], repeat: int) -> tuple[float, object]:
    spent = []
    for _ in range(repeat):
        start = time.perf_counter()
        answer = task()
        spent.append(time.perf_counter() - start)
    return min(spent), answer


def ours() -> list[list[float]]:
    rows = mentions()
    counts = pairs(rows["report"], rows["product"], rows["hazard"])
    found = ebgm(counts)
    columns = (counts.n, counts.expected, found.ebgm, found.eb05, found.eb95)
    return [column.tolist() for column in columns]


def vigipy() -> list[list[float]]:
    import pandas
    from vigipy import convert, gps

    rows = pandas.DataFrame(mentions()).drop_duplicates(["report", "product", "hazard"])
    rows["count"] = 1
    container = convert(rows, product_label="product", count_label="count", ae_label="hazard")
    gps(container, min_events=1)
    return []


def measured(name: str, repeat: int) -> tuple[float, list[list[float]]]:
    """Seconds (best of several) and answer, in a process of its own."""
    command = [sys.executable, __file__, f"--measure={name}", f"--repeat={repeat}"]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_CORE
    )
    seconds, answer = json.loads(done.stdout)
    return seconds, answer


def of_r(options: argparse.Namespace) -> tuple[float, list[list[float]]] | None:
    if not shutil.which("Rscript"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "peer.R"
        script.write_text(R_SCRIPT, encoding="utf-8")
        command = ["Rscript", str(script), str(MENTIONS), str(options.repeat), options.library]
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | ONE_CORE,
        )
    if done.returncode:
        return None
    first, *columns = done.stdout.splitlines()[-6:]
    return float(first), [[float(number) for number in line.split()] for line in columns]


def compare(options: argparse.Namespace) -> int:
    seconds, mine = measured("ours", options.repeat)
    print(f"{len(mine[0]):,} pairs, one core, best of {options.repeat}")
    print(f"{'zhiliang':12} {seconds:8.3f} s")
    theirs, agreed = of_r(options), True
    if theirs is None:
        print("openEBGM left out: see the head of this script for how to bring it")
    else:
        apart = [
            np.abs(np.array(one) / np.array(other) - 1).max()
            for one, other in zip(mine, theirs[1], strict=True)
        ]
        agreed = apart[0] == 0 and apart[1] < 1e-12 and max(apart[2:]) < 0.01
        print(f"{'openEBGM':12} {theirs[0]:8.3f} s  ×{theirs[0] / seconds:6.1f}")
        names = ("N", "E", "EBGM", "EB05", "EB95")
        told = ", ".join(f"{name} {gap:.1e}" for name, gap in zip(names, apart, strict=True))
        print(f"farthest apart: {told}")
    if importlib.util.find_spec("vigipy"):
        other, _ = measured("vigipy", options.repeat)
        print(f"{'vigipy':12} {other:8.3f} s  ×{other / seconds:6.1f}  (counts pairs, not reports)")
    else:
        print("vigipy left out: see the head of this script for how to bring it")
    return 0 if agreed else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--library", metavar="FOLDER", default="")
    parser.add_argument("--measure", choices=("ours", "vigipy"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        warnings.simplefilter("ignore")
        print(json.dumps(best({"ours": ours, "vigipy": vigipy}[options.measure], options.repeat)))
        return 0
    return compare(options)


if __name__ == "__main__":
    raise SystemExit(main())
