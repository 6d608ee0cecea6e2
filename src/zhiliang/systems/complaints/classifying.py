"""What a text is about, as keyword rules and the trained model see it; a person confirms."""

from functools import lru_cache
from typing import Any

from zhiliang.core.evidence import read_held_file
from zhiliang.methods.complaint_text import Choice, classify, load
from zhiliang.systems.complaints.models import LearnedModel


def suggested(text: str) -> dict[str, Any]:
    """Suggestions by axis (product, hazard, topic), each with its score and what decided it.

    `model` names the trained model that was asked by its file's digest, empty for rules alone.
    """
    learned = LearnedModel.objects.select_related("file").first()
    models = _loaded(learned.pk) if learned else None
    product, hazard, topic = classify(text, models)
    found: dict[str, Any] = {
        axis: [_told(one) for one in choices]
        for axis, choices in (("product", product), ("hazard", hazard), ("topic", topic))
        if choices
    }
    return found | ({"model": learned.file.sha256} if learned else {})


@lru_cache(maxsize=1)
def _loaded(key: int) -> dict[str, Any]:
    return load(read_held_file(LearnedModel.objects.get(pk=key).file))


def _told(one: Choice) -> dict[str, Any]:
    score = f"{one.value:.0%}" if one.basis == "model" else f"{one.value:g}"
    return {"key": one.key, "score": score, "words": list(one.words), "basis": one.basis}
