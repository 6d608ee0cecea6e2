"""Complaints about a firm, as the firm reads them: what is asked, never who told what else."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.roles import Role
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.pages import forms
from zhiliang.systems.complaints.pages.choices import SOONEST
from zhiliang.systems.complaints.pages.complaints import of_an_office

own = register(
    Page(
        key="complaints/own",
        model="complaints.Complaint",
        title=_("对本企业的投诉"),
        lead=_("早答复、先和解，是最快的解决办法；您的答复会转给承办人。"),
        columns=(
            Column("submission.title", _("商品、服务或者事项"), order="submission__title"),
            Column("number", _("编号")),
            Column("received_at", _("收到时间"), "moment"),
            Column("end_due_on", _("调解期限"), "date"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(Filter("state", _("办理状态")), Filter("received_at", _("收到时间"), "dates")),
        sections=(
            Section(
                _("投诉内容"),
                (
                    Column("submission.title", _("商品、服务或者事项")),
                    Column("submission.masked_name", _("投诉人")),
                    Column("submission.bought_on", _("购买日期"), "date"),
                    Column("submission.demand", _("请求"), "long"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            Section(
                _("办理情况"),
                (
                    Column("place", _("承办地区")),
                    Column("firm_answer", _("被投诉人的答复"), "long"),
                    Column("mediation_at", _("调解时间"), "moment"),
                    Column("mediation_where", _("调解地点或者方式")),
                    Column("mediators", _("调解人员")),
                    Column("agreement", _("调解协议"), "long"),
                    Column("end_reason", _("终止调解的情形")),
                ),
            ),
        ),
        acts=(Act("answer", actions.answer, forms.AnswerForm),),
        flow="complaints.complaint",
        order=SOONEST,  # type: ignore[arg-type]
        chapter="safety",
        roles=(Role.ENTERPRISE,),
        related=("submission", "place"),
        prefetch=("place__names",),
        names=of_an_office,
        verbs=(("submit", _("提交")), ("take_in", _("由其他渠道导入"))),
    )
)
