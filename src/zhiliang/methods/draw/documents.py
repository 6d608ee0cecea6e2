"""The two published documents of a draw: what was frozen before it, what came out after it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zhiliang.methods.canonical import digest, utc_text
from zhiliang.methods.draw.assignment import Conflicts, TooFewPeople, assign
from zhiliang.methods.draw.lists import (
    checked_exclusions,
    checked_list,
    checked_weights,
    commitment,
    seed_of,
)
from zhiliang.methods.draw.lots import draw, stratum_seed
from zhiliang.methods.draw.rule import RULE

BEFORE, AFTER, VERSION = "zhiliang.draw.before", "zhiliang.draw.after", 1
DIGEST = re.compile("[0-9a-f]{64}")
# one spelling for one result: words of digits, points and Latin letters, one space apart
ENTROPY = re.compile("[0-9A-Za-z.]+( [0-9A-Za-z.]+)*")
# inspectors are published by number or pseudonym, never by name
NUMBER = re.compile("[0-9A-Za-z][0-9A-Za-z._-]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a draw is called, what it is for and who holds it."""

    title: str
    purpose: str
    authority: str


@dataclass(frozen=True, slots=True)
class Stratum:
    """Firms and how many of them to draw; reasons of the excluded, weights of a draw by weight."""

    firms: Sequence[str]
    count: int
    excluded: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Inspectors:
    """People by number or pseudonym, and what `assign` needs to draw them for each firm.

    The reasons of conflicts are published: they should be of a kind, not tell a private matter.
    """

    people: Sequence[str]
    per_subject: int = 2
    conflicts: Conflicts = field(default_factory=dict)
    most: int | None = None


@dataclass(frozen=True, slots=True)
class PublicSource:
    """Future public numbers: which, when they become known, and how they are to be written down.

    `spelling` must leave no choice (order, leading zeros, spaces): who may choose a spelling after
    the numbers are known may choose among draws.
    """

    name: str
    known_at: datetime
    spelling: str


def before_document(
    heading: Heading,
    strata: Mapping[str, Stratum],
    *,
    source: PublicSource,
    commitment: str,
    frozen_at: datetime,
    inspectors: Inspectors | None = None,
) -> dict[str, Any]:
    """Document to publish, with its digest, before the public numbers are known.

    `commitment` is that of the nonce. The canonical JSON of the document is what is hashed and
    published; `zhiliang.methods.canonical.digest` of it goes beside it. Whatever numbers come, the
    draw can be completed.

    Raises
    ------
    TypeError
        A time without a zone, a list that is no list of texts, a weight or count that is no whole
        number.
    TooFewPeople
        A firm for which too few inspectors could be left.
    ValueError
        An empty part, numbers known before the list is frozen, a commitment that is no digest, an
        inspector by name, a firm in two strata, or what `draw` and `assign` refuse.
    """
    if not all((heading.title, heading.purpose, heading.authority, source.name, source.spelling)):
        raise ValueError("title, purpose, authority, public source and its spelling are needed")
    if source.known_at <= frozen_at:
        raise ValueError("the public numbers must become known after the lists are frozen")
    if not DIGEST.fullmatch(commitment):
        raise ValueError("a commitment is a SHA-256 in 64 hexadecimal digits")
    return {
        "schema": BEFORE,
        "version": VERSION,
        "title": heading.title,
        "purpose": heading.purpose,
        "authority": heading.authority,
        "frozen_at": utc_text(frozen_at),
        "commitment": commitment,
        "entropy": {
            "source": source.name,
            "known_at": utc_text(source.known_at),
            "spelling": source.spelling,
        },
        "rule": dict(RULE),
        **lists_document(strata, inspectors),
    }


def lists_document(
    strata: Mapping[str, Stratum], inspectors: Inspectors | None = None
) -> dict[str, Any]:
    """Return the lists as they stand in `before_document`: to compare those now by `difference`.

    Raises as `before_document` does.
    """
    checked_list([firm for stratum in strata.values() for firm in stratum.firms])
    told = {
        "strata": {name: _stratum_told(stratum) for name, stratum in strata.items()},
        "inspectors": inspectors and _inspectors_told(inspectors),
    }
    if inspectors:
        _completable(strata, inspectors)
    return told


