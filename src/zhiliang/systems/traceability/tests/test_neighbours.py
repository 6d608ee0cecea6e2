"""One up, one down of a firm for a lot: its neighbours and nobody beyond."""

import pytest

from zhiliang.core.models import Organisation, Place
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.answers import neighbours_of
from zhiliang.systems.traceability.models import EpcisEvent
from zhiliang.systems.traceability.sample.firms import FIRMS, PRODUCTS
from zhiliang.systems.traceability.tests.conftest import (
    DAIRY,
    MILK,
    PALLET,
    SHOP,
    YOGURT,
    event,
    quantity,
    transformation,
)
from zhiliang.systems.traceability.tests.test_sample import TODAY

FARM = "https://id.gs1.org/414/6901234500028"
OTHER_FARM = "https://id.gs1.org/414/6901234500035"
OTHER_SHOP = "https://id.gs1.org/414/6901234500042"


def dealt(at, step, source=None, target=None, lot=MILK + "A", **fields):
    """A step with a lot that names where it came from and where it went."""
    told = fields or {"quantityList": [quantity(lot, 5)]}
    if source:
        told["sourceList"] = [{"type": "location", "source": source}]
    if target:
        told["destinationList"] = [{"type": "location", "destination": target}]
    return event(at, bizStep=step, **told)


def made(at, inputs=("A",), outputs=("B",)):
    return transformation(at, [(MILK + x, 5) for x in inputs], [(YOGURT + x, 4) for x in outputs])


@pytest.fixture
def declared(dairy, clerk):
    """The dairy says which site is its own."""
    gln = DAIRY.rpartition("/")[2]
    return actions.declare_site(by=clerk, organisation=dairy, gln=gln, name="乳业公司")


@pytest.fixture
def around(dairy, declared):
    """`around("A")`: the parties up and down of the dairy for a lot of milk, or another code."""

    def ask(code, **more):
        found = neighbours_of(code, dairy.pk, **more)
        return [[one.party for one in side] for side in (found.up, found.down)]

    return ask


def test_whom_a_firm_received_from_and_sent_to(capture, around):
    capture(dealt(1, "receiving", FARM, DAIRY), dealt(2, "shipping", DAIRY, SHOP))
    assert around(MILK + "A") == [[FARM], [SHOP]]


def test_what_it_made_the_lot_of_and_of_the_lot_belongs_to_the_question(capture, around):
    sent = dealt(3, "shipping", DAIRY, SHOP, YOGURT + "B")
    capture(dealt(1, "receiving", FARM, DAIRY), made(2), sent)
    assert around(MILK + "A") == around(YOGURT + "B") == [[FARM], [SHOP]]


def test_nobody_beyond_the_neighbour_counts(capture, capture_as, firm, around):
    sent = dealt(3, "shipping", DAIRY, SHOP)
    capture(dealt(1, "receiving", FARM, DAIRY), sent)
    shop = firm("商店")
    capture_as(shop, dealt(4, "receiving", DAIRY, SHOP), made(5))
    capture_as(shop, dealt(6, "shipping", SHOP, OTHER_SHOP, YOGURT + "B"))
    capture_as(firm("牧场"), dealt(0, "shipping", OTHER_FARM, FARM))
    assert around(MILK + "A") == [[FARM], [SHOP]]


def test_what_others_make_of_it_is_none_of_its_own(capture, capture_as, firm, around):
    capture(dealt(1, "shipping", DAIRY, SHOP))
    capture_as(firm("商店"), made(2))
    capture(dealt(3, "shipping", DAIRY, OTHER_SHOP, YOGURT + "B"))
    assert around(MILK + "A") == [[], [SHOP]]


def test_others_that_name_the_firm_tell_too(capture_as, firm, around):
    capture_as(firm("牧场"), dealt(1, "shipping", FARM, DAIRY))
    capture_as(firm("商店"), dealt(2, "receiving", DAIRY, SHOP))
    assert around(MILK + "A") == [[FARM], [SHOP]]


def test_who_tells_is_the_neighbour_where_nobody_else_is_named(capture_as, firm, dairy, declared):
    shop = firm("商店")
    capture_as(shop, dealt(2, "receiving", DAIRY))
    (found,) = neighbours_of(MILK + "A", dairy.pk).down
    assert (found.party, found.name, found.organisation_id) == ("", "商店", shop.pk)


def test_goods_are_followed_in_the_box_they_lay_in(capture, around):
    box = {"parentID": PALLET, "childQuantityList": [quantity(MILK + "A", 5)]}
    packed = event(1, "AggregationEvent", action="ADD", **box)
    taken_out = event(3, "AggregationEvent", action="DELETE", **box)
    capture(packed, dealt(2, "shipping", DAIRY, SHOP, epcList=[PALLET]), taken_out)
    capture(dealt(4, "shipping", DAIRY, OTHER_SHOP, epcList=[PALLET]))
    assert around(MILK + "A") == [[], [SHOP]]


