"""The forms of notices, alerts and warnings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Department, Place
from zhiliang.core.pages.fields import Moment
from zhiliang.core.policy import visible
from zhiliang.core.product_kinds import hazard_choices, product_choices
from zhiliang.systems.risk.models import (
    Assessment,
    Certainty,
    Colour,
    PublicWarning,
    Urgency,
    WarningKind,
)
from zhiliang.systems.risk.pages.choices import all_places, offer, own_departments, own_places
from zhiliang.systems.risk.pages.forms import ReasonForm, optional

LONG = forms.Textarea


class Said(forms.Form):
    """What a warning says; the same for a draft and for what is adjusted."""

    title = forms.CharField(label=_("标题"), max_length=120)
    areas = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("可能影响的地区"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("可以选多个；公众按地区查询时由此找到。"),
    )
    area = forms.CharField(label=_("可能影响的范围"), max_length=500)
    starts_at = forms.DateTimeField(label=_("起始时间"), widget=Moment)
    ends_at = forms.DateTimeField(label=_("预计结束时间"), widget=Moment, required=False)
    matters = forms.CharField(label=_("警示事项"), max_length=4000, widget=LONG)
    measures = forms.CharField(
        label=_("应当采取的措施"),
        max_length=4000,
        widget=LONG,
        help_text=_("用平常话，先写最要紧的一步。"),
    )
    contact = forms.CharField(label=_("咨询求助渠道"), max_length=200, required=False)
    urgency = forms.ChoiceField(
        label=_("紧迫程度"), choices=Urgency.choices, initial=Urgency.EXPECTED
    )
    certainty = forms.ChoiceField(
        label=_("把握程度"), choices=Certainty.choices, initial=Certainty.LIKELY
    )
    title_en = forms.CharField(label=_("标题（英文）"), max_length=200, required=False)
    matters_en = forms.CharField(
        label=_("警示事项（英文）"), max_length=6000, widget=LONG, required=False
    )
    measures_en = forms.CharField(
        label=_("应当采取的措施（英文）"), max_length=6000, widget=LONG, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "areas", all_places())


class ReviseForm(Said):
    """A draft as a whole, but for who issues it."""

    category = forms.ChoiceField(
        label=_("预警类别"),
        choices=optional(PublicWarning.Category.choices),
        required=False,
        help_text=_("只有突发事件预警才填。"),
    )
    colour = forms.ChoiceField(
        label=_("预警级别"),
        choices=optional(Colour.choices),
        required=False,
        help_text=_("只有突发事件预警才有颜色；消费提示和风险警示不标颜色。"),
    )
    product = forms.ChoiceField(
        label=_("产品类别"), choices=lambda: optional(product_choices()), required=False
    )
    hazard = forms.ChoiceField(
        label=_("危害类别"), choices=lambda: optional(hazard_choices()), required=False
    )


class DraftForm(ReviseForm):
    """A new draft: its kind, and who is to issue it."""

    kind = forms.ChoiceField(
        label=_("种类"),
        choices=WarningKind.choices,
        help_text=_("消费提示、风险警示由部门签发；突发事件预警只能报请县级以上人民政府发布。"),
    )
    place = forms.ModelChoiceField(Place.objects.none(), label=_("发布单位所在地"))
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("发布部门"), required=False
    )
    assessment = forms.ModelChoiceField(
        Assessment.objects.none(), label=_("依据的评估"), required=False
    )
    field_order = (
        *("kind", "category", "colour", "title", "product", "hazard", "place", "department"),
        *("areas", "area", "starts_at", "ends_at", "matters", "measures", "contact", "urgency"),
        *("certainty", "assessment", "title_en", "matters_en", "measures_en"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.initial.get("person")
        offer(self, "place", own_places(person))
        offer(self, "department", own_departments(person))
        offer(self, "assessment", visible(person, Assessment))

    def clean(self) -> dict[str, Any]:
        """A colour and a category with an emergency, and with nothing else."""
        data = super().clean() or {}
        emergency = data.get("kind") == WarningKind.EMERGENCY
        for field in ("colour", "category"):
            if emergency and not data.get(field):
                self.add_error(field, ValidationError(gettext("突发事件预警须写明类别和级别。")))
            if not emergency and data.get(field):
                self.add_error(
                    field, ValidationError(gettext("消费提示和风险警示没有颜色级别和类别。"))
                )
        return data


def blank(case: Any, person: Any) -> Mapping[str, Any]:
    """A draft that starts now."""
    return {"person": person, "starts_at": timezone.localtime().replace(second=0, microsecond=0)}


def as_it_is(case: PublicWarning, person: Any) -> Mapping[str, Any]:
    """The warning as it stands."""
    names = (*Said.base_fields, "category", "colour", "product", "hazard")
    said = {name: getattr(case, name) for name in names if name != "areas"}
    return said | {"areas": list(case.areas.values_list("pk", flat=True))}


class AdjustForm(Said):
    """What changes, and why."""

    colour = forms.ChoiceField(
        label=_("预警级别"), choices=optional(Colour.choices), required=False
    )
    reason = forms.CharField(label=_("调整理由"), max_length=1000, widget=LONG)
    field_order = ("reason", "colour")


class ApprovalForm(forms.Form):
    """By which decision of the government."""

    approval = forms.CharField(
        label=_("政府批准文号"),
        max_length=60,
        help_text=_("县级以上人民政府决定发布的文号或者记录编号。"),
    )


class LiftForm(ReasonForm):
    """Why there is no danger any more."""


class LessonsForm(forms.Form):
    """What was learned."""

    lessons = forms.CharField(label=_("经验教训和改进措施"), max_length=4000, widget=forms.Textarea)
