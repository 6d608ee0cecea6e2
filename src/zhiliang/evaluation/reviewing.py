"""How far the document review of a case has come, item by item."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhiliang.evaluation.consensus import Consensus, consensus
from zhiliang.evaluation.models import Case, Review
from zhiliang.evaluation.models.exact import exact
from zhiliang.evaluation.scheme import Item
from zhiliang.evaluation.sheets import items_of


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
    rows: dict[str, list[Review]] = {}
    for review in case.reviews.select_related("reviewer").order_by("seat"):
        rows.setdefault(review.item, []).append(review)
    share = Fraction(case.cycle.terms["review"]["agree_within"])
    for item in items_of(case):
        found = rows.get(item.key, [])
        yield Reviewed(item, tuple(found), _outcome(item, found, share))


def _outcome(item: Item, reviews: list[Review], share: Fraction) -> Consensus:
    given = [points for review in reviews if (points := exact(review.points_e6)) is not None]
    if len(given) < len(reviews):
        return Consensus(None, None)
    return consensus(given, full=item.points, agree_within=share)
