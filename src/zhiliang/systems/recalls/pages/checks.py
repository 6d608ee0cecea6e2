"""Effectiveness checks and the visits they are made of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.fields import Moment
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.flow.parties import OFFICES
from zhiliang.systems.recalls.models import Check, Visit, Way
from zhiliang.systems.recalls.pages.clues import of_an_office


class ConclusionForm(forms.Form):
    """What the check shows, in words."""

    conclusion = forms.CharField(label=_("核查结论"), max_length=2000, widget=forms.Textarea)


class VisitForm(forms.Form):
    """What was found at one consignee."""

    found = forms.ChoiceField(label=_("核查结果"), choices=Visit.Found.choices)
    way = forms.ChoiceField(label=_("核查方式"), choices=Way.choices)
    visited_at = forms.DateTimeField(label=_("核查时间"), required=False, widget=Moment)
    note = forms.CharField(label=_("说明"), max_length=500, required=False)


def _open(check: Check) -> bool:
    return check.concluded_at is None


def _open_visit(visit: Visit) -> bool:
    return _open(visit.check_of)


def _count(check: Check) -> str:
    done = check.visits.exclude(found="").count()
    return f"{done} / {check.size}"


def _recall(visit: Visit) -> Any:
    return visit.check_of.recall


checks = register(
    Page(
        key="recalls/checks",
        model="recalls.Check",
        title=_("召回效果核查"),
        lead=_(
            "从收货单位名录随机抽取，逐家核查；由超几何分布精确算出：在给定置信水平下至少有多少家被通知到。"
        ),
        columns=(
            Column("recall", _("召回案"), order="recall__number"),
            Column("number", _("序号"), "number"),
            Column("population", _("收货单位总数"), "number"),
            Column("size", _("样本量"), "number"),
            Column("pk", _("已核查"), order=None, read=_count),
            Column("reached", _("确已通知到"), "number"),
            Column("bound_words", _("下限"), order="bound_e6"),
            Column("concluded_at", _("完成时间"), "moment"),
        ),
        filters=(Filter("recall", _("召回编号"), "contains", path="recall__number"),),
        sections=(
            Section(
                _("核查"),
                (
                    Column("recall", _("召回案")),
                    Column("population", _("收货单位总数")),
                    Column("size", _("样本量")),
                    Column("confidence_words", _("置信水平")),
                    Column("wanted_words", _("要求通知到的比例")),
                    Column("allowed", _("允许没有通知到的家数")),
                    Column("drawn_at", _("抽取时间"), "moment"),
                    Column("seed", _("随机种子")),
                    Column("digest", _("名录摘要")),
                    Column("reached", _("确已通知到")),
                    Column("bound_words", _("至少通知到")),
                    Column("conclusion", _("核查结论"), "long"),
                ),
            ),
        ),
        acts=(
            Act(
                "conclude_check",
                actions.conclude_check,
                ConclusionForm,
                label=_("作出核查结论"),
                when=_open,
            ),
        ),
        chapter="safety",
        roles=OFFICES,
        related=("recall",),
        names=of_an_office,
        verbs=(
            ("draw", _("冻结核查名录并抽取")),
            ("visit", _("登记核查结果")),
            ("conclude", _("核查结论")),
        ),
    )
)

visits = register(
    Page(
        key="recalls/visits",
        model="recalls.Visit",
        title=_("效果核查记录"),
        columns=(
            Column("consignee", _("收货单位"), order="consignee__name"),
            Column("check_of", _("核查"), order="check_of__pk"),
            Column("position", _("抽出次序"), "number"),
            Column("found", _("核查结果")),
            Column("visited_at", _("核查时间"), "moment"),
        ),
        filters=(
            Filter("found", _("核查结果")),
            Filter("recall", _("召回编号"), "contains", path="check_of__recall__number"),
        ),
        sections=(
            Section(
                _("核查记录"),
                (
                    Column("pk", _("召回案"), read=_recall),
                    Column("consignee", _("收货单位")),
                    Column("position", _("抽出次序")),
                    Column("found", _("核查结果")),
                    Column("way", _("核查方式")),
                    Column("visited_at", _("核查时间"), "moment"),
                    Column("note", _("说明"), "long"),
                ),
            ),
        ),
        acts=(
            Act(
                "record_visit",
                actions.record_visit,
                VisitForm,
                label=_("登记核查结果"),
                when=_open_visit,
            ),
        ),
        order=("check_of", "position"),
        chapter="safety",
        roles=OFFICES,
        related=("check_of", "check_of__recall", "consignee"),
    )
)
