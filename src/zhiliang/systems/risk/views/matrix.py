"""Hazards by kinds of products: how often each pair was told of, and where that is out of line."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.feed import write_csv
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import holds_everywhere, visible
from zhiliang.systems.risk.flow.parties import OFFICES, READERS
from zhiliang.systems.risk.models import Observation, hazard_words, product_words
from zhiliang.systems.risk.monitoring import Pair, pairs_between
from zhiliang.systems.risk.policy.cases import places_of

STRETCHES = (28, 91, 365)
SHADES = (("5", 20), ("4", 10), ("3", 5), ("2", 2), ("1", 1))


@dataclass(frozen=True)
class Cell:
    """How often a pair was told of; `stands_out` if more than by chance, with 95 % confidence."""

    value: str
    shade: str
    words: str
    url: str = ""
    stands_out: bool = False


@dataclass(frozen=True)
class Row:
    """A kind of product."""

    name: str
    cells: tuple[Cell, ...]
    total: int


@signed_in(*OFFICES)
def matrix(request: HttpRequest) -> HttpResponse:
    """The table for a stretch of days that ends today."""
    days = _days(request.GET.get("days", ""))
    last = timezone.localdate()
    first = last - timedelta(days=days - 1)
    everywhere = holds_everywhere(request.user, READERS)
    pairs = pairs_between(first, last, places=None if everywhere else places_of(request.user))
    if request.GET.get("format") == "csv":
        return _csv(pairs)
    hazards, rows = _table(pairs, first, last)
    context = {
        "heading": _heading(pairs),
        "lead": _(
            "格中是件数。标“偏多”的不少于 3 件，并且 PRR 的置信下限大于 1："
            "这种产品出现这种危害的比例高于其他产品。"
        ),
        "crumbs": [Crumb(_("风险台"), reverse("risk_room")), Crumb(_("产品和危害"))],
        "days": days,
        "stretches": STRETCHES,
        "hazards": hazards,
        "rows": rows,
        "first": first,
        "last": last,
        "sample": visible(request.user, Observation).filter(source="sample").exists(),
    }
    return render(request, "risk/matrix.html", context)


def _days(text: str) -> int:
    return int(text) if text in {str(days) for days in STRETCHES} else STRETCHES[1]


def _heading(pairs: list[Pair]) -> str:
    most = max((pair for pair in pairs if _out(pair)), key=lambda pair: pair.low or 0, default=None)
    if most is None:
        return _("产品和危害：没有偏多的组合")
    told = {"product": product_words(most.product), "hazard": hazard_words(most.hazard)}
    return _("产品和危害：%(product)s的%(hazard)s最为偏多") % told


def _out(pair: Pair) -> bool:
    return pair.count >= 3 and pair.low is not None and pair.low > 1


def _table(pairs: list[Pair], first: date, last: date) -> tuple[list[str], list[Row]]:
    """Products and hazards with anything at all, the most frequent first."""
    found = {(pair.product, pair.hazard): pair for pair in pairs}
    products, hazards = _ordered(pairs, "product"), _ordered(pairs, "hazard")
    rows = [
        Row(
            product_words(product),
            tuple(_cell(found.get((product, hazard)), first, last) for hazard in hazards),
            sum(pair.count for pair in pairs if pair.product == product),
        )
        for product in products
    ]
    return [hazard_words(hazard) for hazard in hazards], rows


def _ordered(pairs: list[Pair], field: str) -> list[str]:
    sums: dict[str, int] = {}
    for pair in pairs:
        key = getattr(pair, field)
        sums[key] = sums.get(key, 0) + pair.count
    return sorted(sums, key=lambda key: (-sums[key], key))


def _cell(pair: Pair | None, first: date, last: date) -> Cell:
    if pair is None:
        return Cell("", "none", "")
    told = {
        "product": product_words(pair.product),
        "hazard": hazard_words(pair.hazard),
        "count": pair.count,
        "expected": f"{pair.expected:.1f}",
        "prr": f"{pair.prr:.1f}" if pair.prr is not None else "—",
    }
    words = _("%(product)s，%(hazard)s：%(count)s 件，按比例预计 %(expected)s 件，PRR %(prr)s")
    url = (
        f"{reverse('risk/observations-list')}?product={pair.product}&hazard={pair.hazard}"
        f"&recorded_on_from={first}&recorded_on_to={last}"
    )
    shade = next(shade for shade, least in SHADES if pair.count >= least)
    return Cell(str(pair.count), shade, words % told, url, stands_out=_out(pair))


def _csv(pairs: list[Pair]) -> HttpResponse:
    heads = ("product", "hazard", "count", "expected", "prr", "prr_low")
    rows = (
        (
            *(pair.product, pair.hazard, str(pair.count), f"{pair.expected:.3f}"),
            *("" if one is None else f"{one:.3f}" for one in (pair.prr, pair.low)),
        )
        for pair in pairs
    )
    response = HttpResponse(write_csv(heads, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="product-hazard.csv"'
    return response


urlpatterns = [path("risk/matrix/", matrix, name="risk_matrix")]
