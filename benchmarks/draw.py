"""A verifiable draw of 1,000 of 100,000 firms: ours beside a walk along the weights, which must
draw the same, and beside draws that nobody can be asked to verify (random, NumPy).

usage: draw.py [--firms 100000] [--count 1000] [--repeat 3]
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.draw import draw
from zhiliang.methods.draw.stream import below, blocks

SEED = "84"


def walked(weights: dict[str, int], count: int) -> tuple[str, ...]:
    """The rule as it is written: along the weights left until the number is used up."""
    left, numbers, drawn = dict(sorted(weights.items())), blocks(SEED), []
    for _ in range(count):
        number = below(sum(left.values()), numbers)
        for firm, weight in left.items():
            number -= weight
            if number < 0:
                drawn.append(firm)
                break
        del left[drawn[-1]]
    return tuple(drawn)


def numpy_weighted(weights: dict[str, int], count: int) -> None:
    """NumPy's draw by weight without putting back: by floating-point keys."""
    shares = np.fromiter(weights.values(), float)
    np.random.default_rng(84).choice(len(shares), count, replace=False, p=shares / shares.sum())


def seconds(run: Callable[[], object], repeat: int) -> float:
    taken = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    firms = [f"示例企业{number:06}" for number in range(options.firms)]
    weights = {firm: 1 + number % 5 for number, firm in enumerate(firms)}
    count = options.count
    if draw(firms, count, seed=SEED, weights=weights).order != walked(weights, count):
        print("the two draws by weight differ")
        return 1
    runs = {
        "zhiliang, plain": lambda: draw(firms, count, seed=SEED),
        "random.sample (nobody can verify it)": lambda: random.Random(84).sample(firms, count),
        "zhiliang, by weight": lambda: draw(firms, count, seed=SEED, weights=weights),
        "NumPy, by weight (nobody can verify it)": lambda: numpy_weighted(weights, count),
        "walk along the weights, the same draw": lambda: walked(weights, count),
    }
    ours = 0.0
    for name, run in runs.items():
        taken = seconds(run, 1 if name.startswith("walk") else options.repeat)
        ours = taken if name.startswith("zhiliang") else ours
        print(f"{name}: {taken:.4f} s, x{taken / ours:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
