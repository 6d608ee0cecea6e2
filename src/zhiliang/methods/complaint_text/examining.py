"""How good a model is on confirmed complaints, beside the keyword rules on the same ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from zhiliang.methods.complaint_text.calibration import Calibration, calibration
from zhiliang.methods.complaint_text.confusion import NOTHING, Confusion, compared, confusion
from zhiliang.methods.complaint_text.learned import Learned, probabilities
from zhiliang.methods.complaint_text.rules import by_rules
from zhiliang.methods.tables.complaint_text.limits import SUGGESTED
from zhiliang.methods.tables.complaint_text.words import rules


class Row(NamedTuple):
    """A text and the keys that a person confirmed; "" where an axis was not."""

    text: str
    product: str
    hazard: str
    kind: str


class Examined(NamedTuple):
    """What was found on one axis: by the model, by the rules, the share of texts that had the
    right key among the three suggested [0 to 1], and whether probabilities can be believed.
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
    """The whole result as JSON can hold it: figures, counts and bands by axis."""
    return {axis: _plain(one) for axis, one in found.items()}


def as_text(found: Mapping[str, Examined]) -> str:
    """The result as lines of a report; keys as they are."""
    return "\n".join(line for axis, one in found.items() for line in _lines(axis, one))


def _examined(model: Learned, axis: str, texts: list[str], labels: list[str]) -> Examined:
    return Examined(
        confusion(model, texts, labels),
        compared(labels, [_by_rules(text, axis) for text in texts]),
        _among(model, texts, labels),
        calibration(model, texts, labels),
    )


def _by_rules(text: str, axis: str) -> str:
    votes = by_rules(text, rules(axis))
    return votes[0].key if votes else NOTHING


def _among(model: Learned, texts: Sequence[str], labels: Sequence[str]) -> float | None:
    if not texts:
        return None
    first = np.argsort(-probabilities(model, texts), axis=1, kind="stable")[:, :SUGGESTED]
    suggested = np.array(model.keys)[first]
    return float((suggested == np.array(labels)[:, None]).any(axis=1).mean())


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
