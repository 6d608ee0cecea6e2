"""The forms of samples, objections and post-processing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation
from zhiliang.core.pages.fields import Day, File, Files
from zhiliang.core.policy import visible
from zhiliang.systems.sampling.judging import Found
from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    Objection,
    Photo,
    Result,
    Round,
    RuleItem,
    SamplingCase,
)
from zhiliang.systems.sampling.models.objections import kind_words
from zhiliang.systems.sampling.pages.choices import laboratories


class ReceiveForm(forms.Form):
    """How a sample looked when it arrived."""

    seals_intact = forms.BooleanField(
        label=_("封条完好，与抽样单相符"),
        required=False,
        help_text=_("不完好或者不相符的，不要收，改选“拒收”。"),
    )
    condition = forms.CharField(
        label=_("样品状态"), max_length=500, help_text=_("外观、数量、包装、可能影响结论的情况。")
    )
    photos = Files(label=_("收样照片"), required=False)


class PhotographForm(forms.Form):
    """More photographs of one thing."""

    shows = forms.ChoiceField(label=_("内容"), choices=Photo.Shows.choices)
    pictures = Files(label=_("照片"))

    def clean(self) -> dict[str, Any]:
        """Each file with what it shows."""
        data = super().clean() or {}
        return {"photos": [(data.get("shows"), file) for file in data.get("pictures", ())]}


class ReasonForm(forms.Form):
    """Why a sample is refused or a report sent back."""

    reason = forms.CharField(label=_("理由"), max_length=1000, widget=forms.Textarea)


class ReportForm(forms.Form):
    """The report's number, and its file."""

    report_number = forms.CharField(label=_("检验报告编号"), max_length=60)
    file = File(label=_("检验报告"), required=False, help_text=_("签字盖章后的扫描件。"))


class ResultsForm(forms.Form):
    """A field for the result of each item, another for its uncertainty where the rule needs it.

    `initial["of"]` is the case.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(self.wanted())
        for item in self.items:
            self._add(item, self.known().get(item.code, Found("")))

    def wanted(self) -> Iterable[RuleItem]:
        """The items that are asked for: all of the case's rule."""
        rule = self.initial["of"].rule
        return rule.items.all() if rule else ()

    def known(self) -> Mapping[str, Found]:
        """What was entered before, by code."""
        testing = self.initial["of"].testings.filter(round=Round.FIRST).first()
        entered = testing.results.select_related("item") if testing else ()
        return {one.item.code: Found(one.value, one.unit, one.uncertainty) for one in entered}

    def _add(self, item: RuleItem, before: Found) -> None:
        told = {"limit": item.limit_words, "method": item.method, "standard": item.standard}
        self.fields[f"value-{item.code}"] = forms.CharField(
            label=f"{item}{f'（{item.unit}）' if item.unit else ''}",
            max_length=60,
            required=False,
            initial=before.value,
            help_text=gettext("要求 %(limit)s · %(standard)s · %(method)s") % told,
        )
        if item.decision == RuleItem.Decision.GUARDED:
            self.fields[f"uncertainty-{item.code}"] = forms.CharField(
                label=gettext("%(item)s：扩展不确定度（k=2）") % {"item": item},
                max_length=20,
                required=False,
                initial=before.uncertainty,
            )

    def clean(self) -> dict[str, Any]:
        """The results that were filled in, as `found`."""
        data = super().clean() or {}
        found = {
            item.code: Found(
                data[f"value-{item.code}"], item.unit, data.get(f"uncertainty-{item.code}", "")
            )
            for item in self.items
            if data.get(f"value-{item.code}")
        }
        if not found:
            raise ValidationError(gettext("请至少填一个项目的结果。"))
        rest = {name: value for name, value in data.items() if not name.startswith(_OWN)}
        return {**rest, "found": found}


_OWN = ("value-", "uncertainty-")


def of_case(case: Any, person: Any) -> Mapping[str, Any]:
    """The case that a form is about."""
    return {"of": case}


class AnewForm(ResultsForm):
    """Results of another test: nothing is known beforehand."""

    def known(self) -> Mapping[str, Found]:
        """Nothing."""
        return {}


class RetestForm(AnewForm):
    """Results of the items objected to, with the report of the re-test."""

    report_number = forms.CharField(label=_("复检报告编号"), max_length=60)
    seals_intact = forms.BooleanField(label=_("备用样品封条完好"), required=False)
    condition = forms.CharField(label=_("备用样品状态"), max_length=500, required=False)
    file = File(label=_("复检报告"), required=False)

    def wanted(self) -> Iterable[RuleItem]:
        """The items objected to."""
        objection: Objection = self.initial["of"]
        rule = objection.case.rule
        return rule.items.filter(code__in=objection.items.split("、")) if rule else ()


