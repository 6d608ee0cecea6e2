"""Objections as pages: the subject's ground, the office's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.evaluation.actions import dismiss, uphold


class AnswerForm(forms.Form):
    """What the office answers."""

    answer = forms.CharField(
        label=_("答复"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("提出方会看到全文；写明核对了什么、结论和依据。"),
    )


class UpholdForm(AnswerForm):
    """What the office answers, and the points that follow where the data cannot be corrected."""

    points = forms.DecimalField(
        label=_("核定分"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=4,
        help_text=_("不填的，更正数据后重新评价；填写的，按此分重新评价，前后版本都保留。"),
    )


objections = register(
    Page(
        "objections",
        "evaluation.Objection",
        _("对评价的异议"),
        lead=_(
            "对一分的异议由领导小组办公室答复；成立的，更正数据后重新评价，前后两个版本都保留。"
        ),
        columns=(
            Column("item", _("项目")),
            Column("evaluation.year", _("年度"), "number", order="evaluation__year"),
            Column("place", _("地区"), order="place_id"),
            Column("department", _("部门"), order="department_id"),
            Column("state", _("状态"), "state"),
            Column("raised_at", _("提出时间"), "moment"),
            Column("answered_at", _("答复时间"), "moment"),
        ),
        filters=(
            Filter("state", _("状态")),
            Filter("year", _("年度"), "exact", path="evaluation__year"),
        ),
        sections=(
            Section(
                _("异议"),
                (
                    Column("evaluation", _("评价版本")),
                    Column("item", _("项目")),
                    Column("place", _("地区")),
                    Column("department", _("部门")),
                    Column("ground", _("异议理由"), "long"),
                    Column("raised_by", _("提出人")),
                    Column("raised_at", _("提出时间"), "moment"),
                ),
            ),
            Section(
                _("答复"),
                (
                    Column("answer", _("答复"), "long"),
                    Column("answered_by", _("答复人")),
                    Column("answered_at", _("答复时间"), "moment"),
                ),
            ),
        ),
        acts=(Act("uphold", uphold, UpholdForm), Act("dismiss", dismiss, AnswerForm, danger=True)),
        flow="evaluation.objection",
        order=("-raised_at",),
        related=("evaluation", "place", "department", "raised_by", "answered_by"),
    )
)
