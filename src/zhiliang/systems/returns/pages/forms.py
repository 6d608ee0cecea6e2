"""The forms of returns; what a field may hold is decided by the import format, not here."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.language import name_of
from zhiliang.core.pages.fields import File
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.indicators.registry import definitions
from zhiliang.systems.returns.feeds import COLUMNS
from zhiliang.systems.returns.models import Figure, Status
from zhiliang.systems.returns.models import Mapping as Layout

NUMERIC = {"inputmode": "decimal", "autocomplete": "off"}


def indicator_choices() -> list[tuple[str, str]]:
    """Every indicator with its name and unit, in key order."""
    return [
        (key, f"{name_of(one)}（{one.unit}）" if one.unit else name_of(one))
        for key, one in definitions().items()
    ]


def of_figure(figure: Figure, person: Any) -> Mapping[str, Any]:
    """What the figure says now, to be changed."""
    names = ("value", "numerator", "denominator", "status", "reference", "note")
    held = {name: getattr(figure, name) for name in names}
    return {name: "" if value is None else value for name, value in held.items()}


def of_person(figure: None, person: Any) -> Mapping[str, Any]:
    """A city officer's own place."""
    grants = scopes(person, Role.CITY_OFFICER).grants
    return {"place": min(grants[0].places)} if len(grants) == 1 and grants[0].places else {}


def _number(label: Any, text: Any = "") -> forms.CharField:
    widget = forms.TextInput(NUMERIC)
    return forms.CharField(label=label, required=False, help_text=text, widget=widget)


class AmountForm(forms.Form):
    """What a figure says."""

    value = _number(
        gettext_lazy("数值"), gettext_lazy("只填数字，不带单位；有分子、分母的可以不填。")
    )
    numerator = _number(gettext_lazy("分子"))
    denominator = _number(gettext_lazy("分母"))
    status = forms.ChoiceField(
        label=gettext_lazy("状况"),
        choices=Status.choices,
        initial="ok",
        help_text=gettext_lazy("没有数的，选未采集、已停止统计或不予公布。"),
    )
    reference = forms.CharField(
        label=gettext_lazy("出处"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("数出自哪份文件、报表或系统。"),
    )
    note = forms.CharField(
        label=gettext_lazy("备注"), required=False, max_length=500, widget=forms.Textarea
    )


class FigureForm(AmountForm):
    """A new figure: what it is a figure of, and what it says."""

    indicator = forms.ChoiceField(label=gettext_lazy("指标"), choices=indicator_choices)
    place = forms.CharField(
        label=gettext_lazy("地区"),
        help_text=gettext_lazy("行政区划代码或名称，如 440100、广州市。"),
    )
    period = forms.CharField(
        label=gettext_lazy("期间"),
        help_text=gettext_lazy("如 2015、2015Q3、2015-08、2015-2016；期满后才能填报。"),
    )
    field_order = ("indicator", "place", "period")


class CorrectForm(AmountForm):
    """A new version of an accepted figure."""

    reason = forms.CharField(
        label=gettext_lazy("更正理由"),
        max_length=400,
        widget=forms.Textarea,
        help_text=gettext_lazy("旧数、何人、何时、何故都会留存。"),
    )


class VerifyForm(forms.Form):
    """A colleague's confirmation."""

    note = forms.CharField(
        label=gettext_lazy("核实意见"), required=False, max_length=400, widget=forms.Textarea
    )


class SendBackForm(forms.Form):
    """Why a figure goes back."""

    reason = forms.CharField(
        label=gettext_lazy("退回理由"),
        max_length=400,
        widget=forms.Textarea,
        help_text=gettext_lazy("写明哪里不对、要补什么。"),
    )


class EvidenceForm(forms.Form):
    """A file as evidence; cleaned into its name and content."""

    file = File(
        label=gettext_lazy("证明材料"),
        help_text=gettext_lazy("PDF、图片、XLSX、DOCX、CSV 或纯文本，不超过 20 MB。"),
    )

    def clean(self) -> dict[str, Any]:
        """Name and bytes."""
        return dict(zip(("name", "content"), self.cleaned_data.get("file") or (), strict=False))


class ImportForm(forms.Form):
    """A file to be taken in; `layouts` are those the person may use."""

    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("CSV 或 XLSX；第一张工作表，一行一个数。"),
    )
    period = forms.CharField(
        label=gettext_lazy("期间"),
        required=False,
        help_text=gettext_lazy("文件里没有期间一列时填写，如 2015。"),
    )
    layout = forms.ModelChoiceField(
        Layout.objects.none(),
        label=gettext_lazy("列名对应"),
        required=False,
        empty_label=gettext_lazy("按模板的列名"),
    )
    dry_run = forms.BooleanField(label=gettext_lazy("只检查，不导入"), required=False)

    def __init__(self, *args: Any, layouts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layout = self.fields["layout"]
        assert isinstance(layout, forms.ModelChoiceField)
        layout.queryset = layouts


class LayoutForm(forms.Form):
    """Which header of an officer's own table means which column of ours."""

    name = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=80,
        help_text=gettext_lazy("以后导入时按这个名称选用。"),
    )
    shared = forms.BooleanField(label=gettext_lazy("本地区同事也可使用"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in COLUMNS:
            ours = column.aliases[0] if column.aliases else column.name
            self.fields[f"column_{column.name}"] = forms.CharField(
                label=_("“%(ours)s”在您的表里叫") % {"ours": ours}, required=False, max_length=80
            )

    def clean(self) -> dict[str, Any]:
        """A layout that maps nothing would be a name and no more."""
        given = super().clean() or self.cleaned_data
        if not any(value for name, value in given.items() if name.startswith("column_")):
            raise forms.ValidationError(_("还没有对应任何一列：请至少填写一个您表里的列名。"))
        return given

    @property
    def columns(self) -> dict[str, str]:
        """{header in the file: our column} of the fields that were filled in."""
        given = {column.name: self.cleaned_data[f"column_{column.name}"] for column in COLUMNS}
        return {theirs: ours for ours, theirs in given.items() if theirs}
