"""Post-processing, rung by rung."""

from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices, source_choices
from zhiliang.core.pages.clock import Clock
from zhiliang.core.roles import Role
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import Rectification
from zhiliang.systems.sampling.pages import case_forms as forms
from zhiliang.systems.sampling.pages.choices import OFFICES

READERS = (*OFFICES, Role.ENTERPRISE)
CLOCKS = {
    "ordered": ("correct", _("改正")),
    "corrected": ("follow_up", _("复查")),
    "announced": ("second_follow_up", _("公告后复查")),
    "suspended": ("", _("整顿期满")),
}


def _order(*, by: Any, case: Any, **data: Any) -> Rectification:
    return actions.order_correction(case, by=by, **data)


def running(owed: Rectification, today: date) -> Clock | None:
    """The last day of what is to be done next."""
    day = owed.next_due
    if day is None:
        return None
    key, words = CLOCKS[owed.state]
    rule = owed.regime.rule(key, owed.ordered_on) if key else None
    law = f"{rule.law} {rule.article}" if rule else gettext("由办理部门指定，未见法定天数")
    return Clock(str(words), day, law, overdue=day < today, provisional=False)


rectifications = register(
    Page(
        key="sampling/rectifications",
        model="sampling.Rectification",
        title=_("不合格产品后处理"),
        lead=_(
            "责令改正、复查；复查不合格的由省公告，再复查，直至停业整顿和移送吊销（总局令第18号第四十六至四十九条）。"
        ),
        columns=(
            Column("case.number", _("抽样编号"), order="case__number"),
            Column("organisation", _("责任单位"), order="organisation__name"),
            Column("place", _("地区"), order="place_id"),
            Column("ordered_on", _("责令改正日期"), "date"),
            Column("correct_by", _("改正期限"), "date"),
            Column("inspect_by", _("复查期限"), "date"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("inspect_by", _("复查期限"), "dates"),
            Filter("number", _("抽样编号"), "contains", path="case__number"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("责令改正"),
                (
                    Column("case", _("抽样编号")),
                    Column("case.failing", _("不合格项目")),
                    Column("organisation", _("责任单位")),
                    Column("place", _("地区")),
                    Column("ordered_on", _("责令改正日期"), "date"),
                    Column("correct_by", _("改正期限"), "date"),
                    Column("measures", _("改正措施"), "long"),
                    Column("corrected_at", _("报告改正时间"), "moment"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            Section(
                _("复查"),
                (
                    Column("inspect_by", _("复查期限"), "date"),
                    Column("inspected_at", _("复查时间"), "moment"),
                    Column("announced_at", _("公告时间"), "moment"),
                    Column("window_from", _("公告后复查不早于"), "date"),
                    Column("window_to", _("公告后复查不晚于"), "date"),
                    Column("reinspected_at", _("公告后复查时间"), "moment"),
                    Column("suspended_until", _("整顿期限"), "date"),
                    Column("closed_at", _("了结时间"), "moment"),
                    Column("note", _("办理意见"), "long"),
                ),
            ),
        ),
        acts=(
            Act("correct", actions.correct, forms.CorrectForm),
            *(
                Act(verb, partial(actions.inspect, verb=verb), forms.InspectForm, forms.of_case)
                for verb in ("inspect", "reinspect", "inspect_last")
            ),
            Act("announce", actions.announce, forms.OptionalNoteForm),
            Act("suspend", actions.suspend, forms.SuspendForm, danger=True),
            Act("refer", actions.refer, forms.NoteForm, danger=True),
        ),
        begin=Act("order", _order, forms.OrderForm, forms.of_person, _("责令改正")),
        flow="sampling.rectification",
        clock=running,
        chapter="products",
        verbs=(("issue_document", _("出具文书")),),
        roles=READERS,
        related=("case", "case__product_class", "organisation", "place"),
        prefetch=("place__names",),
    )
)
