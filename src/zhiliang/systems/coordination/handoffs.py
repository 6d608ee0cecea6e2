"""What the evaluation finds and orders becomes a task."""

from functools import partial

from zhiliang.core.handoff import on
from zhiliang.systems.coordination.actions import take_up

on("evaluation.finding.order", "coordination.take_up", partial(take_up, by=None))
