"""Walking one lot after another: all there is with Numba, the thin stretches without."""

from typing import Any


def narrow(
    base: Any, patch: Any, slot: Any, level: Any, done: Any, waiting: Any, found: Any, state: Any
) -> None:
    """Relax the rows of the lots on the stack until it is empty or wider than `state[2]`.

    `base` and `patch` are (start, to, label) of rows; `slot[v]` - 1 is v's row in the patch, 0 or
    beyond the end of `slot` when it has none. `level[v]` is the best label of v so far (0: not
    reached), `done[v]` how many edges at the end of its row are relaxed. Rows fall in label, so
    what `level` makes usable is the end of the row, and no edge is ever relaxed twice.
    `waiting` is (stack, whether on it); `state` is [lots on the stack, lots found, width].
    """
    stack, is_waiting = waiting
    size, count, width = state[0], state[1], state[2]
    patched = len(slot) > 0
    while 0 < size <= width:
        v = stack[size - 1]
        if patched and slot[v] > 0:
            start, to, label = patch
            row = slot[v] - 1
        else:
            start, to, label = base
            row = v
        first, e = start[row], start[row + 1] - done[v] - 1
        if e - first > width:
            break
        size -= 1
        is_waiting[v] = False
        reach, relaxed = level[v], done[v]
        while e >= first and label[e] <= reach:
            w, better = to[e], label[e]
            if better > level[w]:
                if level[w] == 0:
                    found[count] = w
                    count += 1
                level[w] = better
                if not is_waiting[w]:
                    is_waiting[w] = True
                    stack[size] = w
                    size += 1
            e -= 1
            relaxed += 1
        done[v] = relaxed
    state[0], state[1] = size, count
