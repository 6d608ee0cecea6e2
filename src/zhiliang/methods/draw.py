"""Random draws that anybody can recompute: 双随机 and every other draw by lot.

Our own mode: the list and its exclusions are frozen and their digest published; a nonce is
committed by its digest; a public source of entropy that nobody can foresee (a lottery of a date to
come) is named. When it is known the nonce is revealed, and digest, nonce and entropy make the
seed. Block k (k = 0, 1, 2 …) of a seed is the SHA-256 of its UTF-8 text followed by k in eight
bytes, big end first, read as a 256-bit number. Place i of the list, sorted by code point and
without the excluded, is swapped with place i + (number mod places left); a number at or above the
largest multiple of the places left is thrown away for the next block, so no place is favoured.

RFC 3797 (2004) is kept beside it for draws that must follow a published standard: it takes MD5, at
most 65 535 places and a remainder with a slight bias.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count as count_from

from zhiliang.methods.canonical import digest
from zhiliang.methods.rfc3797 import Source, rfc3797_key

Entropy = str | Sequence[str] | Mapping[str, str]

LARGEST_POOL = 65_535
BLOCKS = 2**256


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw with all that is needed to do it again.

    `items` is the whole list in its canonical order, `excluded` pairs of item and reason, `count`
    how many were drawn, `seed` the text of the seed, `order` the drawn items, first drawn first.
    """

    items: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]
    count: int
    seed: str
    order: tuple[str, ...]

    @property
    def list_digest(self) -> str:
        """Digest of list and exclusions, as it was published before the draw."""
        return list_digest(self.items, self.excluded)


def list_digest(
    items: Sequence[str], excluded: Mapping[str, str] | Sequence[tuple[str, str]] = ()
) -> str:
    """SHA-256 of the list and of who is left out of it and why, as 64 hexadecimal digits.

    The digest of the canonical JSON of both, sorted by code point: the order in which a list was
    typed changes neither the digest nor the draw.

    Raises
    ------
    ValueError
        An item twice or empty, an exclusion of what is not on the list or without a reason.

    Examples
    --------
    >>> list_digest(["b", "a"]) == list_digest(["a", "b"]) != list_digest(["a", "b"], {"b": "回避"})
    True
    """
    listed, left_out = _list(items), _exclusions(items, excluded)
    return digest({"items": listed, "excluded": dict(left_out)})


def commitment(nonce: str) -> str:
    """SHA-256 of the UTF-8 text of a nonce, published while the nonce is kept secret.

    The nonce should hold at least 128 random bits, or it can be guessed from its digest.

    Raises
    ------
    ValueError
        `nonce` is empty.

    Examples
    --------
    >>> commitment("abc")[:16]
    'ba7816bf8f01cfea'
    """
    if not nonce:
        raise ValueError("an empty nonce commits to nothing")
    return hashlib.sha256(nonce.encode()).hexdigest()


def seed_of(list_digest: str, nonce: str, entropy: Entropy) -> str:
    """Seed from the published digest, the revealed nonce and the public entropy [64 hex digits].

    `entropy` is the text of one source, a list of texts, or texts by the name of their source; the
    seed is the digest of the canonical JSON of the three, so no part can run over into another.

    Raises
    ------
    ValueError
        One of the three is empty.

    Examples
    --------
    >>> seed_of("00", "nonce", {"双色球 2026001": "01 05 09 14 22 33 07"})[:16]
    'f14b3c8eb8f34078'
    """
    if not (list_digest and nonce and entropy):
        raise ValueError("a seed needs the digest of the list, a nonce and public entropy")
    return digest({"list": list_digest, "nonce": nonce, "entropy": entropy})


def draw(
    items: Sequence[str],
    count: int,
    *,
    seed: str,
    excluded: Mapping[str, str] | Sequence[tuple[str, str]] = (),
) -> Draw:
    """Draw `count` of the items without putting any back; the excluded are out from the start.

    `excluded` gives the reason of each item that is left out (回避). The method is in the
    module's docstring; the order of the list as typed does not matter.

    Raises
    ------
    TypeError
        An item is no text.
    ValueError
        More are wanted than may be drawn, fewer than none, no seed, or a list or exclusion that
        `list_digest` refuses.

    Examples
    --------
    >>> draw(["深圳", "广州", "佛山", "东莞"], 2, seed="例", excluded={"佛山": "回避"}).order
    ('东莞', '深圳')
    """
    listed, left_out = _list(items), _exclusions(items, excluded)
    pool = [item for item in listed if item not in dict(left_out)]
    if not seed:
        raise ValueError("a draw needs a seed")
    if not 0 <= count <= len(pool):
        raise ValueError(f"cannot draw {count} of {len(pool)} items that may be drawn")
    return Draw(listed, left_out, count, seed, tuple(_shuffled(pool, count, seed)))


