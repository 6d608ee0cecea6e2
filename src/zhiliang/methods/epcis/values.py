"""Rules of single values: words, identifiers, times and quantities."""

from collections.abc import Callable, Sequence
from typing import Any

from zhiliang.methods.epcis.contexts import Names
from zhiliang.methods.epcis.fields import prefix_of
from zhiliang.methods.epcis.findings import Problem
from zhiliang.methods.epcis.identifiers import reading
from zhiliang.methods.epcis.memory import remembered
from zhiliang.methods.epcis.times import instant
from zhiliang.methods.epcis.vocabulary import URN, bare
from zhiliang.methods.tables.epcis import kinds, words

Problems = Sequence[Problem]
Check = Callable[[Any, Names], Problems]
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
CLASS = ("urn:epc:class:", "urn:epc:idpat:")


def word(kind: str) -> Check:
    """Return the check of a word of a vocabulary."""
    standard = words(kind)
    return lambda value, names: () if value in standard else _word(value, kind, names)


@remembered
def _word(value: str, kind: str, names: Names) -> Problems:
    standard = bare(value, kind, names)
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


def time(value: str, _: Names) -> Problems:
    """Return a problem for what is no real instant with a time zone."""
    return () if instant(value) else (Problem("time.instant", (), {"value": value}),)


def identifier(value: str, _: Names) -> Problems:
    """Return a problem for what looks like a GS1 identifier and is none."""
    flaw = reading(value)[1]
    return (Problem("epc.gs1", (), {"value": value, "reason": flaw}),) if flaw else ()


def singles(value: list[str], names: Names) -> Problems:
    """Return what is wrong with the identifiers of single objects."""
    found: list[Problem] = []
    for place, one in enumerate(value):
        if one.startswith(CLASS):
            found.append(Problem("epc.level", (place,), {"value": one}))
        elif reading(one)[1]:
            found += [problem.below(place) for problem in identifier(one, names)]
    return found


def quantity(value: dict[str, Any], names: Names) -> Problems:
    """Return what is wrong with a quantity element."""
    amount = value.get("quantity")
    if amount is None and "uom" in value:
        return (Problem("quantity.uom", ("uom",), {"value": value["uom"]}),)
    if amount is not None and not amount > 0:
        return (Problem("quantity.positive", ("quantity",), {"value": amount}),)
    if not reading(value["epcClass"])[1]:
        return ()
    return [problem.below("epcClass") for problem in identifier(value["epcClass"], names)]


def each(check: Check) -> Check:
    """Return the check of a list of values."""

    def checked(value: list[Any], names: Names) -> Problems:
        found: list[Problem] = []
        for place, one in enumerate(value):
            if wrong := check(one, names):
                found += [problem.below(place) for problem in wrong]
        return found

    return checked
