"""Notices, alerts and warnings as the offices work on them, and as everybody reads them."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import source_choices
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.flow.parties import OFFICES
from zhiliang.systems.risk.models import PublicWarning
from zhiliang.systems.risk.nearby import concerning
from zhiliang.systems.risk.pages import warning_forms as forms
from zhiliang.systems.risk.pages.choices import (
    city_choices,
    colour_choices,
    hazards_offered,
    products_offered,
    warning_choices,
)
from zhiliang.systems.risk.pages.forms import InformForm, ReasonForm

_SAYS = (
    Column("category", _("预警类别")),
    Column("colour", _("预警级别")),
    Column("starts_at", _("起始时间"), "moment"),
    Column("ends_at", _("预计结束时间"), "moment"),
    Column("area", _("可能影响的范围")),
    Column("matters_words", _("警示事项"), "long"),
    Column("measures_words", _("应当采取的措施"), "long"),
    Column("issuer", _("发布单位")),
    Column("issued_at", _("发布时间"), "moment"),
    Column("contact", _("咨询求助渠道")),
)


def _emergency(warning: PublicWarning) -> bool:
    return warning.emergency


def _of_a_department(warning: PublicWarning) -> bool:
    return not warning.emergency


warnings = register(
    Page(
        key="risk/warnings",
        model="risk.PublicWarning",
        title=_("提示、警示和预警（办理）"),
        lead=_("消费提示和风险警示由部门签发，不标颜色；突发事件预警由县级以上人民政府发布。"),
        columns=(
            Column("name", _("标题"), order="title"),
            Column("number", _("编号")),
            Column("kind", _("种类")),
            Column("colour", _("预警级别")),
            Column("issuer", _("发布单位"), order="place_id"),
            Column("issued_at", _("发布时间"), "moment"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("kind", _("种类"), choices=warning_choices),
            Filter("colour", _("预警级别"), choices=colour_choices),
            Filter("product", _("产品类别"), choices=products_offered),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(_("写明的事项"), _SAYS),
            Section(
                _("办理"),
                (
                    Column("number", _("编号")),
                    Column("assessment", _("依据的评估")),
                    Column("approval", _("政府批准文号")),
                    Column("returned_reason", _("退回理由")),
                    Column("lifted_at", _("解除时间"), "moment"),
                    Column("lifted_reason", _("解除理由"), "long"),
                    Column("lessons", _("经验教训和改进措施"), "long"),
                ),
            ),
        ),
        acts=(
            Act("issue", actions.issue, when=_of_a_department),
            Act("propose", actions.propose, when=_emergency),
            Act("issue_emergency", actions.issue_emergency, forms.ApprovalForm, when=_emergency),
            Act("revise", actions.revise, forms.ReviseForm, forms.as_it_is),
            Act("return", actions.return_draft, ReasonForm, when=_emergency),
            Act("inform", actions.inform, InformForm),
            Act("adjust", actions.adjust, forms.AdjustForm, forms.as_it_is),
            Act("lift", actions.lift, forms.LiftForm),
            Act("review", actions.review, forms.LessonsForm),
            Act("drop", actions.drop, ReasonForm, danger=True),
        ),
        begin=Act("draft", actions.draft, forms.DraftForm, forms.blank, _("拟稿")),
        flow="risk.warning",
        order=("-drafted_at", "-pk"),
        name=lambda warning: warning.name,
        chapter="safety",
        roles=OFFICES,
        related=("place", "department", "assessment"),
        prefetch=("place__names",),
    )
)

announced = register(
    Page(
        key="risk/announced",
        model="risk.AnnouncedWarning",
        title=_("全部提示、警示和预警"),
        lead=_("发布过的都在这里，生效的和解除的；按地区、产品查，可以下载。"),
        columns=(
            Column("name", _("标题"), order="title"),
            Column("kind", _("种类")),
            Column("colour", _("预警级别")),
            Column("area", _("可能影响的范围")),
            Column("issuer", _("发布单位"), order="place_id"),
            Column("issued_at", _("发布时间"), "moment"),
            Column("state_name", _("状态"), order="state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("title", _("标题"), "contains"),
            Filter("kind", _("种类"), choices=warning_choices),
            Filter("colour", _("预警级别"), choices=colour_choices),
            Filter("product", _("产品类别"), choices=products_offered),
            Filter("hazard", _("危害类别"), choices=hazards_offered),
            Filter("place", _("地区"), choices=city_choices, narrow=concerning, path="state"),
            Filter("issued_at", _("发布时间"), "dates"),
        ),
        sections=(Section(_("写明的事项"), _SAYS),),
        order=("-issued_at", "-pk"),
        name=lambda warning: warning.name,
        subject=lambda warning: f"risk.announced:{warning.pk}",
        chapter="safety",
        audience="public",
        public=(
            *("number", "kind", "category", "colour", "title", "title_en", "product", "hazard"),
            *("place_id", "area", "starts_at", "ends_at", "matters", "measures", "contact"),
            *("issued_at", "lifted_at", "lifted_reason", "state", "source"),
        ),
        related=("place", "department"),
        prefetch=("place__names",),
    )
)
