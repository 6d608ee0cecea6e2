"""One text for one value: the JSON that is hashed by the event log, definitions and packs."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any


def canonical_json(value: Any) -> str:
    """Text of `value` with sorted keys, no spaces and exact numbers.

    Decimal becomes a plain string ("0.10"), Fraction "n/d", date and datetime ISO 8601 (a
    datetime in UTC with microseconds and Z). Tuples are lists, sets sorted lists.

    Raises TypeError for a float, a naive datetime or any other type, ValueError for a
    non-finite Decimal: none of them has one exact text.

    >>> canonical_json({"b": Decimal("0.10"), "a": Fraction(1, 3)})
    '{"a":"1/3","b":"0.10"}'
    """
    plain = _plain(value)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """SHA-256 of the canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def utc_text(moment: datetime) -> str:
    """ISO 8601 text of an aware datetime in UTC, always with microseconds: …T08:00:00.000000Z."""
    if moment.tzinfo is None:
        raise TypeError(f"a datetime without a time zone has no canonical text: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | str | int):
        # str() and int() drop enum members and lazy strings down to what JSON knows
        return value if value is None or isinstance(value, bool) else _scalar(value)
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(item) for item in value), key=canonical_json)
    return _text(value)


def _scalar(value: str | int) -> str | int:
    return str.__str__(value) if isinstance(value, str) else int(value)


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"only text can be a key of canonical JSON, not {key!r}")
    return str.__str__(key)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return _decimal_text(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no exact canonical text: {value!r}")


def _decimal_text(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that can be written down exactly")
    return format(value, "f")
