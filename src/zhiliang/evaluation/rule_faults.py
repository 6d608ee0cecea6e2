"""Which parameters each scoring rule takes, and what is wrong with those it was given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.evaluation.rules import COMPARE
from zhiliang.evaluation.scheme_place import Fault, Path, number_fault


@dataclass(frozen=True)
class Signature:
    """The numbers, words and lists that a rule takes; a word is one of its choices."""

    numbers: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tiers: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All parameters, the required ones first."""
        listed = ("tiers",) if self.tiers else ()
        return (*self.numbers, *listed, *self.may, *(name for name, _known in self.choices))


SIGNATURES: Mapping[str, Signature] = {
    "ratio_to_target": Signature(("target",), choices=(("better", ("higher", "lower")),)),
    "threshold": Signature(("target",), choices=(("op", tuple(COMPARE)),)),
    "binary": Signature(),
    "tiered": Signature(tiers=True),
    "deduct": Signature(("step",), ("free", "floor")),
    "base_plus": Signature(("base", "from", "per_unit")),
    "bonus": Signature(("per_unit",)),
    "veto": Signature((), ("limit",)),
}
TIER = ("at_least", "share")
# A number that must lie above 0 or may not lie below it; all others are free.
ABOVE_ZERO = {("ratio_to_target", "target"), ("deduct", "step")}
NOT_BELOW_ZERO = {("base_plus", "base"), ("base_plus", "per_unit"), ("bonus", "per_unit")}


def parameter_faults(path: Path, rule: str, parameters: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults of the parameters of a known rule."""
    signature = SIGNATURES[rule]
    for name in parameters:
        if name not in signature.names:
            words = _("规则 %(rule)s 没有参数 %(name)s") % {"rule": rule, "name": name}
            yield Fault((*path, name), words)
    for name in (*signature.numbers, *signature.may):
        if name in parameters or name in signature.numbers:
            yield from _number((*path, name), rule, name, parameters.get(name))
    for name, known in signature.choices:
        if name in parameters and parameters[name] not in known:
            yield Fault((*path, name), _("须为 %(known)s") % {"known": "、".join(known)})
    if signature.tiers:
        yield from _tiers((*path, "tiers"), parameters.get("tiers"))


def _number(path: Path, rule: str, name: str, value: Any) -> Iterator[Fault]:
    if value in (None, ""):
        words = _("规则 %(rule)s 须有参数 %(name)s") % {"rule": rule, "name": name}
        yield Fault(path, words)
        return
    if (rule, name) == ("ratio_to_target", "target") and str(value).strip("0.") == "":
        yield Fault(path, _("按比例计分的目标不能为0；改用 threshold 或 deduct"))
        return
    above = 0 if (rule, name) in ABOVE_ZERO else None
    least = 0 if (rule, name) in NOT_BELOW_ZERO else None
    yield from number_fault(path, value, least=least, above=above)


def _tiers(path: Path, tiers: Any) -> Iterator[Fault]:
    if not isinstance(tiers, list | tuple) or not tiers:
        yield Fault(path, _("须列出至少一档，每档有 at_least 和 share"))
        return
    for number, tier in enumerate(tiers):
        yield from _tier((*path, number), tier)
    starts = [str(tier.get("at_least")) for tier in tiers if isinstance(tier, Mapping)]
    if len(set(starts)) < len(starts):
        yield Fault(path, _("两档从同一个数起"))


def _tier(path: Path, tier: Any) -> Iterator[Fault]:
    if not isinstance(tier, Mapping) or set(tier) != set(TIER):
        yield Fault(path, _("每档须有且只有 at_least 和 share"))
        return
    yield from number_fault((*path, "at_least"), tier["at_least"])
    share = list(number_fault((*path, "share"), tier["share"], least=0))
    yield from share
    if not share and float(tier["share"]) > 1:
        yield Fault((*path, "share"), _("是分值的份额，不能大于1"))
