"""Made-up complaint texts with their labels. They flatter a classifier: people write otherwise."""

import random
from typing import Any

from zhiliang.methods.complaint_text import Row
from zhiliang.systems.complaints.sample.phrases import (
    BOUGHT,
    CITIES,
    CLOSINGS,
    GRAVE,
    HAPPENED,
    HAZARDS,
    OPENINGS,
    PRODUCTS,
    SEEN,
    SHOPS,
    USED,
    WANTED,
    WHEN,
)

NOISE = 0.05
"""Share of labels that are wrong, on each axis, as if a desk had picked another."""
SLIP = 0.2


def made_up(seed: int, count: int, *, noise: float = NOISE) -> list[Row]:
    """Return `count` complaints with product, hazard and kind; the same for the same seed."""
    rng = random.Random(seed)
    return [_made_up(rng, noise) for _ in range(count)]


def written(rng: random.Random, about: Row, *, city: str) -> str:
    """Write a text about product, hazard and kind of `about`; every firm in it is 示例."""
    telling = rng.choice(SEEN.get(about.product, BOUGHT))
    matter = telling.format(city=city, shop=rng.choice(SHOPS), thing=_thing(rng, about.product))
    happened, wanted = rng.choice(HAPPENED[about.hazard]), rng.choice(WANTED[about.kind])
    told = [rng.choice(WHEN) + matter + rng.choice(USED) + happened, wanted]
    rng.shuffle(told)
    return rng.choice(OPENINGS) + _slip(rng, "，".join(told)) + "。" + rng.choice(CLOSINGS)


def _made_up(rng: random.Random, noise: float) -> Row:
    product = rng.choice(list(PRODUCTS))
    hazard = rng.choice(HAZARDS[product])
    likely = [*WANTED, *["safety"] * 6] if hazard in GRAVE else list(WANTED)
    about = Row("", product, hazard, rng.choice(likely))
    return Row(
        written(rng, about, city=rng.choice(CITIES)),
        _mistaken(rng, product, PRODUCTS, noise),
        _mistaken(rng, hazard, HAPPENED, noise),
        _mistaken(rng, about.kind, WANTED, noise),
    )


def _thing(rng: random.Random, product: str) -> str:
    return rng.choice(PRODUCTS[product])


def _slip(rng: random.Random, text: str) -> str:
    """Leave a character out now and then; never one of the mark of made-up firms."""
    place = rng.randrange(len(text))
    if rng.random() > SLIP or text[place] in "示例":
        return text
    return text[:place] + text[place + 1 :]


def _mistaken(rng: random.Random, key: str, keys: dict[str, Any], noise: float) -> str:
    return rng.choice([other for other in keys if other != key]) if rng.random() < noise else key
