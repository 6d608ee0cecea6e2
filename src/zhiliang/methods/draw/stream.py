"""The stream of 256-bit numbers of a seed, and what is picked with it."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import count as count_from

from zhiliang.methods.draw.shares import Shares

BLOCKS = 2**256


def blocks(seed: str) -> Iterator[int]:
    """Yield the SHA-256 of the seed's text and 0, 1, 2 … in eight bytes, as 256-bit numbers."""
    for block in count_from():
        yield int.from_bytes(hashlib.sha256(seed.encode() + block.to_bytes(8, "big")).digest())


def below(bound: int, numbers: Iterator[int]) -> int:
    """Next fair number from 0 to `bound` - 1 (`bound` at most 2^256); unfair ones are passed over.

    Examples
    --------
    >>> below(3, iter([2**256 - 1, 5]))
    2
    """
    fair = BLOCKS - BLOCKS % bound
    return next(number for number in numbers if number < fair) % bound


def shuffled(pool: list[str], count: int, numbers: Iterator[int]) -> list[str]:
    """Return the first `count` places of the pool after each was swapped with a later one."""
    for place in range(count):
        other = place + below(len(pool) - place, numbers)
        pool[place], pool[other] = pool[other], pool[place]
    return pool[:count]


def by_weight(
    pool: Sequence[str], weights: Sequence[int], count: int, numbers: Iterator[int]
) -> list[str]:
    """Return `count` of the pool by successive sampling: by weight among those still left."""
    shares = Shares(weights)
    return [pool[shares.take(below(shares.total, numbers))] for _ in range(count)]
