"""Whether two published documents of a draw belong together, and what differs if not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhiliang.methods.canonical import digest
from zhiliang.methods.draw.documents import AFTER, BEFORE, ENTROPY, VERSION, drawn_lists
from zhiliang.methods.draw.lists import commitment, seed_of

# how `utc_text` writes a moment
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
PARTS = ("before", "nonce", "entropy", "seed", "drawn", "assigned")


@dataclass(frozen=True, slots=True)
class Finding:
    """What differs between the documents: what must stand there and what was published.

    `code` is "unreadable", "digest" (the lists are not those frozen), "commitment" (not the nonce
    committed to), "early" (numbers known before the lists were frozen), "entropy" (another
    spelling), "seed", "drawn" (at `place` of stratum `where`), "assigned" (at `place`, for firm
    `where`) or "twice" (part `where` of two results).
    """

    code: str
    where: str = ""
    place: int | None = None
    expected: Any = None
    published: Any = None


def verify_documents(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Finding]:
    """Everything in which the documents do not fit; [] if the draw comes out as published.

    The firms are drawn again with the published seed, so that a false seed and a false result are
    told apart; of each list the first place that differs is told. What no document can show is
    whether the public numbers are those that were published: compare them at their source.

    Never raises for content that was read from JSON.
    """
    if unreadable := [*_unreadable("before", before, BEFORE), *_unreadable("after", after, AFTER)]:
        return unreadable
    found: list[Finding] = []
    try:
        found.extend(_seed_findings(before, after))
        found.extend(_list_findings(drawn_lists(before, after["seed"]), after))
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        found.append(Finding("unreadable", "before", published=str(fault)))
    return found


def drawn_again(after: Mapping[str, Any], other: Mapping[str, Any]) -> list[Finding]:
    """Parts in which two results of one frozen document differ: a draw is held only once.

    Results of different documents are no finding, nor is the same result twice.
    """
    if after.get("before") != other.get("before"):
        return []
    return [
        Finding("twice", part, expected=after.get(part), published=other.get(part))
        for part in PARTS
        if after.get(part) != other.get(part)
    ]


def _unreadable(name: str, document: Any, schema: str) -> Iterator[Finding]:
    if not isinstance(document, Mapping):
        yield Finding("unreadable", name, published=type(document).__name__)
    elif (document.get("schema"), document.get("version")) != (schema, VERSION):
        told = f"{document.get('schema')} {document.get('version')}"
        yield Finding("unreadable", name, expected=f"{schema} {VERSION}", published=told)
    elif schema == AFTER and (missing := [part for part in PARTS if not _has(document, part)]):
        yield Finding("unreadable", name, expected=", ".join(missing))


def _has(after: Mapping[str, Any], part: str) -> bool:
    told = after.get(part)
    if part == "drawn":
        return isinstance(told, Mapping) and all(isinstance(one, list) for one in told.values())
    return isinstance(told, list) if part == "assigned" else isinstance(told, str) and told != ""


def _seed_findings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Finding]:
    frozen, nonce, entropy = digest(before), after["nonce"], after["entropy"]
    yield from _differs("digest", frozen, after["before"])
    yield from _differs("commitment", commitment(nonce), before.get("commitment"))
    yield from _early(before)
    if not ENTROPY.fullmatch(entropy):
        yield Finding("entropy", published=entropy)
    yield from _differs("seed", seed_of(after["before"], nonce, entropy), after["seed"])


def _early(before: Mapping[str, Any]) -> Iterator[Finding]:
    source = before.get("entropy")
    frozen = _moment(before.get("frozen_at"))
    known = _moment(source.get("known_at") if isinstance(source, Mapping) else None)
    # times of one form in UTC compare as texts
    if not (frozen and known and frozen < known):
        yield Finding("early", expected=frozen, published=known)


def _moment(told: Any) -> str | None:
    return told if isinstance(told, str) and MOMENT.fullmatch(told) else None


def _list_findings(again: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Finding]:
    for stratum in sorted(again["drawn"].keys() | after["drawn"].keys()):
        expected, published = again["drawn"].get(stratum, []), after["drawn"].get(stratum, [])
        yield from _first_different("drawn", expected, published, where=stratum)
    yield from _first_different("assigned", again["assigned"], after["assigned"])


def _differs(code: str, expected: str, published: Any) -> Iterator[Finding]:
    if expected != published:
        yield Finding(code, expected=expected, published=published)


def _first_different(
    code: str, expected: list[Any], published: list[Any], *, where: str = ""
) -> Iterator[Finding]:
    for place in range(max(len(expected), len(published))):
        pair = [side[place] if place < len(side) else None for side in (expected, published)]
        if pair[0] != pair[1]:
            firm = next((one["subject"] for one in pair if isinstance(one, dict)), where)
            yield Finding(code, firm, place + 1, *pair)
            return
