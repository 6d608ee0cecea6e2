"""The made-up recalls of the demonstration, by the real verbs, as if they had happened."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhiliang.core.actions import create_organisation, seat_made_up_person
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.roles import Role
from zhiliang.methods.gs1 import check_digit
from zhiliang.systems.recalls.actions.checking import conclude_check, draw_check, record_visit
from zhiliang.systems.recalls.actions.clueing import (
    give_opinion,
    investigate,
    register_clue,
    screen,
)
from zhiliang.systems.recalls.actions.drilling import answer_drill, score_drill, start_drill
from zhiliang.systems.recalls.actions.notifying import (
    enter_movement,
    name_consignee,
    reply,
    send_notices,
)
from zhiliang.systems.recalls.actions.opening import confirm, declare
from zhiliang.systems.recalls.actions.planning import announce, file_plan
from zhiliang.systems.recalls.actions.ranging import enter_batches, freeze_scope
from zhiliang.systems.recalls.actions.reporting import close, report_progress, summarise
from zhiliang.systems.recalls.actions.watching import find_overdue
from zhiliang.systems.recalls.models import Clue, Consignee, Expert, Recall, Source
from zhiliang.systems.recalls.sample import stories
from zhiliang.systems.traceability.answers import neighbours_of, scope_of

PROVINCE = "440000"


@dataclass(frozen=True)
class Cast:
    """Who plays in the made-up recalls."""

    officer: Person
    other: Person
    firms: dict[str, Organisation]
    people: dict[str, Person]


@transaction.atomic
def load_sample(*, by: None) -> int:
    """Make the made-up recalls; returns how many there are. A second time changes nothing."""
    made = Recall.objects.filter(source=Source.SAMPLE)
    # in the demonstration every sample that was taken is made up, and so is what it gave rise to
    for clue in Clue.objects.filter(origin="sample", source=Source.RECORDS):
        clue.source = Source.SAMPLE
        clue.save()
    if not made.exists():
        now = timezone.now()
        cast = _cast()
        _pool()
        _heater(cast, now - timedelta(days=110))
        _food(cast, now)
        _milk(cast, now)
        _scooter(cast, now - timedelta(days=24))
        _part(cast, now - timedelta(days=3))
        _clues(cast, now)
        _drill(cast, now - timedelta(days=12))
        _drill_by_trace(cast, now)
        find_overdue(now=now)
    return made.count()


def _cast() -> Cast:
    officer, other = (
        seat_made_up_person(
            by=None,
            username=username,
            display_name=name,
            role=Role.PROVINCIAL_OFFICER,
        )
        for username, name in (
            ("sample-provincial", "示例·省局经办人"),
            ("sample-provincial-2", "示例·省局复核人"),
        )
    )
    firms = {key: _organisation(*given) for key, given in stories.FIRMS.items()}
    people = {
        key: seat_made_up_person(
            by=None,
            username=f"sample-recall-{key}",
            display_name=f"示例·{firm.name}",
            role=Role.ENTERPRISE,
            organisation=firm,
        )
        for key, firm in firms.items()
    }
    return Cast(officer, other, firms, people)


def _organisation(name: str, place: str) -> Organisation:
    known = Organisation.objects.filter(name=name, sample=True).first()
    return known or create_organisation(
        by=None, name=name, place=Place.objects.get(pk=place), sample=True
    )


def _pool() -> None:
    for number, field, employer in stories.EXPERTS:
        expert = Expert(
            number=number,
            field=field,
            employer=_organisation(employer, "440100"),
            place_id=PROVINCE,
            source=Source.SAMPLE,
        )
        expert.full_clean()
        expert.save()


def _food(cast: Cast, now: datetime) -> None:
    """A class I food recall, started in time, still running."""
    known, firm = now - timedelta(hours=47), cast.people["food"]
    recall = declare(
        by=firm,
        firm=cast.firms["food"],
        regime="food",
        level="one",
        known_at=known,
        at=known + timedelta(hours=3),
        source=Source.SAMPLE,
        **stories.FOOD,
    )
    enter_batches(
        recall,
        by=firm,
        batches=["20261118A", "20261119A"],
        quantity=Decimal(1650),
        unit="箱",
        at=known + timedelta(hours=4),
    )
    _consign(recall, firm, known + timedelta(hours=5))
    send_notices(recall, by=firm, at=known + timedelta(hours=6))
    file_plan(recall, by=firm, at=known + timedelta(hours=9), **stories.PLAN)
    announce(
        recall,
        by=firm,
        advice=stories.ADVICE,
        advice_en=stories.ADVICE_EN,
        at=known + timedelta(hours=12),
    )
    for number, consignee in enumerate(recall.consignees.order_by("pk")[:6]):
        moment = known + timedelta(hours=14 + 2 * number)
        reply(consignee, by=firm, text="已下架封存（示例）", on_hand=_half(consignee), at=moment)
        if number < 4:
            _give_back(consignee, _half(consignee), firm, moment + timedelta(hours=8))
    report_progress(
        recall,
        by=firm,
        text="示例：六家已答复，两家未联系上，继续上门。",
        at=now - timedelta(hours=10),
    )


def _milk(cast: Cast, now: datetime) -> None:
    """A class II food recall whose scope comes from the made-up chain, where there is one."""
    known, firm = now - timedelta(hours=30), cast.people["dairy"]
    lot = _lot(stories.RAW_MILK, timezone.localdate(now) - timedelta(days=10))
    if len(scope_of([lot]).lots) < 2:
        return
    recall = declare(
        by=firm,
        firm=cast.firms["dairy"],
        regime="food",
        level="two",
        known_at=known,
        at=known + timedelta(hours=2),
        source=Source.SAMPLE,
        **stories.MILK,
    )
    freeze_scope(recall, by=cast.officer, roots=[lot], at=known + timedelta(hours=3))
    send_notices(recall, by=firm, at=known + timedelta(hours=5))
    file_plan(recall, by=firm, at=known + timedelta(hours=8), **stories.PLAN)
    announce(
        recall,
        by=firm,
        advice=stories.MILK_ADVICE,
        advice_en=stories.MILK_ADVICE_EN,
        at=known + timedelta(hours=10),
    )


def _consign(recall: Recall, firm: Person, at: datetime) -> None:
    for name, place, boxes in stories.SHOPS:
        name_consignee(
            recall,
            by=firm,
            name=name,
            place=Place.objects.get(pk=place),
            quantity=Decimal(boxes),
            unit="箱",
            at=at,
        )


def _half(consignee: Consignee) -> Decimal:
    return Decimal((consignee.received_e6 or 0) // 2_000_000)


def _give_back(consignee: Consignee, quantity: Decimal, by: Person, at: datetime) -> None:
    enter_movement(consignee, by=by, kind="recovered", quantity=quantity, occurred_at=at, at=at)


def _confirmed(cast: Cast, said: dict[str, Any], *, firm: str, at: datetime) -> Recall:
    """A consumer product from the clue to the decision."""
    clue = register_clue(
        by=cast.officer,
        known_at=at,
        at=at,
        origin="complaint",
        product=said["product"],
        batches=said["model_spec"],
        organisation=cast.firms[firm],
        place=cast.firms[firm].place,
        finding=f"示例：{said['harm']}",
        source=Source.SAMPLE,
    )
    day = timedelta(days=1)
    screen(clue, by=cast.officer, regime="consumer", at=at + day)
    investigate(clue, by=cast.officer, investigation="示例：抽样检验和现场核查", at=at + 3 * day)
    give_opinion(
        clue,
        by=cast.officer,
        expert=Expert.objects.get(number="S-02"),
        stance="defect",
        ground="示例：结构设计不当，同型号普遍存在",
        at=at + 4 * day,
    )
    words = {name: said[name] for name in said if name != "product"}
    return confirm(clue, by=cast.other, level="none", voluntary=False, at=at + 5 * day, **words)


def _heater(cast: Cast, at: datetime) -> None:
    """A consumer product, recalled, checked and closed."""
    day, firm = timedelta(days=1), cast.people["heater"]
    recall = _confirmed(cast, stories.HEATER, firm="heater", at=at)
    enter_batches(
        recall,
        by=firm,
        batches=["2025-10", "2025-11"],
        quantity=Decimal(1650),
        unit="台",
        at=at + 6 * day,
    )
    _consign(recall, firm, at + 7 * day)
    finish = timezone.localtime(at + 60 * day).date()
    file_plan(recall, by=firm, at=at + 9 * day, finish_by=finish, **stories.PLAN)
    send_notices(recall, by=firm, at=at + 10 * day)
    announce(
        recall,
        by=firm,
        advice=stories.HEATER_ADVICE,
        advice_en=stories.HEATER_ADVICE_EN,
        at=at + 11 * day,
    )
    for consignee in recall.consignees.all():
        reply(consignee, by=firm, text="已停售，全部退回（示例）", at=at + 15 * day)
        quantity = Decimal(consignee.received_e6 or 0) / 1_000_000
        _give_back(consignee, quantity, firm, at + 30 * day)
    _checked(cast, recall, at + 50 * day)
    summarise(
        recall,
        by=firm,
        text="示例：全部收回，已更换固定装置。",
        finished_at=at + 55 * day,
        at=at + 58 * day,
    )
    close(recall, by=cast.other, evaluation="示例：召回有效，缺陷已消除。", at=at + 70 * day)


def _checked(cast: Cast, recall: Recall, at: datetime) -> None:
    draw_check(recall, by=cast.officer, at=at)
    check = recall.checks.get()
    for visit in check.visits.all():
        record_visit(visit, by=cast.officer, found="reached", way="visit", at=at)
    conclude_check(check, by=cast.officer, conclusion="示例：抽到的单位均已停售退回。", at=at)


def _scooter(cast: Cast, at: datetime) -> None:
    """A consumer product whose plan is overdue."""
    said = {
        **stories.HEATER,
        "product": "示例儿童滑板车 K1",
        "product_en": "Sample children's scooter K1",
        "model_spec": "K1",
        "reason": "前叉焊缝强度不足",
        "reason_en": "The weld of the fork is too weak",
        "harm": "骑行中断裂可能造成摔伤",
        "harm_en": "It may break while riding and cause falls",
    }
    _confirmed(cast, said, firm="scooter", at=at)


def _part(cast: Cast, at: datetime) -> None:
    """A part of which the demonstration's own firm received some: it is asked to answer."""
    hour, firm = timedelta(hours=1), cast.people["part"]
    said = {
        **stories.HEATER,
        "product": "示例温控器 TC-5",
        "product_en": "Sample thermostat TC-5",
        "model_spec": "TC-5",
        "reason": "触点可能粘连，温度超限不断电",
        "reason_en": "Contacts may stick, so that power is not cut when it is too hot",
    }
    recall = declare(
        by=firm,
        firm=cast.firms["part"],
        regime="consumer",
        level="none",
        known_at=at,
        at=at + hour,
        source=Source.SAMPLE,
        **said,
    )
    enter_batches(recall, by=firm, batches=["TC5-2610"], at=at + 2 * hour)
    consignee = Consignee(
        recall=recall,
        name=cast.firms["heater"].name,
        organisation=cast.firms["heater"],
        named_by=cast.firms["part"],
        place=cast.firms["heater"].place,
        lots="TC5-2610",
        received_e6=2_000_000_000,
        unit="只",
    )
    consignee.full_clean()
    consignee.save()
    send_notices(recall, by=firm, at=at + 5 * hour)


