"""How far the document review of a case has come, item by item."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zhiliang.evaluation.consensus import Consensus, consensus
from zhiliang.evaluation.models import Case, Review
from zhiliang.evaluation.models.exact import exact, in_millionths
from zhiliang.evaluation.scheme import Item
from zhiliang.evaluation.sheets import by_rule, computed_of, in_four_decimals, items_of
from zhiliang.evaluation.told_twice import told_twice

Sheet = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Reviewed:
    """One item with its reviews by seat and what they come to."""

    item: Item
    reviews: tuple[Review, ...]
    outcome: Consensus

    @property
    def grounds(self) -> str:
        """What the reviewers wrote, one after another."""
        return "；".join(review.ground for review in self.reviews if review.ground)


def reviewed(case: Case) -> Iterator[Reviewed]:
    """Every item that is to be reviewed, in the order of the scheme."""
    sheet = computed_of(case)
    rows: dict[str, list[Review]] = {}
    for review in case.reviews.select_related("reviewer").order_by("seat"):
        rows.setdefault(review.item, []).append(review)
    share = Fraction(case.cycle.terms["review"]["agree_within"])
    for item in items_of(case):
        found = rows.get(item.key, [])
        yield Reviewed(item, tuple(found), _outcome(item, found, share, sheet))


def is_open(review: Review, sheet: Sheet) -> bool:
    """Whether it is still to be judged: not judged, or judged before the rule gave other points."""
    if review.points_e6 is None:
        return True
    return review.rule_e6 != in_millionths(in_four_decimals(by_rule(sheet.get(review.item))))


def contested(case: Case) -> set[str]:
    """Items on which the subject claims more than the rule gives, or states another figure."""
    sheet = computed_of(case)
    tolerance = Fraction(case.cycle.terms["discrepancy"]["tolerance"])
    claimed = {
        mark.item
        for mark in case.marks.all()
        if mark.points_e6 > in_millionths(in_four_decimals(by_rule(sheet.get(mark.item))))
    }
    return claimed | {one.item.key for one in told_twice(case) if one.beyond(tolerance)}


def _outcome(item: Item, reviews: list[Review], share: Fraction, sheet: Sheet) -> Consensus:
    if not reviews or any(is_open(review, sheet) for review in reviews):
        return Consensus(None, None)
    given = [points for review in reviews if (points := exact(review.points_e6)) is not None]
    return consensus(given, full=item.points, agree_within=share)
