"""What the records lack or contradict is part of the answer."""

from fractions import Fraction

import pytest

from tests.methods.trace.test_traps import flaws, kilograms, made, packed, seen, things, unpacked
from zhiliang.methods.trace import Action, Chain, Event, Flaw, Item, Kind

pytestmark = pytest.mark.once


def found(*events, coarser=None, **options):
    """Flaw and first thing of every finding."""
    chain = Chain(events, coarser, **options)
    return {(finding.flaw, finding.ids[0]) for finding in chain.findings}


def test_a_lot_used_without_an_origin_is_dangling():
    events = [
        seen("e1", 1, "commissioned", action=Action.ADD),
        seen("e2", 1, "case", step="receiving", source="farm"),
        packed("e3", 0, "case", "received"),
        made("e4", 2, things("commissioned"), things("made")),
        made("e5", 3, things("made", "received", "unknown"), things("end")),
    ]
    assert found(*events) == {(Flaw.DANGLING, "unknown")}


def test_an_instance_of_a_lot_that_was_made_is_not_dangling():
    events = [
        made("e1", 1, things("milk"), [kilograms("lot", 1)]),
        made("e2", 2, things("lot/1"), things("pizza")),
        seen("e0", 0, "milk", action=Action.ADD),
    ]
    assert (Flaw.DANGLING, "lot/1") not in found(*events, coarser={"lot/1": "lot"})


def test_a_receipt_without_a_source_lacks_the_one_up_unless_a_shipment_answers_it():
    receipt = seen("e2", 2, "lot", step="receiving", party="shop")
    shipment = seen("e1", 1, "lot", step="shipping", party="farm", destination="shop")
    own = seen("e1", 1, "lot", step="shipping", party="shop", destination="shop")
    assert (Flaw.NO_SOURCE, "lot") in found(receipt)
    assert (Flaw.NO_SOURCE, "lot") in found(receipt, own)
    assert found(receipt, shipment) == set()


def test_a_shipment_without_a_destination_lacks_the_one_down_unless_a_receipt_answers_it():
    shipment = seen("e2", 2, "pallet", step="shipping", party="farm")
    receipt = seen("e3", 3, "pallet", step="receiving", party="shop", source="farm")
    earlier = seen("e1", 1, "pallet", step="receiving", party="shop", source="farm")
    assert (Flaw.NO_DESTINATION, "pallet") in found(shipment)
    assert (Flaw.NO_DESTINATION, "pallet") in found(shipment, earlier)
    assert found(shipment, receipt) == set()


def test_more_out_than_in_is_an_imbalance_beyond_the_tolerance():
    event = made("e1", 1, [Item("a", Fraction(2000), "GRM")], [kilograms("b", "2.1")])
    assert (Flaw.IMBALANCE, "b") in found(event)
    assert (Flaw.IMBALANCE, "b") not in found(event, tolerance=Fraction(1, 20))


def test_a_transformation_is_balanced_over_all_its_events():
    def event(number, *sides):
        return made(number, int(number), *sides, transformation="batch")

    events = event("1", [kilograms("a", 1)], []), event("2", [], [kilograms("b", 2)])
    assert (Flaw.IMBALANCE, "b") in found(*events)
    assert (Flaw.IMBALANCE, "b") not in found(*events, event("3", [kilograms("c", 1)], []))


def test_units_that_differ_cannot_be_balanced():
    event = made("e1", 1, [kilograms("a", 1)], [Item("b", Fraction(9), "LTR")])
    assert (Flaw.UNITS_DIFFER, "b") in found(event)


def test_one_id_with_two_owners_is_found_and_a_growing_lot_is_not():
    def commissioned(number, item, party):
        return Event(number, Kind.OBJECT, 1, Action.ADD, items=(item,), party=party)

    twice = [commissioned("e1", Item("serial"), "a"), commissioned("e2", Item("serial"), "a")]
    lot = kilograms("lot", 1)
    growing = [commissioned("e1", lot, "a"), commissioned("e2", lot, "a")]
    assert found(*twice) == {(Flaw.TWO_ORIGINS, "serial")}
    assert found(*growing) == set()
    assert found(*growing, commissioned("e3", lot, "b")) == {(Flaw.TWO_ORIGINS, "lot")}


def test_a_thing_in_two_containers_at_once_is_found_and_stays_in_both():
    chain = Chain([packed("e1", 1, "a", "egg"), packed("e2", 2, "b", "egg")])
    assert flaws(chain.forward("egg")) == {Flaw.TWO_PARENTS}
    assert chain.forward("egg").containers == {"a", "b"}


def test_a_thing_moved_from_one_container_to_another_is_in_one_at_a_time():
    events = [
        packed("e1", 1, "a", "egg"),
        unpacked("e2", 2, "a", "egg"),
        packed("e3", 2, "b", "egg"),
    ]
    assert found(*events) == set()


@pytest.mark.parametrize(
    ("events", "flaw"),
    [
        ([packed("e1", 1, "a", "egg"), packed("e2", 2, "a", "egg")], Flaw.ADDED_TWICE),
        ([unpacked("e1", 1, "a", "egg")], Flaw.DELETED_WITHOUT_ADD),
        ([unpacked("e1", 1, "a")], Flaw.DELETED_WITHOUT_ADD),
        ([packed("e1", 1, "a", "egg", action=Action.OBSERVE)], Flaw.SEEN_WITHOUT_ADD),
    ],
)
def test_bonds_that_do_not_fit_are_found(events, flaw):
    assert {name for name, _ in found(*events)} == {flaw}


def test_what_is_seen_in_a_container_without_being_put_in_opens_nothing():
    observed = packed("e1", 1, "a", "egg", action=Action.OBSERVE)
    assert Chain([observed]).forward("egg").holdings == ()


def test_a_correction_that_is_not_there_and_an_id_of_two_events_are_found():
    void = seen("e1", 1, "egg", is_void=True, corrected_by=("e9",))
    assert found(void) == {(Flaw.CORRECTION_MISSING, "egg")}
    assert found(void, seen("e9", 1, "egg")) == set()
    assert found(seen("e1", 1, "egg"), seen("e1", 2, "egg")) == {(Flaw.TWO_EVENTS, "egg")}


def test_findings_of_a_trace_are_those_of_its_things_and_containers():
    chain = Chain([unpacked("e1", 1, "a", "egg"), unpacked("e2", 1, "b", "ham")])
    assert [finding.ids for finding in chain.forward("egg").findings] == [("egg", "a")]