def stratified_draw(
    strata: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    *,
    seed: str,
    excluded: Mapping[str, str] | Sequence[tuple[str, str]] = (),
) -> dict[str, Draw]:
    """Draw from each stratum by itself, `counts` [stratum → how many]; a stratum left out is none.

    Each stratum has a seed of its own (`stratum_seed`), so a change in one moves no other.

    Raises
    ------
    ValueError
        A count for a stratum there is not, an item in two strata, or what `draw` refuses.

    Examples
    --------
    >>> drawn = stratified_draw({"珠三角": ["a", "b"], "山区": ["c"]}, {"山区": 1}, seed="s")
    >>> drawn["珠三角"].order, drawn["山区"].order
    ((), ('c',))
    """
    if unknown := counts.keys() - strata.keys():
        raise ValueError(f"no such stratum: {', '.join(sorted(unknown))}")
    reasons = dict(_exclusions([item for items in strata.values() for item in items], excluded))
    _list([item for items in strata.values() for item in items])
    return {
        name: draw(
            items,
            counts.get(name, 0),
            seed=stratum_seed(seed, name),
            excluded={item: reasons[item] for item in items if item in reasons},
        )
        for name, items in strata.items()
    }


def stratum_seed(seed: str, stratum: str) -> str:
    """Seed of one stratum: digest of the canonical JSON of seed and name [64 hex digits].

    Raises
    ------
    ValueError
        No seed.

    Examples
    --------
    >>> stratum_seed("s", "a") == stratum_seed("s", "b")
    False
    """
    if not seed:
        raise ValueError("a draw needs a seed")
    return digest({"seed": seed, "stratum": stratum})


def verify_draw(drawn: Draw) -> bool:
    """Whether doing the draw again gives the same items in the same order. Never raises.

    Examples
    --------
    >>> from dataclasses import replace
    >>> drawn = draw(["a", "b", "c"], 2, seed="s")
    >>> verify_draw(drawn), verify_draw(replace(drawn, order=drawn.order[::-1]))
    (True, False)
    """
    try:
        again = draw(drawn.items, drawn.count, seed=drawn.seed, excluded=drawn.excluded)
    except (TypeError, ValueError):
        return False
    return again == drawn


def verify_seed(drawn: Draw, *, committed: str, nonce: str, entropy: Entropy) -> bool:
    """Whether a draw's seed comes from its list, the revealed nonce and the public entropy.

    `committed` is the commitment that was published before the entropy was known.

    Raises
    ------
    ValueError
        A part is empty.

    Examples
    --------
    >>> seed = seed_of(list_digest(["a", "b"]), "nonce", "07")
    >>> drawn = draw(["a", "b"], 1, seed=seed)
    >>> verify_seed(drawn, committed=commitment("nonce"), nonce="nonce", entropy="07")
    True
    """
    expected = seed_of(drawn.list_digest, nonce, entropy)
    return commitment(nonce) == committed and expected == drawn.seed


def rfc3797_draw(seeds: Sequence[Source], pool: int, count: int) -> list[int]:
    """Places drawn from 1 to `pool`, in the order drawn, none twice. RFC 3797, section 4.

    `seeds` holds one source of randomness each, in their announced order; `rfc3797_key` says how
    they are read.

    Raises
    ------
    TypeError
        `pool` or `count` is no whole number, or a source that `rfc3797_key` refuses.
    ValueError
        `pool` is not 1 to 65535, `count` is not 0 to `pool`, or no seeds.

    Examples
    --------
    >>> rfc3797_draw([9319, [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]], pool=25, count=10)
    [17, 7, 2, 16, 25, 23, 8, 24, 19, 13]
    """
    if type(pool) is not int or type(count) is not int:
        raise TypeError("pool and count are whole numbers")
    if not 1 <= pool <= LARGEST_POOL:
        raise ValueError(f"RFC 3797 draws from 1 to {LARGEST_POOL} places, not from {pool}")
    if not 0 <= count <= pool:
        raise ValueError(f"cannot draw {count} of {pool} places")
    key = rfc3797_key(seeds).encode("ascii")
    left = list(range(1, pool + 1))
    return [left.pop(_rfc3797_value(key, turn) % len(left)) for turn in range(count)]


def _list(items: Sequence[str]) -> tuple[str, ...]:
    if isinstance(items, str) or not all(isinstance(item, str) for item in items):
        raise TypeError("a list to draw from is a sequence of texts")
    if not all(items) or len(set(items)) < len(items):
        raise ValueError("an item of the list is empty or listed twice")
    return tuple(sorted(items))


def _exclusions(
    items: Sequence[str], excluded: Mapping[str, str] | Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    reasons = dict(excluded)
    if unknown := reasons.keys() - set(items):
        raise ValueError(f"excluded but not on the list: {', '.join(sorted(unknown))}")
    if not all(reasons.values()):
        raise ValueError("every exclusion needs a reason")
    return tuple(sorted(reasons.items()))


def _shuffled(pool: list[str], count: int, seed: str) -> list[str]:
    numbers = _blocks(seed)
    for place in range(count):
        other = place + _below(len(pool) - place, numbers)
        pool[place], pool[other] = pool[other], pool[place]
    return pool[:count]


def _blocks(seed: str) -> Iterator[int]:
    for block in count_from():
        yield int.from_bytes(hashlib.sha256(seed.encode() + block.to_bytes(8, "big")).digest())


def _below(bound: int, numbers: Iterator[int]) -> int:
    fair = BLOCKS - BLOCKS % bound
    return next(number for number in numbers if number < fair) % bound


def _rfc3797_value(key: bytes, turn: int) -> int:
    bracket = turn.to_bytes(2, "big")
    return int.from_bytes(hashlib.md5(bracket + key + bracket, usedforsecurity=False).digest())
