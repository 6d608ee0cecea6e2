"""Models as bytes and back: an npz archive with a JSON header, and nothing that could run.

Of every array no more is read than the header's keys allow, and how it describes itself is
compared, not interpreted: a file from elsewhere can neither run anything nor fill the memory.
"""

import io
import json
import math
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from zhiliang.methods.complaint_text.learned import Learned
from zhiliang.methods.tables.complaint_text.limits import FEATURES, GRAMS
from zhiliang.methods.tables.complaint_text.words import AXES

FORMAT = {
    "format": "zhiliang complaint text",
    "version": 1,
    "features": FEATURES,
    "grams": list(GRAMS),
}
_LARGEST_HEADER = 100_000
_MOST_KEYS = 1_000
_HEADER = "header.json"
_NUMBER = np.dtype("<f4")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),
    *(KeyError, TypeError, ValueError, OverflowError),
)


def dump(models: Mapping[str, Learned]) -> bytes:
    """Write the model of each axis; the same models give the same bytes."""
    axes = {
        axis: {"keys": model.keys, "steps": model.steps, "seed": model.seed}
        for axis, model in models.items()
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, _HEADER, json.dumps(FORMAT | {"axes": axes}, ensure_ascii=False).encode())
        for axis, model in models.items():
            for name, values in zip(_names(axis), (model.weights, model.intercepts), strict=True):
                _add(archive, name, _head(values.shape) + values.astype(_NUMBER).tobytes())
    return written.getvalue()


def load(data: bytes) -> dict[str, Learned]:
    """Read what `dump` wrote.

    Raises
    ------
    ValueError
        Anything else: another format or version, a missing, additional, misshapen or broken part,
        a number that is none.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_models(archive))
    except _BROKEN as error:
        raise ValueError(f"not a model of complaint texts: {error}") from error


def _models(archive: zipfile.ZipFile) -> Iterator[tuple[str, Learned]]:
    axes = _axes(archive)
    if sorted(archive.namelist()) != sorted([_HEADER, *chain.from_iterable(map(_names, axes))]):
        raise ValueError("other parts than the header names")
    for axis, said in axes.items():
        keys, (weights, intercepts) = tuple(said["keys"]), _names(axis)
        yield (
            axis,
            Learned(
                keys,
                _numbers(archive, weights, (len(keys), FEATURES)),
                _numbers(archive, intercepts, (len(keys),)),
                float(said["steps"]),
                int(said["seed"]),
            ),
        )


def _axes(archive: zipfile.ZipFile) -> dict[str, Any]:
    with archive.open(_HEADER) as part:
        header = json.loads(part.read(_LARGEST_HEADER))
    axes = header.pop("axes", None) if isinstance(header, dict) else None
    if header != FORMAT or not isinstance(axes, dict) or not axes:
        raise ValueError(f"not of this format: {str(header)[:200]}")
    for axis, said in axes.items():
        _check_axis(axis, said["keys"])
    return axes


def _check_axis(axis: str, keys: Any) -> None:
    named = {key for key in keys if isinstance(key, str)} if isinstance(keys, list) else set()
    if axis not in AXES or not 2 <= len(named) == len(keys) <= _MOST_KEYS:
        raise ValueError(f"axis {axis!r} with keys {keys!r:.200}")


def _numbers(archive: zipfile.ZipFile, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    head, size = _head(shape), math.prod(shape) * _NUMBER.itemsize
    with archive.open(name) as part:
        data = part.read(len(head) + size + 1)
    if not data.startswith(head) or len(data) != len(head) + size:
        raise ValueError(f"{name} has another shape, type or length")
    found = np.frombuffer(data, _NUMBER, offset=len(head)).reshape(shape)
    if not np.isfinite(found).all():
        raise ValueError(f"{name} holds what is no number")
    return found


def _head(shape: tuple[int, ...]) -> bytes:
    """Return what stands before the numbers of an array of this shape; never parsed."""
    written = io.BytesIO()
    said = {"descr": _NUMBER.str, "fortran_order": False, "shape": shape}
    npy.write_array_header_1_0(written, said)
    return written.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # ZipInfo has a day of its own, so that the time of writing changes no byte.
    archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def _names(axis: str) -> tuple[str, str]:
    return f"{axis}.weights.npy", f"{axis}.intercepts.npy"
