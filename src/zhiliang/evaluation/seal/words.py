"""What a refusal says, by code, in two languages; and how anything hostile is shown safely."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LONGEST = 300


@cache
def reasons() -> dict[str, dict[str, str]]:
    """Code → language → sentence with {places} for details."""
    text = files("zhiliang.evaluation.seal").joinpath("reasons.yaml").read_text("utf-8")
    found: dict[str, dict[str, str]] = yaml.safe_load(text)
    return found


def reason(code: str, details: Mapping[str, Any], lang: str = "zh") -> str:
    """The sentence of a code in "zh" or "en"; a detail that is itself a problem gives its own."""
    told = {n: v.reason(lang) if hasattr(v, "reason") else v for n, v in details.items()}
    safe = {name: shown(value) for name, value in told.items()}
    return reasons()[code][lang].format_map(safe)


def shown(value: Any) -> str:
    """Text of something a hostile pack may have chosen, safe for a terminal and not endless."""
    text = str(value)
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    return "".join(c if _harmless(c) else c.encode("unicode_escape").decode() for c in text)


def _harmless(character: str) -> bool:
    # control, format (bidirectional overrides), surrogate and unassigned characters are not
    return not unicodedata.category(character).startswith("C")
