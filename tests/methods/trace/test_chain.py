"""Scopes of events: equal to a slow, obvious reading of small worlds, in whatever order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.trace.test_trace import walked
from tests.methods.trace.worlds import COARSER, THINGS, containers, hops, members, worlds
from zhiliang.methods.trace import Chain

pytestmark = pytest.mark.once

roots = st.sampled_from(THINGS)
ALWAYS = -99


def arrivals(rows, root):
    found = {}
    for start in members(root):
        for thing, t in walked([(*row, 1) for row in rows], start, None).items():
            found[thing] = min(t, found.get(thing, 99))
    return found | dict.fromkeys(members(root), ALWAYS)


@given(worlds(), roots)
def test_forward_is_what_walking_the_events_finds(events, root):
    expected = arrivals(hops(events), root)
    found = Chain(events, COARSER).forward(root).during
    assert found.keys() == expected.keys()
    assert all(max(since, ALWAYS) == expected[thing] for thing, (since, _) in found.items())


@given(worlds(), roots)
def test_backward_is_what_walking_the_events_back_finds(events, root):
    expected = arrivals({(w, v, -t) for v, w, t in hops(events)}, root)
    found = Chain(events, COARSER).backward(root).during
    assert found.keys() == expected.keys()
    assert all(max(1 - until, ALWAYS) == expected[thing] for thing, (_, until) in found.items())


@given(worlds(), roots)
def test_containers_hold_the_scope_exactly_while_it_is_in_them(events, root):
    reach = Chain(events, COARSER).forward(root)
    certain = [holding for holding in reach.holdings if holding.is_certain]
    for time in range(7):
        held = {(h.thing, h.container) for h in certain if h.start <= time < h.end}
        assert held == {
            (thing, box)
            for thing, (since, until) in reach.during.items()
            if since <= time < until
            for box in containers(events, thing, time)
        }


@given(worlds(), roots, st.randoms())
def test_the_answer_does_not_depend_on_the_order_of_capture(events, root, random):
    first = Chain(events, COARSER).forward(root)
    later = Chain([*random.sample(events, len(events)), events[0]], COARSER).forward(root)
    for name in ("during", "holdings", "steps", "parties", "places", "findings"):
        assert getattr(first, name) == getattr(later, name)
