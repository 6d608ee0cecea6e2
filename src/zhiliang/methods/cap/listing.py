"""Lists in one element: entries with blanks between them, in quotes where they have blanks."""

import re
from collections.abc import Iterable

ENTRY = re.compile(r'"([^"]*)"|(\S+)')


def read_list(text: str) -> tuple[str, ...]:
    """Return the entries of addresses or incidents (CAP 1.2, 3.2.1).

    Examples
    --------
    >>> read_list('one "number two" three')
    ('one', 'number two', 'three')
    """
    return tuple(quoted or plain for quoted, plain in ENTRY.findall(text) if quoted or plain)


def write_list(entries: Iterable[str]) -> str:
    """Write entries as one text.

    Raises
    ------
    ValueError
        An entry that is empty or has a quotation mark: the standard cannot write it.
    """
    found = list(entries)
    for entry in found:
        if not entry or '"' in entry:
            raise ValueError(f"an address or incident is not empty and has no quotes: {entry!r}")
    return " ".join(f'"{entry}"' if re.search(r"\s", entry) else entry for entry in found)
