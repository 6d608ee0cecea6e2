"""What the gateway refused, and what it noted of frames it read: by outlet, and of nobody known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.pages.tables import PER_PAGE, RIGHT, download
from zhiliang.core.pages.templatetags.zhiliang import state_badge
from zhiliang.core.policy import holds_everywhere
from zhiliang.systems.environment.gateway.status import read_status
from zhiliang.systems.environment.models import Outlet
from zhiliang.systems.environment.readings.faults import Fault, noted, refused, strangers
from zhiliang.systems.environment.readings.frames import MASK
from zhiliang.systems.environment.readings.lake import current_readings, readings_root
from zhiliang.systems.environment.views import charts
from zhiliang.systems.environment.views.reasons import closing_words, reason_words
from zhiliang.systems.environment.views.watched import (
    WATCHERS,
    WHOLE_GATEWAY,
    of_city,
    watched,
)

SPANS = {"1": 1, "7": 7, "30": 30, "92": 92}
REFUSED, NOTED = "refused", "noted"
HANDLINGS = {
    REFUSED: (gettext_lazy("拒收"), "bad"),
    NOTED: (gettext_lazy("照收并提示"), "warn"),
}
SENDER, REASON, MOMENT = ({"td": {"class": name}} for name in ("sender", "reason", "moment"))
DRAWN = 12
SHOWN = 200
# so many wrong characters, in so many, are a slip of whoever typed the number
SLIPS, SLIP_EVERY = 2, 4


@dataclass(frozen=True, slots=True)
class Line:
    """A fault of an outlet, or (`outlet` None) of an MN nobody registered; `near` it resembles."""

    fault: Fault
    handling: str
    outlet: Outlet | None
    near: Outlet | None = None

    @property
    def sender(self) -> str:
        """Who sent it: the outlet's code, else the number that was claimed."""
        if self.outlet:
            return self.outlet.code
        return self.fault.mn or _("没有写明设备编号")


class SenderColumn(tables.Column):
    """An outlet that leads to its traces, or the number that nobody registered."""

    def render(self, value: Line) -> Any:
        """Owner and name; of a stranger the number and what it resembles."""
        if value.outlet:
            url = reverse("environment_trace", args=[value.outlet.pk])
            words = f"{value.outlet.owner_name} {value.outlet}"
            return format_html('<a href="{}">{}</a>', url, words)
        if value.near is None:
            return format_html('<span class="bytes">{}</span>', value.sender)
        near = _("与%(code)s的设备编号相近") % {"code": value.near.code}
        return format_html('<span class="bytes">{}</span> <small>{}</small>', value.sender, near)

    def value(self, **options: Any) -> Any:
        """The code or the number."""
        return options["value"].sender


class HandlingColumn(tables.Column):
    """Refused, or read with a note."""

    def render(self, value: str) -> Any:
        """As a badge."""
        words, tone = HANDLINGS[value]
        return state_badge(str(words), tone)

    def value(self, **options: Any) -> Any:
        """In words."""
        return HANDLINGS[options["value"]][0]


class ExampleColumn(tables.Column):
    """The bytes of one frame, its password hidden."""

    def render(self, value: str) -> Any:
        """Their beginning."""
        short = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
        return format_html('<code class="bytes">{}</code>', short)


class Faults(tables.Table):
    """One line for each sender and fault."""

    line = SenderColumn(verbose_name=gettext_lazy("排放口"), attrs=SENDER, order_by="sender")
    handling = HandlingColumn(gettext_lazy("处理"))
    reason = tables.Column(gettext_lazy("原因"), attrs=REASON, order_by="code")
    count = tables.Column(gettext_lazy("次数"), attrs=RIGHT)
    first = tables.Column(gettext_lazy("首次"), attrs=MOMENT)
    last = tables.Column(gettext_lazy("最近"), attrs=MOMENT)
    example = ExampleColumn(gettext_lazy("一例（密码已遮盖）"), orderable=False)

    class Meta:
        default = ""


