"""How clues, recalls, consignees, checks, drills and what is late are listed and moved on."""

from zhiliang.systems.recalls.pages import (
    announced,
    cases,
    checks,
    clues,
    consignees,
    drills,
    lists,
    recorded,
)

__all__ = ["announced", "cases", "checks", "clues", "consignees", "drills", "lists", "recorded"]
