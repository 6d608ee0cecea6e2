"""Drills: one lot of one firm, against the clock."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import pick
from zhiliang.core.models import Organisation
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import source_choices
from zhiliang.core.pages.clock import Clock
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.actions.drilling import MINUTES
from zhiliang.systems.recalls.flow.parties import PARTIES
from zhiliang.systems.recalls.models import Drill, DrillLine
from zhiliang.systems.recalls.pages.case_forms import lines_of
from zhiliang.systems.recalls.pages.choices import firms_within, offer
from zhiliang.systems.recalls.pages.clue_forms import of_case, of_person
from zhiliang.systems.recalls.pages.clues import of_an_office
from zhiliang.systems.traceability.answers import spoken

MOST = 2000


class StartForm(forms.Form):
    """Whom to ask about which lot."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("企业"))
    product = forms.CharField(label=_("产品名称"), max_length=200)
    lot = forms.CharField(
        label=_("批次标识"),
        max_length=300,
        help_text=_("GS1 数字链接；没有追溯数据的写批号，只计用时。"),
    )
    minutes = forms.IntegerField(
        label=_("限时（分钟）"),
        min_value=1,
        max_value=10080,
        initial=MINUTES,
        help_text=_("由本部门配置，没有法定时间。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", firms_within(self.initial.get("person")))


class AnswerForm(forms.Form):
    """Suppliers and customers, one a line."""

    up = forms.CharField(
        label=_("上家（供货单位）"),
        required=False,
        widget=forms.Textarea,
        help_text=_("一行一家：名称，标识或统一社会信用代码，数量。后两项可以不写。"),
    )
    down = forms.CharField(label=_("下家（收货单位）"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked := self.initial.get("of"):
            told = {"product": asked.product, "lot": spoken(asked.lot)}
            came = gettext("%(product)s %(lot)s（或者所用原料）直接来自哪几家。") % told
            self.fields["up"].help_text = f"{came}{pick('', ' ')}{self.fields['up'].help_text}"
            went = gettext("%(product)s %(lot)s（或者制成的产品）直接给了哪几家。") % told
            self.fields["down"].help_text = went

    def clean(self) -> dict[str, Any]:
        """Both lists as (name, code, quantity)."""
        data = super().clean() or {}
        return {name: list(_lines(data.get(name, "")))[:MOST] for name in ("up", "down")}


def _lines(text: str) -> Iterator[tuple[str, str, str]]:
    for line in lines_of(text):
        parts = [part.strip() for part in line.replace(",", "，").replace("\t", "，").split("，")]
        name, party, quantity = [*parts, "", ""][:3]
        if name:
            yield name[:200], party[:200], quantity[:60]


class ScoreForm(forms.Form):
    """What the officer makes of it."""

    assessment = forms.CharField(
        label=_("评定意见"), max_length=1000, required=False, widget=forms.Textarea
    )


def drill_clock(drill: Drill, today: date) -> Clock | None:
    """Until when the answer is due; the minute stands beside it."""
    if drill.state != "running" or drill.started_at is None:
        return None
    end = drill.started_at + timedelta(minutes=drill.minutes)
    basis = gettext("限时由发起部门配置，没有法定时间")
    words = gettext("%(at)s 前提交") % {"at": f"{timezone.localtime(end):%H:%M}"}
    late = timezone.now() > end
    return Clock(words, timezone.localtime(end).date(), basis, overdue=late, provisional=False)


def _lot(drill: Drill) -> str:
    return spoken(drill.lot)


def _taken(drill: Drill) -> str:
    if drill.seconds is None:
        return ""
    return gettext("%(minutes)s 分 %(seconds)s 秒") % {
        "minutes": drill.seconds // 60,
        "seconds": drill.seconds % 60,
    }


def _in_time(drill: Drill) -> str:
    told = {None: "", True: gettext("按时"), False: gettext("超时")}
    return told[drill.in_time]


def _found(direction: str) -> Any:
    """How many of a direction's neighbours were named; that nothing is known where it is so."""

    def read(drill: Drill) -> str:
        known = getattr(drill, f"known_{direction}")
        if known is None:
            return ""
        if not known:
            return gettext("追溯数据没有记录，无从比对")
        named = getattr(drill, f"named_{direction}")
        return gettext("追溯已知 %(known)s 家，报出 %(named)s 家") % {
            "known": known,
            "named": named,
        }

    return read


def _completeness(drill: Drill) -> str:
    """The share, and which direction it is silent of."""
    if drill.completeness_e6 is None:
        return "" if drill.known_up is None else gettext("无从比对")
    told = {"share": drill.completeness}
    if not drill.known_up:
        return gettext("%(share)s（只比下家）") % told
    if not drill.known_down:
        return gettext("%(share)s（只比上家）") % told
    return drill.completeness


def _named(direction: str) -> Any:
    def read(drill: Drill) -> str:
        rows = drill.lines.filter(direction=direction)
        return "\n".join(" ".join(filter(None, (r.name, r.party, r.quantity))) for r in rows)

    return read


drills = register(
    Page(
        key="recalls/drills",
        model="recalls.Drill",
        title=_("召回演练"),
        lead=_("不预先通知：给出一个批次，企业限时报出上下家，与追溯数据比对，结果记入企业档案。"),
        columns=(
            Column("number", _("演练编号")),
            Column("organisation", _("企业"), order="organisation__name"),
            Column("product", _("产品名称")),
            Column("started_at", _("开始时间"), "moment"),
            Column("pk", _("用时"), order="seconds", read=_taken),
            Column("pk", _("是否按时"), order=None, read=_in_time),
            Column("pk", _("完整度"), order="completeness_e6", read=_completeness),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("firm", _("企业"), "contains", path="organisation__name"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("演练"),
                (
                    Column("organisation", _("企业")),
                    Column("product", _("产品名称")),
                    Column("pk", _("批次"), read=_lot),
                    Column("minutes", _("限时（分钟）")),
                    Column("started_at", _("开始时间"), "moment"),
                    Column("answered_at", _("提交时间"), "moment"),
                    Column("pk", _("用时"), read=_taken),
                    Column("pk", _("是否按时"), read=_in_time),
                    Column("source", _("来源"), "source"),
                ),
            ),
            Section(
                _("企业报出"),
                (
                    Column("pk", _("上家"), "long", read=_named(DrillLine.Direction.UP.value)),
                    Column("pk", _("下家"), "long", read=_named(DrillLine.Direction.DOWN.value)),
                ),
            ),
            Section(
                _("评定"),
                (
                    Column("pk", _("上家"), read=_found(DrillLine.Direction.UP.value)),
                    Column("pk", _("下家"), read=_found(DrillLine.Direction.DOWN.value)),
                    Column("pk", _("完整度"), read=_completeness),
                    Column("assessment", _("评定意见"), "long"),
                ),
            ),
        ),
        acts=(
            Act("answer", actions.answer_drill, AnswerForm, of_case),
            Act("score", actions.score_drill, ScoreForm),
            Act("miss", actions.miss_drill, danger=True),
        ),
        begin=Act("start", actions.start_drill, StartForm, of_person, _("发起演练")),
        flow="recalls.drill",
        clock=drill_clock,
        chapter="safety",
        roles=PARTIES,
        related=("organisation", "place"),
        names=of_an_office,
    )
)
