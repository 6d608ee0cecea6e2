"""Names of many lots: one statement however many there are."""

import json
from collections.abc import Sequence

from django.db import connection

# a list of values is bound as one value: neither database has a limit that a scope would meet
_SQLITE = """
SELECT canonical FROM traceability_tracedobject
WHERE id IN (SELECT value FROM json_each(%s)) ORDER BY id
"""
_POSTGRESQL = """
SELECT canonical FROM traceability_tracedobject WHERE id = ANY(%s) ORDER BY id
"""


def names_of(keys: Sequence[int]) -> list[str]:
    """The canonical identifier of each key; `keys` are sorted, each there once and on record."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL, [list(keys)])
        else:
            cursor.execute(_SQLITE, [json.dumps(list(keys))])
        return [name for (name,) in cursor.fetchall()]
