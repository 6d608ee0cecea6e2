"""The ledger of total emissions: tasks, measures and yearly accounts as lists and cases."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.roles import Role
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.actions import emissions
from zhiliang.systems.environment.models import EmissionAccount
from zhiliang.systems.environment.pages import programme_forms as forms
from zhiliang.systems.environment.policy.programmes import names_readable

READERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE)
LAW = Section(_("法律依据"), (Column("legal_basis", _("当时有效的依据"), "long"),))
BY_PLACE = Filter("place", _("地区"), choices=forms.place_choices)
DECISION = Section(
    _("申报和决定"),
    (
        Column("filed_by", _("申报人")),
        Column("filed_at", _("申报时间"), "moment"),
        Column("decided_by", _("决定人")),
        Column("decided_at", _("决定时间"), "moment"),
        Column("finding", _("决定意见"), "long"),
    ),
)

tasks = register(
    Page(
        "environment/tasks",
        "environment.ReductionTask",
        _("减排任务"),
        lead=_("国家下达到省、省分解到市的总量减排任务；完成与否按确认后的年度核算判定。"),
        columns=(
            Column("place", _("地区"), order="place_id"),
            Column("get_pollutant_display", _("污染物"), order="pollutant"),
            Column("year", _("年度"), "number"),
            Column("get_basis_display", _("任务来由"), order="basis"),
            Column("base", _("基数（吨）"), "number", order="base_e6"),
            Column("target", _("允许排放量（吨）"), "number", order="target_e6"),
            Column("emission", _("当年排放量（吨）"), "number", order="emission_e6"),
            Column("completion", _("减排完成（%）"), "number", order=None),
            Column("met_words", _("是否完成"), order="met"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            BY_PLACE,
            Filter("pollutant", _("污染物")),
            Filter("year", _("年度"), "exact"),
            Filter("basis", _("任务来由")),
        ),
        sections=(
            Section(
                _("任务"),
                (
                    Column("place", _("地区")),
                    Column("pollutant", _("污染物")),
                    Column("year", _("年度")),
                    Column("plan", _("规划期")),
                    Column("basis", _("任务来由")),
                    Column("parent", _("上级任务")),
                    Column("base_year", _("基准年")),
                    Column("base", _("基数（吨）")),
                    Column("percent", _("比基数下降（%）")),
                    Column("target", _("允许排放量（吨）")),
                    Column("reference", _("下达文件")),
                    Column("source", _("来源"), "source"),
                ),
            ),
            Section(
                _("完成情况"),
                (
                    Column("emission", _("当年排放量（吨）")),
                    Column("completion", _("减排完成（%）")),
                    Column("met_words", _("是否完成")),
                    Column("settled", _("本地区当年任务是否已全部核算"), "flag"),
                ),
            ),
            LAW,
        ),
        begin=Act("assign", actions.assign_task, forms.TaskForm, label=_("下达减排任务")),
        order=("-year", "place_id", "pollutant"),
        chapter="environment",
        audience="public",
        names=names_readable,
        public=(
            "place_id",
            "pollutant",
            "year",
            "basis",
            "base",
            "target",
            "emission",
            "met",
            "source",
        ),
        related=("place", "parent__place"),
    )
)

measures = register(
    Page(
        "environment/measures",
        "environment.Measure",
        _("减排措施"),
        lead=_("市申报工程、结构、管理减排项目，省核查后由另一人认定削减量；认定的才计入核算。"),
        columns=(
            Column("name", _("项目名称")),
            Column("place", _("地区"), order="place_id"),
            Column("get_pollutant_display", _("污染物"), order="pollutant"),
            Column("year", _("年度"), "number"),
            Column("get_kind_display", _("措施类别"), order="kind"),
            Column("claimed", _("申报削减量（吨）"), "number", order="claimed_e6"),
            Column("recognised", _("认定削减量（吨）"), "number", order="recognised_e6"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            BY_PLACE,
            Filter("pollutant", _("污染物")),
            Filter("year", _("年度"), "exact"),
            Filter("kind", _("措施类别")),
            Filter("state", _("办理状态")),
        ),
        sections=(
            Section(
                _("措施"),
                (
                    Column("place", _("地区")),
                    Column("pollutant", _("污染物")),
                    Column("year", _("年度")),
                    Column("kind", _("措施类别")),
                    Column("carrier", _("实施单位")),
                    Column("commissioned_on", _("投运日期"), "date"),
                    Column("claimed", _("申报削减量（吨）")),
                    Column("recognised", _("认定削减量（吨）")),
                    Column("ground", _("测算依据"), "long"),
                    Column("withdrawn_reason", _("撤销理由"), "long"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            DECISION,
            LAW,
        ),
        acts=(
            Act("take_up", emissions.take_up),
            Act("verify", emissions.verify, forms.VerifyForm),
            Act("refuse", emissions.refuse, forms.FindingForm, danger=True),
            Act("withdraw", emissions.withdraw, forms.ReasonForm, danger=True),
        ),
        begin=Act("claim", actions.claim_measure, forms.MeasureForm),
        flow="environment.measure",
        chapter="environment",
        roles=READERS,
        related=("place", "filed_by", "decided_by"),
    )
)


def unconfirmed(account: EmissionAccount) -> bool:
    """Whether it is still time to confirm."""
    return not account.confirmed


accounts = register(
    Page(
        "environment/accounts",
        "environment.EmissionAccount",
        _("年度排放核算"),
        lead=_(
            "当年排放量 = 上年排放量 + 新增量 − 认定的削减量；由填报人以外的另一人确认后才算数。"
        ),
        columns=(
            Column("place", _("地区"), order="place_id"),
            Column("get_pollutant_display", _("污染物"), order="pollutant"),
            Column("year", _("年度"), "number"),
            Column("base", _("上年排放量（吨）"), "number", order="base_e6"),
            Column("new", _("新增量（吨）"), "number", order="new_e6"),
            Column("cut", _("削减量（吨）"), "number", order=None),
            Column("emission", _("当年排放量（吨）"), "number", order="emission_e6"),
            Column("confirmed", _("已确认"), "flag", order="confirmed_at"),
            Column("source", _("来源"), "source"),
        ),
        filters=(BY_PLACE, Filter("pollutant", _("污染物")), Filter("year", _("年度"), "exact")),
        sections=(
            Section(
                _("核算"),
                (
                    Column("place", _("地区")),
                    Column("pollutant", _("污染物")),
                    Column("year", _("年度")),
                    Column("base", _("上年排放量（吨）")),
                    Column("new", _("新增量（吨）")),
                    Column("engineering", _("工程减排量（吨）")),
                    Column("structural", _("结构减排量（吨）")),
                    Column("management", _("管理减排量（吨）")),
                    Column("emission", _("当年排放量（吨）")),
                    Column("confirmed", _("已确认"), "flag"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            LAW,
        ),
        acts=(Act("confirm", actions.confirm_account, label=_("确认核算"), when=unconfirmed),),
        begin=Act("file", actions.file_account, forms.AccountForm, label=_("填报年度核算")),
        verbs=(("recount", _("削减量变动，重新核算")),),
        order=("-year", "place_id", "pollutant"),
        chapter="environment",
        audience="public",
        names=names_readable,
        public=("place_id", "pollutant", "year", "base", "new", "cut", "emission", "source"),
        related=("place",),
    )
)
