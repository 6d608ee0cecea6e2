"""Identifiers that the dictionary does not have, where a reader wants to keep them.

What two digits they begin with may tell how long they are and their values (General
Specifications, figures 7.8.5-2 and 7.8.6-1), so that they can be told from what follows.
"""

from zhiliang.methods.gs1.characters import is_digits
from zhiliang.methods.tables.gs1 import Component, Row, prefix_lengths

LONGEST = 90
# By the first two digits: length of values that have no FNC1 behind them.
PREDEFINED = {"41": 13, **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 6)}


def unknown_row(ai: str) -> Row | None:
    """Row of an identifier unknown to the dictionary; None where it cannot be one."""
    known = prefix_lengths().get(ai[:2])
    if not is_digits(ai) or len(ai) not in range(2, 5) or known not in (None, len(ai)):
        return None
    length = PREDEFINED.get(ai[:2], 0)
    # Where even its own length is unknown, GS1's engine counts the identifier as value.
    most = length or (LONGEST if known else LONGEST - len(ai))
    component = Component("X", length or 1, most, False, ())
    return Row(ai, "", bool(length), True, (component,), (), (), None)
