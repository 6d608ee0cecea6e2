"""How often outbreak detection raises an alarm in years in which nothing happens, by setting.

usage: false_alarms.py [--years 200]

Each kind of series is made up anew for every year: a history without an outbreak and 52 quiet weeks
to judge. Printed beside the stated alpha: alarms in all weeks, and in weeks with enough cases to
be judged at all.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.aberration import Detection, cusum, ears, farrington_flexible

SEED, ROWS, WEEKS = 2012, 416, 52
JUDGED = np.arange(ROWS - WEEKS, ROWS)
# Mean, variance over mean, season (half of the swing of the logarithm), trend a year (logarithm).
KINDS = {
    "rare": (0.5, 1.0, 0.0, 0.0),
    "few": (2.0, 1.0, 0.3, 0.0),
    "usual": (8.0, 1.5, 0.4, 0.0),
    "rising": (5.0, 1.5, 0.4, 0.1),
    "scattered": (15.0, 4.0, 0.4, 0.0),
    "many": (100.0, 3.0, 0.2, 0.05),
}
ORIGINAL = {
    "periods": 1,
    "weights_threshold": 1,
    "past_weeks_not_included": 3,
    "p_threshold_trend": 0.05,
    "threshold_method": "delta",
}
FLEXIBLE: dict[str, dict[str, Any]] = {
    "nb_plugin (default)": {},
    "muan": {"threshold_method": "muan"},
    "original, delta": ORIGINAL,
}


def quiet(kind: str, years: int) -> np.ndarray:
    """Counts [time × years], each column a history and a year without an outbreak."""
    mean, phi, season, trend = KINDS[kind]
    time = np.arange(ROWS)
    expected = mean * np.exp(season * np.cos(2 * np.pi * time / 52) + trend * (time / 52 - 8))
    draw = np.random.default_rng([SEED, list(KINDS).index(kind)])
    size = (ROWS, years)
    if phi == 1:
        return draw.poisson(expected[:, None], size).astype(float)
    return draw.negative_binomial(expected[:, None] / (phi - 1), 1 / phi, size).astype(float)


def rates(found: Detection) -> tuple[float, float]:
    """Alarms in all weeks and in those that were judged."""
    judged = ~np.isnan(found.upper_bound)
    return float(found.alarm.mean()), float(found.alarm.sum() / max(judged.sum(), 1))


def row(name: str, alpha: str, answers: dict[str, Detection]) -> None:
    cells = " | ".join(
        "{:.1%} ({:.1%})".format(*rates(answers[kind])).replace("%", " %") for kind in KINDS
    )
    print(f"| {name} | {alpha} | {cells} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--years", type=int, default=200)
    years = parser.parse_args().years
    series = {kind: quiet(kind, years) for kind in KINDS}
    print(f"| setting | alpha | {' | '.join(KINDS)} |\n|---|---|{'---|' * len(KINDS)}")
    for alpha in (0.1, 0.025, 0.005):
        for name, setting in FLEXIBLE.items():
            found = {
                kind: farrington_flexible(x, weeks=JUDGED, alpha=alpha, first_week=None, **setting)
                for kind, x in series.items()
            }
            row(name, f"{alpha:.1%}", found)
    for method, alpha in (("C1", "0.1%"), ("C2", "0.1%"), ("C3", "2.5%")):
        found = {kind: ears(x, weeks=JUDGED, method=method) for kind, x in series.items()}
        row(f"EARS {method}", alpha, found)
    found = {kind: cusum(x, weeks=JUDGED, reset=True) for kind, x in series.items()}
    row("CUSUM k 1.04, h 2.26", "–", found)


if __name__ == "__main__":
    main()
