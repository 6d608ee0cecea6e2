"""The forms of the programmes; what may be filed is decided by the actions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zhiliang.core.models import Place
from zhiliang.core.pages.fields import Day, File
from zhiliang.core.places import names_on
from zhiliang.systems.environment.models import (
    CleanerAudit,
    Measure,
    Pilot,
    Pollutant,
    Project,
    ReductionTask,
)

YEAR = gettext_lazy("年度")
EXACT: Mapping[str, Any] = {"max_digits": 18, "decimal_places": 6, "min_value": 0}


def place_choices() -> Iterable[tuple[str, str]]:
    """Provinces, cities and districts of today by code, with their names."""
    known = names_on(timezone.localdate()).exclude(place__level="country")
    return [(name.place_id, str(name.place)) for name in known.order_by("place_id")]


def _long(label: Any, *, required: bool = True, most: int = 1000) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.Textarea)


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, widget=Day, required=required)


def _year(label: Any = YEAR) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=2000, max_value=2999)


class OfPlaceForm(forms.Form):
    """The place that a new record is of."""

    place = forms.ModelChoiceField(Place.objects.none(), label=gettext_lazy("地区"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.filter(pk__in=[code for code, _name in place_choices()])
        field = self.fields["place"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = places.prefetch_related("names")


class TaskForm(OfPlaceForm):
    """A task on one pollutant."""

    pollutant = forms.ChoiceField(label=gettext_lazy("污染物"), choices=Pollutant.choices)
    basis = forms.ChoiceField(label=gettext_lazy("任务来由"), choices=ReductionTask.Basis.choices)
    parent = forms.ModelChoiceField(
        ReductionTask.objects.none(),
        label=gettext_lazy("上级任务"),
        required=False,
        help_text=gettext_lazy("省分解下达的，选所分解的国家任务。"),
    )
    plan_from = _year(gettext_lazy("规划期起"))
    plan_to = _year(gettext_lazy("规划期止"))
    year = _year()
    base_year = _year(gettext_lazy("基准年"))
    base = forms.DecimalField(label=gettext_lazy("基数（吨）"), **EXACT)
    target = forms.DecimalField(
        label=gettext_lazy("允许排放量（吨）"),
        required=False,
        help_text=gettext_lazy("按数量下达的填这一项，按比例下达的填下一项。"),
        **EXACT,
    )
    percent = forms.DecimalField(
        label=gettext_lazy("比基数下降（%）"), required=False, max_value=100, **EXACT
    )
    reference = forms.CharField(label=gettext_lazy("下达文件"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ReductionTask.objects.filter(basis=ReductionTask.Basis.STATE)


class MeasureForm(OfPlaceForm):
    """A measure that is claimed."""

    pollutant = forms.ChoiceField(label=gettext_lazy("污染物"), choices=Pollutant.choices)
    year = _year()
    kind = forms.ChoiceField(label=gettext_lazy("措施类别"), choices=Measure.Kind.choices)
    name = forms.CharField(label=gettext_lazy("项目名称"), max_length=200)
    carrier = forms.CharField(label=gettext_lazy("实施单位"), max_length=200)
    commissioned_on = _day(gettext_lazy("投运日期"))
    claimed = forms.DecimalField(label=gettext_lazy("申报削减量（吨）"), **EXACT)
    ground = _long(gettext_lazy("测算依据"), most=2000)


class VerifyForm(forms.Form):
    """How much is recognised."""

    recognised = forms.DecimalField(label=gettext_lazy("认定削减量（吨）"), **EXACT)
    finding = forms.CharField(
        label=gettext_lazy("决定意见"),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text=gettext_lazy("少于申报量的必须写明理由。"),
    )


class FindingForm(forms.Form):
    """Why something is refused, sent back or removed."""

    finding = _long(gettext_lazy("理由"))


class ReasonForm(forms.Form):
    """Why a measure is withdrawn."""

    reason = _long(gettext_lazy("理由"))


class NoteForm(forms.Form):
    """A word with the decision."""

    finding = _long(gettext_lazy("决定意见"), required=False)


class AccountForm(OfPlaceForm):
    """The new emission of a year; base and cuts come from the ledger."""

    pollutant = forms.ChoiceField(label=gettext_lazy("污染物"), choices=Pollutant.choices)
    year = _year()
    new = forms.DecimalField(
        label=gettext_lazy("新增量（吨）"),
        help_text=gettext_lazy("上年排放量和削减量由台账带出，这里只填新增量。"),
        **EXACT,
    )


class AuditForm(OfPlaceForm):
    """An enterprise on the mandatory list."""

    enterprise = forms.CharField(label=gettext_lazy("企业"), max_length=200)
    uscc = forms.CharField(label=gettext_lazy("统一社会信用代码"), max_length=18, required=False)
    cause = forms.ChoiceField(label=gettext_lazy("列入情形"), choices=CleanerAudit.Cause.choices)
    listed_on = _day(gettext_lazy("名单公布日期"))
    due_on = forms.DateField(
        label=gettext_lazy("审核到期日"),
        widget=Day,
        required=False,
        help_text=gettext_lazy("不填的按名单公布时的法定时限计算。"),
    )


class AuditReportForm(forms.Form):
    """What the audit came to."""

    report = _long(gettext_lazy("审核结果"), most=4000)


class AssessForm(forms.Form):
    """When it was assessed."""

    assessed_on = _day(gettext_lazy("评估日期"))


class AcceptAuditForm(NoteForm):
    """When it was accepted."""

    accepted_on = _day(gettext_lazy("验收日期"))


class PilotForm(OfPlaceForm):
    """A pilot."""

    kind = forms.ChoiceField(label=gettext_lazy("试点类型"), choices=Pilot.Kind.choices)
    name = forms.CharField(label=gettext_lazy("试点名称"), max_length=200)
    batch = forms.CharField(label=gettext_lazy("批次"), max_length=60, required=False)
    admitted_on = _day(gettext_lazy("列入日期"))


class PilotReportForm(forms.Form):
    """What a pilot did in a year."""

    year = _year()
    text = _long(gettext_lazy("年度报告"), most=4000)


class EndForm(NoteForm):
    """When a pilot was accepted."""

    ended_on = _day(gettext_lazy("验收日期"))


class RemovePilotForm(FindingForm):
    """When and why a pilot was removed."""

    ended_on = _day(gettext_lazy("取消日期"))


class EliminationForm(OfPlaceForm):
    """Capacity that must go."""

    enterprise = forms.CharField(label=gettext_lazy("企业"), max_length=200)
    uscc = forms.CharField(label=gettext_lazy("统一社会信用代码"), max_length=18, required=False)
    industry = forms.CharField(label=gettext_lazy("行业"), max_length=100)
    equipment = forms.CharField(label=gettext_lazy("淘汰的设备或生产线"), max_length=200)
    capacity = forms.DecimalField(label=gettext_lazy("产能"), **EXACT)
    unit = forms.CharField(
        label=gettext_lazy("产能单位"),
        max_length=20,
        help_text=gettext_lazy("如 万吨/年、万重量箱/年、千瓦。"),
    )
    due_on = _day(gettext_lazy("淘汰期限"))


class DismantleForm(forms.Form):
    """When it was dismantled."""

    dismantled_on = _day(gettext_lazy("拆除日期"))


class SeenForm(NoteForm):
    """When it was seen on site."""

    seen_on = _day(gettext_lazy("现场核实日期"))


class ProjectForm(OfPlaceForm):
    """A project in a place's plan."""

    kind = forms.ChoiceField(label=gettext_lazy("项目类别"), choices=Project.Kind.choices)
    name = forms.CharField(label=gettext_lazy("项目名称"), max_length=200)
    due_on = _day(gettext_lazy("计划完成日期"))
    planned = forms.DecimalField(
        label=gettext_lazy("计划量"),
        help_text=gettext_lazy("绿道按公里，农村五改按户，三旧改造按亩。"),
        **EXACT,
    )


class CompleteForm(forms.Form):
    """What was completed."""

    completed = forms.DecimalField(label=gettext_lazy("完成量"), **EXACT)
    commissioned_on = _day(gettext_lazy("投入使用日期"), required=False)


class VehiclesForm(forms.Form):
    """A file of vehicle statistics."""

    year = _year()
    file = File(
        label=gettext_lazy("统计文件"),
        help_text=gettext_lazy("CSV 或 XLSX，每行一种燃料一个排放阶段；有一行不对就整份不收。"),
    )
