"""Train the models anew from confirmed complaints, and say how good they are."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from zhiliang.methods.complaint_text.examining import Examined, Row, examine, labelled
from zhiliang.methods.complaint_text.learned import Learned, fit
from zhiliang.methods.complaint_text.normal import normal
from zhiliang.methods.tables.complaint_text.limits import HELD_OUT, LEAST_ROWS
from zhiliang.methods.tables.complaint_text.words import AXES


class Retrained(NamedTuple):
    """A model for each axis that could be trained, and how it did on the texts held out.

    `trained_on` says by axis how many it learnt from; `left_out` names the axes without enough
    confirmed complaints and how many they have.
    """

    models: dict[str, Learned]
    examined: dict[str, Examined]
    trained_on: dict[str, int]
    left_out: dict[str, int]


def retrain(rows: Sequence[Row], *, seed: int) -> Retrained:
    """Learn product, hazard and kind from confirmed complaints; one text in five is held out.

    Which one is held out follows from the text alone: the same text sent twice is never on both
    sides, and a text held out once stays so. The models are those that were examined. An axis is
    left out below `LEAST_ROWS` texts to learn from or with a single key.

    Raises
    ------
    ValueError
        No axis has enough confirmed complaints.
    """
    kept = [row for row in rows if not held_out(row.text)]
    known = {axis: labelled(kept, axis) for axis in AXES}
    enough = {axis: one for axis, one in known.items() if _enough(one[1])}
    if not enough:
        raise ValueError(
            f"{len(kept)} confirmed complaints to learn from: on no axis are there "
            f"{LEAST_ROWS} with two different keys"
        )
    models = {axis: fit(*one, seed=seed) for axis, one in enough.items()}
    examined = examine(models, [row for row in rows if held_out(row.text)])
    trained_on = {axis: len(labels) for axis, (_, labels) in enough.items()}
    left_out = {axis: len(one[1]) for axis, one in known.items() if axis not in enough}
    return Retrained(models, examined, trained_on, left_out)


def held_out(text: str) -> bool:
    """Whether a text is kept from training, by the digest of its normal form.

    Examples
    --------
    >>> [held_out(text) for text in ("取暖器漏电", "牛奶发霉", " 牛奶发霉")]
    [False, True, True]
    """
    digest = hashlib.sha256(normal(text).encode()).digest()
    return int.from_bytes(digest[:8], "big") % HELD_OUT == 0


def _enough(labels: Sequence[str]) -> bool:
    return len(labels) >= LEAST_ROWS and len(set(labels)) > 1
