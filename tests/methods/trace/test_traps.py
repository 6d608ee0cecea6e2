"""Records that mislead a careless trace."""

from fractions import Fraction

import pytest

from zhiliang.methods.trace import Action, Chain, Custody, Event, Flaw, Holding, Item, Kind, stays

pytestmark = pytest.mark.once
FOREVER = float("inf")


def kilograms(thing, quantity):
    return Item(thing, Fraction(quantity), "KGM", is_class=True)


def things(*names):
    return tuple(Item(name) for name in names)


def made(number, time, inputs, outputs, **more):
    return Event(
        number, Kind.TRANSFORMATION, time, inputs=tuple(inputs), outputs=tuple(outputs), **more
    )


def packed(number, time, parent, *children, action=Action.ADD, **more):
    return Event(number, Kind.AGGREGATION, time, action, parent, things(*children), **more)


def unpacked(number, time, parent, *children):
    return packed(number, time, parent, *children, action=Action.DELETE)


def seen(number, time, *names, action=Action.OBSERVE, **more):
    return Event(number, Kind.OBJECT, time, action, items=things(*names), **more)


def flaws(reach):
    return {finding.flaw for finding in reach.findings}


def test_a_pallet_used_again_holds_nothing_of_what_it_held_before():
    chain = Chain(
        [
            packed("e1", 1, "pallet", "bad"),
            unpacked("e2", 2, "pallet"),
            packed("e3", 3, "pallet", "good"),
            seen("e4", 4, "pallet", party="shop", step="receiving", source="carrier"),
        ]
    )
    assert chain.forward("bad").holdings == (Holding("bad", "pallet", 1, 2),)
    assert "shop" not in chain.forward("bad").parties
    assert "shop" in chain.forward("good").parties
    assert Flaw.REUSED in flaws(chain.forward("bad"))


def test_delete_without_children_empties_a_pallet_and_leaves_the_cases_closed():
    chain = Chain(
        [
            packed("e1", 1, "case", "egg"),
            packed("e2", 2, "pallet", "case"),
            unpacked("e3", 5, "pallet"),
        ]
    )
    assert chain.forward("egg").holdings == (
        Holding("egg", "case", 1, FOREVER),
        Holding("egg", "pallet", 2, 5),
    )


def test_the_event_that_empties_a_container_is_a_step_of_what_was_in_it():
    chain = Chain([packed("e1", 1, "case", "egg"), unpacked("e2", 5, "case")])
    assert [step.event.id for step in chain.forward("egg").steps] == ["e1", "e2"]


def test_firms_and_places_follow_the_pallet_only_while_the_thing_is_on_it():
    chain = Chain(
        [
            packed("e1", 1, "case", "egg", party="farm", place="barn"),
            packed("e2", 2, "pallet", "case", party="farm", place="dock"),
            seen("e3", 3, "pallet", party="carrier", place="road", documents=("order 7",)),
            seen("e3b", 4, "pallet", party="carrier", place="road"),
            unpacked("e4", 5, "pallet", "case"),
            seen("e5", 5, "pallet", party="stranger"),
        ]
    )
    reach = chain.forward("egg")
    assert reach.parties == {"farm": 1, "carrier": 3}
    assert reach.shipments == {"order 7": 3}
    assert reach.custody("egg")[:3] == [
        Custody("egg", "farm", "barn", 1, 2),
        Custody("egg", "farm", "dock", 2, 3),
        Custody("egg", "carrier", "road", 3, 5),
    ]


def test_what_was_packed_before_it_became_bad_is_not_held():
    chain = Chain(
        [
            packed("e1", 1, "box", "flour"),
            unpacked("e2", 2, "box", "flour"),
            made("e3", 3, things("grain"), things("flour")),
        ]
    )
    assert chain.forward("grain").holdings == ()


def test_events_of_one_transformation_are_one_set_in_any_order_of_time():
    chain = Chain(
        [
            made("e1", 1, things("a"), [], transformation="batch"),
            made("e2", 2, [], things("x"), transformation="batch"),
            made("e3", 3, things("b"), [], transformation="batch"),
            made("e4", 4, [], things("y"), transformation="batch"),
        ]
    )
    assert chain.forward("a").ids == {"a", "x", "y"}
    assert chain.forward("b").ids == {"b", "x", "y"}
    assert chain.backward("x").ids == {"a", "b", "x"}
    assert chain.forward("b").during["y"] == (4, FOREVER)


def test_an_event_and_a_transformation_of_one_name_are_two():
    events = [
        made("batch", 1, things("a"), things("x")),
        made("e2", 1, things("b"), things("y"), transformation="batch"),
    ]
    assert Chain(events).forward("a").ids == {"a", "x"}


