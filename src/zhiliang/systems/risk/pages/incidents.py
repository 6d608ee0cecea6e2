"""Incidents; the case page is `views.incident`."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import source_choices
from zhiliang.core.pages.clock import Clock
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.clocks import next_owed
from zhiliang.systems.risk.flow.parties import OFFICES
from zhiliang.systems.risk.models import Incident
from zhiliang.systems.risk.pages import incident_forms as forms
from zhiliang.systems.risk.pages.choices import city_choices
from zhiliang.systems.risk.pages.forms import InformForm, ReasonForm, of_person


def running(incident: Incident, today: date) -> Clock | None:
    """The duty that falls due first; its exact moment stands on the page."""
    owed = next_owed(incident) if incident.live else None
    if owed is None or owed.due_at is None:
        return None
    day = timezone.localtime(owed.due_at).date()
    late = owed.overdue(timezone.now())
    return Clock(owed.duty.words, day, owed.law, overdue=late, provisional=False)


incidents = register(
    Page(
        key="risk/incidents",
        model="risk.Incident",
        title=_("突发事件和响应"),
        lead=_(
            "事故等级按发生之日的标准由伤亡损失得出；响应级别按预案决定；上报和续报的时限逐项计时。"
        ),
        columns=(
            Column("title", _("事件")),
            Column("number", _("事件编号")),
            Column("kind", _("种类")),
            Column("place", _("地区"), order="place_id"),
            Column("occurred_at", _("发生时间"), "moment"),
            Column("grade", _("事故等级")),
            Column("response", _("响应级别")),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("kind", _("种类")),
            Filter("grade", _("事故等级")),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("occurred_at", _("发生时间"), "dates"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("事件"),
                (
                    Column("number", _("事件编号")),
                    Column("kind", _("种类")),
                    Column("place", _("地区")),
                    Column("department", _("牵头部门")),
                    Column("organisation", _("涉事单位")),
                    Column("warning", _("有关预警")),
                    Column("occurred_at", _("发生时间"), "moment"),
                    Column("known_at", _("接报时间"), "moment"),
                    Column("finding", _("简要情况"), "long"),
                ),
            ),
            Section(
                _("响应"),
                (
                    Column("response", _("应急响应级别")),
                    Column("plan", _("启动的预案")),
                    Column("responded_at", _("响应启动时间"), "moment"),
                    Column("expected_until", _("响应预计期限"), "moment"),
                    Column("report_every", _("续报间隔（小时）")),
                    Column("measures", _("处置措施"), "long"),
                    Column("ended_reason", _("终止理由"), "long"),
                    Column("lessons", _("原因、经验教训和改进措施"), "long"),
                    Column("systemic", _("区域性、系统性质量安全事件"), "flag"),
                ),
            ),
        ),
        acts=(
            Act("respond", actions.respond, forms.RespondForm),
            Act(
                "escalate",
                actions.escalate,
                forms.EscalateForm,
                when=lambda incident: incident.escalated_at is None,
            ),
            Act("report_situation", actions.report_situation, forms.SituationForm, forms.next_kind),
            Act("update_toll", actions.update_toll, forms.Toll, forms.toll_of),
            Act("write_log", actions.write_log, forms.LogForm),
            Act("ask_resource", actions.ask_resource, forms.ResourceForm),
            Act(
                "move_resource",
                actions.move_resource,
                forms.MoveForm,
                forms.resources_of,
                when=lambda incident: incident.resources.exclude(state="released").exists(),
            ),
            Act("inform", actions.inform, InformForm),
            Act("change_response", actions.change_response, forms.ChangeResponseForm),
            Act("end", actions.end_response, ReasonForm),
            Act("review", actions.review_incident, forms.ReviewForm),
        ),
        begin=Act(
            "register", actions.register_incident, forms.RegisterForm, of_person, _("登记接报")
        ),
        flow="risk.incident",
        order=("-occurred_at", "-pk"),
        name=lambda incident: incident.title,
        clock=running,
        chapter="safety",
        roles=OFFICES,
        related=("place", "department", "organisation", "warning"),
        prefetch=("place__names",),
        verbs=(("overdue", _("事项逾期")),),
    )
)
