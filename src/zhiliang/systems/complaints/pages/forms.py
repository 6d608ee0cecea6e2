"""The forms of the steps of complaints and tip-offs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Department, Organisation, Person, Place
from zhiliang.core.pages.fields import File, Files, Moment
from zhiliang.core.policy import visible
from zhiliang.systems.complaints.models import (
    MOST_TEXT,
    Channel,
    EndReason,
    RefusalReason,
    TipOff,
    Topic,
)
from zhiliang.systems.complaints.pages.choices import (
    hazard_or_none,
    offer,
    officers_of,
    offices_place,
    product_or_none,
)


def of_case(case: Any, person: Any) -> Mapping[str, Any]:
    """The case that a form is about, and who fills it in."""
    return {"of": case, "person": person}


def day() -> forms.DateInput:
    """A field for a day."""
    return forms.DateInput(attrs={"type": "date"})


class NoteForm(forms.Form):
    """A word that may go on record."""

    note = forms.CharField(
        label=_("办理意见"), max_length=1000, required=False, widget=forms.Textarea
    )


class ToldForm(forms.Form):
    """What goes on record."""

    note = forms.CharField(label=_("说明"), max_length=1000, widget=forms.Textarea)


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(label=_("理由"), max_length=1000, widget=forms.Textarea)


class RefuseForm(forms.Form):
    """For which of the seven reasons."""

    refusal = forms.ChoiceField(
        label=_("不予受理的情形（第十六条）"), choices=RefusalReason.choices
    )
    note = forms.CharField(
        label=_("具体说明"), max_length=1000, required=False, widget=forms.Textarea
    )


class IdentityForm(forms.Form):
    """Until when the complainant has to prove who they are."""

    until = forms.DateField(label=_("补充期限"), widget=day())


class OfficeForm(forms.Form):
    """Which office."""

    place = forms.ModelChoiceField(Place.objects.none(), label=_("承办地区"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", offices_place(self.initial.get("person")))


class AssignForm(OfficeForm):
    """Which office, and who there."""

    officer = forms.ModelChoiceField(Person.objects.none(), label=_("承办人"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = offices_place(self.initial.get("person")).values_list("pk", flat=True)
        offer(self, "officer", officers_of(places))
        if of := self.initial.get("of"):
            self.initial.update(place=of.place_id, officer=of.officer_id)


class DisputeForm(OfficeForm):
    """Which other office is competent, and why."""

    reason = forms.CharField(label=_("理由"), max_length=1000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.filter(level__in=("city", "district")).prefetch_related("names")
        offer(self, "place", places)


class HandOverForm(forms.Form):
    """To which department."""

    department = forms.ModelChoiceField(Department.objects.all(), label=_("移交部门"))
    note = forms.CharField(
        label=_("移交说明"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("工程、环境的事项移交有关部门，并告知可以拨打 12345。"),
    )


class ClassifyForm(forms.Form):
    """What it is about; what the classification proposes stands beside the form."""

    product = forms.ChoiceField(label=_("产品类别"), choices=product_or_none)
    hazard = forms.ChoiceField(label=_("危害类别"), choices=hazard_or_none)
    topic = forms.ChoiceField(label=_("事由"), choices=[("", "—"), *Topic.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of := self.initial.get("of"):
            told, proposed = of.submission, of.submission.suggestion
            for axis in ("product", "hazard", "topic"):
                ranked = proposed.get(axis) or [{"key": ""}]
                self.initial.setdefault(axis, getattr(told, axis) or ranked[0]["key"])


class NumberForm(forms.Form):
    """The number on the national platform."""

    national_number = forms.CharField(label=_("全国12315平台编号"), max_length=40)


class ArrangeForm(forms.Form):
    """When, where and by whom it is mediated."""

    mediation_at = forms.DateTimeField(label=_("调解时间"), widget=Moment)
    where = forms.CharField(
        label=_("地点或者方式"), max_length=200, help_text=_("可以现场，也可以网络、电话、视频。")
    )
    mediators = forms.CharField(label=_("调解人员"), max_length=200)


class DelegateForm(forms.Form):
    """Who mediates in the office's name."""

    delegated_to = forms.CharField(label=_("受托的消费者协会或者调解组织"), max_length=200)


class RecordForm(forms.Form):
    """What was said."""

    record = forms.CharField(label=_("调解记录"), max_length=2000, widget=forms.Textarea)


class TestForm(forms.Form):
    """Who tests, who chose them, from when."""

    laboratory = forms.CharField(label=_("鉴定、检测机构"), max_length=200)
    chosen = forms.ChoiceField(
        label=_("机构的确定"),
        choices=[("agreed", _("双方协商")), ("named", _("受理部门指定"))],
    )
    payer = forms.CharField(label=_("费用承担"), max_length=200, required=False)
    first_day = forms.DateField(label=_("送检日期"), widget=day())


class TestedForm(forms.Form):
    """What was found, and on which day."""

    last_day = forms.DateField(label=_("出具结论日期"), widget=day())
    finding = forms.CharField(label=_("结论"), max_length=1000, widget=forms.Textarea)
    report = File(label=_("报告"), required=False)