class InspectForm(AnewForm):
    """Results of a follow-up inspection, of all items of the rule."""

    laboratory = forms.ModelChoiceField(Organisation.objects.none(), label=_("检验机构"))
    report_number = forms.CharField(label=_("检验报告编号"), max_length=60)
    file = File(label=_("检验报告"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_laboratories(self)

    def wanted(self) -> Iterable[RuleItem]:
        """All items of the rule: the product is tested anew."""
        rule = self.initial["of"].case.rule
        return rule.items.all() if rule else ()


def offer_laboratories(form: forms.Form) -> None:
    """Offer the organisations that test."""
    field = form.fields["laboratory"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = laboratories()


class ConcludeForm(forms.Form):
    """Whether a nonconformity is a grave one."""

    serious = forms.BooleanField(
        label=_("认定为严重质量问题"),
        required=False,
        help_text=_("不合格的才适用；依总局令第18号第五十一条处理。"),
    )


class DeliveryForm(forms.Form):
    """How and when a notice reached its party."""

    way = forms.ChoiceField(
        label=_("送达方式"),
        choices=[choice for choice in DeliveryReceipt.Way.choices if choice[0] != "online"],
    )
    delivered_on = forms.DateField(label=_("送达日期"), widget=Day)
    proof = File(label=_("回证"), help_text=_("送达回证、邮寄回执或者公告的照片或扫描件。"))


class ObjectForm(forms.Form):
    """What is objected to, and why."""

    case = forms.ModelChoiceField(
        SamplingCase.objects.filter(state="notified"), label=_("抽样编号"), empty_label=None
    )
    kind = forms.ChoiceField(label=_("异议类别"))
    items = forms.MultipleChoiceField(
        label=_("要复检的不合格项目"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("对检验结论有异议的才选。"),
    )
    grounds = forms.CharField(label=_("理由"), max_length=4000, widget=forms.Textarea)
    evidence = Files(
        label=_("证明材料"),
        required=False,
        help_text=_("食品：对抽样过程、样品真实性等有异议的，须一并提交证明材料。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cases, items, kinds = self.fields["case"], self.fields["items"], self.fields["kind"]
        assert isinstance(cases, forms.ModelChoiceField)
        assert isinstance(items, forms.MultipleChoiceField)
        assert isinstance(kinds, forms.ChoiceField)
        told = visible(self.initial["person"], SamplingCase).filter(state="notified")
        cases.queryset = told
        chosen = str(self.data.get("case") or self.initial.get("case") or "")
        if chosen.isdecimal() and len(chosen) < 18:
            told = told.filter(pk=int(chosen))
        failed = Result.objects.filter(testing__case__in=told, testing__round=Round.FIRST)
        named = {
            one.item.code: str(one.item)
            for one in failed.filter(verdict=Result.Verdict.FAIL).select_related("item")
        }
        items.choices = list(named.items())
        kinds.choices = list(_kinds(told))


def _kinds(cases: Iterable[SamplingCase]) -> Iterator[tuple[str, str]]:
    """The kinds of objection that the laws of some samples know, in the words of the first."""
    laws = {case.regime.law_zh: case.regime for case in cases}
    for kind in Objection.Kind.values:
        if known := [regime for regime in laws.values() if regime.takes(kind)]:
            yield kind, kind_words(kind, known[0])


class SamplingObjectionForm(forms.Form):
    """What was wrong when the sample was taken, with what shows it."""

    grounds = forms.CharField(label=_("理由"), max_length=4000, widget=forms.Textarea)
    evidence = Files(
        label=_("证明材料"), help_text=_("法律要求一并提交：现场照片、录像截图、单据等。")
    )


def of_person(case: None, person: Any) -> Mapping[str, Any]:
    """The person whose cases are offered."""
    return {"person": person}


class AnswerForm(forms.Form):
    """What the authority answers."""

    answer = forms.CharField(label=_("处理意见"), max_length=4000, widget=forms.Textarea)


class OptionalAnswerForm(forms.Form):
    """A word with the result of a re-test."""

    answer = forms.CharField(
        label=_("处理意见"), max_length=4000, required=False, widget=forms.Textarea
    )


class ArrangeForm(forms.Form):
    """The fee that was paid in advance."""

    fee = forms.DecimalField(
        label=_("复检费用（元）"),
        min_value=0,
        max_digits=10,
        decimal_places=2,
        help_text=_("由申请人先行支付；复检结论与初检不一致的，由组织监督抽查的部门承担。"),
    )

    def clean(self) -> dict[str, Any]:
        """The fee in hundredths of a yuan."""
        data = super().clean() or {}
        return {"fee_fen": int(data["fee"] * 100)} if "fee" in data else data


class LaboratoryForm(forms.Form):
    """Who re-tests."""

    laboratory = forms.ModelChoiceField(Organisation.objects.none(), label=_("复检机构"))
    exception = forms.ChoiceField(
        label=_("复检机构例外"), choices=Objection.Exception_.choices, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_laboratories(self)


class OrderForm(forms.Form):
    """Which sample the firm has to answer for."""

    case = forms.ModelChoiceField(
        SamplingCase.objects.none(), label=_("抽样编号"), empty_label=None
    )
    correct_by = forms.DateField(
        label=_("改正期限"),
        widget=Day,
        required=False,
        help_text=_("法律规定了天数的（工业产品六十日），按法律计算，不用填。"),
    )
    note = forms.CharField(
        label=_("办理意见"), max_length=2000, required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["case"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = visible(self.initial["person"], SamplingCase).filter(
            state__in=("settled", "published"), conclusion="fail", rectification=None, imported=""
        )


class CorrectForm(forms.Form):
    """What the firm did."""

    measures = forms.CharField(
        label=_("改正措施"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("原因、停止生产销售的情况、采取的措施和效果。"),
    )
    evidence = Files(label=_("证明材料"), required=False)


class NoteForm(forms.Form):
    """A word that goes on record."""

    note = forms.CharField(label=_("办理意见"), max_length=2000, widget=forms.Textarea)


class OptionalNoteForm(forms.Form):
    """A word that may go on record."""

    note = forms.CharField(
        label=_("办理意见"), max_length=2000, required=False, widget=forms.Textarea
    )


class SuspendForm(OptionalNoteForm):
    """Until when the firm is closed."""

    until = forms.DateField(label=_("整顿期限"), widget=Day)
