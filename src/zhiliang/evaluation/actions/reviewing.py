"""Document review: two judge alone, a third where they disagree; what differs is established."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.core.steps import held
from zhiliang.evaluation.actions.establishing import establish
from zhiliang.evaluation.actions.moving import move
from zhiliang.evaluation.models import Adjustment, Case, Review
from zhiliang.evaluation.models.exact import in_millionths
from zhiliang.evaluation.policy import may_review
from zhiliang.evaluation.reviewing import contested, is_open, reviewed
from zhiliang.evaluation.sheets import (
    by_rule,
    computed_or_refuse,
    in_four_decimals,
    item_of,
    items_of,
)


@transaction.atomic
def assign_reviewers(
    case: Case, *, by: Person, first: Person, second: Person, group: str = ""
) -> Case:
    """Give the items of a group, or all that have nobody, to two reviewers.

    ClerkError for one person on both seats, and for somebody who works for the subject.
    """
    if first == second:
        raise ClerkError(_("两个席位须是不同的人。"), _("请另选一位评审人。"))
    for reviewer in (first, second):
        _refuse_partial(reviewer, case)
    seated = set(case.reviews.values_list("item", flat=True))
    items = [
        item.key
        for item in items_of(case)
        if item.key not in seated and group in ("", item.data["group"])
    ]
    if not items:
        raise ClerkError(_("没有待分派的项目。"), _("请查看项目表中的评审情况。"))
    for seat, reviewer in enumerate((first, second), start=1):
        _seat(case, items, reviewer, seat=seat, by=by)
    return move(case, "assign_reviewers", by=by, items=len(items))


def _refuse_partial(reviewer: Person, case: Case) -> None:
    if not may_review(reviewer, case):
        raise ClerkError(
            _("%(name)s不能评审%(subject)s：须是省级、部门或办公室人员，且不为该对象工作（回避）。")
            % {"name": reviewer, "subject": case.owner},
            _("请另选一位评审人。"),
        )


def _seat(case: Case, items: Sequence[str], reviewer: Person, *, seat: int, by: Person) -> None:
    for item in items:
        review = Review(
            case=case,
            item=item,
            seat=seat,
            reviewer=reviewer,
            assigned_at=timezone.now(),
            assigned_by=by,
        )
        review.full_clean()
        review.save()


@transaction.atomic
def call_third(case: Case, *, by: Person, reviewer: Person) -> Case:
    """Ask a third reviewer for every item on which two disagree."""
    _refuse_partial(reviewer, case)
    disputed = [one for one in reviewed(case) if one.outcome.needs_third]
    if not disputed:
        raise ClerkError(_("没有分歧超出容差的项目。"), _("两人评分都完成后再看。"))
    if any(reviewer.pk == review.reviewer_id for one in disputed for review in one.reviews):
        raise ClerkError(_("第三人须不同于前两位评审人。"), _("请另选一位评审人。"))
    _seat(case, [one.item.key for one in disputed], reviewer, seat=3, by=by)
    return move(case, "call_third", by=by, items=len(disputed))


@transaction.atomic
def score_review(review: Review, *, by: Person, points: Decimal, ground: str = "") -> Review:
    """Judge one item; a ground is needed where the judgement is not what the rule gives."""
    review = held(review)
    require(by, Review, "score", review)
    _refuse_partial(by, review.case)
    item = item_of(review.case, review.item)
    if item is None or not 0 <= points <= item.points:
        most = "" if item is None else item.data["points"]
        raise ValidationError({"points": _("须在 0 到 %(most)s 之间。") % {"most": most}})
    given = in_four_decimals(by_rule(computed_or_refuse(review.case).get(review.item)))
    if points != given and not ground.strip():
        raise ValidationError({"ground": _("评审分与系统计算分不同，须写明理由。")})
    return _scored(review, points, ground.strip(), given=given, by=by)


def _scored(review: Review, points: Decimal, ground: str, *, given: Decimal, by: Person) -> Review:
    review.points_e6, review.rule_e6 = in_millionths(points), in_millionths(given)
    review.ground = ground
    review.scored_at = timezone.now()
    review.full_clean()
    review.save()
    event.append(
        verb="evaluation.review.score",
        subject=event.subject_of(review),
        by=by,
        place=review.case.place_id or "",
        data={"year": review.case.year, "item": review.item, "points": points, "tables": []},
    )
    return review


@transaction.atomic
def confirm_computed(case: Case, *, by: Person) -> list[Review]:
    """Give what one still has to judge in a case what the rule gives it.

    Items on which the subject claims more, or states another figure, are left to be opened.
    """
    case = held(case)
    computed = computed_or_refuse(case)
    _refuse_partial(by, case)
    mine = [
        review
        for review in case.reviews.filter(reviewer=by)
        if case.state == "reviewing" and is_open(review, computed)
    ]
    left = contested(case)
    mine = [review for review in mine if review.item not in left]
    if not mine:
        raise ClerkError(
            _("您在这个案卷里没有可以一并确认的项目。"),
            _("自评高于计算分、自报数不一致的项目，请逐项打开评分。"),
        )
    rules = [in_four_decimals(by_rule(computed.get(review.item))) for review in mine]
    return [
        _scored(review, given, "", given=given, by=by)
        for review, given in zip(mine, rules, strict=True)
    ]


@transaction.atomic
def finish_review(case: Case, *, by: Person) -> Case:
    """Close the review; where the reviewers came to other points than the rule, theirs stand."""
    found = list(reviewed(case))
    open_ones = [one for one in found if one.outcome.points is None]
    if open_ones:
        names = "、".join(one.item.data["name_zh"] for one in open_ones)
        raise ClerkError(
            _("还有 %(count)s 个项目没有评审结论：%(names)s。")
            % {"count": len(open_ones), "names": names},
            _("请催办评审人；两人分歧过大的，请第三人评审。"),
        )
    computed = computed_or_refuse(case)
    differing = 0
    for one in found:
        given = Fraction(in_four_decimals(by_rule(computed.get(one.item.key))))
        if one.outcome.points is not None and one.outcome.points != given:
            differing += 1
            establish(
                case,
                by=by,
                item=one.item.key,
                points=one.outcome.points,
                stage=Adjustment.Stage.REVIEW,
                ground=one.grounds or _("评审人一致认定"),
                reference=f"evaluation.case:{case.pk}",
            )
    return move(case, "finish_review", by=by, differing=differing)
