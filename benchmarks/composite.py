"""Rank intervals of a composite index under noisy weights: ours beside ProMCDA and a plain loop as
COINr writes it, each in a process of its own on one core, answers compared, ratios printed.

usage: composite.py [--draws 10000] [--units 21] [--items 60] [--repeat 3] [--promcda PYTHON]

PYTHON is an interpreter that can import ProMCDA; without it ProMCDA is left out. The wheel 1.0.8 on
PyPI lacks two of its packages, so its source is put beside it:

    python3 -m venv promcda-venv && promcda-venv/bin/pip install promcda
    promcda-venv/bin/pip download --no-deps --no-binary :all: -d . promcda
    tar -xzf ProMCDA-1.0.8.tar.gz
    PYTHONPATH=ProMCDA-1.0.8 .venv/bin/python benchmarks/composite.py \
        --promcda promcda-venv/bin/python
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.composite import noisy_ranks

SEED = 84
NOISE = 0.25
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def generated(units: int, items: int) -> tuple[np.ndarray, np.ndarray]:
    """Shares of points earned and points of each item, seeded."""
    random = np.random.default_rng(SEED)
    return random.random((units, items)), random.integers(1, 6, items).astype(float)


def drawn(weights: np.ndarray, draws: int) -> np.ndarray:
    """The same noisy weights for every peer."""
    random = np.random.default_rng(SEED)
    return weights * (1 + random.uniform(-NOISE, NOISE, size=(draws, weights.size)))


def ours(x: np.ndarray, weights: np.ndarray, draws: int) -> list[float]:
    random = np.random.default_rng(SEED)
    found = noisy_ranks(x, weights, noise=NOISE, draws=draws, rng=random)
    return [*found.low, *found.median, *found.high]


def plain_loop(x: np.ndarray, weights: np.ndarray, draws: int) -> list[float]:
    """As COINr's get_sensitivity: draw by draw, unit by unit, then quantiles of the ranks."""
    ranks = []
    for draw in drawn(weights, draws):
        scores = []
        for unit in x:
            here = ~np.isnan(unit)
            shares = draw[here] / draw[here].sum()
            scores.append(float((shares * unit[here]).sum()))
        ranks.append([1 + sum(other > score for other in scores) for score in scores])
    low, median, high = np.quantile(np.array(ranks), [0.05, 0.5, 0.95], axis=0)
    return [*low, *median, *high]


def promcda(x: np.ndarray, weights: np.ndarray, draws: int) -> list[float]:
    """ProMCDA's weighted sums for each draw and its summary of the runs: means, no ranks."""
    import pandas as pd
    from mcda.utils_for_parallelization import (
        estimate_runs_mean_std,
        initialize_and_call_aggregation,
    )

    matrix = {"minmax_01": pd.DataFrame(x)}
    runs = [
        initialize_and_call_aggregation((list(draw / draw.sum()), matrix), "weighted_sum")
        for draw in drawn(weights, draws)
    ]
    return estimate_runs_mean_std(runs)[0].iloc[:, 0].tolist()


PEERS = {"zhiliang": ours, "plain loop": plain_loop, "ProMCDA": promcda}


def expected(peer: str, found: dict, options: argparse.Namespace) -> list[float]:
    """What a peer should answer: mean scores for ProMCDA, the loop's ranks for the others."""
    if peer != "ProMCDA":
        return found["plain loop"]["answer"]
    x, weights = generated(options.units, options.items)
    noisy = drawn(weights, options.draws)
    return ((noisy / noisy.sum(axis=1, keepdims=True)) @ x.T).mean(axis=0).tolist()


def measure(options: argparse.Namespace) -> None:
    """Best of several runs in this process; seconds and answer as one line of JSON."""
    x, weights = generated(options.units, options.items)
    best, answer = float("inf"), []
    for _ in range(options.repeat):
        start = time.perf_counter()
        answer = PEERS[options.measure](x, weights, options.draws)
        best = min(best, time.perf_counter() - start)
    print(json.dumps({"seconds": best, "answer": answer}))


def run(peer: str, options: argparse.Namespace) -> dict:
    python = options.promcda if peer == "ProMCDA" else sys.executable
    # The slow peers run long enough for one run to be a measurement.
    repeat = options.repeat if peer == "zhiliang" else 1
    sizes = [f"--{name}={getattr(options, name)}" for name in ("draws", "units", "items")]
    done = subprocess.run(
        [python, __file__, f"--measure={peer}", f"--repeat={repeat}", *sizes],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | ONE_CORE,
    )
    return json.loads(done.stdout.splitlines()[-1])


def compare(options: argparse.Namespace) -> int:
    peers = [peer for peer in PEERS if peer != "ProMCDA" or options.promcda]
    found = {peer: run(peer, options) for peer in peers}
    print(f"{options.draws:,} draws, {options.units} units × {options.items} items, one core")
    agreed = True
    for peer, result in found.items():
        agrees = np.allclose(result["answer"], expected(peer, found, options), atol=1e-9)
        agreed &= agrees
        print(
            f"{peer:12} {result['seconds']:9.4f} s  "
            f"×{result['seconds'] / found['zhiliang']['seconds']:8.1f} of zhiliang  "
            f"{'same answer' if agrees else 'DIFFERENT ANSWER'}"
        )
    if not options.promcda:
        print("ProMCDA left out: see the head of this script for how to bring it")
    return 0 if agreed else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--units", type=int, default=21)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--promcda", metavar="PYTHON")
    parser.add_argument("--measure", choices=PEERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options)
        return 0
    return compare(options)


if __name__ == "__main__":
    raise SystemExit(main())
