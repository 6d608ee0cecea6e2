"""Assessments; the case page is `views.assessment`."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import source_choices
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.flow.parties import OFFICES
from zhiliang.systems.risk.pages import forms
from zhiliang.systems.risk.pages.choices import city_choices, hazards_offered, products_offered

assessments = register(
    Page(
        key="risk/assessments",
        model="risk.Assessment",
        title=_("风险评估"),
        lead=_(
            "伤害情景逐步写明概率，精确相乘；几个矩阵并列，变动一步看结果是否改变；评估和决定分开。"
        ),
        columns=(
            Column("title", _("评估什么")),
            Column("number", _("评估编号")),
            Column("place", _("地区"), order="place_id"),
            Column("opened_at", _("立项时间"), "moment"),
            Column("level", _("风险等级")),
            Column("measure", _("措施")),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("level", _("风险等级")),
            Filter("measure", _("措施")),
            Filter("product", _("产品类别"), choices=products_offered),
            Filter("hazard", _("危害类别"), choices=hazards_offered),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("评估"),
                (
                    Column("number", _("评估编号")),
                    Column("signal", _("信号")),
                    Column("place", _("地区")),
                    Column("product", _("产品类别")),
                    Column("hazard", _("危害类别")),
                    Column("question", _("情况"), "long"),
                ),
            ),
            Section(
                _("结论和决定"),
                (
                    Column("conclusion", _("评估结论"), "long"),
                    Column("measure", _("措施")),
                    Column("decision", _("决定理由"), "long"),
                ),
            ),
        ),
        acts=(
            Act("add_scenario", actions.add_scenario, forms.ScenarioForm),
            Act("give_opinion", actions.give_opinion, forms.OpinionForm),
            Act("conclude", actions.conclude, forms.ConcludeForm),
            Act("decide", actions.decide, forms.DecideForm),
            Act("resume", actions.resume, forms.ReasonForm),
        ),
        begin=Act("open", actions.open_assessment, forms.OpenForm, forms.of_person, _("新立评估")),
        flow="risk.assessment",
        name=lambda assessment: assessment.title,
        chapter="safety",
        roles=OFFICES,
        related=("place", "signal"),
        prefetch=("place__names",),
    )
)
