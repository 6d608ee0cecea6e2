"""Drills: against the clock, and against what the trace knows one step up and one step down."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from zhiliang.core.actions import load_reference
from zhiliang.core.errors import NotAllowed
from zhiliang.core.models import Assignment, Organisation, Person
from zhiliang.core.roles import Role
from zhiliang.systems.recalls import actions, comparing
from zhiliang.systems.recalls.models import Drill
from zhiliang.systems.recalls.tests.conftest import KNOWN, LOT, after
from zhiliang.systems.traceability import actions as traceability
from zhiliang.systems.traceability.answers import Neighbour, Neighbours
from zhiliang.systems.traceability.sample.firms import PRODUCTS

GLN = "9520084000037"


@pytest.fixture
def known(monkeypatch, shop):
    """`known(up, down)`: what the trace answers."""

    def answer(up=(), down=()):
        told = Neighbours(tuple(up), tuple(down))
        monkeypatch.setattr(comparing, "neighbours_of", lambda *_asked, **_as_of: told)

    answer(
        [Neighbour("gln:mill", "示例面粉厂", None)],
        [
            Neighbour("gln:wholesale", "示例批发", None),
            Neighbour(f"https://id.gs1.org/414/{GLN}", "一号门店", shop.pk),
            Neighbour("gln:shop-2", "二号门店", shop.pk),
        ],
    )
    return answer


@pytest.fixture
def drill(guangzhou, maker):
    return actions.start_drill(
        by=guangzhou, organisation=maker, product="示例饼干", lot=LOT, minutes=60, at=KNOWN
    )


@pytest.fixture
def scored(drill, baker, guangzhou):
    """`scored(up=…, down=…)`: handed in after an hour, and assessed."""

    def hand_in(**lines):
        actions.answer_drill(drill, by=baker, at=after(hours=1), **lines)
        return actions.score_drill(drill, by=guangzhou, at=after(hours=2))

    return hand_in


def test_a_drill_is_timed(known, scored):
    done = scored(down=[("示例批发", "", "60")])
    assert (done.seconds, done.in_time) == (3600, True)


def test_both_directions_are_compared_with_the_trace(known, scored):
    done = scored(up=[("示例面粉厂", "", "")], down=[("示例批发", "", "60")])
    assert (done.known_up, done.named_up, done.known_down, done.named_down) == (1, 1, 2, 1)
    assert done.completeness == "66.6%"


def test_the_form_says_which_lot_is_asked_about(drill, client, baker):
    client.force_login(baker)
    page = client.get(f"/recalls/drills/{drill.pk}/answer/").content.decode()
    assert "示例饼干 (01)06901234567892(10)L47" in page


def test_a_supplier_named_as_a_customer_does_not_count(known, scored):
    done = scored(down=[("示例面粉厂", "", "")])
    assert (done.named_up, done.named_down) == (0, 0)


@pytest.mark.parametrize(
    "line",
    [
        ("示例商店", "", ""),
        ("二号门店", "", ""),
        ("门店", GLN, ""),
        ("门店", f"(414){GLN}", ""),
        ("门店", "urn:epc:id:sgln:9520084.00003.0", ""),
        ("门店", "91440300MA5EXAMPXX", ""),
    ],
)
def test_a_customer_is_known_by_name_number_or_credit_code(known, scored, shop, line):
    Organisation.objects.filter(pk=shop.pk).update(uscc="91440300MA5EXAMPXX")
    assert scored(down=[line]).named_down == 1


def test_a_direction_of_which_the_trace_knows_nothing_is_not_called_complete(
    known, scored, client, guangzhou
):
    known(down=[Neighbour("gln:wholesale", "示例批发", None)])
    done = scored(down=[("示例批发", "", "60")])
    client.force_login(guangzhou)
    page = client.get(f"/recalls/drills/{done.pk}/").content.decode()
    for words in ("追溯数据没有记录，无从比对", "追溯已知 1 家，报出 1 家", "100.0%（只比下家）"):
        assert words in page


def test_nothing_is_compared_where_the_trace_knows_nobody(known, scored):
    known()
    done = scored(up=[("示例面粉厂", "", "")])
    assert (done.known_up, done.known_down, done.completeness) == (0, 0, "")


def test_a_drill_is_missed_only_after_its_time(drill, guangzhou):
    with pytest.raises(ValidationError, match="还没有到"):
        actions.miss_drill(drill, by=guangzhou, at=after(hours=0.5))
    assert actions.miss_drill(drill, by=guangzhou, at=after(hours=2)).state == "missed"


def test_a_drill_of_another_city_s_firm_is_not_started(shenzhen, maker):
    with pytest.raises(NotAllowed):
        actions.start_drill(by=shenzhen, organisation=maker, product="x", lot=LOT)


@pytest.fixture
def samples(db):
    load_reference(by=None)
    traceability.load_sample(by=None)
    actions.load_sample(by=None)


def officer():
    return Person.objects.get(username="sample-provincial")


def test_the_made_up_drill_of_a_lot_outside_the_trace_is_only_timed(samples):
    done = Drill.objects.get(state="scored")
    assert (done.in_time, done.known_up, done.known_down) == (True, 0, 0)


def test_the_demonstration_s_own_firm_is_asked_about_its_own_lot(samples):
    asked = Drill.objects.get(state="running")
    by = Assignment.objects.get(organisation=asked.organisation, role=Role.ENTERPRISE).person
    actions.answer_drill(asked, by=by, up=[("示例五金厂", "", "")], down=[("示例超市二店", "", "")])
    done = actions.score_drill(asked, by=officer())
    assert (done.known_up, done.named_up, done.known_down, done.named_down) == (1, 1, 1, 0)


def test_what_a_far_shop_got_is_not_asked_of_the_maker(samples):
    """Milk of two farms became yogurt, and the cold store sent it on to two shops."""
    dairy = Organisation.objects.get(name="示例乳业有限公司")
    day = timezone.localdate() - timedelta(days=10)
    lot = PRODUCTS["yogurt"].lot(f"{day:%y%m%d}")
    asked = actions.start_drill(by=officer(), organisation=dairy, product="示例酸奶", lot=lot)
    by = Person.objects.get(username="sample-recall-dairy")
    farms = [("示例牧场", "", ""), ("示例第二牧场", "", "")]
    actions.answer_drill(asked, by=by, up=farms, down=[("示例冷链仓储", "", "")])
    assert actions.score_drill(asked, by=officer()).completeness == "100.0%"
