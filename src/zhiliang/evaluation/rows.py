"""A case item by item: what was undertaken, claimed, computed, reviewed, verified, established."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zhiliang.core.language import pick
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.evaluation.filing import measured
from zhiliang.evaluation.models import Adjustment, Case, Check, SelfMark, TargetFiling
from zhiliang.evaluation.policy import may_see_details
from zhiliang.evaluation.reviewing import Reviewed, reviewed
from zhiliang.evaluation.scheme import Item
from zhiliang.evaluation.sheets import by_rule, computed_of
from zhiliang.evaluation.told_twice import Twice, told_twice
from zhiliang.evaluation.words import plain

REVIEW_IS_OVER = (
    *("reviewed", "verifying", "verified", "scored"),
    *("decided", "notified", "rectifying", "closed"),
)


@dataclass(frozen=True)
class Row:
    """One item of a case; what is not there yet is None or empty."""

    item: Item
    entry: Mapping[str, Any] | None
    filing: TargetFiling | None = None
    ambition: Mapping[str, Any] | None = None
    mark: SelfMark | None = None
    review: Reviewed | None = None
    check: Check | None = None
    established: Adjustment | None = None
    twice: Twice | None = None

    @property
    def name(self) -> str:
        """The item in the reader's language."""
        return pick(self.item.data["name_zh"], self.item.data["name_en"])

    @property
    def full(self) -> str:
        """Points to be had."""
        return plain(self.item.points)

    @property
    def required(self) -> str:
        """What the year requires, where the rule measures against something."""
        return str(self.item.parameters.get("target", ""))

    @property
    def computed(self) -> str:
        """Points that the rule gives."""
        return plain(by_rule(self.entry)) if self.entry else ""

    @property
    def spread(self) -> str:
        """How far the reviewers are apart."""
        outcome = self.review.outcome if self.review else None
        return plain(outcome.spread) if outcome and outcome.spread is not None else ""

    @property
    def agreed(self) -> str:
        """What the review came to."""
        outcome = self.review.outcome if self.review else None
        return plain(outcome.points) if outcome and outcome.points is not None else ""

    @property
    def difference(self) -> str:
        """Told less computed, with its sign."""
        if self.twice is None or not self.twice.difference:
            return ""
        sign = "+" if self.twice.difference > 0 else "−"
        return f"{sign}{plain(abs(self.twice.difference))}"

    @property
    def is_beyond(self) -> bool:
        """Whether the two figures part further than the cycle's tolerance."""
        case = self.mark.case if self.mark else None
        if self.twice is None or case is None:
            return False
        return self.twice.beyond(Fraction(case.cycle.terms["discrepancy"]["tolerance"]))


def case_rows(case: Case, person: Any) -> list[Row]:
    """Every item of a case as `person` may see it.

    Who judged what is the office's to know; the subject reads what the review came to, once it is
    over. Nobody else reads anything.
    """
    if not may_see_details(person, case.subject):
        return []
    is_office = bool(scopes(person, Role.OFFICE))
    shown = is_office or case.state in REVIEW_IS_OVER
    mine = set(
        case.reviews.filter(reviewer=person.pk, points_e6=None).values_list("item", flat=True)
    )
    sheet = computed_of(case)
    filings = {row.item: row for row in case.filings.all()}
    marks = {row.item: row for row in _marks(case)}
    checks = {row.item: row for row in case.checks.all()}
    ambitions = _ambitions(case, filings)
    made = {row.item: row for row in case.adjustments.filter(superseded_at=None)}
    twice = {one.item.key: one for one in told_twice(case)}
    return [
        Row(
            one.item,
            sheet.get(one.item.key),
            filings.get(one.item.key),
            ambitions.get(one.item.key),
            marks.get(one.item.key),
            one if shown and one.reviews and one.item.key not in mine else None,
            checks.get(one.item.key),
            made.get(one.item.key),
            twice.get(one.item.key),
        )
        for one in reviewed(case)
    ]


def _ambitions(case: Case, filings: Mapping[str, TargetFiling]) -> dict[str, Any]:
    """As they were when the office accepted the targets; until then as they are now."""
    if case.state in ("filing", "filed"):
        return measured(case, filings.values())
    return {key: row.ambition for key, row in filings.items()}


def _marks(case: Case) -> Any:
    return case.marks.select_related("case__cycle").prefetch_related("evidence")
