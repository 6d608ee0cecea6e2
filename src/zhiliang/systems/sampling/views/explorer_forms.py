"""What may be asked of the plan explorer, and what is said where it cannot be answered."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.methods.sampling import AuditPlan, Plan, audit_plan, find_plan
from zhiliang.methods.tables.sampling.editions import AQLS, EDITIONS, LEVELS

LARGEST_LOT = 10**9
SEVERITIES = {
    "normal": gettext_lazy("正常检验"),
    "tightened": gettext_lazy("加严检验"),
    "reduced": gettext_lazy("放宽检验"),
}
BASES = (
    ("process", gettext_lazy("来自同一过程的许多批（二项分布）")),
    ("lot", gettext_lazy("就这一批（超几何分布）")),
)
# Points nearer to each other than this ask for samples nobody takes, and for long calculations.
NEAREST = Decimal("1.5")
WRITTEN: dict[str, Any] = {
    "required": gettext_lazy("请填写。"),
    "invalid": gettext_lazy("请填写数字。"),
    "invalid_choice": gettext_lazy("请从列出的选项里选一个。"),
}


def whole(label: Any, **options: Any) -> forms.IntegerField:
    """A whole number of units."""
    messages = {**WRITTEN, "invalid": gettext_lazy("请填写整数。")}
    return forms.IntegerField(label=label, error_messages=messages, **options)


def per_cent(label: Any, low: str, high: str, **options: Any) -> forms.DecimalField:
    """A percentage within bounds."""
    field = forms.DecimalField(
        label=label, error_messages=WRITTEN, max_digits=7, decimal_places=4, **options
    )
    said = gettext_lazy("须在 %(low)s%% 和 %(high)s%% 之间。")

    def within(value: Decimal) -> None:
        if not Decimal(low) <= value <= Decimal(high):
            raise ValidationError(said % {"low": low, "high": high})

    field.validators.append(within)
    return field


def lot_fault(lot: int, largest: int) -> str:
    """Why a lot has no plan; empty if it may have one."""
    if lot <= 0:
        return _("批量为 %(lot)s：没有东西可检。批量从 2 开始。") % {"lot": lot}
    if lot == 1:
        return _("批量为 1：单件直接检验，不用抽样方案。批量从 2 开始。")
    if lot > largest:
        return _("至多填 %(most)s。") % {"most": largest}
    return ""


class Lotted(forms.Form):
    """A form with a lot in it."""

    lot_field = "lot"
    largest = LARGEST_LOT

    def clean(self) -> dict[str, Any]:
        """Refuse lots that have no plan, beside the field."""
        data = super().clean() or {}
        lot = data.get(self.lot_field)
        if lot is not None and (fault := lot_fault(lot, self.largest)):
            self.add_error(self.lot_field, fault)
        return data


class PlanForm(Lotted):
    """A plan by lot, level and AQL."""

    lot = whole(gettext_lazy("批量 N"))
    level = forms.ChoiceField(
        label=gettext_lazy("检验水平"),
        choices=[(level, level) for level in LEVELS],
        error_messages=WRITTEN,
        help_text=gettext_lazy("一般用 II；S-1～S-4 用于小样本。"),
    )
    aql = forms.CharField(
        label=gettext_lazy("接收质量限 AQL"),
        error_messages=WRITTEN,
        help_text=gettext_lazy("数列 0.010～1000；10 以下可以是不合格品百分数。"),
    )
    severity = forms.ChoiceField(
        label=gettext_lazy("严格度"), choices=SEVERITIES.items(), error_messages=WRITTEN
    )
    edition = forms.ChoiceField(
        label=gettext_lazy("标准"),
        choices=[(str(one.key), one.standard) for one in EDITIONS],
        error_messages=WRITTEN,
    )
    basis = forms.ChoiceField(label=gettext_lazy("概率按"), choices=BASES, error_messages=WRITTEN)
    p = per_cent(gettext_lazy("如果不合格率为（%）"), "0", "100", required=False)

    def clean_aql(self) -> Decimal:
        """An AQL of the series; the nearest ones are named where it is not."""
        text = self.cleaned_data["aql"].strip()
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise ValidationError(_("“%(text)s”不是数字。") % {"text": text}) from None
        if not value.is_finite() or value not in AQLS:
            told = {"aql": text, "near": _("、").join(nearest(value))}
            raise ValidationError(_("AQL %(aql)s 不在标准的数列里，请取 %(near)s。") % told)
        return next(aql for aql in AQLS if aql == value)


def nearest(value: Decimal) -> list[str]:
    """The values of the series on both sides of a number."""
    if not value.is_finite():
        return [str(AQLS[0]), str(AQLS[-1])]
    below, above = [a for a in AQLS if a < value], [a for a in AQLS if a > value]
    return [str(aql) for aql in (*below[-1:], *above[:1])]


class FindForm(Lotted):
    """A plan by its two risk points."""

    lot_field = "find_lot"

    good = per_cent(gettext_lazy("好批的不合格率（%）"), "0.01", "50")
    good_risk = per_cent(gettext_lazy("好批被拒的风险至多（%）"), "0.1", "50")
    bad = per_cent(gettext_lazy("坏批的不合格率（%）"), "0.01", "100")
    bad_risk = per_cent(gettext_lazy("坏批被收的风险至多（%）"), "0.1", "50")
    find_lot = whole(gettext_lazy("批量 N"), required=False)

    found: Plan | None = None

    def clean(self) -> dict[str, Any]:
        """Find the plan."""
        data = super().clean()
        if self.errors:
            return data
        if data["bad"] < data["good"] * NEAREST:
            self.add_error("bad", _("坏批的不合格率至少要是好批的 1.5 倍，否则分不开好坏。"))
            return data
        good, bad = (float(data["good"]), float(data["bad"]))
        risks = 1 - float(data["good_risk"]) / 100, float(data["bad_risk"]) / 100
        try:
            self.found = find_plan(
                (good / 100, risks[0]), (bad / 100, risks[1]), lot_size=data["find_lot"]
            )
        except ValueError:
            self.add_error(
                "find_lot", _("这一批里没有哪个样本量能满足两个风险：请放宽风险，或者全数检验。")
            )
        return data


class AuditForm(Lotted):
    """An audit plan of a declared quality level."""

    lot_field = "audit_lot"
    largest = 20_000

    dql = per_cent(gettext_lazy("声称的不合格率（%）"), "0.01", "50")
    limit = whole(
        gettext_lazy("不合格品限定数 L"),
        min_value=0,
        max_value=50,
        help_text=gettext_lazy("样本中的不合格品不超过这个数，不否定声称。"),
    )
    n = whole(gettext_lazy("样本量 n"), required=False, min_value=1, max_value=LARGEST_LOT)
    audit_lot = whole(
        gettext_lazy("核查总体量"),
        required=False,
        help_text=gettext_lazy("2 万以上不必填：按二项分布算，差别可以忽略。"),
    )

    found: AuditPlan | None = None

    def clean(self) -> dict[str, Any]:
        """Make the plan."""
        data = super().clean()
        if not self.errors:
            self._plan(data)
        return data

    def _plan(self, data: dict[str, Any]) -> None:
        limit, n, lot = data["limit"], data["n"], data["audit_lot"]
        dql = data["dql"] / 100
        if n is not None and n <= limit:
            self.add_error("n", _("样本量须大于限定数 %(limit)s。") % {"limit": limit})
        elif n is not None and lot is not None and n > lot:
            self.add_error("n", _("样本量大于总体 %(lot)s：请全数检验。") % {"lot": lot})
        elif n is None and lot is not None and int(dql * lot) <= limit:
            told = {"all": int(dql * lot), "limit": limit}
            said = _(
                "按声称总体里只有 %(all)s 件不合格，不多于限定数 %(limit)s，怎么抽都否定不了。"
            )
            self.add_error("limit", said % told)
        else:
            self._planned(dql, limit, n=n, lot=lot)

    def _planned(self, dql: Decimal, limit: int, *, n: int | None, lot: int | None) -> None:
        try:
            self.found = audit_plan(dql, limit, n=n, lot_size=lot)
        except ValueError:
            most = audit_plan(dql, limit, lot_size=lot).n
            said = _("样本量太大：声称属实也会有超过 5%% 的可能被否定。至多取 %(most)s。")
            self.add_error("n", said % {"most": most})
