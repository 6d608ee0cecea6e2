"""Names that come from data carry both languages; this picks the reader's."""

from typing import Any

from django.utils.translation import get_language


def pick(zh: str, en: str) -> str:
    """The text in the active language; Chinese where the English one is empty."""
    return en if en and (get_language() or "").startswith("en") else zh


def name_of(thing: Any, field: str = "name") -> str:
    """`name_zh` or `name_en` (or `<field>_zh` / `<field>_en`) of `thing`, by active language."""
    return pick(getattr(thing, f"{field}_zh"), getattr(thing, f"{field}_en", ""))
