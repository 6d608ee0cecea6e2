"""Target filing: what a subject undertakes, examined against baseline, path and the others."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Person
from zhiliang.evaluation.actions.moving import move
from zhiliang.evaluation.filing import is_soft, measured
from zhiliang.evaluation.models import Case, TargetFiling
from zhiliang.evaluation.models.exact import in_millionths
from zhiliang.evaluation.sheets import undertaken
from zhiliang.indicators.registry import definitions


@transaction.atomic
def file_targets(case: Case, *, by: Person, targets: Mapping[str, Decimal | None]) -> Case:
    """Keep the targets entered so far: item key → value [unit of its indicator], None to clear."""
    known = {item.key for item in undertaken(case)}
    if strange := sorted(set(targets) - known):
        raise ValidationError({strange[0]: _("这个项目不需要备案目标。")})
    percentages = {i.key for i in undertaken(case) if definitions()[i.indicator].unit == "%"}
    for item, value in targets.items():
        _refuse_impossible(item, value, is_share=item in percentages)
        _keep(case, item, value)
    return move(case, "file_targets", by=by, items=len(targets))


def _refuse_impossible(item: str, value: Decimal | None, *, is_share: bool) -> None:
    if value is None:
        return
    if value < 0 or (is_share and value > 100):
        words = _("百分比须在 0 到 100 之间。") if is_share else _("目标不能小于 0。")
        raise ValidationError({item: words})


def _keep(case: Case, item: str, value: Decimal | None) -> None:
    rows = TargetFiling.objects.filter(case=case, item=item)
    if value is None:
        rows.delete()
        return
    row = rows.first() or TargetFiling(case=case, item=item)
    row.value_e6 = in_millionths(value, field=item)
    row.full_clean()
    row.save()


def submit_filing(case: Case, *, by: Person) -> Case:
    """Hand the targets in; every item that is measured against a target needs one."""
    filed = set(case.filings.values_list("item", flat=True))
    missing = [item for item in undertaken(case) if item.key not in filed]
    if missing:
        names = "、".join(item.data["name_zh"] for item in missing)
        raise ClerkError(
            _("还有 %(count)s 个项目没有填目标：%(names)s。")
            % {"count": len(missing), "names": names},
            _("请先“填写目标”，再提交。"),
        )
    return move(case, "submit_filing", by=by)


def return_filing(case: Case, *, by: Person, reason: str) -> Case:
    """Send the targets back with a reason."""
    return move(case, "return_filing", by=by, reason=reason)


@transaction.atomic
def accept_filing(case: Case, *, by: Person, note: str = "") -> Case:
    """Accept the targets as they compare today; a soft target needs the office's own ground."""
    rows = list(case.filings.all())
    found = measured(case, rows)
    if not note.strip() and any(map(is_soft, found.values())):
        raise ClerkError(
            _("有目标低于上年水平或年度要求，同意备案须写明理由。"),
            _("请写明理由，或退回重新填报。"),
        )
    for row in (row for row in rows if row.item in found):
        row.ambition = found[row.item]
        row.note = note.strip()[:400]
        row.full_clean()
        row.save()
    return move(case, "accept_filing", by=by, note=note.strip())