def after_document(before: Mapping[str, Any], nonce: str, entropy: str) -> dict[str, Any]:
    """Document to publish after the draw: all that anybody needs to do it again.

    `entropy` is the public numbers in the spelling announced: words of digits, points and Latin
    letters, one space apart. Firms are in the order drawn for each stratum; inspectors are drawn
    for the firms of one stratum after the other, strata by code point.

    Raises
    ------
    ValueError
        The nonce is not the one committed to, numbers in another spelling, or lists that
        `before_document` refuses.
    KeyError, TypeError
        A document of another form.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> before = before_document(
    ...     Heading("2026年第四季度抽查", "监督抽查", "示例市场监督管理局"),
    ...     {"头盔": Stratum(["甲厂", "乙厂", "丙厂"], 1)},
    ...     source=PublicSource("彩票第1期", datetime(2026, 12, 1, 14, tzinfo=UTC), "依摇出顺序"),
    ...     commitment=commitment("nonce"),
    ...     frozen_at=datetime(2026, 11, 26, tzinfo=UTC),
    ...     inspectors=Inspectors(["01", "02", "03"]),
    ... )
    >>> after = after_document(before, "nonce", "07 11 25")
    >>> after["drawn"], after["assigned"]
    ({'头盔': ['丙厂']}, [{'subject': '丙厂', 'people': ['01', '02']}])
    """
    if commitment(nonce) != before["commitment"]:
        raise ValueError("the nonce is not the one that was committed to")
    if not ENTROPY.fullmatch(entropy):
        raise ValueError("public numbers are words of digits and letters, one space apart")
    frozen = digest(before)
    seed = seed_of(frozen, nonce, entropy)
    return {
        "schema": AFTER,
        "version": VERSION,
        "before": frozen,
        "nonce": nonce,
        "entropy": entropy,
        "seed": seed,
        **drawn_lists(before, seed),
    }


def drawn_lists(before: Mapping[str, Any], seed: str) -> dict[str, Any]:
    """Return what is drawn in `after_document`: firms by stratum, inspectors by firm.

    Raises
    ------
    KeyError, TypeError, ValueError
        Lists that are not those of a document before.
    """
    strata, inspectors = lists_read(before)
    lists_document(strata, inspectors)
    drawn = {
        name: draw(
            stratum.firms,
            stratum.count,
            seed=stratum_seed(seed, name),
            excluded=stratum.excluded,
            weights=stratum.weights,
        ).order
        for name, stratum in sorted(strata.items())
    }
    subjects = [firm for order in drawn.values() for firm in order]
    return {
        "drawn": {name: list(order) for name, order in drawn.items()},
        "assigned": _assigned(subjects, inspectors, seed) if inspectors else [],
    }


def lists_read(
    before: Mapping[str, Any],
) -> tuple[dict[str, Stratum], Inspectors | None]:
    """Strata and inspectors of a document before; KeyError or TypeError if it has none."""
    strata = {name: Stratum(**stratum) for name, stratum in before["strata"].items()}
    return strata, before["inspectors"] and Inspectors(**before["inspectors"])


def _assigned(subjects: Sequence[str], inspectors: Inspectors, seed: str) -> list[dict[str, Any]]:
    assigned = assign(
        subjects,
        inspectors.people,
        seed=seed,
        per_subject=inspectors.per_subject,
        conflicts=inspectors.conflicts,
        most=inspectors.most,
    )
    return [{"subject": one.subject, "people": list(one.people)} for one in assigned]


def _stratum_told(stratum: Stratum) -> dict[str, Any]:
    firms = checked_list(stratum.firms)
    excluded = dict(checked_exclusions(firms, stratum.excluded))
    if type(stratum.count) is not int:
        raise TypeError("a count is a whole number")
    if not 0 <= stratum.count <= len(firms) - len(excluded):
        left = len(firms) - len(excluded)
        raise ValueError(f"cannot draw {stratum.count} of {left} firms that may be drawn")
    weighed = checked_weights(firms, stratum.weights)
    return {
        "firms": list(firms),
        "count": stratum.count,
        "excluded": excluded,
        "weights": dict(weighed) or None,
    }


def _inspectors_told(inspectors: Inspectors) -> dict[str, Any]:
    people = checked_list(inspectors.people)
    _at_least_one(inspectors.per_subject)
    if inspectors.most is not None:
        _at_least_one(inspectors.most)
    if named := [person for person in people if not NUMBER.fullmatch(person)]:
        raise ValueError(f"inspectors are published by number or pseudonym: {named[0]}")
    return {
        "people": list(people),
        "per_subject": inspectors.per_subject,
        "conflicts": {
            subject: dict(checked_exclusions(people, reasons))
            for subject, reasons in inspectors.conflicts.items()
        },
        "most": inspectors.most,
    }


def _at_least_one(count: int) -> None:
    if type(count) is not int:
        raise TypeError("a count is a whole number")
    if count < 1:
        raise ValueError("at least one person for a firm and one task for a person")


def _completable(strata: Mapping[str, Stratum], inspectors: Inspectors) -> None:
    """Refuse lists that some result of the draw would leave without inspectors."""
    firms = {firm for one in strata.values() for firm in one.firms if firm not in one.excluded}
    if strangers := inspectors.conflicts.keys() - {f for one in strata.values() for f in one.firms}:
        raise ValueError(f"conflict with a firm that is not listed: {', '.join(sorted(strangers))}")
    tasks = max(0, sum(one.count for one in strata.values()) - 1) * inspectors.per_subject
    full = tasks // inspectors.most if inspectors.most else 0
    for firm in sorted(firms):
        left = len(inspectors.people) - len(inspectors.conflicts.get(firm, {})) - full
        if left < inspectors.per_subject:
            raise TooFewPeople(firm, wanted=inspectors.per_subject, left=max(0, left))
