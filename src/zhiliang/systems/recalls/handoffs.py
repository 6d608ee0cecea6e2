"""A sample that failed becomes a clue; after a capture every scope is looked at again."""

from functools import partial

from zhiliang.core.handoff import on
from zhiliang.systems.recalls.actions import look_again, take_up_sample

on("sampling.case.settle", "recalls.take_up_sample", partial(take_up_sample, by=None))
on("traceability.capture.finish", "recalls.look_again", partial(look_again, by=None))
