"""Information with its receipts, observations, alerts of others, what incidents were late with."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import source_choices
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.flow.parties import OFFICES
from zhiliang.systems.risk.pages.choices import (
    by_receipt,
    city_choices,
    hazards_offered,
    kind_choices,
    products_offered,
    receipt_choices,
)
from zhiliang.systems.risk.pages.forms import AnswerForm

informations = register(
    Page(
        key="risk/informations",
        model="risk.Information",
        title=_("信息通报和签收"),
        lead=_("通报有关地区和部门的预警、事件和信号；收文单位须签收，逾期的自动督办。"),
        columns=(
            Column("subject", _("通报什么"), order=None),
            Column("recipient", _("收文单位"), order=None),
            Column("sent_at", _("通报时间"), "moment"),
            Column("due_at", _("签收时限"), "moment"),
            Column("acknowledged_at", _("签收时间"), "moment"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter(
                "receipt", _("签收"), choices=receipt_choices, narrow=by_receipt, path="sent_at"
            ),
            Filter("place", _("收文地区"), "place", choices=city_choices),
            Filter("sent_at", _("通报时间"), "dates"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("通报"),
                (
                    Column("subject", _("通报什么")),
                    Column("recipient", _("收文单位")),
                    Column("text", _("通报内容"), "long"),
                    Column("sent_at", _("通报时间"), "moment"),
                    Column("due_at", _("签收时限"), "moment"),
                    Column("acknowledged_at", _("签收时间"), "moment"),
                    Column("answer", _("签收意见"), "long"),
                    Column("overdue_at", _("发现逾期时间"), "moment"),
                ),
            ),
        ),
        acts=(Act("acknowledge", actions.acknowledge, AnswerForm, label=_("签收")),),
        order=("-sent_at", "-pk"),
        name=lambda information: str(information.subject),
        chapter="safety",
        roles=OFFICES,
        related=("place", "department", "warning", "incident", "signal", "signal__place"),
        prefetch=("place__names",),
        verbs=(("send", _("通报")), ("acknowledge", _("签收")), ("overdue", _("逾期未签收"))),
    )
)

observations = register(
    Page(
        key="risk/observations",
        model="risk.Observation",
        title=_("风险观测"),
        lead=_(
            "各系统流入的事实：投诉举报、不合格样品、伤害、境外召回、环境超标、TBT；按得知日期计数。"
        ),
        columns=(
            Column("kind", _("来源渠道")),
            Column("reference", _("原始编号")),
            Column("product", _("产品类别")),
            Column("hazard", _("危害类别")),
            Column("place", _("地区"), order="place_id"),
            Column("occurred_on", _("发生日期"), "date"),
            Column("recorded_on", _("得知日期"), "date"),
            Column("injured", _("有人受伤"), "flag"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("kind", _("来源渠道"), choices=kind_choices),
            Filter("product", _("产品类别"), choices=products_offered),
            Filter("hazard", _("危害类别"), choices=hazards_offered),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("recorded_on", _("得知日期"), "dates"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("观测"),
                (
                    Column("kind", _("来源渠道")),
                    Column("reference", _("原始编号")),
                    Column("title", _("内容")),
                    Column("product", _("产品类别")),
                    Column("hazard", _("危害类别")),
                    Column("place", _("地区")),
                    Column("occurred_on", _("发生日期"), "date"),
                    Column("recorded_on", _("得知日期"), "date"),
                    Column("injured", _("有人受伤"), "flag"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("-recorded_on", "-pk"),
        chapter="safety",
        roles=OFFICES,
        related=("place",),
        prefetch=("place__names",),
        verbs=(("take_up", _("由其他系统转入")),),
    )
)

received = register(
    Page(
        key="risk/received",
        model="risk.ReceivedAlert",
        title=_("收到的预警信息（CAP）"),
        lead=_("其他系统按 CAP 1.2 发来的预警，校验通过才导入。"),
        columns=(
            Column("headline", _("标题")),
            Column("sender", _("发送者")),
            Column("sent", _("发出时间")),
            Column("status", _("性质")),
            Column("message", _("种类")),
            Column("severity", _("严重程度")),
            Column("area", _("范围")),
        ),
        filters=(
            Filter("headline", _("标题"), "contains"),
            Filter("sender", _("发送者"), "contains"),
        ),
        sections=(
            Section(
                _("预警信息"),
                (
                    Column("identifier", _("信息标识")),
                    Column("headline", _("标题")),
                    Column("sender", _("发送者")),
                    Column("sent", _("发出时间")),
                    Column("expires", _("失效时间")),
                    Column("area", _("范围")),
                    Column("sha256", _("文件摘要")),
                ),
            ),
        ),
        order=("-received_at", "-pk"),
        chapter="safety",
        roles=OFFICES,
    )
)
