"""The forms of recalls."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation, Place
from zhiliang.core.pages.fields import Day, Files, Moment
from zhiliang.systems.recalls.models import Level, Recall, RegimeKey
from zhiliang.systems.recalls.pages.choices import offer, own_firms
from zhiliang.systems.recalls.pages.clue_forms import ReasonForm

MOST_LINES = 2000


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class DeclareForm(forms.Form):
    """A recall that a firm declares of itself."""

    firm = forms.ModelChoiceField(Organisation.objects.none(), label=_("企业"), empty_label=None)
    regime = forms.ChoiceField(label=_("产品类别"), choices=RegimeKey.choices)
    level = forms.ChoiceField(
        label=_("召回等级"),
        choices=Level.choices,
        help_text=_("按适用的办法确定；法律不分级的选“不分级”。"),
    )
    product = forms.CharField(label=_("产品名称"), max_length=200)
    product_en = forms.CharField(label=_("产品（英文）"), max_length=200, required=False)
    brand = forms.CharField(label=_("商标"), max_length=120, required=False)
    model_spec = forms.CharField(label=_("规格型号"), max_length=200, required=False)
    batches = forms.CharField(
        label=_("批次"), max_length=2000, required=False, widget=forms.Textarea
    )
    known_at = forms.DateTimeField(
        label=_("知悉风险时间"),
        widget=Moment,
        help_text=_("从这一刻起算启动召回的小时数。"),
    )
    serious = forms.BooleanField(
        label=_("已造成或可能造成死亡、严重人身伤害、重大财产损失，或者境外已召回"),
        required=False,
    )
    reason = forms.CharField(label=_("召回原因"), max_length=2000, widget=forms.Textarea)
    harm = forms.CharField(label=_("危害后果"), max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "firm", own_firms(self.initial.get("person")))


class PlanForm(forms.Form):
    """What the law wants a recall plan to say."""

    measures = forms.CharField(label=_("召回措施"), max_length=4000, widget=forms.Textarea)
    area = forms.CharField(label=_("区域范围"), max_length=500)
    notice_ways = forms.CharField(label=_("通知、公告的方式和范围"), max_length=500)
    disposal = forms.CharField(
        label=_("召回产品的处理措施"), max_length=2000, widget=forms.Textarea
    )
    costs = forms.CharField(label=_("费用支付方式"), max_length=500)
    contact = forms.CharField(
        label=_("负责岗位和联系方式"),
        max_length=200,
        help_text=_("写岗位和单位电话，不写个人手机。"),
    )
    finish_by = forms.DateField(
        label=_("计划完成日期"),
        widget=Day,
        required=False,
        help_text=_("法律规定了完成期限的（食品）按法律计算，可以不填。"),
    )
    attachments = Files(label=_("附件"), required=False)


def last_plan(case: Any, person: Any) -> Mapping[str, Any]:
    """The plan as it was filed last."""
    plan = case.plans.first()
    names = ("measures", "area", "notice_ways", "disposal", "costs", "contact", "finish_by")
    return {name: getattr(plan, name) for name in names} if plan else {}


class AnswerForm(forms.Form):
    """An answer that the firm reads."""

    answer = forms.CharField(label=_("处理意见"), max_length=4000, widget=forms.Textarea)


class OptionalAnswerForm(forms.Form):
    """An answer that may be left out."""

    answer = forms.CharField(
        label=_("审查意见"), max_length=1000, required=False, widget=forms.Textarea
    )


class AnnounceForm(forms.Form):
    """What consumers are told."""

    advice = forms.CharField(
        label=_("消费者怎么做"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=_("用平常话：停止食用或使用，去哪里退，怎么赔，打什么电话。"),
    )
    advice_en = forms.CharField(
        label=_("消费者怎么做（英文）"), max_length=3000, required=False, widget=forms.Textarea
    )
    quiet_reason = forms.CharField(
        label=_("不发公告的理由"),
        max_length=500,
        required=False,
        help_text=_("只有确认没有销售到消费者、能通过通知召回的食品（总局令第122号第十条）才填。"),
    )


class ObjectForm(forms.Form):
    """Why the firm sees no defect."""

    objection = forms.CharField(label=_("异议理由"), max_length=4000, widget=forms.Textarea)


class OrderForm(ReasonForm):
    """Why the recall is ordered; the State's order by its number."""

    order_number = forms.CharField(
        label=_("责令召回文号"),
        max_length=60,
        required=False,
        help_text=_("由国家总局责令的必须填写；本部门责令的，文书出具时编号。"),
    )


