"""The made-up risks of the demonstration, by the real verbs, as if they had happened."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zhiliang.core.actions import seat_made_up_person
from zhiliang.core.models import Person, Place
from zhiliang.core.roles import Role
from zhiliang.systems.risk.actions.assessing import add_scenario, conclude, decide, give_opinion
from zhiliang.systems.risk.actions.informing import acknowledge, find_unacknowledged, inform
from zhiliang.systems.risk.actions.monitoring import monitor
from zhiliang.systems.risk.actions.observing import enter_observations
from zhiliang.systems.risk.actions.responding import (
    ask_resource,
    escalate,
    move_resource,
    register_incident,
    report_situation,
    respond,
    write_log,
)
from zhiliang.systems.risk.actions.triaging import assess, dismiss, note_headline
from zhiliang.systems.risk.actions.warning import (
    adjust,
    draft,
    issue,
    issue_emergency,
    lift,
    propose,
    review,
)
from zhiliang.systems.risk.models import Incident, Information, PublicWarning, Signal, Source
from zhiliang.systems.risk.sample import stories

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GUANGZHOU = "440100"
_ONE_PERSON = (*(27,) * 2, *(26,) * 5, *(25,) * 5)
"""Days before, of twelve complaints that one person made."""


@dataclass(frozen=True)
class Cast:
    """Who plays in the made-up risks."""

    officer: Person
    other: Person
    government: Person
    shenzhen: Person


@transaction.atomic
def load_sample(*, by: None) -> int:
    """Make the made-up risks; returns how many signals there are. A second time changes nothing."""
    made = Signal.objects.filter(source=Source.SAMPLE)
    if not made.exists():
        now, cast = timezone.now(), _cast()
        _observe(timezone.localdate(now) - DAY)
        _false_alarm(cast, now)
        _planted(cast, now)
        _blue(cast, now - 60 * DAY)
        _red(cast, now)
        find_unacknowledged(now=now)
    return made.count()


def _cast() -> Cast:
    officer, other = (
        seat_made_up_person(
            by=None, username=username, display_name=name, role=Role.PROVINCIAL_OFFICER
        )
        for username, name in (
            ("sample-provincial", "示例·省局经办人"),
            ("sample-provincial-2", "示例·省局复核人"),
        )
    )
    government, shenzhen = (
        seat_made_up_person(
            by=None,
            username=username,
            display_name=name,
            role=Role.CITY_OFFICER,
            place=Place.objects.get(pk=code),
        )
        for username, name, code in (
            ("sample-guangzhou", "示例·广州市政府值班", GUANGZHOU),
            ("sample-shenzhen", "示例·深圳市值班", "440300"),
        )
    )
    return Cast(officer, other, government, shenzhen)


def _observe(until: date) -> None:
    """Quiet years, then three clusters: one real, one false, one of the last days."""
    rows = [
        *stories.background(until),
        *stories.cluster(
            "planted",
            until,
            (9, 9, 8, 8, 7, 7, 7, 6, 6, 5, 5, 4, 3, 2),
            stories.SHOCKS,
            stories.PLANTED,
        ),
        *stories.cluster("false", until, _ONE_PERSON, stories.LABELS, stories.FALSE),
        *stories.cluster("fresh", until, (2, 2, 1, 1, 1, 0, 0, 0, 0), stories.FIRES, stories.FRESH),
    ]
    enter_observations(rows, by=None)


def _night(now: datetime, before: int) -> None:
    """The monitor's run of a night so many days ago, for the day that had ended."""
    moment = now - before * DAY
    monitor(on=timezone.localdate(moment) - DAY, by=None, at=moment)


def _of(where: dict[str, str]) -> Signal | None:
    told = {"product": where["product"], "hazard": where["hazard"], "place": where["place"]}
    return Signal.objects.filter(source=Source.SAMPLE, **told).order_by("pk").first()


def _false_alarm(cast: Cast, now: datetime) -> None:
    """A cluster that was one person's, dismissed with its reason."""
    _night(now, 25)
    if signal := _of(stories.FALSE):
        dismiss(
            signal,
            by=cast.officer,
            reason="示例：十二件投诉来自同一人对同一店铺的重复投诉，不是多起独立事件。",
            at=now - 24 * DAY,
        )


def _planted(cast: Cast, now: datetime) -> None:
    """Nights until today; the cluster is assessed, a notice goes out, the headline comes later."""
    for before in (7, 6):
        _night(now, before)
    if signal := _of(stories.PLANTED):
        _assessed(cast, signal, now - 5 * DAY)
        note_headline(
            signal,
            by=cast.officer,
            headline="示例晚报：多名市民反映暖风机漏电",
            on=timezone.localdate(now) - 2 * DAY,
            at=now - DAY,
        )
    for before in (4, 2, 0):
        _night(now, before)


