"""Signals, the strongest of the newest first; the case page is `views.signal`."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import source_choices
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.flow.parties import OFFICES
from zhiliang.systems.risk.models import Signal
from zhiliang.systems.risk.pages import forms
from zhiliang.systems.risk.pages.choices import city_choices, hazards_offered, products_offered


def _product(signal: Signal) -> str:
    return signal.product_name


signals = register(
    Page(
        key="risk/signals",
        model="risk.Signal",
        title=_("风险信号"),
        lead=_("夜间监测发现的异常增多。每个信号说明数了什么、预计多少、上限多少，可以原样重算。"),
        columns=(
            Column("number", _("信号编号")),
            Column("product", _("产品类别"), read=_product),
            Column("hazard", _("危害类别")),
            Column("place", _("地区"), order="place_id"),
            Column("ends_on", _("截至日期"), "date"),
            Column("observed", _("本周件数"), "number"),
            Column("expected", _("预计"), order="expected_e6"),
            Column("upper", _("上限"), order="upper_e6"),
            Column("times", _("报警次数"), "number"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("product", _("产品类别"), choices=products_offered),
            Filter("hazard", _("危害类别"), choices=hazards_offered),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("ends_on", _("截至日期"), "dates"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("办理"),
                (
                    Column("reason", _("理由"), "long"),
                    Column("watched_until", _("关注至"), "date"),
                    Column("decided_at", _("处理时间"), "moment"),
                    Column("headline", _("公开报道")),
                    Column("headline_on", _("公开报道日期"), "date"),
                    Column("lead_days", _("早于公开报道的天数"), "number"),
                ),
            ),
        ),
        acts=(
            Act("assess", actions.assess, forms.AssessForm, forms.of_signal),
            Act("watch", actions.watch, forms.WatchForm),
            Act("dismiss", actions.dismiss, forms.ReasonForm),
            Act("inform", actions.inform, forms.InformForm),
            Act(
                "note_headline",
                actions.note_headline,
                forms.HeadlineForm,
                when=lambda signal: signal.headline_on is None,
            ),
        ),
        flow="risk.signal",
        order=("-ends_on", "-score_e6", "-pk"),
        name=lambda signal: signal.stratum,
        chapter="safety",
        roles=OFFICES,
        related=("place",),
        prefetch=("place__names",),
    )
)
