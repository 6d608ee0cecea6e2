"""The forms of the environment system; whether a step may be taken is decided by the actions."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.models import Organisation
from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.fields import Day, Files, Moment
from zhiliang.core.policy import assignments_of
from zhiliang.systems.environment.models import MILLION, DeviceNote, Exceedance, Outlet, SewagePlant


def kind_choices() -> Iterable[tuple[str, Any]]:
    """What leaves an outlet."""
    return list(Outlet._meta.get_field("kind").choices or ())


def standstill_choices() -> Iterable[tuple[str, Any]]:
    """Why readings are not what the outlet discharges."""
    return list(DeviceNote._meta.get_field("kind").choices or ())


def version_choices() -> Iterable[tuple[str, Any]]:
    """Editions of HJ 212."""
    return list(Outlet._meta.get_field("version").choices or ())


def home_of(person: Any) -> str:
    """The place of a person's first assignment that has one; empty for the province's people."""
    return next((held.place_id for held in assignments_of(person) if held.place_id), "") or ""


def _words(label: Any, help_text: Any = "", most: int = 2000) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea, help_text=help_text)


def _evidence() -> Files:
    return Files(
        label=gettext_lazy("证明材料"),
        required=False,
        help_text=gettext_lazy(
            "PDF、图片、XLSX、DOCX、CSV 或纯文本；可一次选多份，每份不超过 20 MB。"
        ),
    )


class DemandForm(forms.Form):
    """What the source is told."""

    demand = _words(gettext_lazy("告知事项"), gettext_lazy("写明哪些天、哪些因子超标，要做什么。"))


class ExplainForm(forms.Form):
    """What it was, in the source's own words."""

    cause = forms.ChoiceField(label=gettext_lazy("原因"), choices=Exceedance.Cause.choices)
    explanation = _words(gettext_lazy("原因说明"), most=4000)
    evidence = _evidence()


class RectifyForm(forms.Form):
    """What was done."""

    measures = _words(gettext_lazy("整改措施"), most=4000)
    evidence = _evidence()


class FindingForm(forms.Form):
    """What the check found."""

    finding = _words(gettext_lazy("核实意见"))


class ReasonForm(forms.Form):
    """Why a case is sent back or dismissed."""

    reason = _words(gettext_lazy("理由"), gettext_lazy("排污单位会看到全文。"))


class NoteForm(forms.Form):
    """When the instrument or the works stood still, and why."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=standstill_choices)
    starts_at = forms.DateTimeField(label=gettext_lazy("起"), widget=Moment)
    ends_at = forms.DateTimeField(label=gettext_lazy("止"), widget=Moment)
    reason = _words(gettext_lazy("说明"), most=1000)


class Registered(forms.CharField):
    """An organisation by its unified social credit code; a list would tell everybody's names."""

    def clean(self, value: Any) -> Organisation | None:
        """The organisation; None where nothing is given."""
        code = super().clean(value)
        if not code:
            return None
        found = Organisation.objects.filter(uscc=code).first()
        if found is None:
            raise ValidationError(_("没有登记这个统一社会信用代码的单位。请先登记单位。"))
        return found


class OutletForm(forms.Form):
    """An outlet as it is registered."""

    code = forms.CharField(label=gettext_lazy("排放口编号"), max_length=40)
    name_zh = forms.CharField(label=gettext_lazy("名称"), max_length=100)
    name_en = forms.CharField(label=gettext_lazy("英文名称"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=kind_choices)
    place = forms.ChoiceField(label=gettext_lazy("地区"), choices=city_choices)
    organisation = Registered(
        label=gettext_lazy("排污单位"),
        max_length=18,
        required=False,
        help_text=gettext_lazy("填统一社会信用代码；污水处理厂的排放口可以不填。"),
    )
    plant = forms.ModelChoiceField(
        SewagePlant.objects.none(),
        label=gettext_lazy("污水处理厂"),
        required=False,
        help_text=gettext_lazy("污水处理厂的排放口属城镇污水，其余废水排放口属工业废水。"),
    )
    mn = forms.CharField(
        label=gettext_lazy("设备编号（MN）"),
        max_length=64,
        help_text=gettext_lazy("数采仪上报时报文里的 MN，原样填写。"),
    )
    password = forms.CharField(
        label=gettext_lazy("访问密码"), max_length=60, required=False, widget=forms.PasswordInput
    )
    version = forms.ChoiceField(
        label=gettext_lazy("传输标准版本"),
        choices=version_choices,
        initial="2017",
    )
    active_from = forms.DateField(label=gettext_lazy("联网日期"), widget=Day)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        plants: Any = self.fields["plant"]
        plants.queryset = SewagePlant.objects.all()


class Limits(forms.CharField):
    """Lines of factor, lower, upper, unit, basis, separated by commas."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """The fields of PermitLimit for each line."""
        lines = super().clean(value).splitlines()
        return [self._limit(n, line) for n, line in enumerate(lines, start=1) if line.strip()]

    def _limit(self, number: int, line: str) -> dict[str, Any]:
        cells = [cell.strip() for cell in line.replace("，", ",").split(",", 4)]
        if len(cells) != 5:
            raise ValidationError(
                _("第%(line)s行要有五格，用逗号隔开：因子编码,下限,上限,单位,依据。")
                % {"line": number}
            )
        factor, lower, upper, unit, basis = cells
        return {
            "factor": factor,
            "lower_e6": _millionths(number, lower),
            "upper_e6": _millionths(number, upper),
            "unit": unit,
            "basis": basis,
        }


def _millionths(line: int, text: str) -> int | None:
    if not text:
        return None
    try:
        value = Decimal(text) * MILLION
        if value != int(value) or abs(value) > 10**15:
            raise ValueError(text)
    except (ArithmeticError, ValueError):
        raise ValidationError(
            _("第%(line)s行的“%(text)s”不是至多六位小数的数。") % {"line": line, "text": text}
        ) from None
    return int(value)


class PermitForm(forms.Form):
    """A permit and what it allows."""

    number = forms.CharField(label=gettext_lazy("许可证编号"), max_length=60)
    valid_from = forms.DateField(label=gettext_lazy("生效日期"), widget=Day)
    valid_to = forms.DateField(label=gettext_lazy("失效日期"), widget=Day, required=False)
    limits = Limits(
        label=gettext_lazy("许可限值"),
        help_text=gettext_lazy(
            "一行一个因子：因子编码,下限,上限,单位,依据。没有下限的留空，"
            "如 w01018,,40,mg/L,DB44/26-2001 表4。"
        ),
    )
