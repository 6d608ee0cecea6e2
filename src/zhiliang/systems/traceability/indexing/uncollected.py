"""Work on many objects without cycles, undisturbed by the search for cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let reference counting alone free memory while a document is taken in.

    A document makes a million small objects and no cycles among them; looking for cycles again
    and again while they live took a third of the time of a capture.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
