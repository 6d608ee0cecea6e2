"""The made-up complaints and tip-offs of the demonstration, by the real verbs."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhiliang.core.actions import create_organisation, seat_made_up_person
from zhiliang.core.models import Department, Organisation, Person, Place
from zhiliang.core.product_kinds import products
from zhiliang.core.roles import Role
from zhiliang.methods.complaint_text import Row
from zhiliang.systems.complaints.actions.checking import (
    ask_extension,
    conclude,
    file_case,
    file_none,
    find_clue,
    grant_extension,
)
from zhiliang.systems.complaints.actions.deciding import (
    accept,
    assign,
    classify,
    hand_over,
    refuse,
)
from zhiliang.systems.complaints.actions.mediating import (
    answer,
    arrange,
    end_test,
    rate,
    send_to_test,
    settle,
    tell,
    terminate,
)
from zhiliang.systems.complaints.actions.receiving import COMPLAINT, TIP_OFF, Receipt, submit
from zhiliang.systems.complaints.clocks import day_of
from zhiliang.systems.complaints.models import Complaint, Source, Submission, TipOff
from zhiliang.systems.complaints.sample import stories
from zhiliang.systems.complaints.sample.texts import made_up

SEED, COUNT = 2026, 48


@dataclass(frozen=True)
class Cast:
    """Who plays: an officer and a head in each city, and the firms."""

    officers: dict[str, Person]
    heads: dict[str, Person]
    firms: dict[str, Organisation]
    clerks: dict[str, Person]


def load_sample(*, by: None) -> int:
    """Make the made-up cases once; returns how many submissions there are."""
    made = Submission.objects.filter(source=Source.SAMPLE)
    if not made.exists():
        with transaction.atomic():
            _all(timezone.now(), by=by)
    return made.count()


def _all(now: datetime, *, by: None) -> None:
    cast, rng = _cast(), random.Random(SEED)
    for place, (row, days) in enumerate(
        zip(made_up(SEED, COUNT, noise=0), _days(rng), strict=True)
    ):
        _story(
            cast, rng, row, place, sent=now - timedelta(days=days, hours=rng.randrange(12)), now=now
        )
    _heater(cast, now, by=by)
    _toys(cast, now, by=by)


def _days(rng: random.Random) -> Iterator[int]:
    """How long ago each came in, within the last four months, the oldest first."""
    yield from sorted((rng.randrange(1, 120) for _ in range(COUNT)), reverse=True)


def _cast() -> Cast:
    officers, heads = (
        {
            city: seat_made_up_person(
                by=None,
                username=f"sample-12315-{city}{suffix}",
                display_name=f"示例·{name}",
                role=Role.CITY_OFFICER,
                place=Place.objects.get(pk=city),
            )
            for city in stories.CITIES
        }
        for suffix, name in (("", "投诉承办人"), ("-head", "投诉负责人"))
    )
    firms = {key: _firm(*given) for key, given in stories.FIRMS.items()}
    clerks = {
        key: seat_made_up_person(
            by=None,
            username=f"sample-complained-{key}",
            display_name=f"示例·{firm.name}",
            role=Role.ENTERPRISE,
            organisation=firm,
        )
        for key, firm in firms.items()
    }
    return Cast(officers, heads, firms, clerks)


def _firm(name: str, place: str) -> Organisation:
    known = Organisation.objects.filter(name=name, sample=True).first()
    return known or create_organisation(
        by=None, name=name, place=Place.objects.get(pk=place), sample=True
    )


def _story(
    cast: Cast, rng: random.Random, row: Row, place: int, *, sent: datetime, now: datetime
) -> None:
    """One submission and how far it has come."""
    key = rng.choice(list(cast.firms))
    firm, tip = cast.firms[key], products()[row.product].domain != "market" or rng.random() < 0.2
    wants = (TIP_OFF,) if tip else (COMPLAINT,)
    receipt = _sent(row, firm, place, wants, anonymous=tip and rng.random() < 0.4, at=sent)
    officer = cast.officers[firm.place_id]
    case = receipt.complaint or receipt.tip_off
    assert case
    step = _Steps(sent, now, rng)
    if when := step.next(1, 5):
        case = assign(case, by=officer, officer=officer, at=when)
        case = classify(
            case, by=officer, product=row.product, hazard=row.hazard, topic=row.kind, at=when
        )
    if not when:
        return
    if isinstance(case, Complaint):
        _complaint(case, cast, key, step)
    elif isinstance(case, TipOff):
        _tip_off(case, cast, step)


class _Steps:
    """Moments after one another, until now; None once the next would lie in the future."""

    def __init__(self, sent: datetime, now: datetime, rng: random.Random) -> None:
        self.at, self.now, self.rng = sent, now, rng

    def next(self, least: int, most: int) -> datetime | None:
        """Between so many days later, in office hours; None if that is yet to come."""
        self.at += timedelta(days=self.rng.randint(least, most))
        return self.at if self.at < self.now else None

    def chance(self, share: float) -> bool:
        """Whether something that happens in a share of cases happens in this one."""
        return self.rng.random() < share


def _sent(
    row: Row,
    firm: Organisation,
    place: int,
    wants: tuple[str, ...],
    *,
    anonymous: bool,
    at: datetime,
) -> Receipt:
    who: dict[str, Any] = {} if anonymous else stories.somebody(place)
    return submit(
        wants=wants,
        at=at,
        title=str(products()[row.product].zh),
        text=row.text,
        demand=stories.DEMAND,
        firm=firm,
        firm_name=firm.name,
        firm_address=stories.ADDRESS,
        place=firm.place,
        anonymous=anonymous,
        publish_ok=place % 2 == 0,
        delegate_ok=place % 3 == 0,
        injured=row.kind == "safety" and place % 4 == 0,
        source=Source.SAMPLE,
        **who,
    )


def _complaint(case: Complaint, cast: Cast, key: str, step: _Steps) -> None:
    officer = cast.officers[case.place_id]
    if not (when := step.next(1, 6)):
        return
    if step.chance(0.12):
        refuse(case, by=officer, refusal="3", note=stories.REFUSED, at=when)
        return
    case = accept(case, by=officer, at=when)
    if step.chance(0.4) and (when := step.next(1, 4)):
        case = answer(case, by=cast.clerks[key], text=stories.ANSWER, at=when)
    if not (when := step.next(3, 40)):
        return
    _ended(case, officer, step, when)


def _ended(case: Complaint, officer: Person, step: _Steps, when: datetime) -> None:
    if step.chance(0.62):
        case = settle(
            case,
            by=officer,
            agreement=stories.AGREED,
            performed=True,
            recovered_fen=29_900,
            at=when,
        )
        if step.chance(0.5):
            rate(case, satisfaction=step.rng.choice((3, 4, 5, 5)), at=when + timedelta(hours=3))
        return
    case = terminate(case, by=officer, end_reason=step.rng.choice("123"), at=when)
    if told := step.next(1, 6):
        tell(case, by=officer, at=told)


def _tip_off(case: TipOff, cast: Cast, step: _Steps) -> None:
    officer, head = cast.officers[case.place_id], cast.heads[case.place_id]
    domain = products()[case.submission.product].domain
    if not (when := step.next(2, 9)):
        return
    if domain != "market":
        department = Department.objects.filter(pk=stories.DEPARTMENTS[domain]).first()
        if department:
            hand_over(case, by=officer, department=department, note=stories.HANDED, at=when)
        return
    if step.chance(0.3):
        case = ask_extension(case, by=officer, reason=stories.LONGER, at=when)
        case = grant_extension(case, by=head, at=when + timedelta(hours=2))
        when = step.next(3, 10)
    if when and step.chance(0.5):
        case = file_case(case, by=officer, finding=stories.FOUND, at=when)
        if when := step.next(20, 60):
            conclude(case, by=officer, result=stories.RESULT, at=when)
    elif when:
        file_none(case, by=officer, finding=stories.NOTHING, at=when)


def _heater(cast: Cast, now: datetime, *, by: None) -> None:
    """The citizen with the broken heater: tested, and a breach of the law was found on the way."""
    sent, firm = now - timedelta(days=26), cast.firms["heaters"]
    officer = cast.officers[firm.place_id]
    row = Row(stories.HEATER, "heaters", "shock", "safety")
    case = _sent(row, firm, COUNT, (COMPLAINT, TIP_OFF), anonymous=False, at=sent).complaint
    assert case
    case = assign(case, by=officer, officer=officer, at=sent + timedelta(days=1))
    case = classify(
        case,
        by=officer,
        product="heaters",
        hazard="shock",
        topic="safety",
        at=sent + timedelta(days=1),
    )
    case = accept(case, by=officer, at=sent + timedelta(days=2))
    tested = sent + timedelta(days=4)
    case = send_to_test(
        case,
        by=officer,
        laboratory=stories.LABORATORY,
        chosen="agreed",
        first_day=day_of(tested),
        at=tested,
    )
    found = sent + timedelta(days=15)
    case = end_test(case, by=officer, last_day=day_of(found), finding=stories.LEAKS, at=found)
    case = find_clue(case, by=officer, finding=stories.NO_MARK, at=found + timedelta(hours=2))
    arrange(
        case,
        by=officer,
        mediation_at=now + timedelta(days=2),
        where=stories.WHERE,
        mediators=stories.MEDIATORS,
        at=found + timedelta(days=1),
    )


def _toys(cast: Cast, now: datetime, *, by: None) -> None:
    """An anonymous word about toys without a mark, of which a case was filed."""
    sent, firm = now - timedelta(days=40), cast.firms["toys"]
    officer = cast.officers[firm.place_id]
    row = Row(stories.TOYS, "toys", "counterfeit", "quality")
    case = _sent(row, firm, COUNT + 1, (TIP_OFF,), anonymous=True, at=sent).tip_off
    assert case
    case = assign(case, by=officer, officer=officer, at=sent + timedelta(days=1))
    when = sent + timedelta(days=2)
    case = classify(case, by=officer, product=row.product, hazard=row.hazard, at=when)
    file_case(case, by=officer, finding=stories.FOUND, at=sent + timedelta(days=12))
