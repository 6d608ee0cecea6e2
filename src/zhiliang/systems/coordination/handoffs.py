"""What the evaluation finds and orders becomes a task; so does what a recall or an incident owes
and is late, and information on a risk that nobody acknowledged."""

from functools import partial

from zhiliang.core.handoff import on
from zhiliang.systems.coordination.actions import take_up

on("evaluation.finding.order", "coordination.take_up", partial(take_up, by=None))
on("recalls.recall.overdue", "coordination.take_up_overdue", partial(take_up, by=None))
on("risk.incident.overdue", "coordination.take_up_incident", partial(take_up, by=None))
on("risk.information.overdue", "coordination.take_up_information", partial(take_up, by=None))
