"""The made-up chain is believable, marked, and made once."""

from datetime import date

import pytest
from django.utils import timezone

from zhiliang.core.models import Organisation, Place
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.answers import scope_of, sources_of
from zhiliang.systems.traceability.models import EpcisEvent, Handling, Site, TracedObject
from zhiliang.systems.traceability.sample.firms import FIRMS, PRODUCTS, box

TODAY = date(2026, 6, 30)


@pytest.fixture
def chain(guangdong):
    for code in sorted({one.place for one in FIRMS.values()}):
        Place.objects.get_or_create(code=code, defaults={"level": "city"})
    return actions.load_sample(by=None, today=TODAY)


def test_the_chain_has_about_two_hundred_lots(chain):
    lots = TracedObject.objects.filter(canonical__contains="/10/").count()
    assert 150 <= lots <= 250


def test_a_second_time_changes_nothing(chain):
    assert actions.load_sample(by=None, today=TODAY) == chain


def test_everything_is_marked(chain):
    assert not EpcisEvent.objects.filter(sample=False).exists()
    assert not Site.objects.exclude(name__startswith="示例").exists()
    assert not Organisation.objects.filter(sample=False).exists()
    assert set(Handling.objects.values_list("source", flat=True)) == {"sample"}


def test_milk_of_a_farm_reaches_shops_in_several_cities(chain):
    milk = PRODUCTS["milk_a"].lot("260612")
    assert len({one.place for one in scope_of([milk]).holders}) >= 4


def test_a_container_used_again_does_not_mix_its_loads(chain):
    loads = scope_of([PRODUCTS["yogurt"].lot("260612")])
    assert {one.id for one in loads.lots} == {PRODUCTS["yogurt"].lot("260612")}
    assert TracedObject.objects.filter(canonical=box(1)).exists()


def test_it_has_the_gaps_that_records_have(chain):
    kinds = set()
    for product in ("milk_a", "milk_b"):
        for day in range(1, 27):
            lot = PRODUCTS[product].lot(f"2606{day:02d}")
            kinds |= {one.kind for one in scope_of([lot]).unknowns}
    assert {"no_origin", "not_received"} <= kinds


def test_what_was_taken_back_leads_nowhere(chain):
    assert EpcisEvent.objects.exclude(voided_from=None).count() == 1
    wrong = PRODUCTS["fresh"].lot("260610X")
    assert [one.tier for one in sources_of([wrong]).lots] == [0]


def test_one_event_came_late(chain):
    late = [
        one
        for one in EpcisEvent.objects.filter(declaration=False)
        if (one.record_time - one.event_time).days >= 1
    ]
    assert len(late) == 1


def test_a_scan_of_it_says_that_it_is_made_up(chain, client):
    page = client.get(f"/01/{PRODUCTS['yogurt'].gtin}/10/260612").content.decode()
    for words in ("示例原味酸奶", "示例乳业有限公司", "生鲜乳", "示例牧场", "虚构", "example.org"):
        assert words in page
    assert "示例超市" not in page
    assert "示例第二牧场" not in page


def test_nothing_lies_in_the_future(chain):
    now = timezone.now()
    assert not EpcisEvent.objects.filter(
        event_time__gt=max(now, EpcisEvent.objects.latest("record_time").record_time)
    ).exists()
