"""Reading what a stranger wrote: bounded, plain files only, JSON only in its canonical form."""

import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from zhiliang.evaluation.seal.digests import CHUNK
from zhiliang.evaluation.seal.report import Problem, Refusal
from zhiliang.methods.canonical import canonical_json

LARGEST_JSON = 64 << 20
DEEPEST_JSON = 64
MOST_FILES = 5000
DEEPEST_FOLDER = 8
PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}(/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}){0,7}")


class Folder:
    """What lies in a folder, found without following a link: relative path → size in bytes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sizes: dict[str, int] = {}
        self.problems: list[Problem] = []
        if not root.is_dir():
            raise Refusal("not_a_folder", root)
        self._walk(root, "", 0)

    def _walk(self, folder: Path, prefix: str, depth: int) -> None:
        if depth > DEEPEST_FOLDER:
            raise Refusal("too_deep", prefix, limit=DEEPEST_FOLDER)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        if prefix and not entries:
            self.problems.append(Problem("unlisted", prefix))
        for entry in entries:
            self._take(entry, prefix + entry.name, depth)

    def _take(self, entry: "os.DirEntry[str]", path: str, depth: int) -> None:
        if len(self.sizes) + len(self.problems) > MOST_FILES:
            raise Refusal("too_many", limit=MOST_FILES)
        if entry.is_symlink():
            self.problems.append(Problem("link", path))
        elif entry.is_dir(follow_symlinks=False):
            self._walk(Path(entry.path), f"{path}/", depth + 1)
        elif not entry.is_file(follow_symlinks=False):
            self.problems.append(Problem("special", path))
        elif not is_path(path):
            self.problems.append(Problem("name", path))
        else:
            self.sizes[path] = entry.stat(follow_symlinks=False).st_size


def is_path(path: str) -> bool:
    """Whether a path is one that a pack may hold: relative, plain, leading nowhere else."""
    return PATH.fullmatch(path) is not None


def chunks(path: Path, limit: int) -> Iterator[bytes]:
    """The bytes of a plain file in pieces, `limit` at most; OSError for a link or a device."""
    with open(path, "rb", buffering=0, opener=_plain_opener) as stream:
        left = limit
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _plain_opener(path: str, flags: int) -> int:
    # Non-blocking, so that a pipe put in a file's place does not hang the verifier.
    number = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(0, "not a plain file", path)
    return number


def read_bytes(root: Path, name: str, limit: int = LARGEST_JSON) -> bytes:
    """A whole file of a pack; Refusal when it is missing, no plain file or above the limit."""
    try:
        size = os.lstat(root / name).st_size
        if size > limit:
            raise Refusal("too_large", name, found=size, limit=limit)
        return b"".join(chunks(root / name, limit))
    except FileNotFoundError:
        raise Refusal("missing", name) from None
    except OSError as fault:
        raise Refusal("unreadable", name, fault=fault.strerror) from None


def read_json(root: Path, name: str) -> Any:
    """A canonical JSON file of a pack; Refusal otherwise."""
    return parsed(read_bytes(root, name), name)


def parsed(data: bytes, name: str) -> Any:
    """Value of canonical JSON bytes: one value has one text, and no number is a float."""
    try:
        value = json.loads(data.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        raise Refusal("not_json", name, fault=type(fault).__name__) from None
    if _depth(value) > DEEPEST_JSON:
        raise Refusal("not_json", name, fault=f"depth > {DEEPEST_JSON}")
    if not _is_canonical(value, data):
        raise Refusal("not_canonical", name)
    return value


def _refuse(text: str) -> Any:
    raise ValueError(f"not an exact number: {text[:20]}")


def _is_canonical(value: Any, data: bytes) -> bool:
    try:
        return canonical_json(value).encode() == data
    except ValueError:  # a lone surrogate has no bytes
        return False


def _depth(value: Any) -> int:
    # A list and not recursion: the depth is what is in doubt.
    deepest, left = 0, [(value, 1)]
    while left and deepest <= DEEPEST_JSON:
        item, depth = left.pop()
        deepest = max(deepest, depth)
        inside = item.values() if isinstance(item, dict) else item
        if isinstance(item, dict | list):
            left += [(inner, depth + 1) for inner in inside]
    return deepest


Test = Callable[[Any], bool]
Shape = type | Test | dict[str, Any] | list[Any]


def insist(value: Any, shape: Shape, file: str) -> None:
    """Refusal naming the first place where a JSON value does not have a shape.

    A shape is a type, a test, `{name: shape}` (exactly these names), `{"*": shape}` (any names)
    or `[shape]` (a list of such).
    """
    where = _misfit(value, shape, "")
    if where is not None:
        raise Refusal("shape", file, where=where or "JSON")


def fits(value: Any, shape: Shape) -> bool:
    """Whether a JSON value has a shape."""
    return _misfit(value, shape, "") is None


def maybe(shape: Shape) -> Test:
    """A shape that may also be null."""
    return lambda value: value is None or fits(value, shape)


def _misfit(value: Any, shape: Shape, path: str) -> str | None:
    if isinstance(shape, type):
        return None if type(value) is shape else path
    if isinstance(shape, list):
        return _list_misfit(value, shape[0], path)
    if isinstance(shape, dict):
        return _dict_misfit(value, shape, path)
    return None if shape(value) else path


def _list_misfit(value: Any, shape: Shape, path: str) -> str | None:
    if not isinstance(value, list):
        return path
    found = (_misfit(item, shape, f"{path}[{index}]") for index, item in enumerate(value))
    return next((where for where in found if where is not None), None)


def _dict_misfit(value: Any, shape: dict[str, Any], path: str) -> str | None:
    if not isinstance(value, dict):
        return path
    shapes = dict.fromkeys(value, shape["*"]) if "*" in shape else shape
    if strange := sorted(shapes.keys() ^ value.keys()):
        return f"{path}.{strange[0]}"
    found = (_misfit(value[name], inner, f"{path}.{name}") for name, inner in shapes.items())
    return next((where for where in found if where is not None), None)
