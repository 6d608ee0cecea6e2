"""A small Guangdong with a plan of helmets, its firms, samplers, laboratories and officers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from zhiliang.core.actions import load_calendar, load_deadlines
from zhiliang.core.models import Assignment, Organisation, Person
from zhiliang.core.roles import Role
from zhiliang.systems.returns.tests.gazette import make_places
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.judging import Found
from zhiliang.systems.sampling.models import PoolFirm, Sampler, SamplingCase
from zhiliang.systems.sampling.sample.catalogue import classes

STARTED = datetime(2026, 3, 2, 1, tzinfo=UTC)
KNOWN = STARTED + timedelta(hours=4)
DRAWN = KNOWN + timedelta(hours=1)
GOOD = {"impact": "320", "strap": "18", "mass": "0.62"}
BAD = {"impact": "455", "strap": "18", "mass": "0.62"}
UNITS = {"impact": "g", "strap": "mm", "mass": "kg"}
PNG = b"\x89PNG\r\n\x1a\n"


def days(number):
    """A moment so many days after the draw."""
    return DRAWN + timedelta(days=number)


def found(values):
    """Results of a laboratory by item code."""
    return {code: Found(value, UNITS[code]) for code, value in values.items()}


def shots(*shown):
    """A photograph of each thing that was to be shown."""
    wanted = shown or ("site", "storage", "marking", "stock", "process")
    return [(what, (f"{what}.png", PNG + what.encode())) for what in wanted]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture(scope="module")
def reference(kept):
    with kept.unblock():
        make_places()
        load_deadlines(by=None)
        load_calendar(by=None)


@pytest.fixture
def guangdong(reference, db):
    """The places, deadlines and days off."""


@pytest.fixture
def person(guangdong):
    def make(username, role, **scope):
        made = Person.objects.create(username=username, display_name=username)
        Assignment.objects.create(person=made, role=role, valid_from=date(2010, 1, 1), **scope)
        return made

    return make


@pytest.fixture
def organisation(guangdong):
    def make(name, place="440100"):
        return Organisation.objects.create(
            name=name, place_id=place, kind="enterprise", sample=True
        )

    return make


@pytest.fixture
def province(person):
    return person("省局", Role.PROVINCIAL_OFFICER)


@pytest.fixture
def reviewer(person):
    return person("省局复核", Role.PROVINCIAL_OFFICER)


@pytest.fixture
def guangzhou(person):
    return person("广州", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def laboratory(organisation):
    return organisation("示例检验院")


@pytest.fixture
def other_laboratory(organisation):
    return organisation("示例复检中心")


@pytest.fixture
def tester(person, laboratory):
    return person("检验员", Role.LABORATORY, organisation=laboratory)


@pytest.fixture
def retester(person, other_laboratory):
    return person("复检员", Role.LABORATORY, organisation=other_laboratory)


@pytest.fixture
def helmets(guangdong):
    made = {one.code: one for one in classes()}["S-HELMET"]
    product_class = actions.register_class(by=None, **made.fields)
    actions.publish_rule(
        product_class,
        by=None,
        items=made.items,
        **made.rule,
        published_on=date(2026, 1, 1),
        valid_from=date(2026, 1, 1),
    )
    return product_class


@pytest.fixture
def firms(organisation, helmets):
    """Four makers of helmets in Guangzhou."""
    made = [organisation(f"示例头盔厂{number}") for number in "甲乙丙丁"]
    for firm in made:
        PoolFirm.objects.create(
            organisation=firm, product_class=helmets, place_id="440100", site="production"
        )
    return made


@pytest.fixture
def samplers(person, organisation):
    """Three samplers of one body, with accounts."""
    body = organisation("示例抽样中心")
    made = []
    for number in ("01", "02", "03"):
        who = person(f"抽样员{number}", Role.SAMPLER, organisation=body)
        made.append(
            Sampler.objects.create(number=number, person=who, organisation=body, place_id="440100")
        )
    return made


@pytest.fixture
def plan(province, helmets, firms, samplers, laboratory):
    """An issued plan: two makers of helmets in Guangzhou."""
    drafted = actions.draft_plan(
        by=province,
        at=STARTED,
        title="2026年第一季度头盔监督抽查",
        authority_id="440000",
        level="provincial",
        regime="industrial",
        year=2026,
        quarter=1,
        due_on=date(2026, 6, 30),
    )
    line = {
        "product_class": helmets,
        "place_id": "440100",
        "site": "production",
        "count": 2,
        "laboratory": laboratory,
    }
    actions.allocate(drafted, by=province, lines=[line])
    return actions.issue(drafted, by=province, at=STARTED)


@pytest.fixture
def frozen(plan, province):
    return actions.freeze(
        plan,
        by=province,
        entropy_source="示例彩票第2026025期",
        entropy_spelling="依摇出顺序，两位数，一个空格隔开",
        entropy_known_at=KNOWN,
        at=STARTED,
    )


@pytest.fixture
def drawn(frozen, province):
    return actions.draw_lots(frozen, by=province, entropy="07 11 25", at=DRAWN)


@pytest.fixture
def case(drawn):
    return SamplingCase.objects.order_by("number").first()


@pytest.fixture
def sheet():
    """What a sheet says: `sheet(stock=3)`."""

    def make(**given):
        return {
            "product": "电动自行车头盔",
            "trademark": "示例",
            "model": "SL-1",
            "standard": "示例标准 H-01",
            "batch": "20260101",
            "stock": 200,
            "test_quantity": 4,
            "spare_quantity": 4,
            "price_fen": 8000,
            "paid_fen": 32000,
            "test_seal": f"A{given.get('serial', 1)}",
            "spare_seal": f"B{given.get('serial', 1)}",
            **{name: value for name, value in given.items() if name != "serial"},
        }

    return make


@pytest.fixture
def sampler_of():
    """One of the two who were sent."""
    return lambda case: case.samplers.order_by("number").first().person


@pytest.fixture
def taken(case, sheet, sampler_of):
    return actions.take(case, by=sampler_of(case), sheet=sheet(), photos=shots(), at=days(1))


@pytest.fixture
def received(taken, tester):
    return actions.receive(taken, by=tester, seals_intact=True, condition="完好", at=days(2))


@pytest.fixture
def tested(received, tester):
    """`tested(BAD)`: the report of some values."""

    def make(values=BAD):
        actions.enter_results(received, by=tester, found=found(values), at=days(5))
        return actions.report(received, by=tester, report_number="W-1", at=days(6))

    return make


@pytest.fixture
def notified(tested, province):
    """`notified(BAD)`: the parties are told."""

    def make(values=BAD):
        concluded = actions.conclude(tested(values), by=province, at=days(7))
        return actions.notify(concluded, by=province, at=days(7))

    return make


@pytest.fixture
def owner(person):
    """The people of a firm: `owner(firm)`."""
    known = {}

    def of(firm):
        if firm.pk not in known:
            known[firm.pk] = person(f"企业{firm.pk}", Role.ENTERPRISE, organisation=firm)
        return known[firm.pk]

    return of


@pytest.fixture
def delivered(notified, owner):
    """`delivered(BAD)`: the firm has signed for the notice."""

    def make(values=BAD):
        case = notified(values)
        receipt = case.receipts.get(party="firm")
        actions.record_delivery(receipt, by=owner(case.firm), way="online", at=days(8))
        return case

    return make


@pytest.fixture
def settled(delivered, province):
    """`settled(BAD)`: the time to object is over."""

    def make(values=BAD):
        return actions.settle(delivered(values), by=province, at=days(30))

    return make


@pytest.fixture
def owed(settled, guangzhou):
    """The firm is ordered to correct."""
    return actions.order_correction(settled(), by=guangzhou, at=days(31))


def local(moment):
    return timezone.localtime(moment).date()
