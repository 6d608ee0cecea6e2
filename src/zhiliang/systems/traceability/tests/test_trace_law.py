"""What the database answers is what the events say, in whatever order they came."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhiliang.methods.trace import Action, Chain, Event, Item, Kind
from zhiliang.systems.traceability.answers import scope_of
from zhiliang.systems.traceability.tests.conftest import (
    MILK,
    PALLET,
    START,
    event,
    quantity,
    transformation,
)

LOTS = [f"{MILK}{letter}" for letter in "ABCDE"]
HOURS = st.integers(0, 6)


@st.composite
def worlds(draw):
    """A few events over five lots and a pallet, in a chance order."""
    events = []
    for number in range(draw(st.integers(1, 6))):
        at, kind = draw(HOURS), draw(st.sampled_from(["make", "use", "pack", "unpack", "empty"]))
        some = draw(st.lists(st.sampled_from(LOTS), min_size=1, max_size=2, unique=True))
        told = {"eventID": f"urn:uuid:00000000-0000-4000-8000-{number:012d}"}
        events.append((kind, at, some, draw(st.sampled_from(LOTS)), told))
    return draw(st.permutations(events))


def as_epcis(kind, at, some, lot, told):
    pairs = [(one, 2) for one in some]
    if kind == "make":
        return transformation(at, pairs, [(lot, 1)], **told)
    if kind == "use":
        fields = {"inputEPCList": [PALLET], "outputQuantityList": [quantity(lot, 1)]}
        return event(at, "TransformationEvent", **fields, **told)
    action = "ADD" if kind == "pack" else "DELETE"
    inside = {} if kind == "empty" else {"childQuantityList": [quantity(one, 2) for one in some]}
    return event(at, "AggregationEvent", action=action, parentID=PALLET, **inside, **told)


def as_row(kind, at, some, lot, told):
    second = int(START.timestamp()) + at * 3600
    several = tuple(Item(one, 2, "KGM", is_class=True) for one in some)
    one = (Item(lot, 1, "KGM", is_class=True),)
    if kind == "make":
        return Event(told["eventID"], Kind.TRANSFORMATION, second, inputs=several, outputs=one)
    if kind == "use":
        used = (Item(PALLET),)
        return Event(told["eventID"], Kind.TRANSFORMATION, second, inputs=used, outputs=one)
    action = Action.ADD if kind == "pack" else Action.DELETE
    items = () if kind == "empty" else several
    return Event(
        told["eventID"], Kind.AGGREGATION, second, action=action, parent=PALLET, items=items
    )


@pytest.mark.django_db
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=worlds())
def test_scopes_are_those_of_a_walk_over_all_events(world, capture, world_emptied):
    world_emptied()
    for told in world:
        assert capture(as_epcis(*told)).success
    chain = Chain(as_row(*told) for told in world)
    for lot in LOTS:
        assert {one.id for one in scope_of([lot]).lots} | {lot} == chain.forward(lot).ids
