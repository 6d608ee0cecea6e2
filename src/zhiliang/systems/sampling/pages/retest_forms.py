"""The forms of a re-test: its sample, the draw of its laboratory, and why one declines."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation
from zhiliang.systems.sampling.lists.directory import listed_on
from zhiliang.systems.sampling.models import RetestDraw


class SpareForm(forms.Form):
    """How the sample to re-test looked when it arrived, and what was paid in advance."""

    seals_intact = forms.BooleanField(
        label=_("封条、包装完好"),
        required=False,
        help_text=_("破损的不要接收，书面报告组织部门。"),
    )
    condition = forms.CharField(label=_("样品状态"), max_length=500)
    fee = forms.DecimalField(
        label=_("申请人先行支付的复检费用（元）"),
        min_value=0,
        max_digits=10,
        decimal_places=2,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The fee in hundredths of a yuan."""
        data = super().clean() or {}
        fee = data.pop("fee", None)
        return {**data, "fee_fen": None if fee is None else int(fee * 100)}


class InterestForm(forms.Form):
    """Which laboratory has business with the applicant."""

    laboratory = forms.ModelChoiceField(Organisation.objects.none(), label=_("复检机构"))
    note = forms.CharField(
        label=_("利害关系"), max_length=500, help_text=_("如：委托其承担日常检验业务。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["laboratory"]
        assert isinstance(field, forms.ModelChoiceField)
        listed = [one.pk for one in listed_on(timezone.localdate()).values()]
        field.queryset = Organisation.objects.filter(pk__in=listed)


class DeclineForm(forms.Form):
    """Why the laboratory that was drawn does not re-test."""

    why = forms.ChoiceField(label=_("不承担的原因"), choices=RetestDraw.Decline.choices)
    note = forms.CharField(
        label=_("书面说明"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("申请人和组织部门会看到全文；随后另行抽取。"),
    )
