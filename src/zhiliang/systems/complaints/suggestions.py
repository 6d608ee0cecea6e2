"""What the classification proposed for a submission, for the page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.product_kinds import hazards, products
from zhiliang.systems.complaints.models import Submission, Topic


@dataclass(frozen=True)
class Proposal:
    """One proposed class with what decided it."""

    axis: str
    name: str
    score: str
    words: str
    basis: str


def proposals(submission: Submission) -> list[Proposal]:
    """The proposals of all three axes, the likeliest of each first."""
    return [
        Proposal(
            words, _named(axis, one["key"]), one["score"], "、".join(one["words"]), _basis(one)
        )
        for axis, words in (("product", _("产品")), ("hazard", _("危害")), ("topic", _("事由")))
        for one in submission.suggestion.get(axis, [])
    ]


def _named(axis: str, key: str) -> str:
    if axis == "topic":
        return str(dict(Topic.choices).get(key, key))
    known = products() if axis == "product" else hazards()
    return str(known[key]) if key in known else key


def _basis(one: dict[str, Any]) -> str:
    return _("训练模型") if one.get("basis") == "model" else _("关键词规则")
