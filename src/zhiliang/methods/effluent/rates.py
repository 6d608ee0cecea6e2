"""Compliance of outlets and of discharged volume over a period, in whole numbers."""

from collections.abc import Sequence

from zhiliang.methods.compliance import Share, all_comply, weighted_share


def outlet_compliance(days: Sequence[Sequence[bool | None]]) -> Share:
    """Outlets that complied on every day on which they were judged, of those judged at all.

    `days` holds for each outlet the verdicts of its days; None is not judged.

    Examples
    --------
    >>> outlet_compliance([[True, None], [True, False], [None]])
    Share(numerator=1, denominator=2, left_out=1)
    """
    verdicts = [all_comply(outlet) for outlet in days]
    return weighted_share([1] * len(verdicts), verdicts)


def volume_compliance(
    volumes: Sequence[Sequence[int]], days: Sequence[Sequence[bool | None]]
) -> Share:
    """Volume discharged on complying outlet-days, of that on judged ones [unit of the volumes].

    `volumes` [whole m³, or another unit that makes them whole] and `days` hold outlets × days; the
    volume of unjudged days is left out and stands beside the share.

    Raises
    ------
    TypeError
        A volume is no whole number.
    ValueError
        A negative volume, or days without volume or verdict.

    Examples
    --------
    >>> volume_compliance([[100, 50], [30, 20]], [[True, False], [True, None]])
    Share(numerator=130, denominator=180, left_out=20)
    """
    parts = [weighted_share(own, kept) for own, kept in zip(volumes, days, strict=True)]
    return Share(
        sum(part.numerator for part in parts),
        sum(part.denominator for part in parts),
        sum(part.left_out for part in parts),
    )
