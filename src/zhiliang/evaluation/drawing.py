"""What is verified on site, drawn so that anybody can repeat it.

The pool is frozen and published with its digest before the seeds exist; seeds are public numbers
of a later day. Each subject's items, then each drawn item's records, are drawn by RFC 3797 with
the seeds followed by the subject's (and the item's) place in the pool.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from zhiliang.methods.canonical import digest
from zhiliang.methods.draw import rfc3797_draw

Pool = Sequence[Mapping[str, Any]]


Records = Callable[[Mapping[str, Any]], Sequence[str]]


def pool_of(
    results: Mapping[str, Any], subjects: Sequence[str], *, records: Records
) -> list[dict[str, Any]]:
    """Subjects in the order of their codes, each with its items and the records behind them.

    Items stand in the order of their keys; those that no point can be lost on are left out.
    `records` names the records behind an item's figure, a line for each.
    """
    return [
        {"subject": subject["code"], "items": _items(subject, records)}
        for subject in sorted(results["subjects"], key=lambda one: str(one["code"]))
        if subject["code"] in subjects
    ]


def _items(subject: Mapping[str, Any], records: Records) -> list[dict[str, Any]]:
    items = (item for item in subject["items"] if item["rule"] not in ("bonus", "veto"))
    return [
        {"item": item["key"], "records": list(records(item))}
        for item in sorted(items, key=lambda one: str(one["key"]))
    ]


def pool_digest(pool: Pool) -> str:
    """SHA-256 of the pool's canonical JSON."""
    return digest(list(pool))


def drawn(
    pool: Pool, seeds: Sequence[Any], *, items: int, records: int
) -> dict[str, dict[str, list[str]]]:
    """Subject → drawn item → drawn records, in the order drawn.

    `items` for each subject and `records` for each item, or all where there are fewer.
    """
    return {
        entry["subject"]: _drawn_items(entry["items"], [*seeds, place], items, records)
        for place, entry in enumerate(pool, start=1)
    }


def _drawn_items(
    entries: Sequence[Mapping[str, Any]], seeds: Sequence[Any], items: int, records: int
) -> dict[str, list[str]]:
    chosen = _draw(seeds, len(entries), items)
    return {
        entries[place - 1]["item"]: [
            entries[place - 1]["records"][number - 1]
            for number in _draw([*seeds, place], len(entries[place - 1]["records"]), records)
        ]
        for place in chosen
    }


def _draw(seeds: Sequence[Any], pool: int, count: int) -> list[int]:
    return rfc3797_draw(list(seeds), pool, min(pool, count)) if pool else []
