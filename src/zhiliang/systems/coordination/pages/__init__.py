"""How tasks and requests for more time are listed, shown and moved on."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.clock import Clock
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.flow import PARTIES
from zhiliang.systems.coordination.models import Task
from zhiliang.systems.coordination.pages import forms


def due_clock(task: Task, today: date) -> Clock | None:
    """The due date while it is running; no statute sets it, so it says who did."""
    left = task.days_left(today)
    if left is None or task.due_on is None:
        return None
    basis = gettext("期限依据：%(basis)s；未见法定期限") % {"basis": task.get_due_basis_display()}
    return Clock(gettext("办结"), task.due_on, basis, overdue=left < 0, provisional=False)


tasks = register(
    Page(
        key="coordination/tasks",
        model="coordination.Task",
        title=_("督办任务"),
        lead=_("评价、核查发现的问题和办公室交办的事：签收、报告、申请办结，由办公室另一人核定。"),
        columns=(
            Column("title", _("任务"), order="title_zh"),
            Column("number", _("任务编号")),
            Column("carrier", _("承办单位"), order=None),
            Column("year", _("年度"), "number"),
            Column("due_on", _("到期日"), "date"),
            Column("time_words", _("时限"), order="due_on"),
            Column("level_name", _("督办级别"), order="level"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("standing", _("到期情况"), choices=forms.standing_choices),
            Filter("state", _("办理状态")),
            Filter("level", _("督办级别"), choices=forms.level_choices),
            Filter("kind", _("类别")),
            Filter("year", _("年度"), "exact"),
            Filter("place", _("地区"), choices=forms.place_choices),
            Filter("department", _("牵头部门"), choices=forms.department_choices),
        ),
        sections=(
            Section(
                _("任务"),
                (
                    Column("finding", _("发现的问题"), "long"),
                    Column("evidence_wanted", _("要提交的证明材料"), "long"),
                    Column("kind", _("类别")),
                    Column("year", _("年度")),
                    Column("number", _("任务编号")),
                    Column("origin_words", _("来由")),
                    Column("source", _("来源"), "source"),
                ),
            ),
            Section(
                _("谁来办"),
                (
                    Column("carrier", _("承办单位")),
                    Column("place", _("地区")),
                    Column("department", _("牵头部门")),
                    Column("supporting_names", _("配合部门")),
                ),
            ),
            Section(
                _("办理期限"),
                (
                    Column("due_on", _("到期日"), "date"),
                    Column("due_basis", _("期限依据")),
                    Column("time_words", _("时限")),
                    Column("level_name", _("督办级别")),
                    Column("heard_at", _("最近回音"), "moment"),
                ),
            ),
        ),
        acts=(
            Act("accept", actions.accept),
            Act("report", actions.report, forms.ReportForm),
            Act("submit", actions.submit, forms.SubmitForm),
            Act("ask_extension", actions.ask_extension, forms.AskForm),
            Act("close", actions.close, forms.CloseForm),
            Act("send_back", actions.send_back, forms.ReasonForm, danger=True),
            Act("issue_order", actions.issue_order, forms.OrderForm),
            Act("withdraw", actions.withdraw, forms.ReasonForm, danger=True),
        ),
        begin=Act("open", actions.open_task, forms.TaskForm, forms.of_year, _("下达任务")),
        flow="coordination.task",
        clock=due_clock,
        chapter="safeguards",
        roles=PARTIES,
        related=("place", "department"),
    )
)

extensions = register(
    Page(
        key="coordination/extensions",
        model="coordination.Extension",
        title=_("延期申请"),
        lead=_("承办单位申请延期，由办公室答复；同意的，到期日改到申请的日期，督办级别从头计算。"),
        columns=(
            Column("task.title", _("任务"), order="task__title_zh"),
            Column("task.carrier", _("承办单位"), order=None),
            Column("due_before", _("原到期日"), "date"),
            Column("asked_until", _("申请延至"), "date"),
            Column("asked_at", _("申请时间"), "moment"),
            Column("state", _("办理状态"), "state"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("year", _("年度"), "exact", path="task__year"),
        ),
        sections=(
            Section(
                _("申请"),
                (
                    Column("task", _("任务")),
                    Column("task.carrier", _("承办单位")),
                    Column("due_before", _("原到期日"), "date"),
                    Column("asked_until", _("申请延至"), "date"),
                    Column("reason", _("延期理由"), "long"),
                    Column("asked_by", _("申请人")),
                    Column("asked_at", _("申请时间"), "moment"),
                ),
            ),
            Section(
                _("答复"),
                (
                    Column("answer", _("答复"), "long"),
                    Column("decided_by", _("答复人")),
                    Column("decided_at", _("答复时间"), "moment"),
                ),
            ),
        ),
        acts=(
            Act("grant", actions.grant, forms.GrantForm),
            Act("refuse", actions.refuse, forms.RefuseForm, danger=True),
        ),
        flow="coordination.extension",
        chapter="safeguards",
        roles=PARTIES,
        related=("task", "task__place", "task__department", "asked_by", "decided_by"),
    )
)
