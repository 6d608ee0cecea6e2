"""What a text is about, as the rules and the trained model see it; a person confirms."""

from typing import Any


def suggested(text: str) -> dict[str, Any]:
    """Suggestions by axis (product, hazard, topic), each with score and the words that decided."""
    return {}
