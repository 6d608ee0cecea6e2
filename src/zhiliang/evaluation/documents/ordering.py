"""Cities in order of a published figure: which figures compare, and who stands where."""

from collections.abc import Sequence
from decimal import Decimal

from zhiliang.evaluation.documents.edition import Item, Subject
from zhiliang.indicators.registry import definitions
from zhiliang.methods.ranking import competition_ranks

Found = tuple[Subject, Item]


def is_made_up(thing: Item) -> bool:
    """Whether a figure is sample data."""
    return thing.get("source") == "sample"


def comparable(found: Sequence[Found]) -> list[Found]:
    """The figures that are no sample data; all of them if they are all sample data."""
    real = [pair for pair in found if not is_made_up(pair[1])]
    return real or list(found)


def highest_first(found: Sequence[Found]) -> list[Found]:
    """By figure, then by code."""
    return sorted(found, key=lambda pair: (-Decimal(pair[1]["value"]), pair[0]["code"]))


def best_first(found: Sequence[Found]) -> list[Found]:
    """Comparable figures, the better ones first; nothing where neither end is the better one."""
    keys = {pair[0]["code"]: _key(pair[1]) for pair in comparable(found)}
    ranked = [pair for pair in comparable(found) if keys[pair[0]["code"]] is not None]
    return sorted(ranked, key=lambda pair: (keys[pair[0]["code"]], pair[0]["code"]))


def positions(found: Sequence[Found]) -> dict[str, str]:
    """Code → place among the comparable figures as printed, "3/21"; equal figures share one."""
    ordered = best_first(found)
    places = competition_ranks([_key(item) for _, item in ordered])
    return {
        subject["code"]: f"{place}/{len(ordered)}"
        for (subject, _), place in zip(ordered, places, strict=True)
    }


def _key(item: Item) -> tuple[Decimal] | None:
    definition = definitions().get(item["indicator"])
    signs = {"higher": -1, "lower": 1}
    if definition is None or definition.better not in signs:
        return None
    return (signs[definition.better] * Decimal(item["value"]),)
