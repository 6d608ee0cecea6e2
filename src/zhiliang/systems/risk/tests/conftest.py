"""A small Guangdong with officers of cities, a province, a department, and years of reports."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from zhiliang.core.actions import load_calendar, load_deadlines
from zhiliang.core.models import Assignment, Department, Organisation, Person, Place, PlaceName
from zhiliang.core.roles import Role
from zhiliang.systems.returns.tests.gazette import make_places
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.models import Kind
from zhiliang.systems.risk.sources import Told

DAY = date(2026, 11, 24)
"""The Tuesday before the Wednesday on which somebody looks."""
NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
"""09:00 in Guangdong on that Wednesday."""


def after(*, hours=0, days=0):
    """A moment so long after."""
    return NOW + timedelta(hours=hours, days=days)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


CITIES = {"440400": "珠海市", "440500": "汕头市", "440600": "佛山市", "441900": "东莞市"}


@pytest.fixture(scope="module")
def reference(kept):
    told = {"valid_from": date(2005, 1, 1), "recorded_at": NOW, "parent_id": "440000"}
    with kept.unblock():
        make_places()
        for code, name in CITIES.items():
            Place.objects.create(code=code, level="city")
            PlaceName.objects.create(place_id=code, name_zh=name, **told)
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
def place(guangdong):
    return lambda code: Place.objects.get(pk=code)


@pytest.fixture
def province(person):
    return person("省局", Role.PROVINCIAL_OFFICER)


@pytest.fixture
def colleague(person):
    return person("省局同事", Role.PROVINCIAL_OFFICER)


@pytest.fixture
def office(person):
    return person("领导小组办公室", Role.OFFICE)


@pytest.fixture
def guangzhou(person):
    return person("广州", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def shenzhen(person):
    return person("深圳", Role.CITY_OFFICER, place_id="440300")


@pytest.fixture
def department(guangdong):
    return Department.objects.create(
        code="amr", name_zh="市场监管部门", valid_from=date(2010, 1, 1)
    )


@pytest.fixture
def bureau(person, department):
    """Somebody of a department's office in Guangzhou, which is not the city's government."""
    return person("广州某局", Role.CITY_OFFICER, place_id="440100", department=department)


@pytest.fixture
def firm(guangdong):
    return Organisation.objects.create(
        name="示例电器厂", place_id="440100", kind="enterprise", sample=True
    )


def told(number, day, *, product="heaters", hazard="shock", place="440100", kind=Kind.COMPLAINT):
    """An observation as a source tells it."""
    return Told(
        kind=kind,
        reference=f"{kind}-{number}",
        product=product,
        hazard=hazard,
        place=place,
        occurred_on=day,
        recorded_on=day,
    )


def quiet(rate, *, weeks, seed, until=DAY, **stratum):
    """Reports that come by chance at a steady weekly rate, for so many weeks until a day."""
    rng = np.random.default_rng(seed)
    number = 0
    for week, count in enumerate(rng.poisson(rate, weeks)):
        for _ in range(count):
            day = until - timedelta(days=7 * (weeks - 1 - week) + int(rng.integers(7)))
            yield told(f"{seed}-{number}", day, **stratum)
            number += 1


def cluster(count, *, until=DAY, **stratum):
    """Reports within three days."""
    for number in range(count):
        yield told(f"c-{number}", until - timedelta(days=number % 3), **stratum)


@pytest.fixture
def years(guangdong):
    """Five years of about one report a week of heaters that give shocks, in Guangzhou."""
    actions.enter_observations(quiet(1.0, weeks=264, seed=1), by=None)


@pytest.fixture
def signal(years):
    """Nine reports in three days."""
    actions.enter_observations(cluster(9), by=None)
    (found,) = actions.monitor(on=DAY, by=None, at=NOW)
    return found


STEPS = (("1", "使用取暖器"), ("1/50", "绝缘失效"), ("1/10", "触及外壳"))


@pytest.fixture
def assessed(signal, province):
    """An assessment of the signal with one scenario."""
    assessment = actions.assess(signal, by=province, at=NOW)
    return actions.add_scenario(
        assessment,
        by=province,
        words="外壳带电",
        injury="电击致心室颤动",
        severity=4,
        steps=STEPS,
        at=NOW,
    )


WARNING = {
    "title": "取暖器触电风险",
    "title_en": "Heaters may give electric shocks",
    "product": "heaters",
    "hazard": "shock",
    "area": "广州市",
    "matters": "某型号取暖器外壳可能带电",
    "measures": "停止使用，拔下插头",
    "contact": "12345",
    "starts_at": NOW,
}


@pytest.fixture
def drafted(province, place):
    """`drafted("notice")`, `drafted("emergency", colour="red", category="accident")`."""

    def make(kind="notice", *, by=province, at=NOW, **given):
        said = {**WARNING, "place": place("440100"), "areas": [place("440100")], **given}
        return actions.draft(by=by, kind=kind, at=at, **said)

    return make


@pytest.fixture
def red(drafted, province, guangzhou):
    """A red warning that the government of Guangzhou issued."""
    warning = drafted("emergency", colour="red", category="accident")
    warning = actions.propose(warning, by=province, at=NOW)
    return actions.issue_emergency(
        warning, by=guangzhou, approval="穗府应急〔2026〕1号", at=after(hours=1)
    )


@pytest.fixture
def incident(guangzhou, place):
    """`incident("special_equipment", deaths=1)`: registered in Guangzhou."""

    def make(kind="special_equipment", **given):
        said = {
            "title": "示例电梯事故",
            "place": place("440100"),
            "finding": "轿厢坠落",
            "occurred_at": NOW - timedelta(minutes=50),
            "known_at": NOW,
            **given,
        }
        return actions.register_incident(by=guangzhou, kind=kind, at=NOW, **said)

    return make


@pytest.fixture
def responding(incident, guangzhou):
    return actions.respond(
        incident(deaths=1),
        by=guangzhou,
        response=3,
        plan="特种设备事故应急预案（示例）",
        measures="现场警戒，停用同型号电梯",
        expected_until=after(days=2),
        report_every=12,
        at=after(hours=1),
    )
