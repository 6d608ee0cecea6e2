"""The forms of signals, assessments and information."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import pick
from zhiliang.core.models import Department, Organisation, Place
from zhiliang.core.pages.fields import Day
from zhiliang.core.product_kinds import hazard_choices, product_choices
from zhiliang.methods.risk import matrices
from zhiliang.systems.risk.models import Assessment, Opinion, RiskLevel, Severity, Signal
from zhiliang.systems.risk.pages.choices import all_places, offer, own_places

ANY = ("", _("—"))


def optional(choices: Any) -> list[Any]:
    """Choices with none of them first."""
    return [ANY, *choices]


def of_person(case: Any, person: Any) -> Mapping[str, Any]:
    """Who fills the form in, so that it can offer what is theirs."""
    return {"person": person}


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=1000, widget=forms.Textarea)


class WatchForm(ReasonForm):
    """Why, and until when."""

    until = forms.DateField(label=_("关注至"), widget=Day)
    field_order = ("until", "reason")


class AssessForm(forms.Form):
    """What is assessed."""

    title = forms.CharField(label=_("评估什么"), max_length=200)
    question = forms.CharField(
        label=_("情况"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("默认是信号的说明，可以补充已知的型号、伤情和使用情形。"),
    )


def of_signal(case: Signal, person: Any) -> Mapping[str, Any]:
    """The signal's own words."""
    return {"title": case.stratum, "question": case.sentence}


class HeadlineForm(forms.Form):
    """When it became public otherwise."""

    headline = forms.CharField(
        label=_("公开报道"),
        max_length=300,
        help_text=_("哪家媒体或者哪个部门首先公开，标题或者网址。"),
    )
    on = forms.DateField(label=_("公开报道日期"), widget=Day)


class InformForm(forms.Form):
    """Who is informed of what."""

    places = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("收文地区"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    departments = forms.ModelMultipleChoiceField(
        Department.objects.all(),
        label=_("收文部门"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("通报内容"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("对方须签收；签收时限按颜色级别配置，逾期自动督办。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "places", all_places().filter(level="city"))


class OpenForm(forms.Form):
    """An assessment that no signal asked for."""

    title = forms.CharField(label=_("评估什么"), max_length=200)
    product = forms.ChoiceField(
        label=_("产品类别"), choices=lambda: optional(product_choices()), required=False
    )
    hazard = forms.ChoiceField(
        label=_("危害类别"), choices=lambda: optional(hazard_choices()), required=False
    )
    place = forms.ModelChoiceField(Place.objects.none(), label=_("地区"))
    question = forms.CharField(
        label=_("情况"), max_length=4000, widget=forms.Textarea, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", own_places(self.initial.get("person")))


class ScenarioForm(forms.Form):
    """How an injury comes about."""

    words = forms.CharField(label=_("情景"), max_length=300)
    injury = forms.CharField(label=_("伤害"), max_length=300)
    severity = forms.TypedChoiceField(label=_("严重程度"), choices=Severity.choices, coerce=int)
    steps = forms.CharField(
        label=_("步骤和概率"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("一行一步：概率、空格、说明，例如“1/50 绝缘失效”。各步概率精确相乘。"),
    )

    def clean_steps(self) -> list[tuple[str, str]]:
        """Chance and words of each line."""
        lines = [line.split(maxsplit=1) for line in self.cleaned_data["steps"].splitlines()]
        found = [(parts[0], parts[1] if len(parts) > 1 else "") for parts in lines if parts]
        if not found:
            raise ValidationError(gettext("请至少写一步。"))
        return found


class OpinionForm(forms.Form):
    """What an expert said."""

    expert = forms.CharField(
        label=_("专家编号"), max_length=20, help_text=_("只写编号，不写姓名。")
    )
    employer = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("工作单位"), required=False
    )
    stance = forms.ChoiceField(label=_("意见"), choices=Opinion.Stance.choices)
    level = forms.ChoiceField(
        label=_("建议等级"), choices=optional(RiskLevel.choices), required=False
    )
    ground = forms.CharField(label=_("理由"), max_length=4000, widget=forms.Textarea)


def matrix_choices() -> list[tuple[str, str]]:
    """The matrices, each with how sure it is."""
    return [(one.key, f"{pick(one.zh, one.en)} · {one.certainty}") for one in matrices().values()]


class ConcludeForm(forms.Form):
    """By which matrix, and what follows."""

    matrix = forms.ChoiceField(label=_("采用的矩阵"), choices=matrix_choices)
    conclusion = forms.CharField(label=_("评估结论"), max_length=4000, widget=forms.Textarea)


class DecideForm(forms.Form):
    """Which measure, and why."""

    measure = forms.ChoiceField(label=_("措施"), choices=Assessment.Measure.choices)
    decision = forms.CharField(label=_("决定理由"), max_length=1000, widget=forms.Textarea)


class AnswerForm(forms.Form):
    """What the recipient will do."""

    answer = forms.CharField(
        label=_("签收意见"), max_length=1000, widget=forms.Textarea, required=False
    )
