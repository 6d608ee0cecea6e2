"""How good a model is on confirmed complaints, beside the keyword rules on the same ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from zhiliang.methods.complaint_text.calibration import Calibration, banded
from zhiliang.methods.complaint_text.confusion import NOTHING, Confusion, compared
from zhiliang.methods.complaint_text.learned import Learned, probabilities
from zhiliang.methods.complaint_text.rules import by_rules, keywords
from zhiliang.methods.tables.complaint_text.limits import SUGGESTED


class Row(NamedTuple):
    """A text and the keys that a person confirmed; "" where an axis was not."""

    text: str
    product: str
    hazard: str
    kind: str


class Examined(NamedTuple):
    """What was found on one axis: by the model, by the rules, and whether it can be believed.

    `among_three` is the share of texts that had the right key among those the model suggested
    [0 to 1; None without texts].
    """

    by_model: Confusion
    by_rules: Confusion
    among_three: float | None
    calibration: Calibration


def examine(models: Mapping[str, Learned], rows: Sequence[Row]) -> dict[str, Examined]:
    """Try the model of each axis on confirmed complaints, best on some it was not trained on."""
    return {axis: _examined(model, axis, *labelled(rows, axis)) for axis, model in models.items()}


def labelled(rows: Iterable[Row], axis: str) -> tuple[list[str], list[str]]:
    """Texts whose key on an axis was confirmed, and these keys."""
    known = [(row.text, getattr(row, axis)) for row in rows if getattr(row, axis)]
    return [text for text, _ in known], [label for _, label in known]


def as_json(found: Mapping[str, Examined]) -> dict[str, Any]:
    """Give the whole result as JSON can hold it: figures, counts and bands by axis."""
    return {axis: _plain(one) for axis, one in found.items()}


def as_text(found: Mapping[str, Examined]) -> str:
    """Give the result as lines of a report; keys as they are."""
    return "\n".join(line for axis, one in found.items() for line in _lines(axis, one))


def confusion(model: Learned, texts: Sequence[str], labels: Sequence[str]) -> Confusion:
    """Compare the first choice of a model with what people confirmed."""
    found = probabilities(model, texts)
    return compared(labels, [model.keys[place] for place in found.argmax(axis=1)])


def _examined(model: Learned, axis: str, texts: list[str], labels: list[str]) -> Examined:
    found = probabilities(model, texts)
    ranked = np.array(model.keys)[np.argsort(-found, axis=1, kind="stable")]
    hits = ranked == np.array(labels, dtype=str)[:, None]
    return Examined(
        compared(labels, ranked[:, 0].tolist()),
        compared(labels, [_by_rules(text, axis) for text in texts]),
        float(hits[:, :SUGGESTED].any(axis=1).mean()) if texts else None,
        banded(found.max(axis=1).tolist(), hits[:, 0].tolist()),
    )


def _by_rules(text: str, axis: str) -> str:
    votes = by_rules(text, keywords(axis))
    return votes[0].key if votes else NOTHING


def _plain(one: Examined) -> dict[str, Any]:
    return {
        "texts": one.by_model.texts,
        "right": one.by_model.right,
        "right_by_rules": one.by_rules.right,
        "among_three": one.among_three,
        "macro_f1": one.by_model.macro_f1,
        "macro_f1_by_rules": one.by_rules.macro_f1,
        "calibration_error": one.calibration.error,
        "calibration": [band._asdict() for band in one.calibration.bands],
        "by_key": [row._asdict() for row in one.by_model.rows()],
        "keys": list(one.by_model.keys),
        "counts": one.by_model.counts.tolist(),
    }


def _lines(axis: str, one: Examined) -> Iterator[str]:
    yield (
        f"{axis}: n={one.by_model.texts} right={_number(one.by_model.right)} "
        f"(rules {_number(one.by_rules.right)}) top{SUGGESTED}={_number(one.among_three)} "
        f"macro-F1={_number(one.by_model.macro_f1)} (rules {_number(one.by_rules.macro_f1)}) "
        f"ECE={_number(one.calibration.error)}"
    )
    yield f"  {'key':<14}{'n':>6}{'precision':>11}{'recall':>8}{'F1':>7}  taken for"
    for row in one.by_model.rows():
        shares = f"{_number(row.precision):>11}{_number(row.recall):>8}{_number(row.f1):>7}"
        other = f"  {row.taken_for} ×{row.times}" if row.times else ""
        yield f"  {row.key:<14}{row.texts:>6}{shares}{other}"
    yield f"  {'probability':<14}{'n':>6}{'stated':>11}{'found':>8}"
    for band in one.calibration.bands:
        shares = f"{_number(band.probability):>11}{_number(band.right):>8}"
        yield f"  {f'from {band.low:.1f}':<14}{band.texts:>6}{shares}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