class Totals(tables.Table):
    """One line for each fault, whoever sent it."""

    reason = tables.Column(gettext_lazy("原因"), attrs=REASON, orderable=False)
    code = tables.Column(gettext_lazy("代码"), orderable=False)
    handling = HandlingColumn(gettext_lazy("处理"), orderable=False)
    count = tables.Column(gettext_lazy("次数"), attrs=RIGHT, orderable=False)
    senders = tables.Column(gettext_lazy("涉及"), attrs=RIGHT, orderable=False)


@signed_in(*WATCHERS)
def gateway(request: HttpRequest) -> HttpResponse:
    """Refusals and notes of the outlets one watches; those of nobody for the whole gateway."""
    days = SPANS.get(request.GET.get("days", ""), 7)
    last = _end(request.GET.get("end", ""))
    lines = _lines(request, last - timedelta(days=days - 1), last)
    table = Faults([_row(line) for line in lines])
    table.label = _("网关拒收与提示")
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name="gateway-faults"):
        return given
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    whole = holds_everywhere(request.user, WHOLE_GATEWAY)
    context = {
        "heading": _heading(lines, days),
        "lead": _("拒收的报文没有进入监测数据；提示是写法不合标准、但照样读出的报文。"),
        "crumbs": [
            Crumb(_("环境质量"), reverse("environment")),
            Crumb(_("实时看板"), reverse("environment_board")),
            Crumb(_("网关拒收与提示")),
        ],
        "table": table,
        "count": len(lines),
        "chart": _chart(lines),
        "state": _state() if whole else None,
        "whole": whole,
        "start": last - timedelta(days=days - 1),
        "end": last,
        "days": str(days),
        "spans": [(key, _("%(n)s天") % {"n": number}) for key, number in SPANS.items()],
        "cities": city_choices(),
        "handlings": [(key, words) for key, (words, _tone) in HANDLINGS.items()],
        "asked": {key: request.GET.get(key, "") for key in ("place", "outlet", "handling")},
    }
    return render(request, "environment/gateway.html", context)


def _end(asked: str) -> date:
    """The last day that is looked at: as asked, else today."""
    try:
        found = date.fromisoformat(asked)
    except ValueError:
        return timezone.localdate()
    return found if 1990 <= found.year < 2100 else timezone.localdate()


def _lines(request: HttpRequest, first: date, last: date) -> list[Line]:
    """What the address asks for, the most urgent first."""
    own = watched(request.user)
    outlets = of_city(request, own)
    narrowed = request.GET.get("place", "") in dict(city_choices())
    if code := request.GET.get("outlet", ""):
        outlets, narrowed = outlets.filter(code__icontains=code), True
    lines = _of_outlets(list(outlets), first, last)
    if not narrowed:
        lines += _of_strangers(request, list(own), first, last)
    handling = request.GET.get("handling", "")
    wanted = [line for line in lines if handling not in HANDLINGS or line.handling == handling]
    return sorted(wanted, key=_urgency)


def _urgency(line: Line) -> tuple[bool, int, str, str]:
    """What was refused sorts before what was noted, then by how often."""
    return (line.handling != REFUSED, -line.fault.count, line.sender, line.fault.code)


def _of_outlets(outlets: Sequence[Outlet], first: date, last: date) -> list[Line]:
    by_mn, lake = {outlet.mn: outlet for outlet in outlets}, current_readings()
    if not by_mn:
        return []
    found = {
        REFUSED: refused(list(by_mn), first, last, lake=lake),
        NOTED: noted(list(by_mn), first, last, lake=lake),
    }
    return [
        Line(fault, handling, by_mn[fault.mn])
        for handling, faults in found.items()
        for fault in faults
    ]


