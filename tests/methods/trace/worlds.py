"""Small random worlds of events, and a slow, obvious reading of them to compare with."""

from hypothesis import strategies as st

from zhiliang.methods.trace import Action, Event, Item, Kind

THINGS = ["grain", "flour", "flour/1", "flour/2", "dough", "bread", "bread/1"]
BOXES = ["box", "pallet"]
COARSER = {"flour/1": "flour", "flour/2": "flour", "bread/1": "bread"}

times = st.integers(0, 6)
items = st.sampled_from(THINGS + BOXES).map(Item)
lists = st.lists(items, max_size=2, unique_by=lambda item: item.id).map(tuple)


def transformations(number):
    return st.builds(
        Event,
        st.just(f"e{number}"),
        st.just(Kind.TRANSFORMATION),
        times,
        inputs=lists,
        outputs=lists,
        transformation=st.sampled_from([None, None, "x"]),
        party=st.sampled_from(["mill", "baker"]),
    )


def bonds(number):
    return st.builds(
        Event,
        st.just(f"e{number}"),
        st.just(Kind.AGGREGATION),
        times,
        st.sampled_from([Action.ADD, Action.ADD, Action.DELETE, Action.OBSERVE]),
        st.sampled_from(BOXES),
        lists,
        place=st.sampled_from(["here", "there"]),
    )


def declarations(number):
    return st.integers(0, 7).map(lambda at: Event(f"e{at}", Kind.OBJECT, 0, is_void=True))


@st.composite
def worlds(draw):
    numbers = range(draw(st.integers(1, 8)))
    return [draw(transformations(n) | bonds(n) | declarations(n)) for n in numbers]


def valid(events):
    void = {event.id for event in events if event.is_void}
    return [event for event in events if event.id not in void]


def inside(events, time):
    """Pairs (child, parent) as of `time`, by replaying every instant up to it."""
    pairs = set()
    rows = [e for e in valid(events) if e.kind is Kind.AGGREGATION and e.time <= time]
    for now in range(-1, time + 1):
        here = [event for event in rows if event.time == now]
        out = [event for event in here if event.action is Action.DELETE]
        gone = {(i.id, e.parent) for e in out for i in e.items}
        emptied = {event.parent for event in out if not event.items}
        added = {(i.id, e.parent) for e in here if e.action is Action.ADD for i in e.items}
        never = {pair for pair in gone if pair not in pairs or pair[1] in emptied}
        pairs = {pair for pair in pairs - gone if pair[1] not in emptied} | (added - never)
    return pairs


def containers(events, thing, time):
    """Everything around a thing at a time."""
    pairs, found = inside(events, time), set()
    while True:
        more = {parent for child, parent in pairs if child in {thing, *found}} - found
        if not more:
            return found
        found |= more


def members(thing):
    return {thing, *(fine for fine, coarse in COARSER.items() if coarse == thing)}


def sets(events):
    """Inputs and outputs, with their times, of each transformation."""
    found = {}
    for event in valid(events):
        if event.kind is Kind.TRANSFORMATION:
            inputs, outputs = found.setdefault(event.transformation or event.id, ([], []))
            inputs += [(item.id, event.time) for item in event.inputs]
            outputs += [(item.id, event.time) for item in event.outputs]
    return found.values()


def stands_for(events, thing, time):
    """Everything used up with an input: itself, its contents, and members of those."""
    packed = {
        other
        for other in THINGS + BOXES
        if other != thing and thing in containers(events, other, time)
    }
    return {member for one in {thing, *packed} for member in members(one)}


def hops(events):
    """(from, to, time) of everything that went into something."""
    return {
        (source, made, t)
        for inputs, outputs in sets(events)
        for thing, t in outputs
        for made in members(thing)
        for taken, then in inputs
        for source in stands_for(events, taken, then)
    }
