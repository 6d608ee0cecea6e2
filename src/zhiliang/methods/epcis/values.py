"""Rules of single values: words, identifiers, times and quantities."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from zhiliang.methods.epcis.contexts import Names
from zhiliang.methods.epcis.fields import prefix_of
from zhiliang.methods.epcis.findings import Problem
from zhiliang.methods.epcis.times import instant
from zhiliang.methods.epcis.vocabulary import URN, bare
from zhiliang.methods.gs1 import canonical
from zhiliang.methods.gs1.schemes import INSTANCES
from zhiliang.methods.tables.epcis import kinds, words

Check = Callable[[Any, Names], Iterator[Problem]]
RULES = {
    "BizStep": "cbv.bizstep",
    "Disp": "cbv.disposition",
    "BTT": "cbv.biztransaction",
    "SDT": "cbv.sourcedest",
    "ER": "cbv.errorreason",
    "Comp": "cbv.component",
    "Measure": "cbv.measurement",
    "Alert": "cbv.alert",
}
# Schemes of the Tag Data Standard that are made of no GS1 key.
OTHER_SCHEMES = frozenset(["gid", "usdod", "adi", "bic", "imovn"])
CLASS = ("urn:epc:class:", "urn:epc:idpat:")


def word(kind: str) -> Check:
    """Return the check of a word of a vocabulary."""
    return lambda value, names: iter(_word(kind, value, names))


@lru_cache(1 << 12)
def _word(kind: str, value: str, names: Names) -> tuple[Problem, ...]:
    if value in words(kind):
        return ()
    standard = bare(kind, value, names)
    if value.startswith(URN):
        rule = "cbv.urn" if standard in words(kind) else RULES[kind]
        return (Problem(rule, (), {"value": value, "word": standard}),)
    if standard in words(kind):
        return ()
    prefix = prefix_of(value)
    # GS1's own examples leave the prefix of their components undeclared.
    if prefix and prefix not in names.namespaces and kind != "Comp":
        return (Problem("context.prefix", (), {"value": value, "prefix": prefix}),)
    # GS1's web vocabulary grows between releases; the lists of CBV do not.
    home = kinds()[kind].web
    closed = ":" not in standard or ("/cbv/" in home and standard.startswith(home))
    return (Problem(RULES[kind], (), {"value": value}),) if closed else ()


def time(value: str, _: Names) -> Iterator[Problem]:
    """Yield a problem for what is no real instant with a time zone."""
    if instant(value) is None:
        yield Problem("time.instant", (), {"value": value})


def identifier(value: str, _: Names) -> Iterator[Problem]:
    """Yield a problem for what looks like a GS1 identifier and is none."""
    reason = _flaw(value)
    if reason:
        yield Problem("epc.gs1", (), {"value": value, "reason": reason})


def identifiers(value: list[str], names: Names) -> Iterator[Problem]:
    """Yield what is wrong with a list of single objects."""
    for place, one in enumerate(value):
        if one.startswith(CLASS):
            yield Problem("epc.level", (place,), {"value": one})
        elif _flaw(one):
            yield from (problem.below(place) for problem in identifier(one, names))


@lru_cache(1 << 14)
def _flaw(value: str) -> str:
    """Return why a seeming GS1 identifier is none, "" for sound ones and all others."""
    if value.startswith("urn:epc:"):
        kind, _, scheme = value[8:].rpartition(":")[0].partition(":")
        scheme = scheme.partition(":")[0]
        if scheme in OTHER_SCHEMES or kind not in ("id", "class", "idpat"):
            return ""
        if kind == "id" and f"{kind}:{scheme}" not in INSTANCES:
            return f"there is no scheme {scheme}"
    elif not value.startswith(("https://id.gs1.org/", "http://id.gs1.org/")):
        return ""
    try:
        canonical(value)
    except ValueError as error:
        return str(error)
    return ""


def quantity(value: dict[str, Any], names: Names) -> Iterator[Problem]:
    """Yield what is wrong with a quantity element."""
    for problem in identifier(value["epcClass"], names):
        yield problem.below("epcClass")
    amount = value.get("quantity")
    if amount is None and "uom" in value:
        yield Problem("quantity.uom", ("uom",), {"value": value["uom"]})
    elif amount is not None and not amount > 0:
        yield Problem("quantity.positive", ("quantity",), {"value": amount})


def each(check: Check) -> Check:
    """Return the check of a list of values."""

    def checked(value: list[Any], names: Names) -> Iterator[Problem]:
        for place, one in enumerate(value):
            for problem in check(one, names):
                yield problem.below(place)

    return checked
