"""The forms of clues."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation, Place
from zhiliang.core.pages.fields import File, Files, Moment
from zhiliang.systems.recalls.models import Expert, Level, Opinion, Origin, RegimeKey, levels_of
from zhiliang.systems.recalls.pages.choices import firms_within, offer, own_firms


class Known(forms.Form):
    """What every report of a clue says."""

    product = forms.CharField(label=_("产品名称"), max_length=200)
    batches = forms.CharField(
        label=_("批次、型号"), max_length=1000, required=False, widget=forms.Textarea
    )
    finding = forms.CharField(
        label=_("情况"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("发现了什么、在哪里、有没有人受到伤害。"),
    )
    known_at = forms.DateTimeField(
        label=_("知悉时间"),
        required=False,
        widget=Moment,
        help_text=_(
            "何时知道这一风险：法定时限由此起算，也由此决定适用新办法还是旧办法。不填即现在。"
        ),
    )
    serious = forms.BooleanField(
        label=_("已造成或可能造成死亡、严重人身伤害、重大财产损失，或者境外已召回"),
        required=False,
    )
    evidence = Files(label=_("证明材料"), required=False)


class RegisterForm(Known):
    """A clue that an officer enters."""

    origin = forms.ChoiceField(label=_("来源渠道"), choices=Origin.choices)
    place = forms.ModelChoiceField(Place.objects.filter(level="city"), label=_("地区"))
    producer_name = forms.CharField(label=_("生产者"), max_length=200, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("在册企业"), required=False
    )

    field_order = ("origin", "place", "product", "producer_name", "organisation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", firms_within(self.initial.get("person")))


class ReportForm(Known):
    """A clue that a firm reports of its own product."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("企业"), empty_label=None
    )
    field_order = ("organisation",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", own_firms(self.initial.get("person")))


def of_person(case: Any, person: Any) -> Mapping[str, Any]:
    """Who fills in the form."""
    return {"person": person}


def of_case(case: Any, person: Any) -> Mapping[str, Any]:
    """The case that a form is about, and who fills it in."""
    return {"of": case, "person": person}


class ScreenForm(forms.Form):
    """Under which law a clue falls."""

    regime = forms.ChoiceField(
        label=_("产品类别"),
        choices=RegimeKey.choices,
        help_text=_("决定适用哪一部召回办法和时限。"),
    )
    note = forms.CharField(
        label=_("筛查意见"), max_length=1000, required=False, widget=forms.Textarea
    )


class NoteForm(forms.Form):
    """A word that goes on record."""

    note = forms.CharField(label=_("办理意见"), max_length=2000, widget=forms.Textarea)


class OptionalNoteForm(forms.Form):
    """A word that may go on record."""

    note = forms.CharField(
        label=_("办理意见"), max_length=2000, required=False, widget=forms.Textarea
    )


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(label=_("理由"), max_length=1000, widget=forms.Textarea)


class AnalysisForm(forms.Form):
    """What the producer found."""

    analysis = forms.CharField(label=_("调查分析结果"), max_length=4000, widget=forms.Textarea)
    evidence = Files(label=_("证明材料"), required=False)


class InvestigationForm(forms.Form):
    """What the authority found."""

    investigation = forms.CharField(label=_("缺陷调查情况"), max_length=4000, widget=forms.Textarea)
    evidence = Files(label=_("证明材料"), required=False)


class OpinionForm(forms.Form):
    """What an expert said in writing."""

    expert = forms.ModelChoiceField(Expert.objects.filter(active=True), label=_("专家"))
    stance = forms.ChoiceField(label=_("意见"), choices=Opinion.Stance.choices)
    level = forms.ChoiceField(
        label=_("建议等级"), choices=[("", "—"), *Level.choices], required=False
    )
    ground = forms.CharField(label=_("理由"), max_length=4000, widget=forms.Textarea)
    paper = File(label=_("签字件"), required=False)


class ConfirmForm(forms.Form):
    """That the product must be recalled: at which class, by whom, why."""

    level = forms.ChoiceField(label=_("召回等级"))
    firm = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("召回实施者"),
        required=False,
        help_text=_("线索已指明在册企业的，可以不选。"),
    )
    reason = forms.CharField(label=_("召回原因"), max_length=2000, widget=forms.Textarea)
    harm = forms.CharField(label=_("危害后果"), max_length=2000, widget=forms.Textarea)
    voluntary = forms.BooleanField(
        label=_("企业已表示主动召回"),
        required=False,
        help_text=_("不勾选的，立案同时视为通知企业召回。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clue = self.initial["of"]
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _levels(clue.regime_key, clue.known_at) if clue.regime_key else []
        offer(self, "firm", firms_within(self.initial["person"]))


def _levels(regime: str, known: Any) -> list[tuple[str, Any]]:
    return [(key, Level(key).label) for key in levels_of(regime, known)]
