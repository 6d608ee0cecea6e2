"""A scope by product: how many lots of each, from when until when."""

import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import django_tables2 as tables
import numpy as np
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.tables import RIGHT, UNBROKEN
from zhiliang.systems.traceability.answers import spoken
from zhiliang.systems.traceability.exploring.reaching import Reached, named
from zhiliang.systems.traceability.exploring.tables import MomentColumn
from zhiliang.systems.traceability.tracing import walks
from zhiliang.systems.traceability.tracing.makers import attributes_of, name_in, product_of

_BAR = (
    '<svg class="trace-share" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true"'
    ' focusable="false"><rect width="{}" height="10"/></svg>'
)


class Bar(tables.Column):
    """Lots as a bar; the number stands beside it."""

    def render(self, value: float) -> SafeString:
        """As wide as its share of the largest."""
        return format_html(_BAR, f"{200 * value:.1f}")


class Products(tables.Table):
    """One line a product, the one with most lots first."""

    name = tables.Column(gettext_lazy("产品"))
    code = tables.Column(gettext_lazy("商品条码"), attrs=UNBROKEN)
    lots = tables.Column(gettext_lazy("批次数"), attrs=RIGHT)
    share = Bar("", orderable=False, exclude_from_export=True, attrs={"td": {"class": "drawn"}})
    first = MomentColumn(gettext_lazy("最早"), attrs=UNBROKEN)
    last = MomentColumn(gettext_lazy("最晚"), attrs=UNBROKEN)

    key = "products"
    label = gettext_lazy("按产品")

    class Meta:
        default = ""


def products_of(found: Reached) -> Products:
    """The table over the lots of a scope."""
    index: dict[str, int] = {}
    of = np.array([index.setdefault(_product(name), len(index)) for name in named(found)])
    lots = np.bincount(of)
    first, last = np.full(lots.size, walks.LATEST), np.full(lots.size, walks.EARLIEST)
    dated = of[len(found.roots) :]
    np.minimum.at(first, dated, found.reach.at)
    np.maximum.at(last, dated, found.reach.at)
    columns = zip(index, lots.tolist(), first.tolist(), last.tolist(), strict=True)
    return Products(list(_rows(sorted(columns, key=lambda one: (-one[1], one[0])))))


def _product(name: str) -> str:
    """The product; empty for what is none, of which each would be a line of its own."""
    return product_of(name) if "/01/" in name else ""


def _rows(tallies: list[tuple[str, int, int, int]]) -> Iterator[dict[str, Any]]:
    told = attributes_of(product for product, *_rest in tallies)
    most = tallies[0][1]
    for product, lots, first, last in tallies:
        # a product of which there is but the lot asked for has no times
        dated = first <= last
        yield {
            "name": _name(product, told.get(product, {})),
            "code": spoken(product),
            "lots": lots,
            "share": lots / most,
            "first": datetime.fromtimestamp(first, tz=UTC) if dated else None,
            "last": datetime.fromtimestamp(last, tz=UTC) if dated else None,
        }


def _name(product: str, attributes: dict[str, str]) -> str:
    if not product:
        return _("箱、托盘和其他标识")
    return name_in(attributes) or spoken(product)


def command_of(found: Reached) -> str:
    """What an administrator types to get holders and gaps; it looks forward only."""
    question = found.question
    words = ["zhiliang", "trace", spoken(question.root), "--json"]
    if question.as_of:
        words += ["--as-of", question.as_of.isoformat()]
    if question.window:
        since, until = question.window
        words += ["--since", since.isoformat(), "--until", until.isoformat()]
    return shlex.join(words)
