"""Exceedance cases: who must do what until when, and what came of it."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.clock import Clock
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.judging.terms import TERMS
from zhiliang.systems.environment.models import Exceedance
from zhiliang.systems.environment.pages import forms
from zhiliang.systems.environment.pages.choices import source_choices
from zhiliang.systems.environment.pages.outlets import PARTIES


def _next(case: Exceedance) -> tuple[str, datetime | None, int] | None:
    """What is due in this state, since when it has been waited for, within how many days."""
    return {
        "detected": (gettext("告知"), case.detected_at, TERMS.notify_days),
        "notified": (gettext("说明或整改"), case.notified_at, TERMS.explain_days),
        "explained": (gettext("整改"), case.explained_at, TERMS.rectify_days),
        "rectified": (gettext("核实"), case.rectified_at, TERMS.verify_days),
    }.get(case.state)


def running(case: Exceedance, today: date) -> Clock | None:
    """The configured time limit of the next step; no statute we could read sets it, so it says."""
    step = _next(case)
    if step is None or step[1] is None:
        return None
    words, since, days = step
    last_day = timezone.localdate(since) + timedelta(days=days)
    basis = gettext("期限由办公室配置（示例），未见法定期限")
    return Clock(words, last_day, basis, overdue=last_day < today, provisional=False)


exceedances = register(
    Page(
        key="environment/exceedances",
        model="environment.Exceedance",
        title=_("超标案件"),
        lead=_("日判定超标即立案，连续超标的并为一案：告知、说明、整改、核实。"),
        columns=(
            Column("number", _("编号")),
            Column("outlet", _("排放口"), order="outlet__name_zh"),
            Column("organisation", _("排污单位"), order=None),
            Column("place", _("地区"), order="place_id"),
            Column("first_day", _("首日"), "date"),
            Column("last_day", _("末日"), "date"),
            Column("days", _("天数"), "number", order=None),
            Column("factor_names", _("超标因子"), order="factors"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("kind", _("类别"), path="outlet__kind", choices=forms.kind_choices),
            Filter("factor", _("因子编码"), "contains", path="factors"),
            Filter("outlet", _("排放口编号"), "contains", path="outlet__code"),
            Filter("first_day", _("首日"), "dates"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("超标"),
                (
                    Column("number", _("编号")),
                    Column("outlet", _("排放口")),
                    Column("organisation", _("排污单位")),
                    Column("place", _("地区")),
                    Column("first_day", _("首日"), "date"),
                    Column("last_day", _("末日"), "date"),
                    Column("days", _("天数")),
                    Column("factor_names", _("超标因子")),
                    Column("worst", _("最重一日"), "recorded"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            Section(
                _("告知与说明"),
                (
                    Column("demand", _("告知事项"), "long"),
                    Column("notified_by", _("告知人")),
                    Column("notified_at", _("告知时间"), "moment"),
                    Column("cause", _("原因")),
                    Column("explanation", _("原因说明"), "long"),
                    Column("explained_at", _("说明时间"), "moment"),
                ),
            ),
            Section(
                _("整改与核实"),
                (
                    Column("measures", _("整改措施"), "long"),
                    Column("rectified_at", _("整改完成时间"), "moment"),
                    Column("finding", _("核实意见"), "long"),
                    Column("closed_by", _("核实人")),
                    Column("closed_at", _("核实时间"), "moment"),
                ),
            ),
        ),
        acts=(
            Act("notify", actions.notify, forms.DemandForm),
            Act("explain", actions.explain, forms.ExplainForm),
            Act("rectify", actions.rectify, forms.RectifyForm),
            Act("verify", actions.verify, forms.FindingForm),
            Act("send_back", actions.send_back, forms.ReasonForm, danger=True),
            Act("dismiss", actions.dismiss, forms.ReasonForm, danger=True),
        ),
        flow="environment.exceedance",
        order=("-last_day", "-pk"),
        clock=running,
        chapter="environment",
        roles=PARTIES,
        related=("outlet", "place", "organisation", "notified_by", "closed_by"),
        prefetch=("place__names",),
    )
)
