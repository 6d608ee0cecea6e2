"""The made-up sampling: settled results of years from files, running plans by the real verbs."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from zhiliang.core.actions import create_organisation, seat_made_up_person
from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.models import Organisation, Person, Place, PlaceSetMember
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.actions.drawing import draw_lots, freeze
from zhiliang.systems.sampling.actions.living import Actors, Calendar, Life
from zhiliang.systems.sampling.actions.planning import (
    allocate,
    draft_plan,
    issue,
    publish_rule,
    register_class,
)
from zhiliang.systems.sampling.models import (
    Conflict,
    PoolFirm,
    ProductClass,
    RetestLaboratory,
    Sampler,
    SamplingCase,
    SamplingPlan,
)
from zhiliang.systems.sampling.sample import catalogue, history, stories

CITIES = ("440100", "440300", "440600", "441900", "440500")
LISTED = ("S-HEATER", "S-HELMET", "S-TOY", "S-TILE", "S-CABLE")
FIRMS = 4
DEMO_FIRM = "示例电器有限公司"
FOOD = "S-BISCUIT"
OF_THE_DEMO_FIRM = {
    ("S-HEATER", "440100", "production"),
    ("S-TOY", "440100", "production"),
    (FOOD, "440100", "market"),
}
SENT_TO_IT = 2
Progress = Callable[[str], None]


def load_history(*, by: None) -> int:
    """Take in the made-up results of 2011 to 2015; returns how many there are.

    A second time changes nothing.
    """
    _classes()
    places = sorted(
        PlaceSetMember.objects.filter(set_id="gd_21", valid_to=None).values_list("place", flat=True)
    )
    for key, content in (
        ("sampling-results", history.results_file(places)),
        ("comparability-results", history.tracking_file(places)),
    ):
        reading = read(feeds[key], content)
        outcome = acceptor_of(key)(reading, by=by, name="示例", source="sample")
        if outcome.rejected:
            raise RuntimeError(f"a made-up file was refused: {outcome.rejected[0]}")
    return SamplingCase.objects.filter(source="sample").exclude(imported="").count()


def _classes() -> None:
    for made in catalogue.classes():
        if not ProductClass.objects.filter(code=made.code).exists():
            product_class = register_class(by=None, **made.fields)
            publish_rule(
                product_class,
                by=None,
                items=made.items,
                **made.rule,
                published_on=date(2025, 1, 1),
                valid_from=date(2025, 1, 1),
            )


@transaction.atomic
def load_running(*, by: None, today: date | None = None) -> int:
    """Make four running plans as if they had happened until today; returns how many samples.

    A second time changes nothing.
    """
    made = SamplingCase.objects.filter(source="sample", imported="")
    if not made.exists():
        day = today or timezone.localdate()
        _classes()
        _lists()
        _finished(day - timedelta(days=170), today=day)
        _new(day - timedelta(days=9), today=day)
        _frozen(day, today=day)
        _food(day - timedelta(days=4), today=day)
    return made.count()


def _lists() -> None:
    body = _organisation(catalogue.SAMPLING_BODY, "440100")
    for number in range(1, 7):
        named = Person.objects.filter(username="sampler").first() if number == 1 else None
        seated = named or seat_made_up_person(
            by=None,
            username=f"sample-sampler-{number}",
            display_name=f"示例·抽样员{number}",
            role=Role.SAMPLER,
            organisation=body,
        )
        sampler = Sampler(
            number=f"GD-{number:03d}",
            person=seated,
            organisation=body,
            place_id="440100",
            source="sample",
        )
        sampler.full_clean()
        sampler.save()
    _keep_away(_organisation(DEMO_FIRM, "440100"))
    for code in LISTED:
        product_class = ProductClass.objects.get(code=code)
        for place in CITIES:
            for site in ("production", "market"):
                _list(product_class, place, site)
    _list(ProductClass.objects.get(code=FOOD), "440100", "market")
    for name in catalogue.LABORATORIES:
        _list_laboratory(_organisation(name, "440100"))


def _list_laboratory(laboratory: Organisation) -> None:
    listed = RetestLaboratory(
        organisation=laboratory, listed_from=date(2025, 1, 1), source="sample"
    )
    listed.full_clean()
    listed.save()


def _keep_away(firm: Organisation) -> None:
    """All but the first two samplers keep away from the demo's firm: it is theirs to visit."""
    for sampler in Sampler.objects.order_by("number")[SENT_TO_IT:]:
        conflict = Conflict(
            sampler=sampler, organisation=firm, reason="示例：近三年与该企业有业务往来"
        )
        conflict.full_clean()
        conflict.save()


def _list(product_class: ProductClass, place: str, site: str) -> None:
    kind = "厂" if site == "production" else "商店"
    names = [f"示例{product_class.name_zh}{kind}{place[2:4]}-{n}" for n in range(1, FIRMS + 1)]
    if (product_class.code, place, site) in OF_THE_DEMO_FIRM:
        names = [DEMO_FIRM]
    for serial, name in enumerate(names):
        firm = PoolFirm(
            organisation=_organisation(name, place),
            product_class=product_class,
            place_id=place,
            site=site,
            size=("large", "medium", "small", "micro")[serial % 4],
            credit="ABCD"[serial % 4],
            weight=(1, 1, 2, 3)[serial % 4],
            output=5000 // (serial + 1),
            source="sample",
        )
        firm.full_clean()
        firm.save()


