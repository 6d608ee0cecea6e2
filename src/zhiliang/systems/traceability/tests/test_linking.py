"""What follows from events does not depend on the order in which they arrive."""

from itertools import permutations

import pytest

from zhiliang.systems.traceability.answers import scope_of
from zhiliang.systems.traceability.models import Containment, TraceEdge
from zhiliang.systems.traceability.tests.conftest import (
    MILK,
    PALLET,
    SHOP,
    YOGURT,
    event,
    quantity,
    transformation,
)


def reached(lot):
    return {one.id.rsplit("/", 1)[1] for one in scope_of([lot]).lots if one.tier}


def holders(lot):
    return {one.party for one in scope_of([lot]).holders}


def test_a_lot_reaches_what_was_made_of_it(capture):
    capture(transformation(1, [(MILK + "A", 10)], [(YOGURT + "B", 9)]))
    capture(transformation(2, [(YOGURT + "B", 9)], [(YOGURT + "C", 8)]))
    assert reached(MILK + "A") == {"B", "C"}


def test_time_does_not_run_backwards(capture):
    capture(transformation(5, [(MILK + "A", 10)], [(YOGURT + "B", 9)]))
    capture(transformation(2, [(YOGURT + "B", 9)], [(YOGURT + "C", 8)]))
    assert reached(MILK + "A") == {"B"}


def test_a_circle_ends(capture):
    capture(transformation(1, [(MILK + "A", 10)], [(YOGURT + "B", 9)]))
    capture(transformation(2, [(YOGURT + "B", 9)], [(MILK + "A", 1)]))
    assert reached(MILK + "A") == {"B"}


def test_events_of_one_transformation_are_one_set(capture):
    share = {"transformationID": "urn:epc:id:gdti:0614141.12345.400"}
    first = event(1, "TransformationEvent", inputQuantityList=[quantity(MILK + "A", 5)], **share)
    second = event(
        2, "TransformationEvent", outputQuantityList=[quantity(YOGURT + "B", 5)], **share
    )
    capture(second)
    capture(first)
    assert reached(MILK + "A") == {"B"}


def test_what_did_not_occur_leads_nowhere(capture):
    made = transformation(1, [(MILK + "A", 10)], [(YOGURT + "B", 9)], eventID="urn:uuid:1f1e3a")
    wrong = {"declarationTime": "2026-03-02T00:00:00Z", "reason": "did_not_occur"}
    capture(made)
    capture({**made, "errorDeclaration": wrong})
    assert reached(MILK + "A") == set()
    assert TraceEdge.objects.exclude(known_until=None).count() == 1


def test_a_declaration_may_come_before_its_event(capture):
    made = transformation(1, [(MILK + "A", 10)], [(YOGURT + "B", 9)], eventID="urn:uuid:1f1e3a")
    wrong = {"declarationTime": "2026-03-02T00:00:00Z", "reason": "did_not_occur"}
    capture({**made, "errorDeclaration": wrong})
    capture(made)
    assert reached(MILK + "A") == set()


def packed(at, action, *lots):
    return event(
        at,
        "AggregationEvent",
        action=action,
        parentID=PALLET,
        childQuantityList=[quantity(lot, 1) for lot in lots],
    )


@pytest.mark.parametrize("order", [*permutations(range(4))])
def test_a_pallet_used_again_does_not_mix_what_it_carried(capture, order):
    events = [
        packed(1, "ADD", MILK + "A"),
        packed(2, "DELETE"),
        packed(3, "ADD", MILK + "B"),
        event(4, epcList=[PALLET], bizStep="receiving", bizLocation={"id": SHOP}),
    ]
    for index in order:
        capture(events[index])
    assert holders(MILK + "A") == set()
    assert holders(MILK + "B") == {SHOP}
    assert Containment.objects.filter(known_until=None).count() == 2


def test_an_item_is_reached_from_its_lot(capture):
    item = MILK.removesuffix("10/") + "21/7"
    capture(event(3, action="ADD", bizStep="commissioning", epcList=[MILK + "A/21/7"]))
    assert {one.id for one in scope_of([MILK + "A"]).lots} == {MILK + "A", item}


def test_a_scope_of_an_earlier_day_can_be_worked_out_again(capture):
    capture(transformation(1, [(MILK + "A", 10)], [(YOGURT + "B", 9)]))
    before = scope_of([MILK + "A"])
    capture(transformation(2, [(YOGURT + "B", 9)], [(YOGURT + "C", 8)]))
    assert scope_of([MILK + "A"], as_of=before.as_of).digest == before.digest
    assert scope_of([MILK + "A"]).digest != before.digest


def test_a_lot_that_nobody_knows_is_said_to_be_unknown(guangdong):
    scope = scope_of([MILK + "Z"])
    assert [(one.kind, one.subject) for one in scope.unknowns] == [("unknown_lot", MILK + "Z")]