class SettleForm(forms.Form):
    """What the two agreed on."""

    agreement = forms.CharField(label=_("调解协议"), max_length=4000, widget=forms.Textarea)
    performed = forms.BooleanField(
        label=_("即时履行，或者双方同意不制作调解书（第二十四条）"), required=False
    )
    recovered_yuan = forms.DecimalField(
        label=_("挽回损失（元）"), min_value=0, max_digits=14, decimal_places=2, required=False
    )

    def clean(self) -> dict[str, Any]:
        """The amount in fen, exactly."""
        told = dict(super().clean() or {})
        yuan: Decimal | None = told.pop("recovered_yuan", None)
        return told | {"recovered_fen": None if yuan is None else int(yuan * 100)}


class TerminateForm(forms.Form):
    """For which of the eight reasons."""

    end_reason = forms.ChoiceField(
        label=_("终止调解的情形（第二十三条）"), choices=EndReason.choices
    )
    note = forms.CharField(
        label=_("具体说明"), max_length=1000, required=False, widget=forms.Textarea
    )


class TellResultForm(forms.Form):
    """By which law the reporter is told the result."""

    law = forms.CharField(
        label=_("应当告知的依据"),
        max_length=300,
        help_text=_("只有法律、法规、规章规定应当告知的才告知（第三十六条）。"),
    )


class FindingForm(forms.Form):
    """What was found."""

    finding = forms.CharField(label=_("核查情况"), max_length=4000, widget=forms.Textarea)


class FileForm(FindingForm):
    """What was found, and the number of the case."""

    case_number = forms.CharField(label=_("案件编号"), max_length=60, required=False)


class ReferForm(forms.Form):
    """What may be passed on: nothing of who complained."""

    product = forms.CharField(label=_("产品"), max_length=200)
    finding = forms.CharField(
        label=_("情况"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("写明产品有什么危险；不要写投诉人的信息。"),
    )


class ResultForm(forms.Form):
    """How the case ended."""

    result = forms.CharField(label=_("处理结果"), max_length=2000, widget=forms.Textarea)


class MergeForm(forms.Form):
    """Into which earlier tip-off."""

    into = forms.ModelChoiceField(TipOff.objects.none(), label=_("并入的举报"))
    new_facts = forms.BooleanField(
        label=_("补充了新的事实（期限自这一件收到之日重新计算）"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of = self.initial.get("of")
        if of:
            rows = visible(self.initial.get("person"), TipOff).filter(state="received")
            told = rows.filter(submission__firm_name=of.submission.firm_name)
            offer(self, "into", told.filter(submission__firm=of.submission.firm).exclude(pk=of.pk))


class AnswerForm(forms.Form):
    """What the firm says."""

    text = forms.CharField(
        label=_("答复"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("愿意怎样解决；先行和解的，写明已经做了什么。"),
    )


class RegisterForm(forms.Form):
    """What was said by phone, written or told at the counter."""

    channel = forms.ChoiceField(
        label=_("渠道"),
        choices=[pair for pair in Channel.choices if pair[0] not in ("web", "open311")],
    )
    outside_number = forms.CharField(label=_("渠道编号"), max_length=60, required=False)
    place = forms.ModelChoiceField(Place.objects.none(), label=_("经营地或者发生地"))
    title = forms.CharField(label=_("商品、服务或者事项"), max_length=120)
    firm_name = forms.CharField(label=_("被投诉（举报）人"), max_length=200, required=False)
    firm = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("登记在册的单位"), required=False
    )
    firm_address = forms.CharField(label=_("地址"), max_length=300, required=False)
    code = forms.CharField(label=_("条码或者追溯码"), max_length=300, required=False)
    bought_on = forms.DateField(label=_("购买日期"), required=False, widget=day())
    text = forms.CharField(label=_("事实经过"), max_length=MOST_TEXT, widget=forms.Textarea)
    injured = forms.BooleanField(label=_("有人受伤"), required=False)
    name = forms.CharField(label=_("姓名"), max_length=80, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    address = forms.CharField(label=_("通讯地址"), max_length=300, required=False)
    photos = Files(label=_("附件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.initial.get("person")
        offer(self, "place", offices_place(person))
        offer(self, "firm", visible(person, Organisation))


class ComplaintForm(RegisterForm):
    """A complaint, which is never anonymous (order 121, article 10)."""

    demand = forms.CharField(label=_("投诉请求"), max_length=MOST_TEXT, widget=forms.Textarea)
    publish_ok = forms.BooleanField(label=_("同意公示投诉信息"), required=False)
    delegate_ok = forms.BooleanField(label=_("同意委托调解"), required=False)
    also_tip_off = forms.BooleanField(
        label=_("材料同时包含举报内容（另立一件举报，分别办理）"), required=False
    )


class TipOffForm(RegisterForm):
    """A tip-off, by name or not."""

    anonymous = forms.BooleanField(label=_("匿名举报"), required=False)