def _organisation(name: str, place: str) -> Organisation:
    known = Organisation.objects.filter(name=name, sample=True).first()
    return known or create_organisation(
        by=None, name=name, place=Place.objects.get(pk=place), sample=True
    )


def _drafted(title: str, started: date, *, regime: str) -> SamplingPlan:
    return draft_plan(
        by=_provincial(),
        at=_noon(started),
        title=title,
        authority_id="440000",
        level="provincial",
        regime=regime,
        year=started.year,
        quarter=(started.month + 2) // 3,
        due_on=started + timedelta(days=75),
        source="sample",
    )


def _plan(title: str, started: date, *, classes: tuple[str, ...], count: int) -> SamplingPlan:
    officer = _provincial()
    plan = _drafted(title, started, regime="industrial")
    laboratory = _organisation(catalogue.LABORATORIES[0], "440100")
    known = ProductClass.objects.filter(code__in=classes)
    lines = [
        {
            "product_class": product_class,
            "place_id": place,
            "site": site,
            "count": 1 if _only_one(product_class, place, site) else count,
            "laboratory": laboratory,
        }
        for product_class in known
        for place in CITIES
        for site in ("production", "market")
    ]
    allocate(plan, by=officer, lines=lines)
    return issue(plan, by=officer, at=_noon(started))


def _only_one(product_class: ProductClass, place: str, site: str) -> bool:
    listed = PoolFirm.objects.filter(product_class=product_class, place=place, site=site)
    return listed.count() == 1


def _finished(started: date, *, today: date) -> None:
    plan = _plan("示例·工业产品质量监督抽查（已近尾声）", started, classes=LISTED[:2], count=2)
    _drawn(plan, started)
    told = list(stories.STORIES)
    actors, calendar = _actors(), Calendar(started, today)
    for number, case in enumerate(plan.cases.order_by("number")):
        mine = case.firm.name == DEMO_FIRM
        story = stories.OF_THE_DEMO_FIRM if mine else told[number % len(told)]
        # the demo's firm was told only now: its clock has not begun
        own = Calendar(today - timedelta(days=26), today) if mine else calendar
        Life(case, story, actors, own).live()


def _new(started: date, *, today: date) -> None:
    plan = _plan("示例·本季度工业产品质量监督抽查", started, classes=LISTED[2:4], count=2)
    _drawn(plan, started)
    actors, calendar = _actors(), Calendar(started, today)
    for number, case in enumerate(plan.cases.order_by("number")):
        waiting = case.firm.name == DEMO_FIRM
        story = stories.WAITING if waiting else stories.NEW[number % len(stories.NEW)]
        Life(case, story, actors, calendar).live()


def _drawn(plan: SamplingPlan, started: date) -> None:
    draw = freeze(
        plan,
        by=_provincial(),
        entropy_source="示例彩票（虚构）某期开奖号码",
        entropy_spelling="依摇出顺序，两位数，一个空格隔开",
        entropy_known_at=_noon(started) + timedelta(hours=9),
        at=_noon(started),
    )
    draw_lots(
        draw,
        by=_provincial(),
        entropy="03 08 14 19 27 31 05",
        at=_noon(started) + timedelta(hours=20),
    )


def _frozen(started: date, *, today: date) -> None:
    plan = _plan("示例·电线电缆专项抽查（待抽取）", started, classes=LISTED[4:], count=1)
    freeze(
        plan,
        by=_provincial(),
        entropy_source="示例彩票（虚构）下一期开奖号码",
        entropy_spelling="依摇出顺序，两位数，一个空格隔开",
        entropy_known_at=_noon(today) + timedelta(days=1),
    )


def _food(started: date, *, today: date) -> None:
    """One sample of food at the demo's firm, taken yesterday: it may object to the sampling."""
    officer = _provincial()
    plan = _drafted("示例·食品监督抽检（抽样异议期内）", started, regime="food")
    line = {
        "product_class": ProductClass.objects.get(code=FOOD),
        "place_id": "440100",
        "site": "market",
        "count": 1,
        "laboratory": _organisation(catalogue.LABORATORIES[0], "440100"),
    }
    allocate(plan, by=officer, lines=[line])
    _drawn(issue(plan, by=officer, at=_noon(started)), started)
    actors, calendar = _actors(), Calendar(started, today)
    for case in plan.cases.all():
        Life(case, stories.OF_FOOD, actors, calendar).live()


def _noon(day: date) -> datetime:
    moment = timezone.make_aware(datetime.combine(day, time(12)))
    return min(moment, timezone.now())


def _provincial() -> Person:
    return seat_made_up_person(
        by=None,
        username="sample-provincial",
        display_name="示例·省局经办人",
        role=Role.PROVINCIAL_OFFICER,
    )


def _actors() -> Actors:
    laboratory = _organisation(catalogue.LABORATORIES[0], "440100")
    other = _organisation(catalogue.LABORATORIES[2], "440100")
    return Actors(
        officer=_provincial(),
        tester=seat_made_up_person(
            by=None,
            username="sample-tester",
            display_name="示例·检验员",
            role=Role.LABORATORY,
            organisation=laboratory,
        ),
        retester=seat_made_up_person(
            by=None,
            username="sample-retester",
            display_name="示例·复检员",
            role=Role.LABORATORY,
            organisation=other,
        ),
        retesting=other,
    )