@pytest.mark.parametrize("order", [1, -1])
def test_an_error_declaration_voids_the_event_whenever_it_comes(order):
    wrong = made("e1", 1, things("a"), things("x"))
    void = made("e1", 1, things("a"), things("x"), is_void=True, corrected_by=("e2",))
    right = made("e2", 1, things("a"), things("y"))
    assert Chain([wrong, void, right][::order]).forward("a").ids == {"a", "y"}


def test_a_void_unpacking_leaves_the_thing_in_its_container():
    events = [packed("e1", 1, "box", "egg"), unpacked("e2", 2, "box", "egg")]
    void = Event("e2", Kind.AGGREGATION, 2, is_void=True)
    assert Chain([*events, void]).forward("egg").holdings == (Holding("egg", "box", 1, FOREVER),)


def test_a_container_used_up_is_used_up_with_all_that_is_in_it():
    chain = Chain(
        [
            packed("e1", 1, "bag", "grain"),
            packed("e2", 2, "bin", "bag"),
            packed("e3", 9, "bin", "late"),
            made("e4", 5, things("bin"), things("flour")),
        ]
    )
    assert chain.backward("flour").ids == {"flour", "bin", "bag", "grain"}
    assert chain.forward("late").ids == {"late"}


def test_what_is_put_in_and_taken_out_at_one_instant_was_never_in():
    assert stays([packed("e1", 1, "box", "egg"), unpacked("e2", 1, "box", "egg")]) == ([], [])


def test_a_ring_of_containers_ends():
    chain = Chain([packed("e1", 1, "a", "b"), packed("e2", 2, "b", "a")])
    assert chain.forward("a").containers == {"a", "b"}


def test_a_lot_reaches_its_instances_and_an_instance_not_its_sisters():
    events = [
        made("e1", 1, things("milk"), [kilograms("cheese", 9)]),
        made("e2", 3, things("cheese/1"), things("pizza")),
        made("e3", 4, [kilograms("cheese", 2)], things("sauce")),
    ]
    chain = Chain(events, {"cheese/1": "cheese", "cheese/2": "cheese"})
    everything = {"milk", "cheese", "cheese/1", "cheese/2", "pizza", "sauce"}
    assert chain.forward("milk").ids == everything
    assert chain.forward("cheese").ids == everything - {"milk"}
    assert chain.forward("cheese/1").ids == {"cheese/1", "pizza", "sauce"}
    assert chain.backward("pizza").ids == {"pizza", "cheese/1", "milk"}


def test_events_of_the_lot_are_possible_steps_of_an_instance():
    chain = Chain([seen("e1", 1, "lot", party="shop")], {"serial": "lot"})
    assert [step.is_certain for step in chain.forward("serial").steps] == [False]
    assert chain.forward("serial").custody("serial") == []


def test_part_of_a_lot_taken_out_leaves_the_rest_in():
    def bond(number, time, action, quantity):
        items = (kilograms("lot", quantity),)
        return Event(number, Kind.AGGREGATION, time, action, "box", items)

    events = [bond("e1", 1, Action.ADD, 5), bond("e2", 2, Action.ADD, 5)]
    events += [bond("e3", 3, Action.DELETE, 7), bond("e4", 4, Action.DELETE, 3)]
    assert Chain(events[:3]).forward("lot").holdings == (Holding("lot", "box", 1, FOREVER),)
    assert Chain(events).forward("lot").holdings == (Holding("lot", "box", 1, 4),)


def test_a_window_counts_what_left_the_root_and_its_members_then():
    chain = Chain(
        [
            made("e1", 1, things("lot/1"), things("early")),
            made("e2", 5, things("lot/1"), things("within")),
            made("e3", 9, [kilograms("lot", 1)], things("late")),
        ],
        {"lot/1": "lot"},
    )
    assert chain.forward("lot", window=(3, 6)).ids == {"lot", "lot/1", "within"}


def test_shares_count_the_contents_of_a_container_and_not_the_container():
    chain = Chain(
        [
            Event("e1", Kind.AGGREGATION, 1, Action.ADD, "bin", (kilograms("bad", 1),)),
            made("e2", 2, [Item("bin"), Item("good", Fraction(3000), "GRM")], things("flour")),
        ]
    )
    assert chain.shares("bad") == {"bad": 1, "flour": 0.25}


def test_shares_are_not_known_where_units_differ_and_the_scope_stands():
    chain = Chain([made("e1", 1, [kilograms("a", 1), Item("b")], things("c"))])
    assert str(chain.shares("a")["c"]) == "nan"
    assert chain.forward("a").ids == {"a", "c"}
    assert chain.shares("unheard of") == {"unheard of": 1}


def test_ten_thousand_children_of_one_pallet_take_no_time():
    names = [f"egg {number}" for number in range(10_000)]
    chain = Chain(
        [packed("e1", 1, "pallet", *names), made("e2", 2, things("pallet"), things("cake"))]
    )
    assert len(chain.backward("cake").steps) == 20_003
