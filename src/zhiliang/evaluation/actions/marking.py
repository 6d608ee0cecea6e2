"""Self-evaluation: for each item the points claimed, the figure known, and the proof."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Person
from zhiliang.evaluation.actions.moving import move
from zhiliang.evaluation.models import Case, SelfMark
from zhiliang.evaluation.models.exact import in_millionths
from zhiliang.evaluation.scheme import Item
from zhiliang.evaluation.sheets import (
    by_rule,
    computed_or_refuse,
    in_four_decimals,
    item_of,
    items_of,
)


@transaction.atomic
def mark(
    case: Case,
    *,
    by: Person,
    item: str,
    points: Decimal,
    value: Decimal | None = None,
    text: str = "",
    file: tuple[str, bytes] | None = None,
) -> Case:
    """Claim points on one item, with the figure as the subject knows it, words and a file."""
    row = _begun(case, _asked(case, item), points)
    row.value_e6 = None if value is None else in_millionths(value, field="value")
    row.text = text.strip()
    row.full_clean()
    row.save()
    if file is not None:
        row.evidence.add(hold_file(by=by, name=file[0], content=file[1]))
    return move(case, "mark", by=by, item=item, points=points)


def _asked(case: Case, key: str) -> Item:
    item = item_of(case, key)
    if item is None:
        raise ClerkError(_("评价方案里没有这个项目。"), _("请从案卷的项目表打开。"))
    return item


def _begun(case: Case, item: Item, points: Decimal) -> SelfMark:
    if not 0 <= points <= Decimal(str(item.data["points"])):
        raise ValidationError(
            {"points": _("须在 0 到 %(most)s 之间。") % {"most": item.data["points"]}}
        )
    row = case.marks.filter(item=item.key).first() or SelfMark(case=case, item=item.key)
    row.points_e6 = in_millionths(points)
    return row


@transaction.atomic
def mark_rest_as_computed(case: Case, *, by: Person) -> Case:
    """Claim on every item without a mark what the rule gives, rounded down to four decimals."""
    computed = computed_or_refuse(case)
    done = set(case.marks.values_list("item", flat=True))
    rest = [item for item in items_of(case) if item.key not in done]
    for item in rest:
        row = _begun(case, item, in_four_decimals(by_rule(computed.get(item.key))))
        row.full_clean()
        row.save()
    return move(case, "mark_rest", by=by, items=len(rest))


def submit_self_evaluation(case: Case, *, by: Person) -> Case:
    """Hand the self-evaluation in: every item marked, every claim above the figures proven."""
    marks = {row.item: row for row in case.marks.prefetch_related("evidence")}
    missing = [item for item in items_of(case) if item.key not in marks]
    _refuse(missing, _("还有 %(count)s 个项目没有自评：%(names)s。"))
    computed = computed_or_refuse(case)
    unproven = [
        item
        for item in items_of(case)
        if in_millionths(in_four_decimals(by_rule(computed.get(item.key))))
        < marks[item.key].points_e6
        and not (marks[item.key].text and marks[item.key].evidence.all())
    ]
    _refuse(unproven, _("%(count)s 个项目的自评分高于系统计算分，须写明理由并附材料：%(names)s。"))
    return move(case, "submit_self_evaluation", by=by)


def _refuse(items: list[Item], words: str) -> None:
    if items:
        names = "、".join(item.data["name_zh"] for item in items)
        raise ClerkError(words % {"count": len(items), "names": names}, _("请补齐后再提交。"))


def return_self_evaluation(case: Case, *, by: Person, reason: str) -> Case:
    """Send the self-evaluation back with a reason."""
    return move(case, "return_self_evaluation", by=by, reason=reason)