def _assessed(cast: Cast, signal: Signal, at: datetime) -> None:
    assessment = assess(signal, by=cast.officer, title="示例暖风机 NF-30 触电风险", at=at)
    for scenario in (stories.SCENARIO, stories.MILD):
        add_scenario(assessment, by=cast.officer, at=at + 2 * HOUR, **scenario)
    give_opinion(
        assessment,
        by=cast.officer,
        expert="S-02",
        stance="agrees",
        level="serious",
        ground="示例：三台退回样机的固定装置都松脱，概率取值合理。",
        at=at + 5 * HOUR,
    )
    conclude(
        assessment,
        by=cast.officer,
        matrix="rapex",
        conclusion="示例：湿手触及带电外壳的情景达到严重等级，降低任何一步一个数量级后仍不低于高。",
        at=at + 6 * HOUR,
    )
    decide(
        assessment,
        by=cast.other,
        measure="notice",
        decision="示例：立即发布消费提示，同时转入召回线索。",
        at=at + 8 * HOUR,
    )
    place = Place.objects.get(pk="440000")
    said = {**stories.NOTICE, "assessment": assessment, "place": place, "areas": [place]}
    notice = _drafted(cast, said, at + 9 * HOUR)
    notice = issue(notice, by=cast.other, at=at + 10 * HOUR)
    inform(
        notice,
        by=cast.officer,
        text="示例：请核查本地区同型号产品的销售和投诉情况。",
        places=[Place.objects.get(pk=code) for code in (GUANGZHOU, "440300", "440600")],
        at=at + 10 * HOUR,
    )
    _receive(notice, cast.government, "示例：已部署核查", at + 14 * HOUR)
    _receive(notice, cast.shenzhen, "示例：已签收", at + 20 * HOUR)


def _receive(warning: PublicWarning, by: Person, answer: str, at: datetime) -> None:
    place = {cast.place_id for cast in by.assignments.all()}
    for information in Information.objects.filter(warning=warning, place__in=place):
        acknowledge(information, by=by, answer=answer, at=at)


def _drafted(cast: Cast, said: dict[str, object], at: datetime) -> PublicWarning:
    told = {"source": Source.SAMPLE, "starts_at": at, **said}
    return draft(by=cast.officer, at=at, **told)  # type: ignore[arg-type]


def _issued(cast: Cast, said: dict[str, object], at: datetime) -> PublicWarning:
    place = Place.objects.get(pk=GUANGZHOU)
    warning = _drafted(cast, {**said, "place": place, "areas": [place]}, at)
    warning = propose(warning, by=cast.officer, at=at + HOUR / 4)
    return issue_emergency(warning, by=cast.government, approval="示例批准文号", at=at + HOUR / 2)


def _blue(cast: Cast, at: datetime) -> None:
    """A blue warning of two months ago, raised to yellow, lifted and reviewed."""
    warning = _issued(cast, stories.BLUE, at)
    adjust(warning, by=cast.government, colour="yellow", reason="示例：风力增强", at=at + 5 * HOUR)
    lift(warning, by=cast.government, reason="示例：大风已经减弱，设施检查正常", at=at + DAY)
    review(
        warning,
        by=cast.officer,
        lessons="示例：停运指令传达到两家场所用了四十分钟，改为平台通报并签收。",
        at=at + 8 * DAY,
    )


def _red(cast: Cast, now: datetime) -> None:
    """A red warning in force with a running response."""
    warning = _issued(cast, stories.RED, now - 20 * HOUR)
    inform(
        warning,
        by=cast.government,
        text="示例：请检查同类掺混设备，做好燃气中毒救治准备。",
        places=[Place.objects.get(pk=code) for code in ("440300", "440600")],
        at=now - 19 * HOUR,
    )
    _receive(warning, cast.shenzhen, "示例：已通知各气站检查", now - 18.5 * HOUR)
    _responding(cast, warning, now)


def _responding(cast: Cast, warning: PublicWarning, now: datetime) -> Incident:
    incident = register_incident(
        by=cast.government,
        place=Place.objects.get(pk=GUANGZHOU),
        warning=warning,
        occurred_at=now - 21.5 * HOUR,
        known_at=now - 21 * HOUR,
        source=Source.SAMPLE,
        at=now - 20.8 * HOUR,
        **stories.INCIDENT,
    )
    by = cast.government
    escalate(incident, by=by, to="省人民政府、省应急管理厅（示例）", at=now - 20 * HOUR)
    respond(
        incident,
        by=by,
        response=2,
        plan="燃气事故应急预案（示例）",
        measures="示例：停气，逐户通知，疏散，医疗救治，抢修掺混设备。",
        expected_until=now + 2 * DAY,
        report_every=6,
        at=now - 20.2 * HOUR,
    )
    _equipped(incident, by, now)
    for kind, hours, text in stories.REPORTS:
        report_situation(
            incident,
            by=by,
            kind=kind,
            to="省人民政府（示例）",
            text=text,
            next_steps="示例：逐户入户检查后恢复供气。",
            at=now - hours * HOUR,
        )
    for hours, text in stories.LOG:
        write_log(incident, by=by, text=text, at=now - hours * HOUR)
    return incident


def _equipped(incident: Incident, by: Person, now: datetime) -> None:
    for said in stories.RESOURCES:
        ask_resource(incident, by=by, provider="示例单位", at=now - 19.8 * HOUR, **said)
    first = incident.resources.order_by("pk")[0]
    move_resource(incident, by=by, resource=first, at=now - 19 * HOUR)
