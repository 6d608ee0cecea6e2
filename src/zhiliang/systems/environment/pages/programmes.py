"""Audits, pilots, outdated capacity, vehicles and projects as lists and cases."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.deadline import rule_on
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.clock import Clock
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.actions.programmes import AUDIT_RULE
from zhiliang.systems.environment.models import CleanerAudit
from zhiliang.systems.environment.pages import programme_forms as forms
from zhiliang.systems.environment.pages.emissions import BY_PLACE, DECISION, LAW, READERS
from zhiliang.systems.environment.policy.programmes import names_readable

STATE = Filter("state", _("办理状态"))


def audit_clock(audit: CleanerAudit, today: date) -> Clock | None:
    """The due date of an audit that was not filed yet, with who set it."""
    if audit.state != "listed":
        return None
    rule = rule_on(AUDIT_RULE, audit.listed_on)
    statute = rule and audit.due_basis == CleanerAudit.DueBasis.STATUTE
    law = f"{rule.law}{rule.article}（{rule.note}）" if statute and rule else gettext("名单指定")
    overdue = audit.due_on < today
    return Clock(gettext("完成审核"), audit.due_on, law, overdue=overdue, provisional=False)


audits = register(
    Page(
        "environment/audits",
        "environment.CleanerAudit",
        _("清洁生产审核"),
        lead=_("列入强制审核名单的企业：报送审核结果、评估，由另一人验收。"),
        columns=(
            Column("enterprise", _("企业")),
            Column("place", _("地区"), order="place_id"),
            Column("get_cause_display", _("列入情形"), order="cause"),
            Column("listed_on", _("名单公布日期"), "date"),
            Column("due_on", _("审核到期日"), "date"),
            Column("accepted_on", _("验收日期"), "date"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(BY_PLACE, STATE, Filter("cause", _("列入情形"))),
        sections=(
            Section(
                _("审核"),
                (
                    Column("place", _("地区")),
                    Column("uscc", _("统一社会信用代码")),
                    Column("cause", _("列入情形")),
                    Column("listed_on", _("名单公布日期"), "date"),
                    Column("due_on", _("审核到期日"), "date"),
                    Column("due_basis", _("期限依据")),
                    Column("report", _("审核结果"), "long"),
                    Column("assessed_on", _("评估日期"), "date"),
                    Column("accepted_on", _("验收日期"), "date"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            DECISION,
            LAW,
        ),
        acts=(
            Act("file", actions.file_audit, forms.AuditReportForm),
            Act("assess", actions.assess_audit, forms.AssessForm),
            Act("accept", actions.accept_audit, forms.AcceptAuditForm),
            Act("send_back", actions.send_back_audit, forms.FindingForm, danger=True),
            Act("remove", actions.remove_audit, forms.FindingForm, danger=True),
        ),
        begin=Act("list", actions.list_enterprise, forms.AuditForm),
        flow="environment.cleaner_audit",
        clock=audit_clock,
        chapter="environment",
        roles=READERS,
        related=("place", "filed_by", "decided_by"),
    )
)

pilots = register(
    Page(
        "environment/pilots",
        "environment.Pilot",
        _("循环经济试点"),
        lead=_("列入试点的园区、企业和城市：每年报告，到期验收或取消。"),
        columns=(
            Column("name", _("试点名称")),
            Column("place", _("地区"), order="place_id"),
            Column("get_kind_display", _("试点类型"), order="kind"),
            Column("batch", _("批次")),
            Column("admitted_on", _("列入日期"), "date"),
            Column("ended_on", _("验收或取消日期"), "date"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(BY_PLACE, STATE, Filter("kind", _("试点类型"))),
        sections=(
            Section(
                _("试点"),
                (
                    Column("place", _("地区")),
                    Column("kind", _("试点类型")),
                    Column("batch", _("批次")),
                    Column("admitted_on", _("列入日期"), "date"),
                    Column("ended_on", _("验收或取消日期"), "date"),
                    Column("told", _("年度报告"), "long"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            DECISION,
            LAW,
        ),
        acts=(
            Act("report", actions.report_pilot, forms.PilotReportForm),
            Act("accept", actions.accept_pilot, forms.EndForm),
            Act("remove", actions.remove_pilot, forms.RemovePilotForm, danger=True),
        ),
        begin=Act("admit", actions.admit_pilot, forms.PilotForm),
        flow="environment.pilot",
        chapter="environment",
        roles=READERS,
        related=("place", "filed_by", "decided_by"),
    )
)

eliminations = register(
    Page(
        "environment/eliminations",
        "environment.Elimination",
        _("落后产能淘汰"),
        lead=_("下达到企业的淘汰任务：报告拆除，由另一人现场核实。"),
        columns=(
            Column("enterprise", _("企业")),
            Column("place", _("地区"), order="place_id"),
            Column("industry", _("行业")),
            Column("equipment", _("淘汰的设备或生产线")),
            Column("capacity", _("产能"), "number", order="capacity_e6"),
            Column("unit", _("产能单位")),
            Column("due_on", _("淘汰期限"), "date"),
            Column("dismantled_on", _("拆除日期"), "date"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(BY_PLACE, STATE, Filter("industry", _("行业"), "contains")),
        sections=(
            Section(
                _("任务"),
                (
                    Column("place", _("地区")),
                    Column("uscc", _("统一社会信用代码")),
                    Column("industry", _("行业")),
                    Column("equipment", _("淘汰的设备或生产线")),
                    Column("capacity", _("产能")),
                    Column("unit", _("产能单位")),
                    Column("due_on", _("淘汰期限"), "date"),
                    Column("dismantled_on", _("拆除日期"), "date"),
                    Column("seen_on", _("现场核实日期"), "date"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            DECISION,
            LAW,
        ),
        acts=(
            Act("dismantle", actions.report_dismantling, forms.DismantleForm),
            Act("verify", actions.verify_elimination, forms.SeenForm),
            Act("send_back", actions.send_back_elimination, forms.FindingForm, danger=True),
        ),
        begin=Act("assign", actions.assign_elimination, forms.EliminationForm),
        flow="environment.elimination",
        chapter="environment",
        roles=READERS,
        related=("place", "filed_by", "decided_by"),
    )
)

projects = register(
    Page(
        "environment/projects",
        "environment.Project",
        _("绿道和改造项目"),
        lead=_("绿道、农村五改、三旧改造的计划量和完成量；报告完成后由另一人核实。"),
        columns=(
            Column("name", _("项目名称")),
            Column("place", _("地区"), order="place_id"),
            Column("get_kind_display", _("项目类别"), order="kind"),
            Column("due_on", _("计划完成日期"), "date"),
            Column("planned", _("计划量"), "number", order="planned_e6"),
            Column("completed", _("完成量"), "number", order="completed_e6"),
            Column("unit", _("单位"), order=None),
            Column("completion", _("完成率（%）"), "number", order=None),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(BY_PLACE, STATE, Filter("kind", _("项目类别"))),
        sections=(
            Section(
                _("项目"),
                (
                    Column("place", _("地区")),
                    Column("kind", _("项目类别")),
                    Column("due_on", _("计划完成日期"), "date"),
                    Column("planned", _("计划量")),
                    Column("completed", _("完成量")),
                    Column("unit", _("单位")),
                    Column("completion", _("完成率（%）")),
                    Column("commissioned_on", _("投入使用日期"), "date"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            DECISION,
            LAW,
        ),
        acts=(
            Act("complete", actions.complete_project, forms.CompleteForm),
            Act("verify", actions.verify_project, forms.NoteForm),
            Act("send_back", actions.send_back_project, forms.FindingForm, danger=True),
        ),
        begin=Act("plan", actions.plan_project, forms.ProjectForm),
        flow="environment.project",
        chapter="environment",
        roles=READERS,
        related=("place", "filed_by", "decided_by"),
    )
)

vehicles = register(
    Page(
        "environment/vehicles",
        "environment.VehicleStatistic",
        _("机动车排放阶段统计"),
        lead=_("各地按燃料和排放阶段统计的机动车；更正的文件取代以前的，以前的仍可查。"),
        columns=(
            Column("place", _("地区"), order="place_id"),
            Column("year", _("年度"), "number"),
            Column("file_name", _("文件名")),
            Column("imported_at", _("导入时间"), "moment"),
            Column("source", _("来源"), "source"),
        ),
        filters=(BY_PLACE, Filter("year", _("年度"), "exact")),
        sections=(
            Section(
                _("统计"),
                (
                    Column("place", _("地区")),
                    Column("year", _("年度")),
                    Column("file_name", _("文件名")),
                    Column("digest", _("文件摘要")),
                    Column("imported_at", _("导入时间"), "moment"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            LAW,
        ),
        begin=Act("import", actions.upload_vehicles, forms.VehiclesForm, label=_("导入统计文件")),
        order=("-year", "place_id"),
        chapter="environment",
        audience="public",
        names=names_readable,
        public=("place_id", "year", "file_name", "digest", "source"),
        related=("place",),
    )
)
