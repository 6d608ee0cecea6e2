"""The forms of the yearly cycle; what may be entered is decided by the actions, not here."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.language import pick
from zhiliang.core.models import Department, Person
from zhiliang.core.models.validity import valid_on
from zhiliang.core.pages.fields import File
from zhiliang.core.roles import Role
from zhiliang.evaluation.models import Case, Cycle, Review
from zhiliang.evaluation.scheme import Item, shipped, years
from zhiliang.evaluation.sheets import (
    announced_of,
    by_rule,
    computed_of,
    in_four_decimals,
    items_of,
    undertaken,
)

NUMERIC = {"inputmode": "decimal", "autocomplete": "off"}
PRIVACY = gettext_lazy("写事实和依据，不写个人姓名：这段文字会随评价封存。")


def _points(label: Any, text: Any = "", *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=text,
        required=required,
        min_value=0,
        max_digits=10,
        decimal_places=4,
        widget=forms.TextInput(NUMERIC),
    )


def _words(label: Any, text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=text, required=required, max_length=2000, widget=forms.Textarea
    )


def _file() -> File:
    return File(
        label=gettext_lazy("证明材料"),
        required=False,
        help_text=gettext_lazy("PDF、图片、XLSX、DOCX、CSV 或纯文本，不超过 20 MB。"),
    )


class OpenForm(forms.Form):
    """Which year, and whom it covers."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("年度"), coerce=int, choices=lambda: [(y, y) for y in reversed(years())]
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("范围"),
        choices=(
            ("city", gettext_lazy("地级以上市")),
            ("department", gettext_lazy("部门")),
            ("district", gettext_lazy("县（市、区）")),
        ),
        initial=("city", "department"),
        widget=forms.CheckboxSelectMultiple,
    )
    subjects = forms.CharField(
        label=gettext_lazy("只限这些对象"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("试办时填行政区划代码或部门代号，用空格隔开；不填为全部。"),
    )

    def clean_subjects(self) -> list[str]:
        """Codes, as they were typed."""
        return self.cleaned_data["subjects"].split()


class ReasonForm(forms.Form):
    """Why something goes back."""

    reason = forms.CharField(
        label=gettext_lazy("退回理由"),
        max_length=400,
        widget=forms.Textarea,
        help_text=gettext_lazy("写明哪里不对、要补什么。"),
    )


class NoteForm(forms.Form):
    """The office's own ground for accepting targets."""

    note = forms.CharField(
        label=gettext_lazy("同意理由"),
        required=False,
        max_length=400,
        widget=forms.Textarea,
        help_text=gettext_lazy("有目标低于上年水平或年度要求时必填。"),
    )


class TargetsForm(forms.Form):
    """A target for each item that is measured against one; `initial["case"]` names the subject."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in undertaken(self.initial["case"]):
            name = pick(item.data["name_zh"], item.data["name_en"])
            required = item.parameters["target"]
            self.fields[item.key] = forms.DecimalField(
                label=name,
                required=False,
                max_digits=16,
                decimal_places=6,
                help_text=_("年度要求 %(required)s") % {"required": required},
                widget=forms.TextInput(NUMERIC),
            )

    def clean(self) -> dict[str, Any]:
        """All fields as the one argument of the action."""
        return {"targets": super().clean() or {}}


def of_targets(case: Case, person: Any) -> Mapping[str, Any]:
    """What is filed so far, else what the year requires."""
    required = {item.key: item.parameters["target"] for item in undertaken(case)}
    filed = {row.item: row.value for row in case.filings.all()}
    return {"case": case, **required, **filed}


class MarkForm(forms.Form):
    """Self-evaluation of one item."""

    item = forms.ChoiceField(label=gettext_lazy("项目"))
    points = _points(gettext_lazy("自评分"), gettext_lazy("不超过该项满分。"))
    value = forms.DecimalField(
        label=gettext_lazy("自报数值"),
        required=False,
        max_digits=16,
        decimal_places=6,
        help_text=gettext_lazy("按本单位掌握的数填写，系统会与记录计算的数并列。"),
        widget=forms.TextInput(NUMERIC),
    )
    text = _words(
        gettext_lazy("自评说明"),
        gettext_lazy("自评分高于系统计算分的，须写明理由并附材料。"),
        required=False,
    )
    file = _file()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = self.initial["case"]
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(item.key, _in_points(item)) for item in items_of(case)]
        self.initial.update(_known(case, str(self.initial.get("item", ""))))


def _in_points(item: Item) -> str:
    name = pick(item.data["name_zh"], item.data["name_en"])
    return f"{name}（{item.data['points']}）"


def _known(case: Case, item: str) -> dict[str, Any]:
    """What was said of an item so far, else what the rule gives it."""
    if mark := case.marks.filter(item=item).first():
        return {"points": mark.points, "value": mark.value, "text": mark.text}
    entry = computed_of(case).get(item)
    return {"points": _plain(in_four_decimals(by_rule(entry)))} if entry else {}


def of_case(case: Case, person: Any) -> Mapping[str, Any]:
    """The case that a form takes its choices from."""
    return {"case": case, "of": case}


def of_cycle(cycle: Cycle, person: Any) -> Mapping[str, Any]:
    """The cycle whose scheme a form takes its choices from."""
    return {"of": cycle}


def reviewers() -> "QuerySet[Person]":
    """Everybody who may be asked to review: officers of the province and its departments."""
    roles = (Role.OFFICE, Role.PROVINCIAL_OFFICER, Role.DEPARTMENT_OFFICER)
    held = valid_on(timezone.localdate(), "assignments__")
    found = Person.objects.filter(held, is_active=True, assignments__role__in=roles)
    return found.distinct().order_by("username")


def _reviewer(label: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(Person.objects.none(), label=label, empty_label=None)


class ReviewersForm(forms.Form):
    """Whoever may be asked to review, for every field that asks for somebody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = reviewers()


class ReviewerForm(ReviewersForm):
    """One more reviewer."""

    reviewer = _reviewer(gettext_lazy("第三评审人"))


class AssignForm(ReviewersForm):
    """Two reviewers for the items of a group or for all."""

    first = _reviewer(gettext_lazy("第一评审人"))
    second = _reviewer(gettext_lazy("第二评审人"))
    group = forms.ChoiceField(label=gettext_lazy("项目组"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = shipped(self.initial["of"].year).data["groups"]
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        named = [(one["key"], pick(one["name_zh"], one["name_en"])) for one in groups]
        field.choices = [("", _("全部未分派的项目")), *named]


class ScoreForm(forms.Form):
    """A reviewer's judgement."""

    points = _points(gettext_lazy("评审分"))
    ground = _words(
        gettext_lazy("评审理由"),
        gettext_lazy("与系统计算分不同时必填；写事实和依据，不写个人姓名。"),
        required=False,
    )


def of_review(review: Review, person: Any) -> Mapping[str, Any]:
    """The points that the rule gives."""
    entry = computed_of(review.case).get(review.item)
    return {"points": _plain(in_four_decimals(by_rule(entry)))}


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class AnnounceForm(forms.Form):
    """What will be drawn, and from which public numbers of a later day."""

    sources = _words(
        gettext_lazy("种子来源"),
        gettext_lazy(
            "写明哪一天的哪些公开号码，如：2016年3月1日开奖的双色球红球号码，按从小到大排列。"
        ),
    )
    items = forms.IntegerField(label=gettext_lazy("每个对象抽取项目数"), min_value=1, max_value=50)
    records = forms.IntegerField(
        label=gettext_lazy("每个项目抽取记录数"), min_value=0, max_value=50
    )


def of_decision(cycle: Cycle, person: Any) -> Mapping[str, Any]:
    """The version the cases stand at."""
    scored = cycle.cases.filter(state="scored").order_by("-version").first()
    return {"version": scored.version if scored else None}


def of_announcement(cycle: Any, person: Any) -> Mapping[str, Any]:
    """The numbers of the cycle's terms."""
    return dict(cycle.terms["draw"])


class DrawForm(forms.Form):
    """The seeds, one source a line."""

    seeds = _words(
        gettext_lazy("种子"),
        gettext_lazy(
            "每行一个来源；一个来源有多个数的，用空格或句点隔开。公告后才产生的公开号码。"
        ),
    )

    def clean_seeds(self) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in self.cleaned_data["seeds"].splitlines() if line.strip()]


class DecisionForm(forms.Form):
    """What the leading group decided, and on which version."""

    version = forms.IntegerField(label=gettext_lazy("评分版本"), min_value=1)
    reference = forms.CharField(
        label=gettext_lazy("会议或文号"),
        max_length=200,
        help_text=gettext_lazy("如：领导小组第3次会议纪要。"),
    )
    decided_on = forms.DateField(
        label=gettext_lazy("审定日期"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    note = _words(gettext_lazy("审定意见"), required=False)


class FoundForm(forms.Form):
    """What was found on site."""

    found = _words(gettext_lazy("核查情况"), PRIVACY)
    file = _file()


class DifferForm(FoundForm):
    """What was found on site, and the points that follow."""

    points = _points(gettext_lazy("核定分"), gettext_lazy("按核查情况应得的分。"))
    field_order = ("found", "points")


class RectifyForm(forms.Form):
    """Which lost points are to be put right, with whose help, until when."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("失分项目"), widget=forms.CheckboxSelectMultiple
    )
    supporting = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        label=gettext_lazy("配合部门"),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
    )
    due_on = forms.DateField(
        label=gettext_lazy("完成期限"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=gettext_lazy("不填的，按本周期的配置计算。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        supporting, field = self.fields["supporting"], self.fields["items"]
        assert isinstance(supporting, forms.ModelMultipleChoiceField)
        supporting.queryset = Department.objects.filter(valid_on(timezone.localdate()))
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (entry["key"], f"{pick(entry['name_zh'], entry['name_en'])}（−{entry['lost']}）")
            for entry in announced_of(self.initial["case"]).values()
            if Decimal(entry["lost"]) > 0
        ]

    def clean_supporting(self) -> list[str]:
        """Their codes."""
        return [department.pk for department in self.cleaned_data["supporting"]]