def test_items_of_a_lot_belong_to_it(capture, around):
    item = f"{MILK}A/21/7"
    capture(event(1, bizStep="commissioning", epcList=[item], action="ADD"))
    capture(dealt(2, "shipping", DAIRY, SHOP, epcList=[item]))
    assert around(MILK + "A") == [[], [SHOP]]


def test_what_came_after_the_lot_was_made_did_not_go_into_it(capture, around):
    capture(dealt(1, "receiving", FARM, DAIRY), made(2), dealt(3, "receiving", OTHER_FARM, DAIRY))
    assert around(YOGURT + "B")[0] == [FARM]


def test_what_left_before_it_was_mixed_in_went_without_it(capture, around):
    early = dealt(1, "shipping", DAIRY, OTHER_SHOP, YOGURT + "B")
    capture(early, made(2), dealt(3, "shipping", DAIRY, SHOP, YOGURT + "B"))
    assert around(MILK + "A")[1] == [SHOP]


def test_own_sites_are_no_neighbours(capture, around):
    capture(dealt(1, "transporting", DAIRY, DAIRY), dealt(2, "shipping", DAIRY, DAIRY))
    assert around(MILK + "A") == [[], []]


@pytest.mark.parametrize(
    "own", [DAIRY.replace("/414/", "/417/"), f"{DAIRY}/254/7"], ids=["party", "part of the site"]
)
def test_a_firm_knows_itself_by_number_as_a_party_and_in_its_parts(capture, around, own):
    capture(dealt(1, "transporting", own, SHOP))
    assert around(MILK + "A") == [[], [SHOP]]


def test_a_place_does_not_count_beside_the_party_it_is_of(capture, around):
    told = dealt(1, "shipping", DAIRY, OTHER_SHOP)
    told["destinationList"] += [{"type": "owning_party", "destination": SHOP}]
    capture(told)
    assert around(MILK + "A") == [[], [SHOP]]


def test_only_what_was_recorded_until_then_counts(capture, around):
    capture(dealt(1, "shipping", DAIRY, SHOP))
    then = EpcisEvent.objects.get()
    moment = recorded(then.number)
    capture(dealt(2, "shipping", DAIRY, OTHER_SHOP))
    assert around(MILK + "A", as_of=moment) == [[], [SHOP]]
    assert around(MILK + "A") == [[], [SHOP, OTHER_SHOP]]


def recorded(number):
    """When the log's event was written."""
    from zhiliang.core.models import Event

    return Event.objects.get(number=number).recorded_at


def test_what_was_taken_back_does_not_count(capture, around):
    sent = dealt(1, "shipping", DAIRY, SHOP) | {"eventID": "urn:uuid:1f1e3b"}
    wrong = {"declarationTime": "2026-03-02T00:00:00Z", "reason": "did_not_occur"}
    capture(sent)
    capture({**sent, "errorDeclaration": wrong})
    assert around(MILK + "A") == [[], []]


def test_a_lot_that_no_event_names_has_no_neighbours(around):
    assert around(MILK + "NONE") == [[], []]


@pytest.fixture
def chain(guangdong):
    for code in sorted({one.place for one in FIRMS.values()}):
        Place.objects.get_or_create(code=code, defaults={"level": "city"})
    return actions.load_sample(by=None, today=TODAY)


@pytest.mark.parametrize(
    "firm, product, up, down",
    [
        ("farm_a", "milk_a", [], ["示例乳业有限公司"]),
        ("dairy", "milk_a", ["示例牧场"], ["示例冷链仓储"]),
        ("dairy", "yogurt", ["示例牧场", "示例第二牧场"], ["示例冷链仓储"]),
        ("store", "yogurt", ["示例乳业有限公司"], ["示例超市二店", "示例超市三店"]),
        ("shop_2", "yogurt", ["示例冷链仓储"], []),
        ("store", "milk_a", [], []),
    ],
)
def test_neighbours_in_the_made_up_chain(chain, firm, product, up, down):
    asked = Organisation.objects.get(name=FIRMS[firm].name)
    found = neighbours_of(PRODUCTS[product].lot("260614"), asked.pk)
    assert [one.name for one in found.up] == up
    assert [one.name for one in found.down] == down


@pytest.mark.parametrize("day", ["260613", "260614"], ids=["nobody told of receiving", "all told"])
def test_whom_one_gave_a_lot_to_is_who_got_it_from_one(chain, day):
    handlers = ("dairy", "store", "shop_1", "shop_2", "shop_3", "shop_4")
    firms = [Organisation.objects.get(name=FIRMS[key].name).pk for key in handlers]
    asked = {firm: neighbours_of(PRODUCTS["yogurt"].lot(day), firm) for firm in firms}
    given = {(firm, one.organisation_id) for firm in firms for one in asked[firm].down}
    got = {(one.organisation_id, firm) for firm in firms for one in asked[firm].up}
    assert len(given) == 3
    assert {pair for pair in got if pair[0] in firms} == given