def _of_strangers(
    request: HttpRequest, own: Sequence[Outlet], first: date, last: date
) -> list[Line]:
    """Frames of nobody that is registered.

    They are of no place: whoever answers for the whole gateway sees them all, an officer of a
    city those whose number is an own outlet's but for a slip.
    """
    registered = Outlet.objects.values_list("mn", flat=True)
    whole = holds_everywhere(request.user, WHOLE_GATEWAY)
    lines = [
        Line(fault, REFUSED, None, _nearest(fault.mn, own))
        for fault in strangers(list(registered), first, last)
    ]
    return [line for line in lines if whole or line.near]


def _nearest(mn: str, outlets: Sequence[Outlet]) -> Outlet | None:
    """The outlet whose number this is but for a slip."""
    few = min(SLIPS, len(mn) // SLIP_EVERY)
    return next((one for one in outlets if mn and _slips(mn, one.mn) <= few), None)


def _slips(mn: str, other: str) -> int:
    """In how many places two numbers differ; letters may be large or small."""
    pairs = zip(mn.upper(), other.upper(), strict=False)
    return sum(a != b for a, b in pairs) + abs(len(mn) - len(other))


def _row(line: Line) -> dict[str, Any]:
    password = line.outlet.password if line.outlet else ""
    example = line.fault.example
    return {
        "line": line,
        "sender": line.sender,
        "handling": line.handling,
        "reason": reason_words(line.fault.code),
        "code": line.fault.code,
        "count": line.fault.count,
        "first": _moment(line.fault.first),
        "last": _moment(line.fault.last),
        # wherever else a logger writes it
        "example": example.replace(password, MASK) if password else example,
    }


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


def _heading(lines: Sequence[Line], days: int) -> str:
    counts: Counter[str] = Counter()
    for line in lines:
        counts[line.handling] += line.fault.count
    facts = {"days": days, "refused": counts[REFUSED], "noted": counts[NOTED]}
    return _("%(days)s天里拒收%(refused)s个报文，照收并提示%(noted)s处") % facts


def _totals(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Faults by kind, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    senders: dict[tuple[str, str], set[str]] = {}
    for line in lines:
        kind = line.handling, line.fault.code
        counts[kind] += line.fault.count
        senders.setdefault(kind, set()).add(line.sender)
    return [
        {
            "reason": reason_words(code),
            "code": code,
            "handling": handling,
            "count": count,
            "senders": len(senders[handling, code]),
        }
        for (handling, code), count in counts.most_common()
    ]


def _chart(lines: Sequence[Line]) -> Chart | None:
    """The most frequent faults, with the table of all."""
    totals = _totals(lines)
    if not totals:
        return None
    drawn = [
        {"name": row["code"], "value": row["count"], "shown": f"{row['count']:,}"}
        for row in totals[:DRAWN]
    ]
    table = Totals(totals)
    table.label = _("按原因合计")
    facts = {"reason": totals[0]["reason"].rstrip("。."), "count": drawn[0]["shown"]}
    return Chart(
        "faults",
        _("最多的是“%(reason)s”：%(count)s次") % facts,
        charts.lying(drawn, words=_("次数"), top=drawn[0]["value"]),
        _("；").join(f"{row['reason']} {row['count']}" for row in totals[:DRAWN]),
        note=_("按原因代码的次数；代码的意思见数据表。"),
        table=table,
    )


def _state() -> dict[str, Any] | None:
    """What the gateway says of itself since it was started; None where none has run."""
    found = read_status(readings_root())
    if found is None:
        return None
    return {
        **found,
        "at": datetime.fromtimestamp(found["at"], UTC),
        "started": datetime.fromtimestamp(found["started"], UTC),
        "stopped": "stopped" in found,
        "refused_all": sum(found["refused"].values()),
        "refused": _worded(found["refused"], reason_words),
        "closed": _worded(found["closed"], closing_words),
    }


def _worded(counts: Mapping[str, int], words: Any) -> list[tuple[str, int]]:
    return [(words(code), count) for code, count in Counter(counts).most_common()]


urlpatterns = [path("environment/gateway/", gateway, name="environment_gateway")]
