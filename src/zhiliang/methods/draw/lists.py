"""What is published about a list before the draw, and the seed that follows from it."""

import hashlib
from collections.abc import Mapping, Sequence

from zhiliang.methods.canonical import digest
from zhiliang.methods.draw.stream import BLOCKS

Entropy = str | Sequence[str] | Mapping[str, str]
Exclusions = Mapping[str, str] | Sequence[tuple[str, str]]
Weights = Mapping[str, int] | Sequence[tuple[str, int]]


def list_digest(
    items: Sequence[str], excluded: Exclusions = (), *, weights: Weights | None = None
) -> str:
    """SHA-256 of the list and of who is left out of it and why, as 64 hexadecimal digits.

    The digest of the canonical JSON of both (and of the weights, for a draw by weight), sorted by
    code point: the order in which a list was typed changes neither the digest nor the draw.

    Raises
    ------
    ValueError
        An item twice or empty, an exclusion of what is not on the list or without a reason, or
        weights that `draw` refuses.

    Examples
    --------
    >>> list_digest(["b", "a"]) == list_digest(["a", "b"]) != list_digest(["a", "b"], {"b": "回避"})
    True
    """
    listed, left_out = checked_list(items), checked_exclusions(items, excluded)
    told = {"items": listed, "excluded": dict(left_out)}
    if weighed := checked_weights(items, weights):
        told["weights"] = dict(weighed)
    return digest(told)


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


def checked_list(items: Sequence[str]) -> tuple[str, ...]:
    """Return the items sorted by code point; TypeError, ValueError if they are no list to draw."""
    if isinstance(items, str) or not all(isinstance(item, str) for item in items):
        raise TypeError("a list to draw from is a sequence of texts")
    if not all(items) or len(set(items)) < len(items):
        raise ValueError("an item of the list is empty or listed twice")
    return tuple(sorted(items))


def checked_exclusions(items: Sequence[str], excluded: Exclusions) -> tuple[tuple[str, str], ...]:
    """Return pairs of item and reason, sorted; ValueError for a stranger or without a reason."""
    reasons = dict(excluded)
    if unknown := reasons.keys() - set(items):
        raise ValueError(f"excluded but not on the list: {', '.join(sorted(unknown))}")
    if not all(reasons.values()):
        raise ValueError("every exclusion needs a reason")
    return tuple(sorted(reasons.items()))


def checked_weights(items: Sequence[str], weights: Weights | None) -> tuple[tuple[str, int], ...]:
    """Return pairs of item and weight, sorted; () for a draw without weights."""
    given = dict(weights or ())
    if weights is None or (not given and not items):
        return ()
    if unequal := given.keys() ^ set(items):
        raise ValueError(f"weights must be of the items listed: {', '.join(sorted(unequal))}")
    if not all(type(weight) is int for weight in given.values()):
        raise TypeError("a weight is a whole number")
    if none := sorted(item for item, weight in given.items() if weight < 1):
        raise ValueError(f"a weight is at least 1; exclude with a reason instead: {none[0]}")
    if sum(given.values()) > BLOCKS:
        raise ValueError("the weights sum to more than 2^256")
    return tuple(sorted(given.items()))
