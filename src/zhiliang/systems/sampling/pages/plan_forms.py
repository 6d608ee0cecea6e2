"""The forms of plans and draws; whether a step may be taken is decided by the actions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation, Place
from zhiliang.core.pages.fields import Day, File, Moment
from zhiliang.systems.sampling.models import (
    Level,
    ProductClass,
    Programme,
    Purpose,
    RegimeKey,
    SamplingPlan,
    Site,
)
from zhiliang.systems.sampling.pages.choices import laboratories


class PlanForm(forms.Form):
    """A plan of one authority for one kind of product."""

    title = forms.CharField(label=_("计划"), max_length=200)
    authority = forms.ModelChoiceField(
        Place.objects.none(), label=_("组织部门所在地"), empty_label=None
    )
    level = forms.ChoiceField(label=_("层级"), choices=Level.choices, initial=Level.PROVINCIAL)
    regime = forms.ChoiceField(
        label=_("类别"),
        choices=RegimeKey.choices,
        help_text=_("类别决定适用的法律和各项期限。"),
    )
    purpose = forms.ChoiceField(
        label=_("目的"),
        choices=Purpose.choices,
        help_text=_("跟踪抽查和应急抽查不受六个月限制（总局令第18号第八条）。"),
    )
    programme = forms.ChoiceField(label=_("统计归属"), choices=Programme.choices)
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2999)
    quarter = forms.IntegerField(label=_("季度"), min_value=1, max_value=4, required=False)
    due_on = forms.DateField(
        label=_("完成日期"),
        widget=Day,
        help_text=_("工业产品没有法定的检验期限，由计划规定。"),
    )
    yearly_cap = forms.IntegerField(
        label=_("每家企业一年最多抽查次数"),
        min_value=1,
        required=False,
        help_text=_("可选政策，默认不限；法定的六个月限制总是适用。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.filter(level__in=("province", "city")).order_by("pk")
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = places.prefetch_related("names")


class AllocateForm(forms.Form):
    """The same number of samples of one class for each of some cities."""

    product_class = forms.ModelChoiceField(ProductClass.objects.all(), label=_("产品类别"))
    site = forms.ChoiceField(label=_("抽样环节"), choices=Site.choices)
    count = forms.IntegerField(
        label=_("每市批次"), min_value=1, max_value=1000, help_text=_("所选各市每市抽这么多批。")
    )
    laboratory = forms.ModelChoiceField(Organisation.objects.none(), label=_("检验机构"))
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("城市"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("同一产品、同一环节已有的分配由这次的代替。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places, laboratory = self.fields["places"], self.fields["laboratory"]
        assert isinstance(places, forms.ModelMultipleChoiceField)
        assert isinstance(laboratory, forms.ModelChoiceField)
        cities = Place.objects.filter(level="city").order_by("pk")
        places.queryset = cities.prefetch_related("names")
        laboratory.queryset = laboratories()


class AllocateFileForm(forms.Form):
    """What a plan allots, as a file."""

    file = File(
        label=_("分配文件"),
        help_text=_(
            "CSV 或 XLSX：计划编号、产品代码、行政区划代码、抽样环节、批次、检验机构；"
            "代替原有的分配。"
        ),
    )


class ReasonForm(forms.Form):
    """Why a plan is taken back or a draw annulled."""

    reason = forms.CharField(
        label=_("理由"), max_length=500, widget=forms.Textarea, help_text=_("记入日志，永久保存。")
    )


class PublicNumberForm(forms.Form):
    """Which public number decides, and how it is to be written down."""

    entropy_source = forms.CharField(
        label=_("公开随机数来源"),
        max_length=200,
        help_text=_("写明是哪一家、哪一期，任何人都能查到，如某彩票第2026136期开奖号码。"),
    )
    entropy_spelling = forms.CharField(
        label=_("公开随机数写法"),
        max_length=200,
        help_text=_("写死顺序、位数和间隔，如“依摇出顺序，两位数，一个空格隔开”。"),
    )
    entropy_known_at = forms.DateTimeField(
        label=_("公开随机数公布时间"),
        widget=Moment,
        help_text=_("须在冻结名录以后，否则可以先看结果再定名录。"),
    )


class FreezeForm(PublicNumberForm):
    """The plan that is drawn, and the public number of its draw."""

    plan = forms.ModelChoiceField(
        SamplingPlan._default_manager.filter(state="issued"), label=_("计划")
    )
    field_order = ("plan",)


class EntropyForm(forms.Form):
    """The number as it became known."""

    entropy = forms.CharField(
        label=_("公开随机数"),
        max_length=400,
        help_text=_("照公布的写法填写，如 07 11 25。提交后随即抽取，不能重来。"),
    )


def of_now(plan: None, person: Any) -> dict[str, Any]:
    """A new plan is of this quarter unless the address says otherwise."""
    today = timezone.localdate()
    return {"year": today.year, "quarter": (today.month + 2) // 3, "authority": "440000"}
