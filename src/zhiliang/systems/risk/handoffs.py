"""What other systems find becomes observations; the events carry the keys they are counted by."""

from functools import partial

from zhiliang.core.handoff import on
from zhiliang.systems.risk.actions import take_up
from zhiliang.systems.risk.actions.observing import READERS

for _verb in READERS:
    on(_verb, f"risk.take_up.{_verb}", partial(take_up, by=None))
