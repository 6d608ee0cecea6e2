"""Clues: where they came from, what was found, what experts say, what became of them."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.deadline import current_calendar, due, rule_on
from zhiliang.core.language import pick
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices, source_choices
from zhiliang.core.pages.clock import Clock
from zhiliang.core.pages.recorded import NAMES, recorded
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.clocks import law_of
from zhiliang.systems.recalls.flow.parties import OFFICES
from zhiliang.systems.recalls.models import Clue
from zhiliang.systems.recalls.pages import clue_forms as forms
from zhiliang.systems.recalls.pages.choices import origin_choices, regime_choices


def analysis_clock(clue: Clue, today: date) -> Clock | None:
    """Until when the authority has the producer look into it, where a law sets that."""
    regime = clue.regime
    waiting = clue.state in ("received", "investigating") and clue.analysis_asked_at is None
    if regime is None or not regime.analysis or not waiting:
        return None
    day = timezone.localtime(clue.known_at).date()
    rule = rule_on(regime.analysis, day)
    if rule is None:
        return None
    limit = due(rule, day, current_calendar())
    assert isinstance(limit.date, date)
    law = recorded(law_of(rule))
    words = gettext("通知生产者调查分析")
    return Clock(words, limit.date, law, overdue=limit.date < today, provisional=limit.provisional)


def of_an_office(case: Any, person: Any) -> bool:
    """Offices read who did what; firms do not."""
    return any(scopes(person, role) for role in OFFICES)


def _confirm(clue: Clue, *, by: Any, **data: Any) -> Clue:
    """Open the recall, and stay with the clue, whose page leads to it."""
    actions.confirm(clue, by=by, **data)
    return clue


def _opened(clue: Clue) -> str:
    return pick(*NAMES).join(recall.number for recall in clue.recalls.all())


def _opinions(clue: Clue) -> str:
    rows = clue.opinions.select_related("expert")
    told = [f"{one.expert.number} {one.get_stance_display()}：{one.ground}" for one in rows]
    return "\n".join(told)


FACTS = (
    Section(
        _("线索"),
        (
            Column("origin", _("来源渠道")),
            Column("origin_ref", _("原始编号")),
            Column("regime_key", _("产品类别")),
            Column("product", _("产品名称")),
            Column("batches", _("批次、型号"), "long"),
            Column("producer_words", _("生产者")),
            Column("place", _("地区")),
            Column("known_at", _("知悉时间"), "moment"),
            Column("serious", _("死亡、重伤、重大损失或境外召回"), "flag"),
            Column("finding", _("情况"), "long"),
            Column("source", _("来源"), "source"),
        ),
    ),
    Section(
        _("调查和认定"),
        (
            Column("screened_at", _("筛查时间"), "moment"),
            Column("analysis_asked_at", _("通知调查分析时间"), "moment"),
            Column("analysis", _("企业调查分析结果"), "long"),
            Column("investigation", _("缺陷调查情况"), "long"),
            Column("decided_at", _("认定时间"), "moment"),
            Column("ended_reason", _("中止、终止理由"), "long"),
            Column("pk", _("召回案"), read=_opened),
        ),
    ),
)
COLUMNS = (
    Column("product", _("产品名称")),
    Column("number", _("线索编号")),
    Column("origin", _("来源渠道")),
    Column("producer_words", _("生产者"), order=None),
    Column("place", _("地区"), order="place_id"),
    Column("known_at", _("知悉时间"), "moment"),
    Column("serious", _("重大"), "flag"),
    Column("state", _("办理状态"), "state"),
    Column("source", _("来源"), "source"),
)

clues = register(
    Page(
        key="recalls/clues",
        model="recalls.Clue",
        title=_("召回线索"),
        lead=_(
            "投诉、抽检不合格、伤害、境外召回、企业报告：筛查、调查、专家研判，认定后立召回案。"
        ),
        columns=COLUMNS,
        filters=(
            Filter("state", _("办理状态")),
            Filter("origin", _("来源渠道"), choices=origin_choices),
            Filter("regime_key", _("产品类别"), choices=regime_choices),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("known_at", _("知悉时间"), "dates"),
            Filter("product", _("产品名称"), "contains"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            *FACTS,
            Section(_("专家意见"), (Column("pk", _("意见"), "long", read=_opinions),)),
        ),
        acts=(
            Act("screen", actions.screen, forms.ScreenForm),
            Act("ask_analysis", actions.ask_analysis, forms.NoteForm),
            Act("analyse", actions.analyse, forms.AnalysisForm),
            Act("investigate", actions.investigate, forms.InvestigationForm),
            Act("give_opinion", actions.give_opinion, forms.OpinionForm),
            Act("confirm", _confirm, forms.ConfirmForm, forms.of_case),
            Act("suspend", actions.suspend_clue, forms.ReasonForm),
            Act("resume", actions.resume_clue, forms.OptionalNoteForm),
            Act("dismiss", actions.dismiss_clue, forms.ReasonForm, danger=True),
        ),
        begin=Act(
            "register", actions.register_clue, forms.RegisterForm, forms.of_person, _("登记线索")
        ),
        flow="recalls.clue",
        clock=analysis_clock,
        chapter="safety",
        roles=OFFICES,
        related=("place", "organisation"),
        prefetch=("place__names",),
        names=of_an_office,
        verbs=(("import", _("由文件导入")),),
    )
)

own_clues = register(
    Page(
        key="recalls/own-clues",
        model="recalls.Clue",
        title=_("本企业报告的线索"),
        lead=_("发现产品可能不安全的，先在这里报告；被通知调查分析的，也在这里答复。"),
        columns=COLUMNS,
        filters=(Filter("state", _("办理状态")),),
        sections=(FACTS[0],),
        acts=(Act("analyse", actions.analyse, forms.AnalysisForm),),
        begin=Act(
            "report_clue", actions.report_clue, forms.ReportForm, forms.of_person, _("报告线索")
        ),
        flow="recalls.clue",
        chapter="safety",
        roles=(Role.ENTERPRISE,),
        related=("place", "organisation"),
        prefetch=("place__names",),
        names=of_an_office,
    )
)
