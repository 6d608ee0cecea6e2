"""What the evaluation finds and orders becomes a task; so does what a recall owes and is late."""

from functools import partial

from zhiliang.core.handoff import on
from zhiliang.systems.coordination.actions import take_up

on("evaluation.finding.order", "coordination.take_up", partial(take_up, by=None))
on("recalls.recall.overdue", "coordination.take_up_overdue", partial(take_up, by=None))
