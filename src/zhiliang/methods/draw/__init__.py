"""Random draws that anybody can recompute: 双随机 and every other draw by lot.

Our own mode: the list and its exclusions are frozen and their digest published; a nonce is
committed by its digest; a public source of entropy that nobody can foresee (a lottery of a date to
come) is named. When it is known the nonce is revealed, and digest, nonce and entropy make the
seed. Block k (k = 0, 1, 2 …) of a seed is the SHA-256 of its UTF-8 text followed by k in eight
bytes, big end first, read as a 256-bit number. Place i of the list, sorted by code point and
without the excluded, is swapped with place i + (number mod places left); a number at or above the
largest multiple of the places left is thrown away for the next block, so no place is favoured.

With weights, the number mod the sum of the weights left falls into the share of one item, the
shares laid end to end in the same order; the item is drawn and its share taken out. That is
successive sampling in whole numbers. Efraimidis and Spirakis (2006) draw by the same law with keys
u^(1/w), which no two machines are bound to round alike.

RFC 3797 (2004) is kept beside it for draws that must follow a published standard: it takes MD5, at
most 65 535 places and a remainder with a slight bias.
"""

from zhiliang.methods.draw.assignment import Assignment, TooFewPeople, assign
from zhiliang.methods.draw.difference import Change, Difference, difference
from zhiliang.methods.draw.documents import (
    Heading,
    Inspectors,
    PublicSource,
    Stratum,
    after_document,
    before_document,
    lists_document,
)
from zhiliang.methods.draw.lists import Entropy, commitment, list_digest, seed_of
from zhiliang.methods.draw.lots import (
    Draw,
    draw,
    stratified_draw,
    stratum_seed,
    verify_draw,
    verify_seed,
)
from zhiliang.methods.draw.reading import read_document
from zhiliang.methods.draw.verifying import Finding, drawn_again, verify_documents
from zhiliang.methods.rfc3797 import rfc3797_draw

__all__ = [
    "Assignment",
    "Change",
    "Difference",
    "Draw",
    "Entropy",
    "Finding",
    "Heading",
    "Inspectors",
    "PublicSource",
    "Stratum",
    "TooFewPeople",
    "after_document",
    "assign",
    "before_document",
    "commitment",
    "difference",
    "draw",
    "drawn_again",
    "list_digest",
    "lists_document",
    "read_document",
    "rfc3797_draw",
    "seed_of",
    "stratified_draw",
    "stratum_seed",
    "verify_documents",
    "verify_draw",
    "verify_seed",
]
