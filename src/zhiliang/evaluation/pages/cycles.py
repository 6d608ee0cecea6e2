"""Cycles: a year's evaluation as a whole, from opening to notice."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Page, Section, register
from zhiliang.core.roles import Role
from zhiliang.evaluation import actions, stage
from zhiliang.evaluation.pages import forms

cycles = register(
    Page(
        key="cycles",
        model="evaluation.Cycle",
        title=_("考核周期"),
        lead=_("目标备案、自我评价、文审、实地核查、综合评分、审定、通报、整改：一年一个周期。"),
        columns=(
            Column("year", _("年度"), "number"),
            Column("sample", _("示例"), "flag"),
            Column("opened_at", _("启动时间"), "moment"),
        ),
        sections=(
            Section(
                _("启动"),
                (
                    Column("year", _("年度"), "number"),
                    Column("opened_at", _("启动时间"), "moment"),
                    Column("opened_by", _("启动人")),
                    Column("scheme_digest", _("方案摘要")),
                ),
            ),
        ),
        acts=(
            Act(
                "compare",
                actions.apply_discrepancies,
                label=_("比对填报数与计算数"),
                when=stage.may_compare,
            ),
            Act(
                "assign_all",
                actions.assign_all,
                forms.AssignForm,
                forms.of_cycle,
                label=_("统一分派评审人"),
                when=stage.may_assign,
            ),
            Act(
                "finish_reviews",
                actions.finish_reviews,
                label=_("办结已有结论的文审"),
                when=stage.may_finish_reviews,
            ),
            Act(
                "announce",
                actions.announce_draw,
                forms.AnnounceForm,
                forms.of_announcement,
                label=_("公告抽取范围和种子来源"),
                when=stage.may_announce,
            ),
            Act(
                "draw",
                actions.draw_checks,
                forms.DrawForm,
                label=_("录入种子并抽取"),
                when=stage.may_draw,
            ),
            Act(
                "finish_verifications",
                actions.finish_verifications,
                label=_("办结已核查完的案卷"),
                when=stage.may_finish_verifications,
            ),
            Act("score", actions.score_cycle, label=_("综合评分"), when=stage.may_score),
            Act(
                "decide",
                actions.enter_decision,
                forms.DecisionForm,
                forms.of_decision,
                label=_("登记审定"),
                when=stage.may_decide,
            ),
            Act("notify", actions.notify, label=_("登记通报"), when=stage.may_notify),
        ),
        begin=Act("open", actions.open_cycle, forms.OpenForm, label=_("启动考核周期")),
        order=("-year",),
        name=lambda cycle: _("%(year)s年度考核周期") % {"year": cycle.year},
        chapter="safeguards",
        roles=(
            Role.OFFICE,
            Role.PROVINCIAL_OFFICER,
            Role.CITY_OFFICER,
            Role.DEPARTMENT_OFFICER,
        ),
    )
)
