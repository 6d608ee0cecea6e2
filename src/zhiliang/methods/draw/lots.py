"""Drawing from a frozen list with a seed, and doing it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhiliang.methods.canonical import digest
from zhiliang.methods.draw.lists import (
    Entropy,
    Exclusions,
    Weights,
    checked_exclusions,
    checked_list,
    checked_weights,
    commitment,
    list_digest,
    seed_of,
)
from zhiliang.methods.draw.stream import blocks, by_weight, shuffled


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw with all that is needed to do it again.

    `items` is the whole list in its canonical order, `excluded` pairs of item and reason, `count`
    how many were drawn, `seed` the text of the seed, `order` the drawn items, first drawn first.
    `weights` are pairs of item and weight, none for a draw without weights.
    """

    items: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]
    count: int
    seed: str
    order: tuple[str, ...]
    weights: tuple[tuple[str, int], ...] = ()

    @property
    def list_digest(self) -> str:
        """Digest of list, exclusions and weights, as it was published before the draw."""
        return list_digest(self.items, self.excluded, weights=self.weights or None)


def draw(
    items: Sequence[str],
    count: int,
    *,
    seed: str,
    excluded: Exclusions = (),
    weights: Weights | None = None,
) -> Draw:
    """Draw `count` of the items without putting any back; the excluded are out from the start.

    `excluded` gives the reason of each item that is left out (回避). The method is in the
    docstring of the package; the order of the list as typed does not matter. `weights` gives each
    item a whole number of at least 1 (of its credit class, say): at each turn an item is drawn with
    the probability of its weight among the weights still left. Equal weights are as fair as none,
    but draw other items.

    Raises
    ------
    TypeError
        An item is no text or a weight no whole number.
    ValueError
        More are wanted than may be drawn, fewer than none, no seed, a list or exclusion that
        `list_digest` refuses, a weight below 1, too many or too few weights.

    Examples
    --------
    >>> draw(["深圳", "广州", "佛山", "东莞"], 2, seed="例", excluded={"佛山": "回避"}).order
    ('东莞', '深圳')
    >>> draw(["甲", "乙", "丙"], 2, seed="例", weights={"甲": 5, "乙": 1, "丙": 1}).order
    ('甲', '乙')
    """
    listed, left_out = checked_list(items), checked_exclusions(items, excluded)
    weighed = dict(checked_weights(items, weights))
    reasons = dict(left_out)
    pool = [item for item in listed if item not in reasons]
    if not seed:
        raise ValueError("a draw needs a seed")
    if not 0 <= count <= len(pool):
        raise ValueError(f"cannot draw {count} of {len(pool)} items that may be drawn")
    if weighed:
        order = by_weight(pool, [weighed[item] for item in pool], count, blocks(seed))
    else:
        order = shuffled(pool, count, blocks(seed))
    return Draw(listed, left_out, count, seed, tuple(order), tuple(weighed.items()))


def stratified_draw(
    strata: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    *,
    seed: str,
    excluded: Exclusions = (),
    weights: Weights | None = None,
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
    everything = checked_list([item for items in strata.values() for item in items])
    reasons = dict(checked_exclusions(everything, excluded))
    weighed = dict(checked_weights(everything, weights))
    return {
        name: draw(
            items,
            counts.get(name, 0),
            seed=stratum_seed(seed, name),
            excluded={item: reasons[item] for item in items if item in reasons},
            weights={item: weighed[item] for item in items} if weighed else None,
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
        again = draw(
            drawn.items,
            drawn.count,
            seed=drawn.seed,
            excluded=drawn.excluded,
            weights=drawn.weights or None,
        )
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
