"""A published document read back from its text, without any second reading of it."""

import json
from collections.abc import Sequence
from typing import Any


def read_document(text: str) -> Any:
    """Value of a JSON text; the form of the document is for `verify_documents` to judge.

    Raises
    ------
    ValueError
        Text that is no JSON, is nested too deep, or names a member twice, of which readers of
        JSON take now the first and now the last.

    Examples
    --------
    >>> read_document('{"count": 1, "count": 2}')
    Traceback (most recent call last):
    ValueError: named twice: count
    """
    try:
        return json.loads(text, object_pairs_hook=_members)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _members(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"named twice: {next(n for n in names if names.count(n) > 1)}")
    return members
