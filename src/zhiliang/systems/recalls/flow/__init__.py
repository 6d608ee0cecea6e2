"""The lives of clues, recalls and drills."""

from zhiliang.systems.recalls.flow.clues import clue
from zhiliang.systems.recalls.flow.drills import drill
from zhiliang.systems.recalls.flow.parties import EITHER, OFFICERS, OFFICES, PARTIES, READERS
from zhiliang.systems.recalls.flow.recalls import LIVE, recall

__all__ = [
    "EITHER",
    "LIVE",
    "OFFICERS",
    "OFFICES",
    "PARTIES",
    "READERS",
    "clue",
    "drill",
    "recall",
]
