"""A small Guangdong with a maker of biscuits, its customers, officers, and a trace that answers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from zhiliang.core.actions import load_calendar, load_deadlines
from zhiliang.core.models import Assignment, Organisation, Person
from zhiliang.core.roles import Role
from zhiliang.methods.canonical import digest
from zhiliang.systems.recalls import actions, scoping
from zhiliang.systems.recalls.models import Recall
from zhiliang.systems.returns.tests.gazette import make_places
from zhiliang.systems.traceability.answers import Holder, Lot, Scope
from zhiliang.systems.traceability.tracing.gaps import Unknown

LOT = "https://id.gs1.org/01/06901234567892/10/L47"
MORE = "https://id.gs1.org/01/06901234567892/10/L48"
KNOWN = datetime(2026, 12, 1, 1, tzinfo=UTC)
"""09:00 in Guangdong on the first day of order 122."""


def after(*, hours=0, days=0):
    """A moment so long after the risk became known."""
    return KNOWN + timedelta(hours=hours, days=days)


class Trace:
    """What the trace knows; `late(...)` adds what arrives afterwards."""

    def __init__(self):
        self.lots, self.holders, self.unknowns = [], [], []

    def scope_of(self, roots, *, as_of=None, window=None):
        if any(not root.startswith("https://") for root in roots):
            raise ValueError("no Digital Link")
        known = [lot for lot in self.lots if roots]
        holders = sorted(self.holders, key=lambda one: one.party)
        told = {"lots": [lot.id for lot in known], "holders": [one.party for one in holders]}
        return Scope(
            roots=tuple(roots),
            as_of=as_of or KNOWN,
            window=window,
            algorithm="test-1",
            lots=tuple(known),
            holders=tuple(holders),
            unknowns=tuple(self.unknowns),
            digest=digest(told),
        )

    def late(self, holder, *lots):
        self.holders.append(holder)
        self.lots += [Lot(lot, lot[-3:], None, 1) for lot in lots]


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
def guangzhou(person):
    return person("广州", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def colleague(person):
    return person("广州同事", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def shenzhen(person):
    return person("深圳", Role.CITY_OFFICER, place_id="440300")


@pytest.fixture
def maker(organisation):
    return organisation("示例饼干厂")


@pytest.fixture
def baker(person, maker):
    return person("饼干厂", Role.ENTERPRISE, organisation=maker)


@pytest.fixture
def shop(organisation):
    return organisation("示例商店", "440300")


@pytest.fixture
def seller(person, shop):
    return person("商店", Role.ENTERPRISE, organisation=shop)


@pytest.fixture
def trace(monkeypatch, maker, shop):
    """The maker, a wholesaler on no register and a shop hold lot 47."""
    known = Trace()
    known.lots = [Lot(LOT, "L47", None, 0, quantity=Decimal(100), unit="箱")]
    held = {"lots": (LOT,), "first_at": KNOWN, "last_at": None, "unit": "箱"}
    known.holders = [
        Holder("gln:maker", maker.name, maker.pk, "440100", **held),
        Holder("gln:wholesale", "示例批发", None, "440100", quantity=Decimal(60), **held),
        Holder("gln:shop", "示例商店", shop.pk, "440300", quantity=Decimal(40), **held),
    ]
    known.unknowns = [Unknown("not_received", LOT, "no buyer known")]
    monkeypatch.setattr(scoping, "scope_of", known.scope_of)
    return known


@pytest.fixture
def newcomer():
    """A holder that turns up later."""
    held = {"lots": (MORE,), "first_at": KNOWN, "last_at": None, "unit": "箱"}
    return Holder("gln:late", "示例迟到商行", None, "440600", quantity=Decimal(5), **held)


@pytest.fixture
def declared(baker, maker):
    """`declared(level="two")`: the maker recalls of itself."""

    def make(known_at=KNOWN, at=None, **given):
        said = {"regime": "food", "level": "one", "product": "示例饼干", **given}
        return actions.declare(
            by=baker,
            firm=maker,
            known_at=known_at,
            at=at or known_at + timedelta(hours=1),
            reason="检出沙门氏菌",
            harm="可能引起急性胃肠炎",
            **said,
        )

    return make


PLAN = {
    "measures": "下架、封存、退回",
    "area": "广东省",
    "disposal": "集中销毁",
    "costs": "本企业承担",
    "contact": "质量部（示例）",
    "notice_ways": "平台、门店公告",
}


@pytest.fixture
def scoped(declared, guangzhou, trace):
    """A class I food recall whose scope is frozen."""
    recall = declared()
    return actions.freeze_scope(recall, by=guangzhou, roots=[LOT], at=after(hours=2))


@pytest.fixture
def running(scoped, baker):
    """Started within the hours: notices, plan, announcement."""
    actions.send_notices(scoped, by=baker, at=after(hours=3))
    actions.file_plan(scoped, by=baker, at=after(hours=4), **PLAN)
    return actions.announce(scoped, by=baker, advice="停止食用，退回门店", at=after(hours=5))


@pytest.fixture
def answered(running, guangzhou):
    """Every consignee was told, answered and gave all back."""
    for consignee in running.consignees.all():
        actions.reply(consignee, by=guangzhou, text="已下架封存", at=after(hours=20))
        actions.enter_movement(
            consignee,
            by=guangzhou,
            kind="recovered",
            quantity=Decimal(consignee.received_e6) / 1_000_000,
            at=after(days=2),
            occurred_at=after(days=2),
        )
    return Recall.objects.get(pk=running.pk)


@pytest.fixture
def checked(answered, guangzhou):
    """A check of all consignees, all reached."""
    actions.draw_check(answered, by=guangzhou, at=after(days=3))
    check = answered.checks.get()
    for visit in check.visits.all():
        actions.record_visit(visit, by=guangzhou, found="reached", way="visit", at=after(days=4))
    return actions.conclude_check(check, by=guangzhou, conclusion="有效", at=after(days=4))


@pytest.fixture
def summarised(answered, checked, baker):
    return actions.summarise(
        answered,
        by=baker,
        text="全部收回并销毁",
        finished_at=after(days=5),
        at=after(days=6),
    )


@pytest.fixture
def closed(summarised, colleague):
    return actions.close(summarised, by=colleague, evaluation="召回有效", at=after(days=8))


def fresh(row):
    return type(row).objects.get(pk=row.pk)