def _clues(cast: Cast, now: datetime) -> None:
    for number, said in enumerate(stories.CLUES):
        moment = now - timedelta(hours=20 * (number + 1))
        place = Place.objects.get(pk=said["place"])
        told = {**said, "place": place, "source": Source.SAMPLE}
        register_clue(by=cast.officer, known_at=moment, at=moment, **told)


def _drill(cast: Cast, at: datetime) -> None:
    drill = start_drill(
        by=cast.officer,
        organisation=cast.firms["food"],
        product="示例即食鸡胸肉",
        lot=stories.LOT,
        source=Source.SAMPLE,
        at=at,
    )
    answer_drill(
        drill,
        by=cast.people["food"],
        up=[("示例养殖合作社", "", "2 吨")],
        down=[(name, "", f"{boxes} 箱") for name, _place, boxes in stories.SHOPS[:6]],
        at=at + timedelta(minutes=74),
    )
    said = "示例：按时；追溯数据不足，只评用时。"
    score_drill(drill, by=cast.officer, assessment=said, at=at + timedelta(hours=3))


def _drill_by_trace(cast: Cast, now: datetime) -> None:
    """The demonstration's own firm is asked about a lot of the made-up chain, if there is one."""
    firm = cast.firms["heater"]
    lot = _lot(stories.COOKER, timezone.localdate(now) - timedelta(days=5))
    if not neighbours_of(lot, firm.pk).down:
        return
    start_drill(
        by=cast.officer,
        organisation=firm,
        product="示例电饭煲",
        lot=lot,
        minutes=stories.DAY_LONG,
        source=Source.SAMPLE,
        at=now,
    )


def _lot(product: str, day: date) -> str:
    return f"https://id.gs1.org/01/{product}{check_digit(product)}/10/{day:%y%m%d}"
