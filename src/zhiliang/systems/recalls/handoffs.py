"""A sample that failed becomes a clue; whoever scans recalled goods is told so."""

from functools import partial

from zhiliang.core.banners import speak
from zhiliang.core.handoff import on
from zhiliang.systems.recalls.actions import take_up_sample
from zhiliang.systems.recalls.warning import banners_of

on("sampling.case.settle", "recalls.take_up_sample", partial(take_up_sample, by=None))
speak("recalls", banners_of)