class RootsForm(forms.Form):
    """The lots a trace starts from."""

    roots = forms.CharField(
        label=_("批次标识"),
        widget=forms.Textarea,
        help_text=_("一行一个 GS1 数字链接，例如 https://id.gs1.org/01/06901234567892/10/L47"),
    )
    window_from = forms.DateTimeField(label=_("污染起始时间"), required=False, widget=Moment)
    window_to = forms.DateTimeField(label=_("污染结束时间"), required=False, widget=Moment)

    def clean(self) -> dict[str, Any]:
        """The lots, and the window if both its ends are there."""
        data = super().clean() or {}
        start, end = data.pop("window_from", None), data.pop("window_to", None)
        if bool(start) != bool(end):
            raise ValidationError(gettext("污染时间的起止要么都填，要么都不填。"))
        if start and end < start:
            raise ValidationError(gettext("污染结束时间早于起始时间。"))
        roots = lines_of(data.get("roots", ""))[:MOST_LINES]
        return {"roots": roots, "window": (start, end) if start else None}


class BatchesForm(forms.Form):
    """Batches where there is no trace."""

    batches = forms.CharField(
        label=_("批次、型号"), widget=forms.Textarea, help_text=_("一行一个。")
    )
    quantity = forms.DecimalField(
        label=_("拟召回数量"), min_value=0, max_digits=15, decimal_places=6, required=False
    )
    unit = forms.CharField(label=_("单位"), max_length=12, required=False)

    def clean(self) -> dict[str, Any]:
        """The batches as a list."""
        data = super().clean() or {}
        return {**data, "batches": lines_of(data.get("batches", ""))[:MOST_LINES]}


class ConsigneeForm(forms.Form):
    """One consignee."""

    name = forms.CharField(label=_("收货单位"), max_length=200)
    uscc = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=18,
        required=False,
        help_text=_("填了并且在册的，通知直接送到它的账号。"),
    )
    place = forms.ModelChoiceField(
        Place.objects.filter(level="city"), label=_("地区"), required=False
    )
    quantity = forms.DecimalField(
        label=_("收到数量"), min_value=0, max_digits=15, decimal_places=6, required=False
    )
    unit = forms.CharField(label=_("单位"), max_length=12, required=False)
    lots = forms.CharField(label=_("批次"), max_length=1000, required=False)
    contact = forms.CharField(label=_("联系方式"), max_length=120, required=False)


class ProgressForm(forms.Form):
    """How the recall stands; the counts are added from the records."""

    text = forms.CharField(
        label=_("召回和处理情况"),
        max_length=6000,
        widget=forms.Textarea,
        help_text=_("通知、答复、收回、处置的数量由记录自动附上，这里写情况、问题和下一步。"),
    )
    attachments = Files(label=_("附件"), required=False)


class SummaryForm(ProgressForm):
    """That recall and disposal are done."""

    finished_at = forms.DateTimeField(label=_("完成召回时间"), required=False, widget=Moment)


class ExtendForm(ReasonForm):
    """A later last day."""

    until = forms.DateField(label=_("延长至"), widget=Day)
    field_order = ("until", "reason")


class CheckForm(forms.Form):
    """What a check is to show."""

    share = forms.DecimalField(
        label=_("要求通知到的比例"), min_value=0.01, max_value=0.9999, initial="0.9"
    )
    confidence = forms.DecimalField(
        label=_("置信水平"), min_value=0.5, max_value=0.9999, initial="0.95"
    )
    allowed = forms.IntegerField(
        label=_("样本中允许没有通知到的家数"), min_value=0, max_value=100, initial=0
    )


class CloseForm(forms.Form):
    """What the authority finds of the recall as a whole."""

    evaluation = forms.CharField(label=_("评价"), max_length=4000, widget=forms.Textarea)


class OfferForm(ReasonForm):
    """Which city is asked."""

    to = forms.ModelChoiceField(Place.objects.filter(level="city"), label=_("移交给"))
    field_order = ("to", "reason")


def announced_words(case: Recall, person: Any) -> Mapping[str, Any]:
    """What consumers were to be told so far."""
    return {"advice": case.advice, "advice_en": case.advice_en}
