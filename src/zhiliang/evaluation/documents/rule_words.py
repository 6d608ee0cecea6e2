"""A scoring rule in words, with the numbers of the scheme put in."""

from typing import Any

from zhiliang.evaluation.documents.edition import Item
from zhiliang.evaluation.documents.words import Words


def rule_in_words(language: str, item: Item) -> str:
    """What the rule of `item` says: points, target, steps; unknown rules by their name."""
    words = Words(language, ("rules", "common"))
    rule, parameters = item["rule"], dict(item["parameters"])
    values = {**DEFAULTS.get(rule, {}), **parameters}
    if rule == "ratio_to_target" and parameters.get("better") == "lower":
        rule = "ratio_to_target_lower"
    values |= {"points": item["points"], "rule": item["rule"]}
    values["unit"] = words.known("unit", item["unit"])
    values["op"] = words.known("op", str(values.get("op", "ge")))
    if "tiers" in parameters:
        values["tiers"] = _tiers(words, parameters["tiers"], unit=values["unit"])
    try:
        return words(rule, **values)
    except KeyError:
        return words("unknown", rule=item["rule"], points=item["points"])


# The defaults that `zhiliang.evaluation.rules` gives to parameters left out.
DEFAULTS: dict[str, dict[str, str]] = {
    "deduct": {"free": "0", "floor": "0"},
    "veto": {"limit": "0"},
}


def _tiers(words: Words, tiers: list[dict[str, Any]], *, unit: str) -> str:
    lines = [
        words("tier", at_least=tier["at_least"], share=tier["share"], unit=unit) for tier in tiers
    ]
    return words("semicolon").join(lines)
