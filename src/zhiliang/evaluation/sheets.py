"""The item sheet of a case: what the scheme asks of it, and what is computed for it so far."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.evaluation.models import Case, Evaluation
from zhiliang.evaluation.results import subject_of
from zhiliang.evaluation.scheme import Item, shipped

DIGITS = Decimal("0.0001")


def items_of(case: Case) -> tuple[Item, ...]:
    """Items of the subject's sheet on which points can be judged, in the order of the scheme.

    Everything but vetoes: those are facts, not judgements.
    """
    sheets = shipped(case.year).sheets
    mine = [s for s in sheets if s.kind == case.kind and s.code in ("", case.subject)]
    return tuple(item for sheet in mine[:1] for item in sheet.items if item.rule != "veto")


def item_of(case: Case, key: str) -> Item | None:
    """One item of the subject's sheet; None if it has no such item."""
    return next((item for item in items_of(case) if item.key == key), None)


def undertaken(case: Case) -> tuple[Item, ...]:
    """The items a subject files a target for: those whose rule measures against one."""
    return tuple(item for item in items_of(case) if "target" in item.parameters)


def computed_of(case: Case) -> Mapping[str, Mapping[str, Any]]:
    """Item key → its entry in the newest evaluation of the year; empty before the first one."""
    newest = Evaluation.objects.filter(year=case.year).first()
    found = subject_of(newest.results, case.subject) if newest else None
    return {item["key"]: item for item in (found or {"items": ()})["items"]}


def computed_or_refuse(case: Case) -> Mapping[str, Mapping[str, Any]]:
    """The same; ClerkError before the first evaluation: nobody can judge what is not computed."""
    found = computed_of(case)
    if not found:
        raise ClerkError(
            _("%(year)s年度还没有计算，没有可以对照的得分。") % {"year": case.year},
            _("请办公室先评价本年度。"),
        )
    return found


def announced_of(case: Case) -> Mapping[str, Mapping[str, Any]]:
    """Item key → its entry in the version of which the subject was notified last."""
    notified = case.cycle.decisions.filter(notified_at__isnull=False).first()
    found = subject_of(notified.evaluation.results, case.subject) if notified else None
    return {item["key"]: item for item in (found or {"items": ()})["items"]}


def by_rule(entry: Mapping[str, Any] | None) -> Fraction:
    """Points that the rule gives, whatever was established since; 0 where nothing is computed."""
    if entry is None:
        return Fraction(0)
    return Fraction(entry.get("computed", entry["earned"]))


def in_four_decimals(points: Fraction) -> Decimal:
    """Points as people write them; never more than the entry says."""
    return Decimal(int(points * 10_000)) / 10_000
