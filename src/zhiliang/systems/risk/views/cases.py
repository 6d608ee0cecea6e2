"""Case pages that are more than their facts: a signal, an assessment, a warning, an incident."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import page_of
from zhiliang.core.pages.parts import Chart
from zhiliang.core.pages.views import case_context
from zhiliang.core.policy import fetch, visible
from zhiliang.systems.risk.assessing import readings_of, shifts_of
from zhiliang.systems.risk.clocks import Owed, duties_of, regimes
from zhiliang.systems.risk.flow.parties import OFFICES
from zhiliang.systems.risk.grading import graded
from zhiliang.systems.risk.models import (
    Assessment,
    Incident,
    Information,
    Lateness,
    LogEntry,
    Observation,
    PublicWarning,
    Resource,
    RiskLevel,
    Signal,
    SituationReport,
)
from zhiliang.systems.risk.monitoring.judging import Week, history_of
from zhiliang.systems.risk.policy.papers import readable
from zhiliang.systems.risk.views import charts
from zhiliang.systems.risk.views.papers import offered
from zhiliang.systems.risk.views.room import line_of

SHOWN = 12
TONES = {"serious": "bad", "high": "warn", "medium": "info", "low": "good"}


@signed_in(*OFFICES)
def signal(request: HttpRequest, pk: int) -> HttpResponse:
    """What was counted, what was expected, who told of it, and how to compute it again."""
    found = fetch(request.user, Signal, pk=pk)
    weeks = history_of(found)
    rows = _counted(request.user, found)
    context = case_context(request, page_of("risk/signals"), found)
    context |= {
        "chart": _chart(found, weeks),
        "weeks": weeks[:-14:-1],
        "line": line_of(found),
        "parts": _parts(found),
        "observations": rows[:SHOWN],
        "observation_count": rows.count(),
        "informations": _informed(request.user, signal=found),
        "assessments": visible(request.user, Assessment).filter(signal=found),
    }
    return render(request, "risk/signals/case.html", context)


def _chart(signal: Signal, weeks: list[Week]) -> Chart:
    return Chart(
        key="signal",
        title=_("一年来逐周件数和上限"),
        spec=charts.expected_band(weeks),
        text=signal.sentence,
        note=_("灰带到上限为止，虚线是预计；超出上限的周用红点标出。按得知日期计数。"),
    )


def _counted(person: Any, signal: Signal) -> Any:
    """The observations of the week of the alarm."""
    first = signal.ends_on - timedelta(days=6)
    rows = visible(person, Observation).filter(recorded_on__range=(first, signal.ends_on))
    rows = rows.filter(kind__in=signal.kinds.split(",")).exclude(hazard="none")
    for name in ("product", "hazard"):
        if value := getattr(signal, name):
            rows = rows.filter(**{name: value})
    if signal.place.level != "province":
        rows = rows.filter(city=signal.place)
    return rows.select_related("place").order_by("-recorded_on", "-pk")


def _parts(signal: Signal) -> list[tuple[Any, Any]]:
    """How it was computed, for whoever computes it again."""
    method = {
        "farrington_flexible": _("改进 Farrington 法（与往年同期比）"),
        "ears_c2": _("EARS C2（历史不足四年，与前几周比）"),
    }
    told = signal.told
    found = [
        (_("方法"), method.get(signal.method, signal.method)),
        (_("显著性水平"), told["alpha"]),
        (_("历史周数"), len(signal.weeks) - 1),
        (_("来源渠道"), signal.kind_words),
        (_("超出程度（1 为上限）"), signal.score),
    ]
    if signal.chance:
        found.append((_("p 值"), signal.chance))
    return found


@signed_in(*OFFICES)
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """Scenarios, matrices side by side, what one step would change."""
    found = fetch(request.user, Assessment, pk=pk)
    scenarios = list(found.scenarios.all())
    key = found.matrix or "rapex"
    context = case_context(request, page_of("risk/assessments"), found)
    context |= {
        "scenarios": [(one, _shifts(one, key)) for one in scenarios],
        "readings": [_reading(one) for one in readings_of(found)],
        "opinions": found.opinions.all(),
        "level": _level(found.level) if found.level else None,
        "warnings": visible(request.user, PublicWarning).filter(assessment=found),
        "papers": [offered(request.user, *pair) for pair in readable(request.user, found)],
    }
    return render(request, "risk/assessments/case.html", context)


def _level(level: str) -> dict[str, Any]:
    return {"tone": TONES[level], "words": RiskLevel(level).label}


def _reading(reading: Any) -> dict[str, Any]:
    return {
        "name": reading.name,
        "unchecked": reading.unchecked,
        "configuration": reading.matrix.is_configuration,
        "source": reading.matrix.source,
        "levels": [_level(level) for level in reading.levels],
        "level": _level(reading.level) if reading.level else None,
    }


def _shifts(scenario: Any, key: str) -> dict[str, Any]:
    found = shifts_of(scenario, key)
    return {
        "level": _level(found.level),
        "lowest": _level(found.lowest),
        "highest": _level(found.highest),
        "changes": [
            {"words": _shift_words(scenario, shift), "level": _level(shift.level)}
            for shift in found.changes
        ],
    }


def _shift_words(scenario: Any, shift: Any) -> str:
    if shift.what == "severity":
        return _("严重程度改为 %(severity)s 级") % {"severity": shift.severity}
    told = {"step": scenario.lines[shift.what][1] or shift.what + 1}
    if shift.direction == "up":
        return _("“%(step)s”的概率高一个数量级") % told
    return _("“%(step)s”的概率低一个数量级") % told


@signed_in(*OFFICES)
def warning(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says, its messages and CAP, who was informed, its papers."""
    found = fetch(request.user, PublicWarning, pk=pk)
    context = case_context(request, page_of("risk/warnings"), found)
    context |= {
        "areas": found.areas.prefetch_related("names"),
        "messages_sent": found.messages.order_by("-number"),
        "informations": _informed(request.user, warning=found),
        "papers": [offered(request.user, *pair) for pair in readable(request.user, found)],
    }
    return render(request, "risk/warnings/case.html", context)


