"""Repetitions of a complaint among 10,000 others: ours beside a loop that compares each with sets,
which must find the same. Then what it takes to read one complaint by rules and by a learnt model.
All times are those of the processor.

usage: complaint_text.py [--others 10000] [--repeat 3]
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.complaint_text import classify, retrain, similar
from zhiliang.methods.complaint_text.similar import Similar, _read
from zhiliang.methods.tables.complaint_text.limits import LEAST_SIMILAR
from zhiliang.systems.complaints.sample.texts import made_up


def looped(text: str, others: list[str]) -> list[Similar]:
    """By definition: the sets of every text."""
    own, found = pairs(text), []
    for place, other in enumerate(others):
        its = pairs(other)
        score = len(own & its) / len(own | its)
        if score >= LEAST_SIMILAR:
            found.append(Similar(place, score))
    return sorted(found, key=lambda one: (-one.score, one.place))


def pairs(text: str) -> set[str]:
    read = _read(text)
    return {read[place : place + 2] for place in range(len(read) - 1)}


def seconds(run: Callable[[], object], repeat: int) -> float:
    taken = []
    for _ in range(repeat):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--others", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    rows = made_up(84, options.others + 1)
    # About a hundred characters each, as complaints have.
    text, *others = [f"{row.text}{one.text}" for row, one in zip(rows, rows[::-1], strict=True)]
    if similar(text, others) != looped(text, others):
        print("the two ways find different texts")
        return 1
    length = sum(map(len, others)) / len(others)
    ours = seconds(lambda: similar(text, others), options.repeat)
    loop = seconds(lambda: looped(text, others), options.repeat)
    print(f"{len(others)} others of {length:.0f} characters on average")
    print(f"zhiliang: {ours:.4f} s, x1.00")
    print(f"every text as a set: {loop:.4f} s, x{loop / ours:.2f}")
    start = time.process_time()
    models = retrain(rows[:5000], seed=84).models
    print(f"trained and examined on {len(rows[:5000])}: {time.process_time() - start:.2f} s")
    for name, model in (("rules", None), ("model", models)):
        taken = seconds(lambda model=model: [classify(one, model) for one in others[:200]], 1)
        print(f"one complaint read by {name}: {taken / 200 * 1000:.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
