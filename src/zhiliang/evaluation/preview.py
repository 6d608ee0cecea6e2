"""What a changed scheme would do to an evaluated year: who moves. Nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.evaluation.rescoring import Standing, as_evaluated, items_for, unanswered, under
from zhiliang.evaluation.scheme import Scheme
from zhiliang.evaluation.scheme_place import Fault


@dataclass(frozen=True)
class Mover:
    """A subject before and after."""

    before: Standing
    after: Standing

    @property
    def score(self) -> Fraction:
        """Change of the exact score."""
        return self.after.score - self.before.score

    @property
    def places(self) -> int:
        """Places gained."""
        return self.before.rank - self.after.rank

    @property
    def regraded(self) -> bool:
        """Whether the grade changes."""
        return self.before.grade != self.after.grade

    @property
    def moves(self) -> bool:
        """Whether anything changes."""
        return bool(self.regraded or self.places or self.score)


def movers(results: Mapping[str, Any], scheme: Scheme) -> list[Mover]:
    """Every subject, those that move first: regraded, then by places, then by score."""
    before, after = as_evaluated(results), under(results, scheme)
    found = [Mover(old, new) for old, new in zip(before, after, strict=True)]
    return sorted(found, key=lambda m: (not m.regraded, -abs(m.places), -abs(m.score)))


def missing_figures(results: Mapping[str, Any], scheme: Scheme) -> list[Fault]:
    """Items whose figure the stored year does not hold, as faults of the scheme."""
    missing = unanswered(results, scheme)
    listed = [Fault(("subjects",), fault) for fault in _unasked(results, scheme)]
    words = _("这一年的结果里没有指标 %(key)s 的数值，预览不能计分；用新方案重新评价后才有")
    return listed + [
        Fault(path, words % {"key": item["indicator"]})
        for path, item in _items(scheme.data["subjects"])
        if item["indicator"] in missing
    ]


def _unasked(results: Mapping[str, Any], scheme: Scheme) -> list[str]:
    """Subjects that were evaluated and that the scheme asks nothing of."""
    left = [s for s in results["subjects"] if not items_for(s, scheme)]
    if not left:
        return []
    names = "、".join(pick(s["name_zh"], s["name_en"]) for s in left[:5])
    return [_("方案里没有这些对象的评价表：%(names)s") % {"names": names}]


def _items(blocks: Sequence[Any]) -> list[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    return [
        (("subjects", number, "items", line, "indicator"), item)
        for number, block in enumerate(blocks)
        for line, item in enumerate(block["items"])
    ]