def _informed(person: Any, **about: Any) -> Any:
    rows = visible(person, Information).filter(**about)
    return rows.select_related("place", "department").order_by("acknowledged_at", "due_at", "pk")


@signed_in(*OFFICES)
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    """What is owed until when, the toll and its grade, resources, reports, the log."""
    found = fetch(request.user, Incident, pk=pk)
    now = timezone.now()
    context = case_context(request, page_of("risk/incidents"), found)
    context |= {
        "owed": [_owed(one, now) for one in duties_of(found)],
        "regime": regimes()[found.kind],
        "graded": graded(found),
        "reports": visible(request.user, SituationReport).filter(incident=found),
        "resources": visible(request.user, Resource).filter(incident=found),
        "log": visible(request.user, LogEntry).filter(incident=found).order_by("-at", "-pk"),
        "late": visible(request.user, Lateness).filter(incident=found),
        "informations": _informed(request.user, incident=found),
        "papers": [offered(request.user, *pair) for pair in readable(request.user, found)],
    }
    return render(request, "risk/incidents/case.html", context)


def _owed(owed: Owed, now: Any) -> dict[str, Any]:
    until = formats.date_format(timezone.localtime(owed.due_at), "m-d H:i") if owed.due_at else ""
    tone, icon, words = _standing(owed, now)
    return {
        "words": owed.duty.words,
        "law": owed.law or _("响应决定"),
        "firm": owed.duty.by == "firm",
        "until": until,
        "tone": tone,
        "icon": icon,
        "standing": words,
    }


def _standing(owed: Owed, now: Any) -> tuple[str, str, str]:
    if owed.done_at:
        at = formats.date_format(timezone.localtime(owed.done_at), "m-d H:i")
        if owed.late(now):
            return "warn", "clock", _("逾期后于 %(at)s 完成") % {"at": at}
        return "good", "check", _("%(at)s 完成") % {"at": at}
    if owed.since is None:
        return "quiet", "dash", _("尚未起算")
    if owed.due_at is None:
        return "quiet", "dash", _("没有可以计算的期限")
    if owed.overdue(now):
        return "bad", "alert", _("已逾期")
    return "info", "clock", _("计时中")


urlpatterns = [
    path("risk/signals/<int:pk>/", signal, name="risk_signal"),
    path("risk/assessments/<int:pk>/", assessment, name="risk_assessment"),
    path("risk/warnings/<int:pk>/", warning, name="risk_warning"),
    path("risk/incidents/<int:pk>/", incident, name="risk_incident"),
]
