"""The forms of incidents."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Department, Organisation, Place
from zhiliang.core.pages.fields import Moment
from zhiliang.core.policy import scopes, visible
from zhiliang.core.roles import Role
from zhiliang.systems.risk.models import (
    Incident,
    PublicWarning,
    Resource,
    Response,
    SituationReport,
)
from zhiliang.systems.risk.pages.choices import offer, own_departments, own_places

MOST = 10_000_000


class Toll(forms.Form):
    """How many were hurt, what was lost."""

    deaths = forms.IntegerField(label=_("死亡人数"), min_value=0, max_value=MOST, initial=0)
    serious = forms.IntegerField(label=_("重伤人数"), min_value=0, max_value=MOST, initial=0)
    hurt = forms.IntegerField(label=_("受伤害人数"), min_value=0, max_value=MOST, initial=0)
    moved = forms.IntegerField(label=_("转移人数"), min_value=0, max_value=MOST, initial=0)
    loss = forms.IntegerField(
        label=_("直接经济损失（元）"), min_value=0, max_value=10**15, initial=0
    )
    trapped_hours = forms.IntegerField(
        label=_("电梯困人小时数"), min_value=0, max_value=1000, initial=0
    )


def toll_of(case: Incident, person: Any) -> Mapping[str, Any]:
    """The toll as it is known."""
    return {name: getattr(case, name) for name in Toll.base_fields}


class RegisterForm(Toll):
    """An incident as it was reported."""

    kind = forms.ChoiceField(label=_("种类"), choices=Incident.Kind.choices)
    title = forms.CharField(label=_("事件"), max_length=200)
    place = forms.ModelChoiceField(Place.objects.none(), label=_("地区"))
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("牵头部门"), required=False
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("涉事单位"), required=False
    )
    warning = forms.ModelChoiceField(
        PublicWarning.objects.none(), label=_("有关预警"), required=False
    )
    occurred_at = forms.DateTimeField(label=_("发生时间"), widget=Moment)
    known_at = forms.DateTimeField(
        label=_("接报时间"), widget=Moment, help_text=_("逐级上报的小时数从这一刻起算。")
    )
    finding = forms.CharField(label=_("简要情况"), max_length=4000, widget=forms.Textarea)
    field_order = (
        *("kind", "title", "place", "department", "organisation", "occurred_at", "known_at"),
        *("finding", "deaths", "serious", "hurt", "moved", "loss", "trapped_hours", "warning"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.initial.get("person")
        offer(self, "place", own_places(person))
        offer(self, "department", own_departments(person))
        offer(self, "organisation", firms_within(person))
        offer(self, "warning", visible(person, PublicWarning).filter(state="issued"))


def firms_within(person: Any) -> "QuerySet[Organisation]":
    """The firms of the places that an officer works for; departments write theirs in words."""
    officer = any(scopes(person, role) for role in (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER))
    return visible(person, Organisation) if officer else Organisation.objects.none()


class EscalateForm(forms.Form):
    """To whom it was reported."""

    to = forms.CharField(label=_("上报"), max_length=200)


class RespondForm(forms.Form):
    """What article 72 wants a response to say."""

    response = forms.TypedChoiceField(
        label=_("应急响应级别"),
        choices=Response.choices,
        coerce=int,
        help_text=_("响应级别按预案决定，与预警颜色、事故等级是三个不同的尺度。"),
    )
    plan = forms.CharField(label=_("启动的预案"), max_length=300)
    measures = forms.CharField(label=_("处置措施"), max_length=4000, widget=forms.Textarea)
    expected_until = forms.DateTimeField(label=_("响应预计期限"), widget=Moment)
    report_every = forms.IntegerField(
        label=_("续报间隔（小时）"), min_value=1, max_value=720, required=False
    )


class ChangeResponseForm(forms.Form):
    """Another level, and why."""

    response = forms.TypedChoiceField(label=_("应急响应级别"), choices=Response.choices, coerce=int)
    reason = forms.CharField(label=_("理由"), max_length=1000, widget=forms.Textarea)


class SituationForm(forms.Form):
    """How it stands."""

    kind = forms.ChoiceField(label=_("种类"), choices=SituationReport.Kind.choices)
    to = forms.CharField(label=_("报送"), max_length=200)
    text = forms.CharField(
        label=_("情况"),
        max_length=6000,
        widget=forms.Textarea,
        help_text=_("伤亡和损失由记录自动附上，这里写经过、已采取的措施和存在的问题。"),
    )
    next_steps = forms.CharField(
        label=_("下一步措施"), max_length=4000, widget=forms.Textarea, required=False
    )


def next_kind(case: Incident, person: Any) -> Mapping[str, Any]:
    """A first report first, then follow-ups."""
    return {"kind": "follow" if case.reports.exists() else "first"}


class LogForm(forms.Form):
    """What was done or learned."""

    text = forms.CharField(label=_("事项"), max_length=2000, widget=forms.Textarea)
    happened_at = forms.DateTimeField(label=_("时间"), widget=Moment, required=False)


class ResourceForm(forms.Form):
    """What is asked for, from whom."""

    kind = forms.ChoiceField(label=_("种类"), choices=Resource.Kind.choices)
    name = forms.CharField(label=_("资源"), max_length=200)
    quantity = forms.IntegerField(label=_("数量"), min_value=1, max_value=MOST)
    unit = forms.CharField(label=_("单位"), max_length=12)
    provider = forms.CharField(label=_("来自"), max_length=200)


class MoveForm(forms.Form):
    """Which resource came or went back."""

    resource = forms.ModelChoiceField(
        Resource.objects.none(),
        label=_("资源"),
        help_text=_("已请求的登记为到位，已到位的登记为归还。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "resource", self.initial.get("rows", Resource.objects.none()))


def resources_of(case: Incident, person: Any) -> Mapping[str, Any]:
    """The resources that are not back."""
    return {"rows": case.resources.exclude(state=Resource.State.RELEASED)}


class ReviewForm(forms.Form):
    """How it came about and what was learned."""

    lessons = forms.CharField(
        label=_("原因、经验教训和改进措施"), max_length=6000, widget=forms.Textarea
    )
    systemic = forms.BooleanField(label=_("认定为区域性、系统性质量安全事件"), required=False)
