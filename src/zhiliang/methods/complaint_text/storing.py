"""Models as bytes and back: an npz archive with a JSON header, and nothing that could run.

Every array is measured against the header before it is read, so that a file from elsewhere can
neither run anything nor take more memory than a model has.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
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
_NUMBER = np.dtype("<f4")
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, TypeError, EOFError, RuntimeError)


def dump(models: Mapping[str, Learned]) -> bytes:
    """Write the model of each axis; the same models give the same bytes."""
    axes = {
        axis: {"keys": model.keys, "steps": model.steps, "seed": model.seed}
        for axis, model in models.items()
    }
    header = json.dumps(FORMAT | {"axes": axes}, ensure_ascii=False).encode()
    arrays: dict[str, Any] = {"header": np.frombuffer(header, np.uint8)}
    for axis, model in models.items():
        arrays[f"{axis}.weights"] = model.weights.astype(_NUMBER)
        arrays[f"{axis}.intercepts"] = model.intercepts.astype(_NUMBER)
    written = io.BytesIO()
    np.savez_compressed(written, **arrays)
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
    axes = _header(archive)
    names = {f"{axis}.{part}.npy" for axis in axes for part in ("weights", "intercepts")}
    if sorted(archive.namelist()) != sorted({"header.npy"} | names):
        raise ValueError("not a model of complaint texts: other parts than its header names")
    for axis, said in axes.items():
        keys = tuple(said["keys"])
        weights = _numbers(archive, f"{axis}.weights.npy", (len(keys), FEATURES))
        intercepts = _numbers(archive, f"{axis}.intercepts.npy", (len(keys),))
        yield axis, Learned(keys, weights, intercepts, float(said["steps"]), int(said["seed"]))


def _header(archive: zipfile.ZipFile) -> dict[str, Any]:
    with archive.open("header.npy") as part:
        (length,), _, kind = _described(part)
        if kind != np.uint8 or length > _LARGEST_HEADER:
            raise ValueError("not a model of complaint texts: no header")
        header = json.loads(part.read(length))
    axes = header.pop("axes", None) if isinstance(header, dict) else None
    if header != FORMAT or not isinstance(axes, dict) or not axes:
        raise ValueError(f"not a model of this format: {str(header)[:200]}")
    for axis, said in axes.items():
        _check_axis(axis, said["keys"])
    return axes


def _check_axis(axis: str, keys: Any) -> None:
    named = {key for key in keys if isinstance(key, str)} if isinstance(keys, list) else set()
    if axis not in AXES or not 2 <= len(named) == len(keys) <= _MOST_KEYS:
        raise ValueError(f"not a model of complaint texts: axis {axis!r} with keys {keys!r:.200}")


def _numbers(archive: zipfile.ZipFile, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    with archive.open(name) as part:
        if _described(part) != (shape, False, _NUMBER):
            raise ValueError(f"not a model of complaint texts: {name} has another shape or type")
        size = int(np.prod(shape)) * _NUMBER.itemsize
        data = part.read(size + 1)
    if len(data) != size:
        raise ValueError(f"not a model of complaint texts: {name} has {len(data)} bytes")
    found = np.frombuffer(data, _NUMBER).reshape(shape)
    if not np.isfinite(found).all():
        raise ValueError(f"not a model of complaint texts: {name} holds what is no number")
    return found


def _described(part: Any) -> tuple[Any, bool, np.dtype[Any]]:
    """Shape, order and type that an array says it has; of the first version of npy only."""
    if npy.read_magic(part) != (1, 0):
        raise ValueError("not a model of complaint texts: another version of npy")
    return npy.read_array_header_1_0(part)
