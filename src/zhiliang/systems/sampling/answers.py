"""What others may ask of supervision sampling: what was published of a firm."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhiliang.systems.sampling.models import Conclusion, SamplingCase

MOST = 5


@dataclass(frozen=True)
class PublishedResult:
    """A published result: which sample, what of, when, what was found."""

    number: str
    product: str
    batch: str
    sampled_on: date | None
    passed: bool
    conclusion: str
    failing: str


def published_results(organisation: int, *, product: str = "") -> tuple[PublishedResult, ...]:
    """The newest published results on a producer's own goods, those of `product` first.

    Void results were never results; what was sampled at the firm as a seller is not its product.
    """
    rows = SamplingCase.objects.filter(state="published").exclude(conclusion=Conclusion.VOID)
    own = Q(producer=organisation) | Q(producer=None, firm=organisation, site="production")
    related = rows.filter(own).select_related("sheet", "product_class")
    found = [_result(case) for case in related.order_by("-sampled_on", "-pk")[: 4 * MOST]]
    return tuple(sorted(found, key=lambda one: one.product != product)[:MOST])


def _result(case: SamplingCase) -> PublishedResult:
    sheet = getattr(case, "sheet", None)
    return PublishedResult(
        number=case.number,
        product=sheet.product if sheet else case.product_class.name,
        batch=sheet.batch if sheet else "",
        sampled_on=case.sampled_on,
        passed=case.conclusion == Conclusion.PASS,
        conclusion=case.get_conclusion_display(),
        failing=case.failing,
    )
