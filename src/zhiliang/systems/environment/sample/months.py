"""Made-up months of urban sewage, drinking sources and sections, one for each city."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

OPENED = date(2005, 1, 1)


def sewage(places: Sequence[str], year: int) -> Iterator[tuple[str, str, int, int]]:
    """Place, month, water that arose and water treated [m³]; the share treated grows by year."""
    for number, place in enumerate(sorted(places)):
        rng = np.random.default_rng([int(place), year])
        share = min(0.985, 0.72 + 0.035 * (year - 2011) + 0.012 * (number * 5 % 9))
        for month in range(1, 13):
            generated = int(4_000_000 + 900_000 * (number % 7) + rng.integers(0, 400_000))
            treated = int(generated * min(0.995, share + rng.normal(0, 0.006)))
            yield place, f"{year}-{month:02d}", generated, treated


def drinking(places: Sequence[str], year: int) -> Iterator[tuple[str, str, int, str, str]]:
    """Source, month, quantity [m³], factor and value; now and then ammonia nitrogen is too high."""
    for number, place in enumerate(sorted(places)):
        rng = np.random.default_rng([int(place), year, 7])
        for month in range(1, 13):
            quantity = int(2_500_000 + 300_000 * (number % 8) + rng.integers(0, 200_000))
            for factor, value in _values(rng, strained=rng.random() < 0.01 + 0.004 * (number % 5)):
                yield f"S{place}-D1", f"{year}-{month:02d}", quantity, factor, value


def sections(places: Sequence[str], year: int) -> Iterator[tuple[str, str, str, str]]:
    """Section, month, factor and value; each city has a cleaner and a dirtier one."""
    for number, place in enumerate(sorted(places)):
        for which in (1, 2):
            rng = np.random.default_rng([int(place), year, which])
            dirty = which == 2 and number % 4 == 0
            for month in range(1, 13):
                strained = rng.random() < (0.6 if dirty else 0.06)
                for factor, value in _values(rng, strained=strained):
                    yield f"S{place}-R{which}", f"{year}-{month:02d}", factor, value


def _values(rng: np.random.Generator, *, strained: bool) -> Iterator[tuple[str, str]]:
    worse = 2.6 if strained else 1.0
    yield "pH值", f"{rng.normal(7.3, 0.2):.2f}"
    yield "溶解氧", f"{max(1.5, rng.normal(7.0, 0.5) / worse**0.5):.1f}"
    yield "高锰酸盐指数", f"{rng.lognormal(0.6, 0.2) * worse**0.5:.1f}"
    yield "氨氮", f"{rng.lognormal(-1.2, 0.25) * worse:.2f}"
    yield "总磷", f"{rng.lognormal(-2.6, 0.2) * worse**0.7:.2f}"
    yield "石油类", "<0.01"
