"""What is late, and the pool of experts."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import source_choices
from zhiliang.systems.recalls.flow.parties import OFFICES, PARTIES

latenesses = register(
    Page(
        key="recalls/latenesses",
        model="recalls.Lateness",
        title=_("召回逾期事项"),
        lead=_("每一项法定事项每逾期一次记一条，同时写入事件日志，督办由此接手。"),
        columns=(
            Column("words", _("事项"), order="duty"),
            Column("recall", _("召回案"), order="recall__number"),
            Column("recall.firm", _("召回实施者"), order="recall__firm__name"),
            Column("due_at", _("期限"), "moment"),
            Column("found_at", _("发现时间"), "moment"),
            Column("done_at", _("补办时间"), "moment"),
        ),
        filters=(
            Filter("recall", _("召回编号"), "contains", path="recall__number"),
            Filter("due_at", _("期限"), "dates"),
        ),
        sections=(
            Section(
                _("逾期事项"),
                (
                    Column("words", _("事项")),
                    Column("recall", _("召回案")),
                    Column("due_at", _("期限"), "moment"),
                    Column("found_at", _("发现时间"), "moment"),
                    Column("done_at", _("补办时间"), "moment"),
                ),
            ),
        ),
        order=("-due_at", "-pk"),
        chapter="safety",
        roles=PARTIES,
        related=("recall", "recall__firm"),
    )
)

experts = register(
    Page(
        key="recalls/experts",
        model="recalls.Expert",
        title=_("召回技术专家库"),
        lead=_("只用编号，不用姓名；用文件导入更新。与企业有利害关系的，只能登记回避。"),
        columns=(
            Column("number", _("专家编号")),
            Column("field", _("专业领域")),
            Column("employer", _("工作单位"), order="employer__name"),
            Column("place", _("地区"), order="place_id"),
            Column("active", _("在册"), "flag"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("field", _("专业领域"), "contains"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("专家"),
                (
                    Column("number", _("专家编号")),
                    Column("field", _("专业领域")),
                    Column("employer", _("工作单位")),
                    Column("place", _("地区")),
                    Column("active", _("在册"), "flag"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("number",),
        chapter="safety",
        roles=OFFICES,
        related=("employer", "place"),
        prefetch=("place__names",),
    )
)
