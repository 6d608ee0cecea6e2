"""What a sample or a complaint tells becomes a clue; whoever scans recalled goods is told so."""

from functools import partial

from zhiliang.core.banners import speak
from zhiliang.core.handoff import on
from zhiliang.systems.recalls.actions import take_up_complaint, take_up_sample
from zhiliang.systems.recalls.warning import banners_of

on("sampling.case.settle", "recalls.take_up_sample", partial(take_up_sample, by=None))
on("complaints.complaint.refer", "recalls.take_up_complaint", partial(take_up_complaint, by=None))
speak("recalls", banners_of)
