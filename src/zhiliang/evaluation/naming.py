"""Items of a scheme by name, in the reader's language."""

from functools import cache

from zhiliang.core.language import pick
from zhiliang.evaluation.scheme import shipped


@cache
def _names(year: int) -> dict[str, tuple[str, str]]:
    return {
        item.key: (item.data["name_zh"], item.data["name_en"])
        for sheet in shipped(year).sheets
        for item in sheet.items
    }


def item_name(year: int, key: str) -> str:
    """The item's name; its key where the scheme of the year has no such item."""
    return pick(*_names(year).get(key, (key, key)))
