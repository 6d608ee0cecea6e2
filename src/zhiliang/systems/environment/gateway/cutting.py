"""What many connections received, cut into frames in one go.

The pieces are joined and scanned together, which is far cheaper than one by one. A piece counts
only if right frames cover it from end to end; every other is scanned again by itself, so nothing
that one connection sends can change what another's bytes mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zhiliang.methods.hj212 import Head, Reject, read_heads, scan

ENDING = b"\r\n"


@dataclass(frozen=True, slots=True)
class Cut:
    """Frames of one piece in order with their heads, what was refused, the unfinished rest."""

    heads: Sequence[Head]
    frames: Sequence[bytes]
    rejects: Sequence[Reject]
    rest: bytes


def cut(pieces: Sequence[bytes]) -> list[Cut]:
    """Cut each piece, a connection's rest with what came after it."""
    ends = [piece.rfind(ENDING) + len(ENDING) if ENDING in piece else 0 for piece in pieces]
    whole = [piece[:end] for piece, end in zip(pieces, ends, strict=True)]
    covered = _covered(whole)
    return [
        Cut(*found, (), piece[end:]) if end and found is not None else alone(piece)
        for piece, end, found in zip(pieces, ends, covered, strict=True)
    ]


def alone(piece: bytes) -> Cut:
    """Cut one piece by itself."""
    frames = scan(piece)
    heads = read_heads(frames)
    bodies = [piece[head.start : head.start + head.length] for head in heads]
    return Cut(heads, bodies, frames.rejects, frames.tail)


def _covered(pieces: Sequence[bytes]) -> list[tuple[list[Head], list[bytes]] | None]:
    """Frames of the pieces that right frames cover from end to end; None for the others."""
    buffer = b"".join(pieces)
    frames = scan(buffer)
    sizes = np.array([len(piece) for piece in pieces])
    bounds = np.cumsum(sizes)
    owner = np.searchsorted(bounds, frames.start, side="right")
    inside = frames.start + frames.length <= bounds[owner]
    filled = np.bincount(owner[inside], frames.length[inside], len(pieces)) == sizes
    found: list[tuple[list[Head], list[bytes]] | None]
    found = [([], []) if full else None for full in filled.tolist()]
    for head, piece in zip(read_heads(frames), owner.tolist(), strict=True):
        mine = found[piece]
        if mine is not None:
            mine[0].append(head)
            mine[1].append(buffer[head.start : head.start + head.length])
    return found
