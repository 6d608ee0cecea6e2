"""The forms of follow-up; whether a step may be taken is decided by the actions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.models import Department, Place
from zhiliang.core.models.validity import valid_on
from zhiliang.core.pages.fields import Day, Files
from zhiliang.core.places import names_on
from zhiliang.systems.coordination.models import Escalation, Kind, Standing


class TaskForm(forms.Form):
    """A task that the office orders."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=Kind.choices)
    year = forms.IntegerField(
        label=gettext_lazy("年度"),
        min_value=2000,
        max_value=2999,
        help_text=gettext_lazy("任务所属的工作年度或评价年度，如 2015。"),
    )
    title_zh = forms.CharField(label=gettext_lazy("任务"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("任务（英文）"), max_length=300, required=False)
    finding_zh = forms.CharField(
        label=gettext_lazy("发现的问题"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=gettext_lazy("写明哪个数、哪条记录、哪件事，依据是什么。承办单位会看到全文。"),
    )
    finding_en = forms.CharField(
        label=gettext_lazy("发现的问题（英文）"),
        max_length=6000,
        required=False,
        widget=forms.Textarea,
    )
    wanted = forms.CharField(
        label=gettext_lazy("要提交的证明材料"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=gettext_lazy("不填的，按类别提示。"),
    )
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=gettext_lazy("地区"),
        required=False,
        empty_label=gettext_lazy("（由部门承办）"),
        help_text=gettext_lazy(
            "选了地区的，由该地区承办；实地核查且选了牵头部门的，由牵头部门承办。"
        ),
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=gettext_lazy("牵头部门"),
        required=False,
        empty_label=gettext_lazy("（无）"),
    )
    supporting = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        label=gettext_lazy("配合部门"),
        required=False,
        help_text=gettext_lazy("可选多个；配合部门能看到任务，也能报告进展。"),
    )
    due_on = forms.DateField(
        label=gettext_lazy("到期日"),
        required=False,
        widget=Day,
        help_text=gettext_lazy("没有法定期限。不填的，按示例配置的天数计算，并注明是配置。"),
    )

    field_order = (
        "kind",
        "year",
        "title_zh",
        "finding_zh",
        "place",
        "department",
        "supporting",
        "due_on",
        "wanted",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        known = names_on(today).filter(place__level__in=("city", "district")).values("place")
        offered = {
            "place": Place.objects.filter(pk__in=known).prefetch_related("names"),
            "department": Department.objects.filter(valid_on(today)),
            "supporting": Department.objects.filter(valid_on(today)),
        }
        for name, rows in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class ReportForm(forms.Form):
    """How far it is."""

    text = forms.CharField(
        label=gettext_lazy("进展"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=gettext_lazy("做了什么、有什么效果、还差什么。"),
    )
    percent = forms.IntegerField(
        label=gettext_lazy("完成比例（%）"), required=False, min_value=0, max_value=100
    )
    next_step = forms.CharField(
        label=gettext_lazy("下一步"), required=False, max_length=2000, widget=forms.Textarea
    )
    evidence = Files(
        label=gettext_lazy("证明材料"),
        required=False,
        help_text=gettext_lazy("可选多份，每份不超过 20 MB。"),
    )


class SubmitForm(forms.Form):
    """What came of it, with evidence."""

    text = forms.CharField(
        label=gettext_lazy("办理结果"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=gettext_lazy("对照发现的问题，写明结果；由办公室另一人核定。"),
    )
    evidence = Files(
        label=gettext_lazy("证明材料"),
        required=False,
        help_text=gettext_lazy("以前的进展报告已附材料的，可以不再附。每份不超过 20 MB。"),
    )


class CloseForm(forms.Form):
    """What the office found when it checked."""

    note = forms.CharField(
        label=gettext_lazy("核定意见"), required=False, max_length=1000, widget=forms.Textarea
    )


class ReasonForm(forms.Form):
    """Why the office sends a task back or withdraws it."""

    reason = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=gettext_lazy("承办单位会看到全文；退回的，写明还缺什么。"),
    )


class AskForm(forms.Form):
    """Until when, and why."""

    asked_until = forms.DateField(label=gettext_lazy("申请延至"), widget=Day)
    reason = forms.CharField(label=gettext_lazy("延期理由"), max_length=2000, widget=forms.Textarea)


class GrantForm(forms.Form):
    """A word with the consent."""

    answer = forms.CharField(
        label=gettext_lazy("答复"), required=False, max_length=2000, widget=forms.Textarea
    )


class RefuseForm(forms.Form):
    """Why not."""

    answer = forms.CharField(label=gettext_lazy("答复"), max_length=2000, widget=forms.Textarea)


class OrderForm(forms.Form):
    """Under which number the order goes out."""

    number = forms.CharField(
        label=gettext_lazy("发文字号"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("如 粤质强办督〔2016〕1号；未编号的留空。示例任务一律印“示例”。"),
    )


def of_year(task: None, person: Any) -> Mapping[str, Any]:
    """A new task is of this year unless the address says otherwise."""
    return {"year": timezone.localdate().year}


def standing_choices() -> Iterable[tuple[str, Any]]:
    """How a task may stand against its due date."""
    return Standing.choices


def level_choices() -> Iterable[tuple[str, Any]]:
    """The levels of the ladder."""
    return [("0", _("未督办")), *((str(value), name) for value, name in Escalation.Level.choices)]


def place_choices() -> Iterable[tuple[str, str]]:
    """Cities and districts by code, with their names."""
    found = Place.objects.filter(level__in=("city", "district")).prefetch_related("names")
    return [(place.pk, str(place)) for place in found]


def department_choices() -> Iterable[tuple[str, str]]:
    """Departments by code, with their names."""
    return [(department.pk, str(department)) for department in Department.objects.all()]
