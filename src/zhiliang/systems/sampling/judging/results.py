"""What the results of a test say, item by item and together; nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhiliang.core.models import Person
from zhiliang.methods.limit_comparison import NOT_DETECTED, PLAIN, compare_gbt8170
from zhiliang.systems.sampling.models import Conclusion, Result, Round, RuleItem, SamplingCase

CONFORMS = {
    "符合": "pass",
    "合格": "pass",
    "pass": "pass",
    "不符合": "fail",
    "不合格": "fail",
    "fail": "fail",
}


@dataclass(frozen=True)
class Found:
    """A result as the laboratory has it: all texts, for their digits count."""

    value: str
    unit: str = ""
    uncertainty: str = ""


def judged(item: RuleItem, found: Found) -> Result:
    """The result of an item with its verdict, of no test yet; ValidationError if it has none."""
    value = found.value.strip()
    if not value:
        raise ValidationError(_("“%(item)s”没有检验结果。") % {"item": item})
    if not item.measured:
        return _conforming(item, value)
    _insist_on_number(item, found)
    compared = compare_gbt8170(
        value,
        item.limit_low,
        item.limit_high,
        comparison=item.comparison,  # type: ignore[arg-type]
        uncertainty=found.uncertainty.strip() if item.decision == "guarded" else None,
    )
    return Result(
        item=item,
        value=value,
        unit=found.unit.strip(),
        uncertainty=found.uncertainty.strip(),
        verdict=compared.verdict,
        reason=compared.reason,
    )


def _conforming(item: RuleItem, value: str) -> Result:
    if value.lower() not in CONFORMS:
        raise ValidationError(
            _("“%(item)s”的结果写“符合”或者“不符合”，不写“%(value)s”。")
            % {"item": item, "value": value}
        )
    return Result(item=item, value=value, verdict=CONFORMS[value.lower()])


def _insist_on_number(item: RuleItem, found: Found) -> None:
    told = {
        "item": item,
        "value": found.value,
        "unit": item.unit,
        "given": found.unit or _("（空）"),
    }
    if found.unit.strip() != item.unit:
        raise ValidationError(
            _("“%(item)s”的结果没有写明单位，或者单位不是 %(unit)s（写的是 %(given)s）。") % told
        )
    number = found.value.strip().removeprefix("<")
    if found.value.strip() not in NOT_DETECTED and not PLAIN.fullmatch(number):
        raise ValidationError(
            _("“%(item)s”的结果“%(value)s”不是数：写小数、“<检出限”或者“未检出”。") % told
        )
    if item.decision == "guarded" and not PLAIN.fullmatch(found.uncertainty.strip()):
        raise ValidationError(
            _("“%(item)s”按有保护带的规则判定，须报扩展不确定度（与结果同单位）。") % told
        )


def conclusion_of(results: Iterable[Result]) -> Conclusion:
    """Nonconforming if one item is; else in the tested items no nonconformity was found."""
    verdicts = {result.verdict for result in results}
    return Conclusion.FAIL if "fail" in verdicts else Conclusion.PASS


def failing_of(results: Iterable[Result]) -> list[str]:
    """Names of the items that failed, as the rule lists them."""
    return [result.item.name_zh for result in results if result.verdict == "fail"]


def all_judged(
    items: Iterable[RuleItem], found: Mapping[str, Found]
) -> tuple[list[Result], dict[str, str]]:
    """Results of the items by code, and what is wrong with the others."""
    results, faults = [], {}
    for item in items:
        if item.code not in found:
            faults[item.code] = _("“%(item)s”没有检验结果。") % {"item": item}
            continue
        try:
            results.append(judged(item, found[item.code]))
        except ValidationError as fault:
            faults[item.code] = fault.messages[0]
    return results, faults


def insist_on_separation(case: SamplingCase, by: Person) -> None:
    """Who took a sample does not test it (抽检分离; order 18, article 9)."""
    if case.samplers.filter(person=by).exists():
        raise ValidationError(
            _("您是这份样品的抽样人员，不得承担它的检验工作（总局令第18号第九条）。请由他人办理。")
        )


def items_of(case: SamplingCase) -> list[RuleItem]:
    """The items its rule wants tested."""
    return list(case.rule.items.all()) if case.rule else []


def failing_in_the_end(case: SamplingCase) -> list[str]:
    """Items that fail in the end: by the re-test where it tested them, else by the first test."""
    ended = case.testings.exclude(reported_at=None)
    first = ended.filter(round=Round.FIRST).values("pk")
    again = ended.filter(round=Round.RETEST).values("pk")
    results = Result.objects.select_related("item").order_by("testing__reported_at", "pk")
    found = (*results.filter(testing__in=first), *results.filter(testing__in=again))
    latest = {one.item_id: one for one in found}
    return failing_of(sorted(latest.values(), key=lambda one: one.item.position))
